"""A contract through time: what was granted, and what its bills had of it."""
import days


class Award:
    """`day`, `offer`: of the grant. `used`: how many of its periods bills used up. `ceiling`: what a cap left of its money on
    its first horizon of bills. `carried`: credits that no bill had room for yet. State: reserved, confirmed, released, reversed (taken back whole), ended (they left)."""

    def __init__(self, offer, day, terms, occasion=None):
        self.offer, self.title, self.day, self.terms, self.occasion = offer, offer["title"], day, terms, occasion
        self.match = "match" in offer
        self.state, self.used, self.ceiling, self.capped_money, self.carried = "confirmed", 0, None, 0, 0

    def length(self):
        """Its periods; None: as long as they stay."""
        return None if any(term.living for term in self.terms) else max(term.last() for term in self.terms) + 1

    def runs(self):
        return self.state in ("confirmed", "reserved") and (self.length() is None or self.used < self.length())

    def room(self):
        return None if self.ceiling is None else self.ceiling - self.capped_money

    def one_offs_had(self):
        """Places of the one-off rewards that were had under it, or are to come."""
        return {term.place for term in self.terms
                if term.one_off and (self.state != "ended" or term.last() < self.used)}


class Had:
    """A bill as it was made. `entries`: (award, competition, "money" | "worth", amount). `used`: (award, competition, at which
    of its periods the bill began)."""

    def __init__(self, invoice, day, share, entries, used):
        self.invoice, self.day, self.share, self.entries, self.used = invoice, day, share, entries, used


class Contract:
    def __init__(self):
        self.awards, self.bills = [], []

    def of(self, title):
        return [award for award in self.awards if award.title == title and award.state != "released"]

    def running(self, matches=False):
        return [award for award in self.awards if award.runs() and award.match == matches]


def horizons_after(programme, day, count):
    unit, length = programme["period"]
    return days.add(day, (unit, length * programme["horizon"] * abs(count)), 1 if count >= 0 else -1)


def present_horizon(award, programme, day):
    """The day on which the award's present horizon began; None: it had its horizon, or is a living one of before."""
    if award.day > horizons_after(programme, day, -1):
        return award.day
    length, number = award.length(), 0
    if award.match or length is None or length <= programme["horizon"]:
        return None
    while horizons_after(programme, award.day, number + 1) <= day:
        number += 1
    return horizons_after(programme, award.day, number)


def received(contract, programme, day, kinds=("money", "worth"), matches=True):
    """What was had on bills that awards of the past horizon used up, whichever award of their competition paid on them."""
    total = 0
    for bill in contract.bills:
        lately = set()
        for award, competition, _ in bill.used:
            since = present_horizon(award, programme, day)
            if since is not None and bill.day >= since:
                lately.add(competition)
        total += sum(amount for award, competition, kind, amount in bill.entries
                     if competition in lately and kind in kinds and (matches or not award.match))
    return total
