"""Rule 5 of LANGUAGE.md section 6b: a cap keeps new lines from being added above it; it never cuts what runs."""
import contract as lives
from day import money, worth
from rounding import rounded


def cut(day, new):
    """The awards that still add something. The limit is that of the whole deal, running and new, with what was had within the
    past horizon; the last declared gives way first, its latest bills first."""
    limit = limit_of(day)
    if limit is None or not new:
        return new
    running = day.contract.running()
    had = lives.received(day.contract, day.programme, day.on, ("money",), matches=False)
    limit = max(limit - had, worth(money(day.laid(running))))
    for award in sorted(new, key=lambda one: -day.places[one.title]):
        whole = money(day.laid(running + new))
        if worth(whole) <= limit:
            break
        most = worth([entry for entry in whole if entry[1].piece.award is award])
        award.ceiling = _largest(lambda: worth(money(day.laid(running + new))) <= limit, award, most)
    return _adding(day, running, new)


def _largest(fits, award, most):
    low, high = 0, most
    while low < high:
        award.ceiling = (low + high + 1) // 2
        if fits():
            low = award.ceiling
        else:
            high = award.ceiling - 1
    return low


def _adding(day, running, new):
    for award in [award for award in new if award.ceiling is not None]:
        others = [other for other in new if other is not award]
        if worth(day.laid(running + others)) >= worth(day.laid(running + new)):
            new = others
    return new


def limit_of(day):
    limits = []
    if "at most" in day.combine:
        limits.append(day.combine["at most"])
    if "at most percent" in day.combine:
        prices = sum(each.price for each in day.bills)
        limits.append(rounded(day.combine["at most percent"] * prices, day.programme["rounding"]))
    return min(limits) if limits else None
