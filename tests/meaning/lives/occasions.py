"""How often an offer is granted: its occasion, what of it is in play, which of its one-off rewards were had. Section 5."""
import contract as lives
import days
import rewards


def occasion(offer, day):
    """What the offer would be granted on: (kind, which)."""
    for condition in offer["when"]:
        if condition[0] == "reaches":
            return "milestone", _milestone(condition, day.person)
        if condition[0] == "anniversary":
            return "anniversary", str(days.datetime.date.fromordinal(day.on).year)
    return ("limit" if "limit" in offer else "promise"), None


def _milestone(condition, person):
    joined = person.record[person.programme["roles"]["joined"]]
    before = days.add(person.on, person.programme["period"], -1)
    return max(n for n in condition[1] if before < days.add_months(joined, n) <= person.on)


def place_left(offer, day):
    """Whether an occasion of the offer's own was not had: its milestone, its year, its place in `limit once per`. None: it
    has no such occasion."""
    kind, which = occasion(offer, day)
    before = day.contract.of(offer["title"])
    if kind in ("milestone", "anniversary"):
        return all(award.occasion != (kind, which) for award in before)
    if kind == "limit":
        every = offer["limit"]
        return all(every is not None and award.day <= days.add(day.on, every, -1) for award in before)
    return None


def in_play(title, day):
    """Its awards that run or were granted within the past horizon. One that ended because they left is over."""
    since = lives.horizons_after(day.programme, day.on, -1)
    return [award for award in day.contract.of(title) if award.runs() or award.day > since and award.state != "ended"]


def without_had(offer, day, made):
    """The terms without the one-off rewards that were had under the offer."""
    had = set().union(*[award.one_offs_had() for award in day.contract.of(offer["title"])])
    return [term for term in made if not (term.one_off and term.place in had)]


def one_offs_in_play(title, day):
    """Places of the one-off rewards that what is in play comes to has: to come, or granted within the past horizon."""
    since = lives.horizons_after(day.programme, day.on, -1)
    return {term.place for award in in_play(title, day) for term in award.terms
            if term.one_off and (award.used <= term.last() or award.day > since)}


def one_offs_alone(offer):
    """In any row: such an offer is used up for good, by reward."""
    strings = [phases for row in rewards._rows(offer) for phases in row]
    return all(reward["timing"][0] == "once" or reward["kind"] == "free" for phases in strings for reward in phases)
