"""What is granted on a day: rules 2 and 3 of LANGUAGE.md section 6b."""
import caps
import match
import occasions
from comes_to import comes_to
from contract import Award
from day import Day, worth


def grant(contract, programme, record, on, state="confirmed"):
    """Decides the day; what is new is appended to the contract. Returns the day and its new awards."""
    day = Day(programme, record, on, contract)
    new = decided(day) if day.audience else []
    for award in new:
        award.state = state
    contract.awards += new
    return day, new


def decided(day):
    """The awards that are new on the day, matches last."""
    new = adding(day, caps.cut(day, candidates(day)))
    if not any("match" in offer for offer in day.programme["offers"]):
        return new
    twin = match.twin_day(day)
    return new + match.top_ups(day, new, twin, twin.laid(caps.cut(twin, candidates(twin))))


def adding(day, new):
    """Those that are on a bill to come: what would count on none beside what runs is not granted."""
    running = day.contract.running()
    if not running:
        return new
    whole = worth(day.laid(running + new))
    return [award for award in new if worth(day.laid(running + [other for other in new if other is not award])) != whole]


def candidates(day):
    """Before caps. What is worth nothing is not granted."""
    found, new = day.open(), []
    for title, (offer, made) in found.items():
        if day.group_of(title) is None:
            new.append(asked_again(offer, made, day))
    for items in day.groups:
        new += best_of(items, found, day)
    return sorted([award for award in new if award and worth(day.laid([award], []))], key=lambda award: day.places[award.title])


def asked_again(offer, made, day):
    """Rule 2: the new award of an offer in no best-of, or None."""
    before, own = occasions.in_play(offer["title"], day), occasions.place_left(offer, day)
    occasion = occasions.occasion(offer, day)
    if own and (not before or occasion[0] != "limit"):
        return Award(offer, day.on, made, occasion)
    if own is False and not before:
        return None
    if not own and (before or occasions.one_offs_alone(offer)):
        made = occasions.without_had(offer, day, made)
    new = Award(offer, day.on, made, occasion) if made else None
    return new if new and not goes_on(new, day) else None


def goes_on(award, day):
    """What it would give is there already, within the horizon."""
    before = occasions.in_play(award.title, day)
    return bool(before) and worth(day.laid([award], [])) <= comes_to(before, day, [], one_offs=False)


def best_of(items, found, day):
    """Rule 3: the new awards of a best-of."""
    competing = []
    for item in items:
        awards = [competitor(*found[title], day) for title in item if title in found]
        awards = [award for award in awards if award]
        if awards:
            competing.append((worth(day.laid(awards, [])), awards))
    if not competing:
        return []
    value, awards = max(competing, key=lambda one: one[0])
    before = [award for item in items for title in item for award in occasions.in_play(title, day)]
    if value <= comes_to(before, day, [items], one_offs=True):
        return []
    new = [granted(award, day) for award in awards]
    return [award for award in new if award and not goes_on(award, day)]


def competitor(offer, made, day):
    """The offer's award as it competes; None where its own occasion or limit is used up. One-off rewards of what is in play
    stand on both sides."""
    before, own = occasions.in_play(offer["title"], day), occasions.place_left(offer, day)
    if own is False and not before:
        return None
    if not own and (before or occasions.one_offs_alone(offer)):
        both, new = occasions.one_offs_in_play(offer["title"], day), occasions.without_had(offer, day, made)
        made = [term for term in made if term.place in both or term in new]
    return Award(offer, day.on, made, occasions.occasion(offer, day)) if made else None


def granted(award, day):
    """What of the item is granted: no one-off reward twice on one occasion."""
    if occasions.in_play(award.title, day) and not occasions.place_left(award.offer, day):
        award.terms = occasions.without_had(award.offer, day, award.terms)
    return award if award.terms else None
