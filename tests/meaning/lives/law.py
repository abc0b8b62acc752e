"""The law of LANGUAGE.md section 6b: what was had within the past horizon, what runs and what is new are together never
below what the same record without a past would get, one-off rewards that were had left out."""
import contract as lives
import granting
import occasions
from day import Day, worth


def has(contract, programme, record, on):
    """What was had within the past horizon, and what is to come within the next."""
    day = Day(programme, record, on, contract)
    to_come = worth(day.laid(contract.running())) + worth(day.laid_matches(contract.running(matches=True)))
    return lives.received(contract, programme, on), to_come


def would_get(contract, programme, record, on):
    day = WithoutPast(programme, record, on, contract)
    new = granting.decided(day)
    return worth(day.laid([award for award in new if not award.match])) + \
        worth(day.laid_matches([award for award in new if award.match]))


class WithoutPast(Day):
    def __init__(self, programme, record, on, contract):
        super().__init__(programme, record, on, lives.Contract())
        self.past = Day(programme, record, on, contract)

    def open(self):
        found = {}
        for title, (offer, made) in super().open().items():
            in_play = occasions.in_play(title, self.past)
            if occasions.place_left(offer, self.past) is False and not in_play:
                continue  # its occasion or its limit is used up
            if not in_play and not occasions.one_offs_alone(offer):
                found[title] = (offer, made)  # a new occasion is whole again
                continue
            made = [term for term in (self._as_granted(term, title) for term in made) if term]
            if made:
                found[title] = (offer, made)
        return found

    def _as_granted(self, term, title):
        """A one-off reward that was had is left out; one to come is what it was when it was granted."""
        for award in self.past.contract.of(title):
            for other in award.terms:
                if term.one_off and other.one_off and other.place == term.place and award.state != "ended":
                    return None if award.used > other.last() else other
        return term
