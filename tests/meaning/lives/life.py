"""A life to be told in a few lines: offers as data, one contract, days on which it is granted, bills, what becomes of it."""
from fractions import Fraction

import billing
import days
import granting
import law
from contract import Contract

STATUS = ("field", "status")
ROLES = {"id": "contract", "price": "price", "newcomer price": None, "joined": "joined", "left": "left",
         "customer when": ("compare", "is", STATUS, ("lit", "active")),
         "former when": ("compare", "is", STATUS, ("lit", "former"))}
FIELDS = [{"name": "joined", "type": "date", "for newcomers": "today"}, {"name": "left", "for newcomers": "unknown"}]


def percent(rate, *timing, **rest):
    return [dict(kind="percent", rate=Fraction(rate, 100), timing=timing, **rest)]


def euros_off(amount, *timing, **rest):
    return [dict(kind="off", amount=amount * 100, timing=timing, **rest)]


def credit(amount, *timing, **rest):
    return [dict(kind="credit", amount=amount * 100, timing=timing, **rest)]


def tenure(how, months):
    return ("compare", how, ("tenure",), ("lit", months))


def yes(field):
    return ("flag", field)


class Life:
    """Offers by title, in order; `to` is "customers" unless said. Money in euros, days as text."""

    def __init__(self, joined="2022-02-01", price=100, horizon=12, period=("months", 1), **fields):
        self.programme = {"horizon": horizon, "period": period, "rounding": "half away from zero", "fields": FIELDS,
                          "definitions": {}, "offers": [], "combine": {"customers": {}}, "perks": {}, "roles": dict(ROLES)}
        self.record = {"contract": "1", "status": "active", "joined": days.day(joined), "left": None, "price": price * 100,
                       **fields}
        self.contract = Contract()

    def offer(self, title, *gives, to="customers", when=(), **rest):
        """Said anew, it is edited."""
        known = [offer["title"] for offer in self.programme["offers"]]
        index = known.index(title) if title in known else len(known)
        made = dict(index=index, title=title, to=to, when=list(when), **rest)
        if gives:
            made["gives"] = list(gives)
        self.programme = dict(self.programme, offers=self.programme["offers"][:index] + [made] +
                              self.programme["offers"][index + 1:])
        return self

    def without(self, title):
        """The offer is open to nobody any more."""
        offer = next(one for one in self.programme["offers"] if one["title"] == title)
        return self.offer(**dict({key: value for key, value in offer.items() if key not in ("index", "gives")},
                                 title=title, runs=(None, days.day("2000-01-01")), gives=offer.get("gives")))

    def best_of(self, *items):
        known = [offer["title"] for offer in self.programme["offers"]]
        named = [[known.index(title) for title in (item if isinstance(item, tuple) else (item,))] for item in items]
        self.programme["combine"]["customers"]["best of"] = [named]
        return self

    def at_most(self, euros):
        self.programme["combine"]["customers"]["at most"] = euros * 100
        return self

    def grant(self, day, state="confirmed"):
        """Titles of what is new."""
        _, new = granting.grant(self.contract, self.programme, self.record, days.day(day), state)
        return [award.title for award in new]

    def bill(self, day, share=1, invoice=None):
        """What it has, in euros by title."""
        had = {}
        for award, amount in billing.make(self.contract, self.programme, self.record, days.day(day), share, invoice):
            had[award.title] = had.get(award.title, 0) + Fraction(amount, 100)
        return {title: amount for title, amount in had.items() if amount}

    def bills(self, first, count):
        """So many bills a period apart: the sums."""
        unit, length = self.programme["period"]
        return [sum(self.bill(days.text_of(days.add(days.day(first), (unit, length * number)))).values())
                for number in range(count)]

    def holds(self, day):
        """The law: (had + to come, what somebody without a past would get), in euros."""
        had, to_come = law.has(self.contract, self.programme, self.record, days.day(day))
        fresh = law.would_get(self.contract, self.programme, self.record, days.day(day))
        return Fraction(had + to_come, 100), Fraction(fresh, 100)
