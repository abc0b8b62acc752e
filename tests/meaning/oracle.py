"""What LANGUAGE.md says a programme means for one record on one day. Written from that text alone: it shares no plan with
the engine, so a meaning that all of the engine's readers have wrong shows here."""
import itertools

import days
import deal as deals
import rewards
import truth
from truth import Person


def decide(programme, record, on):
    """Everything that `trouw` says of the record, or None where it is rejected."""
    person = Person(programme, record, on)
    if person.standing == "rejected":
        return None
    twin_deal, _ = twin_of(programme, record, on)
    result = {"standing": person.standing, "facts": facts_broken(person), "newcomer_value": twin_deal.value(),
              "bills_twin": twin_deal.bills()}
    if person.standing == "nobody":
        return dict(result, value_before_match=0, top_up=0, value=0, worse_off_before=0, worse_off=0, counted=[],
                    open=[], values={}, paid={}, bills=None)
    own, found = deals.decide(person)
    before = own.value()
    worse_before = worse_off(own, twin_deal)
    opened = set(found) | match(person, own, twin_deal)
    counted = {index for index, worth in own.before_caps.items() if worth > 0} | set(own.matches)
    paid = own.by_offer()
    values = dict(own.before_caps)
    values.update(own.matches)
    customer = person.standing == "customer"
    return dict(result, value_before_match=before, top_up=own.value() - before, value=own.value(),
                worse_off_before=worse_before if customer else 0,
                worse_off=worse_off(own, twin_deal) if customer else 0,
                counted=sorted(counted), open=sorted(opened), values=values, paid=paid, bills=own.bills())


def facts_broken(person):
    """How many facts the record breaks or leaves undecided, the built-in ones among them."""
    roles, record, on = person.programme["roles"], person.record, person.on
    broken = sum(truth.holds(fact, person) is not True for fact in person.programme["facts"])
    if "joined" in roles:
        broken += record[roles["joined"]] > on
    if person.former:
        left = record[roles["left"]]
        broken += left is None or left > on
        broken += "joined" in roles and left is not None and record[roles["joined"]] > left
    return broken


def gap(guarantee, programme, record, on):
    """By how much the guarantee is broken for the record, at most; None where it does not ask about the record."""
    person, reach = Person(programme, record, on), guarantee.get("over")
    if "when" in guarantee and truth.holds(guarantee["when"], person) is not True:
        return None
    if not (person.former if guarantee["kind"] == "returning" else person.standing == "customer"):
        return None
    twin, long_twin = twins(programme, record, on, reach)
    if guarantee["kind"] == "newcomer":
        return _largest_gap(whole_deal(person, twin, reach), long_twin, long_twin, guarantee)
    if guarantee["kind"] == "staying":
        without = whole_deal(person, twin, reach, milestones=False)
        gaps = [_largest_gap(whole_deal(person, twin, reach), without, long_twin, guarantee)]
        for shorter in shorter_tenures(person):
            deal = whole_deal(shorter, twin, reach, milestones=False)
            gaps.append(_largest_gap(without, deal, long_twin, guarantee))
        return max(gaps)
    back = whole_deal(person, twin, reach)
    stayed = dict(record, **{programme["roles"]["left"]: None, "status": "active"})
    customer = Person(programme, stayed, on, stayed=True)
    return _largest_gap(whole_deal(customer, twin, reach), back, long_twin, guarantee)


def shorter_tenures(person):
    """The same customer, had they joined later: on the days around every whole month, which are those that offers see."""
    roles, on = person.programme["roles"], person.on
    if "tenure" in roles:
        field, found = roles["tenure"], range(person.record[roles["tenure"]])
    else:
        field = roles["joined"]
        joined, months = person.record[field], 0
        found = {joined + 1}
        while joined <= on and days.add_months(on, -months) > joined - 40:
            start = days.add_months(on, -months)
            found |= {start + shift for shift in range(-3, 4)} | {days.add(start, person.programme["period"], -1)}
            months += 1
        found |= {on - length + shift for length in (7, 28, 30, 90, 365, 366, 1826) for shift in (-1, 0, 1)}
        found = {value for value in found if joined < value <= on}
    for value in found:
        yield Person(person.programme, dict(person.record, **{field: value}), on, stayed=True)


