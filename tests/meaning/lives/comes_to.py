"""What awards come to, for rules 2 and 3 of LANGUAGE.md section 6b: the bills of each one's present horizon, those had and
those to come, at today's prices, what is living over the horizon to come; bill by bill the largest; no more than a cap
left of it."""
import bill
import contract as lives
import terms


def comes_to(awards, day, groups, one_offs):
    left, total = {}, 0
    for had in day.contract.bills:
        pieces = [day.piece(award, 0, begin) for award, _, begin in had.used if award in awards and _counts(award, day, had)]
        for piece in pieces:  # what is living is read over the horizon to come
            piece.lasting = False
        total += _on_one(pieces, _past(day, had), groups, one_offs, left)
    for award in awards:
        if award.ceiling is not None and _since(award, day) is None:
            left[id(award)] = award.room()
    for number, each in enumerate(day.bills):
        pieces = [day.piece(award, number) for award in awards if _to_come(award, number, day)]
        total += _on_one(pieces, each, groups, one_offs, left)
    return total


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


def _past(day, had):
    """A bill that was made, at today's price; its `while`s were asked on its own day."""
    price = terms.for_share(day.bills[0].price, had.share, day.programme)
    return bill.Bill(terms.on_day(day.person, had.day), price, had.share)


def _since(award, day):
    return lives.present_horizon(award, day.programme, day.on)


def _counts(award, day, had):
    since = _since(award, day)
    return since is not None and had.day >= since


def _to_come(award, number, day):
    """Of a promise longer than the horizon, what is left of its present horizon. What was taken back counts as had."""
    if not award.runs() and award.state != "reversed":
        return False
    length, since = award.length(), _since(award, day)
    if length is None:
        return True
    before = sum(had.share for had in day.contract.bills for used, _, _ in had.used
                 if used is award and since is not None and had.day < since)
    end = length if since is None else min(length, before + day.programme["horizon"])
    return award.used + number < end
