"""What awards come to, for rules 2 and 3 of LANGUAGE.md section 6b: the bills of each one's present horizon, those had and
those to come, at today's prices, what is living over the horizon to come; bill by bill the largest; no more than a cap
left of it."""
import math

import bill
import contract as lives


def comes_to(awards, day, groups, one_offs):
    left, total = {}, 0
    for back in range(day.programme["horizon"], 0, -1):
        pieces = [piece for award in awards for piece in _before(award, back, day)]
        total += _on_one(pieces, day.bills[0], groups, one_offs, left)
    for award in awards:
        if award.ceiling is not None and _since(award, day) is None:
            left[id(award)] = award.room()
    for number, each in enumerate(day.bills):
        pieces = [day.piece(award, number) for award in awards if _to_come(award, number, day)]
        total += _on_one(pieces, each, groups, one_offs, left)
    return total


def _before(award, back, day):
    """The award on the bill so many before the last one that used it up: its bills of the present horizon, laid side by side
    with those of the others from the last one back."""
    since = _since(award, day)
    if since is None or award.used - back <= -1:
        return
    piece = day.piece(award, -back)
    piece.lasting = False  # what is living is read over the horizon to come
    piece.since = _used_before(award, since, day)
    piece.days = _days(award, math.floor(award.used) - back, day)
    yield piece


def _days(award, period, day):
    """Of the bills that used so much as a part of one of its periods: their `while`s were asked on them."""
    return [had.day for had in day.contract.bills for used, _, begin in had.used
            if used is award and begin < period + 1 and begin + had.share > period]


def _used_before(award, since, day):
    return sum(had.share for had in day.contract.bills for used, _, _ in had.used if used is award and had.day < since)


def _on_one(pieces, each, groups, one_offs, left):
    if not pieces:
        return 0
    for piece in pieces:
        ceiling = piece.award.ceiling
        if ceiling is not None and piece.place < each.person.programme["horizon"]:
            piece.room = left.setdefault(id(piece.award), ceiling)
    entries = bill.stacked(bill.counting(pieces, each, groups), each, one_offs=one_offs)
    for line, amount in entries:
        if line.piece.room is not None and line.kind != "worth":
            left[id(line.piece.award)] -= amount
    return sum(amount for _, amount in entries)


def _since(award, day):
    return lives.present_horizon(award, day.programme, day.on)


def _to_come(award, number, day):
    """Of a promise longer than the horizon, what is left of its present horizon. What was taken back counts as had."""
    if not award.runs() and award.state != "reversed":
        return False
    length, since = award.length(), _since(award, day)
    if length is None:
        return True
    end = length if since is None else min(length, _used_before(award, since, day) + day.programme["horizon"])
    return award.used + number < end