def twins(programme, record, on, reach):
    """The twin's deal within the horizon, and as far as a guarantee looks."""
    found, twin = twin_of(programme, record, on)
    return found, deals.decide(twin, reach)[0]


def whole_deal(person, twin, reach=None, milestones=True):
    """After matches, which are for the horizon however far a guarantee looks."""
    own, _ = deals.decide(person, None, milestones)
    match(person, own, twin)
    if reach is None:
        return own
    longer, _ = deals.decide(person, reach, milestones)
    longer.payments += [entry for entry in own.payments if entry[0].offer in own.matches]
    return longer


def _largest_gap(own, other, newcomer, guarantee):
    """Perks count at the newcomer twin's worth at most, on both sides, unless they are counted."""
    periods = range(own.horizon) if guarantee.get("at every bill") else [own.horizon - 1]
    gaps = []
    for period in periods:
        ours, theirs = own.until(period), other.until(period)
        most = None if guarantee.get("counting perks") else newcomer.until(period).beside_money()
        gaps.append(ours.net(most) - theirs.net(most))
    return max(gaps)


def worse_off(own, twin):
    return max(0, own.net(twin.beside_money()) - twin.net())


def twin_of(programme, record, on):
    """The newcomer twin's deal: of the free choices the least net cost, at a tie the first."""
    free = [field for field in programme["fields"] if field.get("for newcomers") == "any"]
    best = None
    for values in itertools.product(*[field["values"] if field["type"] == "choice" else [True, False] for field in free]):
        chosen = dict(zip([field["name"] for field in free], values))
        twin = Person(programme, substituted(programme, record, on, chosen), on, twin=True)
        found, _ = deals.decide(twin)
        if best is None or found.net() < best[0].net():
            best = (found, twin)
    return best


def substituted(programme, record, on, chosen):
    twin = dict(record)
    for field in programme["fields"]:
        said = field.get("for newcomers", "kept")
        if said == "today":
            twin[field["name"]] = on
        elif said == "unknown":
            twin[field["name"]] = None
        elif said == "any":
            twin[field["name"]] = chosen[field["name"]]
        elif said != "kept":
            twin[field["name"]] = said[1]
    products = programme.get("products")
    if products:
        value = twin[products["field"]]
        twin[products["field"]] = products.get("equivalent", {}).get(value, value)
    return twin


def match(person, own, twin):
    """Adds the top-ups to the deal, each to what the earlier ones left. Returns the matches that are open."""
    programme, opened = person.programme, set()
    received = programme["roles"].get("already received")
    received = person.record[received] if received else 0
    audience = {"newcomer": "newcomers", "customer": "customers", "returner": "returners"}[person.standing]
    for offer in programme["offers"]:
        if "match" not in offer or offer["to"] not in (audience, "everyone") or not deals.is_open(offer, person):
            continue
        opened.add(offer["index"])
        rule = offer["match"]
        short = worse_off(own, twin) if rule["of"] is None else _named_shortfall(rule["of"], own, twin)
        amount = max(0, short - (received or 0))
        if "at most" in rule:
            amount = min(amount, rule["at most"])
        if amount > 0:
            own.matches[offer["index"]] = amount
            _pay(offer["index"], amount, rule.get("over", 1), own)
    return opened


def _named_shortfall(offer, own, twin):
    """Up to what the offer contributes to the twin's deal; perks at the lesser worth, here too."""
    theirs = sum(amount for line, _, amount in twin.payments if line.offer == offer)
    beside, most = own.beside_money(), twin.beside_money()
    less = sum(worth - min(worth, most.get(what, 0)) for what, worth in beside.items())
    return max(0, theirs - own.value() + less)


def _pay(offer, amount, parts, own):
    """Equal parts; the odd cents on the earliest bills."""
    each, odd = divmod(amount, parts)
    for period in range(parts):
        line = rewards.Line("credit", offer, period, 1, amount=each + (period < odd))
        own.payments.append([line, period, line.amount])
