"""Matches through time: asked anew on every day, each for what is still missing."""
import contract as lives
import deal
import oracle
import rewards
import terms
import truth
from day import Day, money, worth


def twin_day(day):
    record = oracle.substituted(day.programme, day.person.record, day.on, {})
    person = truth.Person(day.programme, record, day.on, twin=True)
    return Day(day.programme, record, day.on, lives.Contract(), person)


def top_ups(day, new, twin, theirs):
    given = []
    for offer in day.programme["offers"]:
        if "match" not in offer or offer["to"] not in (day.audience, "everyone") or not deal.is_open(offer, day.person):
            continue
        mine = day.laid(day.contract.running() + new) + day.laid_matches(day.contract.running(matches=True) + given)
        short = shortfall(offer, day, mine, twin, theirs) - received(day)
        if "at most" in offer["match"]:
            short = min(short, offer["match"]["at most"] - given_before(offer, day))
        if short > 0:
            given.append(top_up(offer, short, day))
    return given


def shortfall(offer, day, mine, twin, theirs):
    named = offer["match"]["of"]
    if named is None:
        return worse_off(day, mine, twin, theirs)
    part = worth([entry for entry in theirs if entry[1].offer == named])
    return part - counted(mine, perks(theirs))


def worse_off(day, mine, twin, theirs):
    """Below zero: better off. What was received is not taken off."""
    dearer = sum(each.price for each in day.bills) - sum(each.price for each in twin.bills)
    return dearer + worth(theirs) - counted(mine, perks(theirs))


def counted(entries, most):
    """Money, and perks at no more than their worth in the other deal."""
    return worth(money(entries)) + sum(min(amount, most.get(what, 0)) for what, amount in perks(entries).items())


def perks(entries):
    found = {}
    for _, line, amount in entries:
        if line.kind == "worth":
            found[line.what] = found.get(line.what, 0) + amount
    return found


def received(day):
    role = day.programme["roles"].get("already received")
    if role:
        return day.person.record[role] or 0
    return lives.received(day.contract, day.programme, day.on, ("money",))


def given_before(offer, day):
    """What of the match runs, or was had of it within the past horizon: its limit is for all of it."""
    before = day.contract.of(offer["title"])
    since = lives.horizons_after(day.programme, day.on, -1)
    had = sum(amount for bill in day.contract.bills for award, _, _, amount in bill.entries
              if award in before and award.day > since)
    return had + worth(day.laid_matches([award for award in before if award.runs()]))


def top_up(offer, amount, day):
    over = offer["match"].get("over", 1)
    line = rewards.Line("credit", offer["index"], 0, over, amount=amount)
    reward = {"kind": "credit", "timing": ("once", 0) if over == 1 else ("for", over, 0), "over": over}
    return lives.Award(offer, day.on, [terms.Promised((0, 0, 0), reward, line)])
