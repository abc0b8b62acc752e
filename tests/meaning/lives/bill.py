"""One bill: rule 4 of LANGUAGE.md section 6b, and step 3 of section 6."""
from fractions import Fraction

import deal
import terms
from rounding import rounded


class Bill:
    """`person` is the record on the bill's own day, `price` is before offers; `share` of a period is supplied."""

    def __init__(self, person, price, share=1):
        self.person, self.price, self.share = person, price, share


class Piece:
    """An award on a bill that begins at `place` of the award's periods. The lower `age`, the older; `index` is the offer's
    place in the programme. `room` is what a cap left of its money; `rest` says that only its one-off rewards are meant, `lasting` that its living
    ones are not."""

    def __init__(self, award, index, age, place, room=None, rest=False):
        self.award, self.index, self.age, self.place = award, index, age, place
        self.room, self.rest, self.lasting = room, rest, True
        self.since, self.days = 0, ()  # of a bill that was had: where it begins to count, and the days of its `while`s

    def one_offs_alone(self):
        other = Piece(self.award, self.index, self.age, self.place, self.room, rest=True)
        other.lasting, other.since, other.days = self.lasting, self.since, self.days
        return other

    def lines(self, bill, recurring=True, one_offs=True):
        """[line, how much of it] on the bill."""
        for term in self.award.terms:
            part = self._overlap(bill.share, term)
            if not part or term.living and not self.lasting or not (one_offs if term.one_off else recurring and not self.rest):
                continue
            if any(term.at(terms.on_day(bill.person, day)) is None for day in self.days):
                continue
            line = term.at(terms.on_day(bill.person, self.days[0]) if self.days else bill.person)
            if line is not None:
                line.offer, line.piece, line.term = self.index, self, term
                yield line, part

    def _overlap(self, share, term):
        """How much of the bill's stretch of periods is the term's; a credit that stands once stands whole."""
        if term.reward["kind"] in ("credit", "share") and term.one_off:
            return int(self.place <= term.first < self.place + share and self.since <= term.first)
        return max(0, min(self.place + share, term.first + term.periods) - max(self.place, term.first, self.since))


def stacked(pieces, bill, recurring=True, one_offs=True):
    """Step 3: [line, amount] of all that some pieces are on the bill, in declaration order."""
    lines = []
    for piece in sorted(pieces, key=lambda one: (one.index, one.age)):
        lines += piece.lines(bill, recurring, one_offs)
    for line, part in lines:
        if line.kind == "discount" and part != bill.share:
            line.rate = line.rate * Fraction(part) / bill.share
        elif line.kind == "off":
            line.amount = _part(line, line.amount, bill)
    discounts = deal._discounts([line for line, _ in lines], bill.price, bill.person.programme["rounding"])
    deal._floor(discounts, bill.price)
    entries = discounts + [[line, _fixed(line, bill)] for line, _ in lines if line.kind in ("credit", "worth")]
    return _within_room(entries, pieces)


def _part(line, amount, bill):
    """So much of an amount a period that all its bills add up to all of it."""
    rounding, term = bill.person.programme["rounding"], line.term
    begin = max(line.piece.place, term.first, line.piece.since) - term.first
    end = min(line.piece.place + bill.share, term.first + term.periods) - term.first
    return rounded(amount * end, rounding) - rounded(amount * begin, rounding)


def _fixed(line, bill):
    if line.kind == "credit" and line.term.one_off:
        return line.amount
    if line.term.parts:  # equal parts, the odd units first
        return _of_parts(line, bill)
    return _part(line, line.rate if line.amount is None else line.amount, bill)


def _of_parts(line, bill):
    """Of each of the equal parts what the bill has of its period."""
    each, odd = divmod(line.amount, line.term.parts)
    rounding, total = bill.person.programme["rounding"], 0
    for number in range(line.term.parts):
        period = line.term.first + number
        begin, end = (max(0, min(1, place - period)) for place in (line.piece.place, line.piece.place + bill.share))
        total += rounded((each + (number < odd)) * end, rounding) - rounded((each + (number < odd)) * begin, rounding)
    return total


def _within_room(entries, pieces):
    """What a cap left of an award's money; the last line is cut first."""
    for piece in pieces:
        if piece.room is None:
            continue
        money = [entry for entry in entries if entry[0].piece is piece and entry[0].kind != "worth"]
        over = sum(amount for _, amount in money) - piece.room
        for entry in reversed(money):
            cut = max(0, min(over, entry[1]))
            entry[1] -= cut
            over -= cut
    return entries


def alone(pieces, bill, recurring=True, one_offs=True):
    """What some pieces are worth on the bill, as if they were all of it."""
    return sum(amount for _, amount in stacked(pieces, bill, recurring, one_offs))


def counting(pieces, bill, groups):
    """Rule 4: of an offer's awards, and of the items of a best-of, only the largest counts; at a tie what ran first, then
    the item listed first. One-off rewards are never given twice, so those of an offer stand beside what is largest."""
    kept = []
    for title in dict.fromkeys(piece.award.title for piece in pieces):
        same = [piece for piece in pieces if piece.award.title == title]
        best = same[0]
        if len(same) > 1:
            best = min(same, key=lambda piece: (-alone([piece], bill, one_offs=False), piece.age))
        kept += [piece if piece is best else piece.one_offs_alone() for piece in same]
    for items in groups:
        inside = [[piece for piece in kept if piece.award.title in item] for item in items]
        inside = [item for item in inside if item]
        if len(inside) > 1:
            best = min(inside, key=lambda item: (-alone(item, bill), min(piece.age for piece in item)))
            kept = [piece for piece in kept if all(piece not in item for item in inside) or piece in best]
    return kept
