"""What an open offer gives: the lines of LANGUAGE.md sections 5 and 6.1. None where an amount is unknown."""
import copy
from fractions import Fraction

import days
import truth
from rounding import rounded

LOOKED_AT = 60  # bills: more than any guarantee drawn looks at


class Unknown(Exception):
    pass


class Line:
    def __init__(self, kind, offer, first, periods, **rest):
        self.kind, self.offer, self.first, self.periods = kind, offer, first, periods
        self.base, self.rate, self.amount = rest.get("base"), rest.get("rate"), rest.get("amount")
        self.cap, self.what = rest.get("cap"), rest.get("what")
        self.once_given = rest.get("once_given", False)

    def alike(self, other):
        return (self.kind, self.base, self.rate, self.amount, self.cap, self.what, self.once_given) == \
            (other.kind, other.base, other.rate, other.amount, other.cap, other.what, other.once_given) \
            and not self.once_given

    def in_period(self, period):
        return self.first <= period < self.first + self.periods


def price_of(person):
    """Per billing period: a newcomer's own where the person is one or a twin."""
    roles = person.programme["roles"]
    field = roles["price"]
    if person.standing == "newcomer":
        field = roles.get("newcomer price") or field
    return person.record[field]


def lines_of(offer, person):
    """The lines of a whole offer, in declaration order, or None."""
    try:
        chosen = _chosen(offer, person)
        lines = []
        for strings in _rows(offer):
            for phases in strings:
                here = any(phases is one for one in chosen)
                lines += _phases(phases, offer, person, here)
    except Unknown:
        return None
    return lines


def _rows(offer):
    return [row[2] for row in offer["table"][1]] if "table" in offer else [offer["gives"]]


def on_bill(person, bill):
    """The same record on the day of a bill to come: time moves on, what else it says stays."""
    then = copy.copy(person)
    unit, length = person.programme["period"]
    then.on = days.add(person.on, (unit, length * bill))
    role = person.programme["roles"].get("tenure")
    if role and person.record[role] is not None and not person.former:
        months = length * bill if unit == "months" else length * bill * 7 * 4800 // 146097
        then.record = {**person.record, role: person.record[role] + months}
    return then


def _chosen(offer, person):
    if "table" not in offer:
        return offer["gives"]
    by, rows = offer["table"]
    value = person.tenure_months() if by == "tenure" else person.record[by]
    if value is None:
        raise Unknown
    chosen = []
    for row in rows:
        if row[0] == "from" and value >= row[1]:
            chosen = row[2]
        if row[0] == "for" and value in row[1]:
            return row[2]
        if row[0] == "otherwise":
            chosen = row[2]
    return chosen


def _phases(phases, offer, person, here):
    lines, start = [], 0
    for reward in phases:
        if reward["timing"][0] in ("stay", "while"):
            lines += _living(reward, phases, start, offer, person)
            break
        when = _when(reward, start)
        start = when[0] + when[1]
        if here:
            line = _line(reward, offer["index"], when, person)
            lines += _spread(line) if reward["timing"][0] == "over" else [line]
    return lines


def _spread(line):
    """Equal parts, the odd units on the earliest bills."""
    part, odd = divmod(line.amount, line.periods)
    cuts = [(line.first, odd, part + 1), (line.first + odd, line.periods - odd, part)]
    return [Line("credit", line.offer, first, count, amount=amount) for first, count, amount in cuts if count and amount]


def _living(reward, phases, start, offer, person):
    """Each bill's own day settles the row, the amount and the `while`; alike bills in a row are one line."""
    lines = []
    for bill in range(start, LOOKED_AT):
        then = on_bill(person, bill)
        if not any(phases is one for one in _chosen(offer, then)):
            continue
        line = _line(reward, offer["index"], (bill, 1), then)
        if reward["timing"][0] == "while" and truth.holds(reward["timing"][1], then) is not True:
            continue
        if lines and lines[-1].first + lines[-1].periods == bill and lines[-1].alike(line):
            lines[-1].periods += 1
        elif line.once_given and bill > start:
            continue
        else:
            lines.append(line)
    return lines


def _when(reward, start):
    """First period and how many."""
    timing = reward["timing"]
    if timing[0] == "once":
        return (start + max(timing[1] - 1, 0), 1)
    return (start + timing[2], timing[1])


def _times(reward, person):
    """How often a scaled reward counts: whole steps only."""
    if "scaling" not in reward:
        return 1
    field, step, share = reward["scaling"]
    value = person.tenure_months() if field == "tenure" else person.record[field]
    if value is None:
        raise Unknown
    return _between(value, share) // step


def _between(value, share):
    """Of an amount what lies above, and up to; less than nothing is nothing."""
    above, up_to = share or (0, None)
    return max(0, (value if up_to is None else min(value, up_to)) - above)


def _line(reward, offer, when, person):
    kind, times, cap = reward["kind"], _times(reward, person), reward.get("cap")
    rounding = person.programme["rounding"]
    first, periods = when
    place = (offer, first, periods)
    if kind == "percent":
        rate = reward["rate"] * times
        if cap and cap[0] == "percent":
            rate = min(rate, cap[1])
        base = _between(_field(reward["of"], person), reward.get("share")) if reward.get("of") else None
        of = reward.get("of") and (reward["of"], reward.get("share"))
        return Line("discount", *place, base=(of, base), rate=rate,
                    cap=cap[1] if cap and cap[0] == "money" else None)
    if kind == "free":
        return _free(reward, place, person)
    if kind == "price":
        return Line("price", *place, amount=_amount(reward, person))
    if kind == "share":
        rate = reward["rate"] * times
        if cap and cap[0] == "percent":
            rate = min(rate, cap[1])
        worth = rounded(_between(_field(reward["of"], person), reward.get("share")) * rate, rounding)
        return Line("credit", *place, amount=min(worth, cap[1]) if cap and cap[0] == "money" else worth)
    if kind in ("off", "credit"):
        worth = _amount(reward, person) * times
        return Line(kind, *place, amount=min(worth, cap[1]) if cap else worth)
    return _beside_money(reward, place, times, person)


def _amount(reward, person):
    return _field(reward["named"], person) if "named" in reward else reward["amount"]


def _free(reward, place, person):
    unit, length = person.programme["period"]
    if unit == "months" and length == 1:
        return Line("discount", *place, base=(None, None), rate=Fraction(1), cap=None)
    worth = rounded(Fraction(price_of(person) * reward["length"], length), person.programme["rounding"])
    return Line("credit", place[0], place[1], 1, amount=worth)


def _beside_money(reward, place, times, person):
    """Perks and points at their stated worth."""
    perk = person.programme["perks"]["points" if reward["kind"] == "points" else reward["perk"]]
    if reward["kind"] == "points":
        return Line("worth", *place, rate=perk["worth"] * reward["number"] * times, what="points")
    if perk.get("per") in ("month", "billing period"):
        times = person.programme["period"][1] if perk["per"] == "month" else 1
        return Line("worth", *place, amount=perk["worth"] * times, what=reward["perk"])
    return Line("worth", place[0], place[1], 1, amount=perk["worth"], what=reward["perk"], once_given=True)


def _field(name, person):
    """A share of less than nothing is nothing."""
    value = person.record[name]
    if value is None:
        raise Unknown
    return max(0, value)
