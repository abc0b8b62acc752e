"""What an offer promises: its terms on a day, as LANGUAGE.md section 5 has them, and what they are on a bill.

A term is one reward of the offer. *One-off*: `once`, `n months free`. *Promised*: row, rate, count and amount are those of
the day of the grant. *Living*: the text is that of the grant, the facts are those of each bill's own day."""
import copy

import days
import rewards
import truth
from rounding import rounded

FOREVER = 10 ** 6


class Term:
    """`place`: row, give and phase. `first`, `periods`: which of the award's bills it is on."""

    def __init__(self, place, reward, first, periods):
        self.place, self.reward, self.first, self.periods = place, reward, first, periods
        self.one_off = reward["timing"][0] == "once" or reward["kind"] == "free"
        self.living = periods == FOREVER
        self.parts = reward.get("over")

    def last(self):
        return self.first + self.periods - 1


class Promised(Term):
    """`line` is that of the grant; a `while` is asked on each bill's own day."""

    def __init__(self, place, reward, line, condition=None):
        super().__init__(place, reward, line.first, line.periods)
        self._line, self._condition = line, condition

    def at(self, person):
        """Its line on a bill of that day, or None where its `while` does not hold."""
        if self._condition is not None and truth.holds(self._condition, person) is not True:
            return None
        line, base = self._line, self._line.base
        if base and base[0] is not None:
            base = (base[0], rewards._field(base[0], person))
        return rewards.Line(line.kind, line.offer, line.first, line.periods, base=base, rate=line.rate, amount=line.amount,
                            cap=line.cap, what=line.what)


    def is_nothing(self):
        """What comes to nothing on the day of the grant is not promised, and was not had."""
        return not (self._line.rate or self._line.amount or self.reward["kind"] == "price")


class Living(Term):
    def __init__(self, place, reward, first, phases, offer):
        super().__init__(place, reward, first, FOREVER)
        self._phases, self._offer = phases, offer

    def at(self, person):
        timing = self.reward["timing"]
        if timing[0] == "while" and truth.holds(timing[1], person) is not True:
            return None
        if not any(self._phases is one for one in rewards._chosen(self._offer, person)):
            return None  # another row by now
        return rewards._line(self.reward, self._offer["index"], (self.first, FOREVER), person)


def terms_of(offer, person):
    """Every term of the offer for the person, in declaration order: of its rows the one reached, and what is living in any.
    None where an amount is unknown."""
    try:
        chosen, found = rewards._chosen(offer, person), []
        for row, strings in enumerate(rewards._rows(offer)):
            for give, phases in enumerate(strings):
                here = any(phases is one for one in chosen)
                found += _phases(phases, (row, give), offer, person, here)
        return found
    except rewards.Unknown:
        return None


def _phases(phases, place, offer, person, here):
    start = 0
    for number, reward in enumerate(phases):
        first, periods, condition = _timing(reward["timing"], start)
        start = first + periods
        at = place + (number,)
        if periods == FOREVER:
            yield Living(at, reward, first, phases, offer)
        elif here:
            line = rewards._line(reward, offer["index"], (first, periods), person)
            line.first, line.periods = first, periods
            promised = Promised(at, reward, line, condition)
            if not promised.is_nothing():
                yield promised


def _timing(timing, start):
    """(first period, how many, condition). `once after 12 months`: the last bill of those."""
    if timing[0] == "once":
        return start + max(0, timing[1] - 1), 1, None
    if timing[0] == "for":
        return start + timing[2], timing[1], timing[3] if len(timing) > 3 else None
    return start, FOREVER, None


def on_day(person, day):
    """The same person on another day; who they are stays as it is."""
    other = copy.copy(person)
    other.on = day
    return other


def price_on(person, day):
    """The role, or the last price step whose day is on or before the bill's."""
    roles = person.programme["roles"]
    price = rewards.price_of(person)
    for step in roles.get("newcomer price steps" if person.standing == "newcomer" else "price steps", []):
        start = person.record[step["from"]] if "from" in step else days.add(person.on, step["after"])
        if start is not None and start <= day:
            price = person.record[step["price"]]
    return price


def for_share(price, share, programme):
    return rounded(price * share, programme["rounding"])
