"""From open offers to a deal: LANGUAGE.md section 6, steps 2 to 4."""
import days
import rewards
import truth
from rounding import rounded, shared


class Deal:
    """Payments are [line, period, amount]; worth are perks and points; both lie inside the horizon."""

    def __init__(self, payments, price, horizon):
        self.payments, self.price, self.horizon = payments, price, horizon
        self.before_caps = self.by_offer()
        self.matches = {}

    def by_offer(self):
        sums = {}
        for line, _, amount in self.payments:
            sums[line.offer] = sums.get(line.offer, 0) + amount
        return sums

    def value(self):
        return sum(amount for _, _, amount in self.payments)

    def beside_money(self):
        """Worth of each perk, and of points."""
        worth = {}
        for line, _, amount in self.payments:
            if line.kind == "worth":
                worth[line.what] = worth.get(line.what, 0) + amount
        return worth

    def net(self, most=None):
        """Prices less value; perks and points at no more than `most` says, where given."""
        beside = self.beside_money()
        counted = beside if most is None else {what: min(worth, most.get(what, 0)) for what, worth in beside.items()}
        return self.horizon * self.price - self.value() + sum(beside.values()) - sum(counted.values())

    def until(self, period):
        """The same deal, as far as the bills up to this one."""
        return Deal([entry for entry in self.payments if entry[1] <= period], self.price, period + 1)

    def bills(self):
        """What is to pay each period, credits carried over."""
        credit, result = 0, []
        for period in range(self.horizon):
            due = self.price
            for line, at, amount in self.payments:
                if at == period and line.kind == "credit":
                    credit += amount
                elif at == period and line.kind != "worth":
                    due -= amount
            used = min(due, credit)
            credit -= used
            result.append(due - used)
        return result


def open_offers(person, audience):
    """index -> lines, matches apart."""
    found = {}
    for offer in person.programme["offers"]:
        if offer["to"] not in (audience, "everyone") or "match" in offer or not is_open(offer, person):
            continue
        lines = rewards.lines_of(offer, person)
        if lines is not None:
            found[offer["index"]] = lines
    return found


def is_milestone(offer):
    """`tenure reaches …`, or a month of a date, is a whole `when` of its."""
    return any(condition[0] in ("reaches", "reaches every", "this month", "anniversary") for condition in offer["when"])


def is_open(offer, person):
    start, end = offer.get("runs", (None, None))
    if (start is not None and person.on < start) or (end is not None and person.on > end):
        return False
    if "season" in offer and not days.in_season(person.on, *offer["season"]):
        return False
    return all(truth.holds(condition, person) is True for condition in offer.get("when", []))


def decide(person, reach=None, milestones=True):
    """The deal before matches, and the offers that are open; with `reach`, its bills for so long."""
    programme = person.programme
    audience = {"newcomer": "newcomers", "customer": "customers", "returner": "returners"}[person.standing]
    found = open_offers(person, audience)
    if not milestones:
        found = {index: lines for index, lines in found.items() if not is_milestone(programme["offers"][index])}
    combine = programme["combine"].get(audience, {})
    kept = dict(found)
    for items in combine.get("best of", []):
        _keep_best(items, found, kept, person, combine)
    deal = stack(kept, person, reach)
    _cap(deal, combine, person)
    return deal, found


def _keep_best(items, found, kept, person, combine):
    named = {index for group in combine["best of"] for item in group if item != "everything else" for index in item}
    best = None
    groups = [[i for i in found if (i not in named if item == "everything else" else i in item)] for item in items]
    for group in groups:
        if not group:
            continue
        worth = stack({index: found[index] for index in group}, person).value()
        if best is None or worth > best[0]:
            best = (worth, group)
    for group in groups:
        for index in group:
            if best and index not in best[1]:
                kept.pop(index, None)


def stack(kept, person, reach=None):
    """Step 3, bill by bill."""
    horizon, price = reach or person.programme["horizon"], rewards.price_of(person)
    lines = [line for index in sorted(kept) for line in kept[index]]
    payments = []
    for period in range(horizon):
        running = [line for line in lines if line.in_period(period)]
        discounts = _discounts(running, price, person.programme["rounding"])
        _floor(discounts, price)
        payments += [[line, period, paid] for line, paid in discounts]
        payments += [[line, period, _fixed(line, period, person, horizon)] for line in running
                     if line.kind in ("credit", "worth")]
    return Deal(payments, price, horizon)


def _fixed(line, period, person, horizon):
    """Points at their stated worth: rounded once for all of a line, the odd units on its earliest bills."""
    if line.amount is not None:
        return line.amount
    periods = min(line.periods, horizon - line.first)
    each, odd = divmod(rounded(line.rate * periods, person.programme["rounding"]), periods)
    return each + (period - line.first < odd)


def _discounts(running, price, rounding):
    """[line, amount] in declaration order."""
    paid = {}
    prices = [line for line in running if line.kind == "price" and line.amount < price]
    remains = price
    if prices:
        lowest = min(prices, key=lambda line: line.amount)
        remains = lowest.amount
        paid[lowest] = price - remains
    bases = []
    for line in running:
        if line.kind == "discount" and line.base not in bases:
            bases.append(line.base)
    for base in bases:
        same = [line for line in running if line.kind == "discount" and line.base == base]
        paid.update(_percentages(same, remains if base[0] is None else base[1], rounding))
    for line in running:
        if line.kind == "off":
            paid[line] = line.amount
    return [[line, paid[line]] for line in running if line in paid]


def _percentages(lines, base, rounding):
    rates = sum(line.rate for line in lines)
    if rates == 0:
        return {}
    total = rounded(base * min(rates, 1), rounding)
    paid = {}
    offers = sorted({line.offer for line in lines})
    parts = shared(total, [sum(line.rate for line in lines if line.offer == offer) for offer in offers])
    for offer, part in zip(offers, parts):
        own = [line for line in lines if line.offer == offer]
        if any(line.rate for line in own):
            paid.update(_within_offer(own, part))
    return paid


def _within_offer(own, part):
    """What is the offer's, over its rates: those without a cap of their own together, each other by itself."""
    together = [line for line in own if line.cap is None]
    groups = sorted([[line] for line in own if line.cap is not None] + ([together] if together else []),
                    key=lambda group: own.index(group[0]))
    paid = {}
    for group, amount in zip(groups, shared(part, [sum(line.rate for line in group) for group in groups])):
        cap = group[0].cap
        paid[group[0]] = amount if cap is None else min(amount, cap)
    return paid


def _floor(discounts, price):
    over = sum(paid for _, paid in discounts) - price
    for entry in reversed(discounts):
        if over <= 0:
            return
        cut = min(over, entry[1])
        entry[1] -= cut
        over -= cut


def _cap(deal, combine, person):
    """Step 4: the money of the whole deal."""
    limits = []
    if "at most" in combine:
        limits.append(combine["at most"])
    if "at most percent" in combine:
        prices = deal.price * person.programme["horizon"]
        limits.append(rounded(combine["at most percent"] * prices, person.programme["rounding"]))
    money = [entry for entry in deal.payments if entry[0].kind != "worth" and entry[1] < person.programme["horizon"]]
    if not limits:
        return
    over = sum(entry[2] for entry in money) - min(limits)
    order = {id(entry): place for place, entry in enumerate(money)}
    for entry in sorted(money, key=lambda e: (-e[0].offer, -e[1], -order[id(e)])):
        if over <= 0:
            return
        cut = min(over, entry[2])
        entry[2] -= cut
        over -= cut
