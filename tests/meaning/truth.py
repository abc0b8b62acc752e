"""Conditions and amounts of LANGUAGE.md section 4, for one person on one day: True, False, or None where undecided."""
import days

ORDER = {"is at least": lambda a, b: a >= b, "is at most": lambda a, b: a <= b, "is more than": lambda a, b: a > b,
         "is less than": lambda a, b: a < b, "is": lambda a, b: a == b, "is not": lambda a, b: a != b,
         "is before": lambda a, b: a < b, "is after": lambda a, b: a > b, "is on or before": lambda a, b: a <= b,
         "is on or after": lambda a, b: a >= b}


class Person:
    """A record of a programme on a day. A twin is a newcomer, whatever its record says."""

    def __init__(self, programme, record, on, twin=False, stayed=False):
        self.programme, self.record, self.on, self.twin = programme, record, on, twin
        self.former = False
        self.standing = "newcomer" if twin else "customer"
        if not twin and not stayed:
            self.standing = self._standing()

    def _standing(self):
        roles = self.programme["roles"]
        if "newcomer when" in roles and holds(roles["newcomer when"], self) is True:
            return "newcomer"
        if holds(roles["customer when"], self) is True:
            return "customer"
        if "former when" in roles and holds(roles["former when"], self) is True:
            self.former = True
            left = self.record[roles["left"]] if "left" in roles else None
            again = roles.get("newcomer again after")
            if again and left is not None and days.add(left, again) <= self.on:
                return "newcomer"
            return "returner"
        return roles.get("others", "rejected")

    def tenure_end(self):
        left = self.record.get(self.programme["roles"].get("left"))
        return min(left, self.on) if self.former and left is not None else self.on

    def tenure_months(self):
        roles = self.programme["roles"]
        if "tenure" in roles:
            return self.record[roles["tenure"]]
        return days.whole_months(self.record[roles["joined"]], self.tenure_end())


def holds(condition, person):
    return CONDITIONS[condition[0]](condition, person)


def amount(expression, person):
    kind = expression[0]
    if kind == "lit":
        return expression[1]
    if kind == "field":
        return person.record[expression[1]]
    if kind == "today":
        return person.on
    if kind == "tenure":
        return person.tenure_months()
    if kind == "def":
        return amount(person.programme["definitions"][expression[1]], person)
    if kind == "length":
        return (expression[1], expression[2])
    left, right = amount(expression[1], person), amount(expression[2], person)
    if left is None or right is None:
        return None
    if kind == "*":
        return left * right
    if isinstance(right, tuple):
        return days.add(left, right, 1 if kind == "+" else -1)
    return left + right if kind == "+" else left - right


def _all(condition, person):
    parts = [holds(part, person) for part in condition[1]]
    return False if False in parts else None if None in parts else True


def _any(condition, person):
    parts = [holds(part, person) for part in condition[1]]
    return True if True in parts else None if None in parts else False


def _not(condition, person):
    inner = holds(condition[1], person)
    return None if inner is None else not inner


def _compare(condition, person):
    _, how, left, right = condition
    if left[0] == "tenure":
        return _tenure(how, amount(right, person), person)
    left, right = amount(left, person), amount(right, person)
    return None if left is None or right is None else ORDER[how](left, right)


def _tenure(how, months, person):
    """By date where tenure stands on the left; `is` and `is not` by whole months."""
    roles = person.programme["roles"]
    if months is None:
        return None
    if "tenure" in roles or how in ("is", "is not"):
        has = person.tenure_months()
        return None if has is None else ORDER[how](has, months)
    joined, end = person.record[roles["joined"]], person.tenure_end()
    length = months if isinstance(months, tuple) else ("months", months)
    if end < joined:
        return ORDER[how](0, length[1])
    # at least N: joined + N <= on, and so on for the others
    return ORDER[how](end, days.add(joined, length))


def _between(condition, person):
    _, left, low, high = condition
    return _all(("and", [("compare", "is at least", left, low), ("compare", "is at most", left, high)]), person)


def _listed(condition, person):
    value = amount(condition[1], person)
    return None if value is None else (value in condition[2]) == (condition[0] == "one of")


def _known(condition, person):
    return (person.record[condition[1]] is not None) == (condition[0] == "known")


def _window(condition, person):
    """("next" | "last", date, length)"""
    value = amount(condition[1], person)
    if value is None:
        return None
    if condition[0] == "next":
        return person.on <= value <= days.add(person.on, condition[2])
    return days.add(person.on, condition[2], -1) <= value <= person.on


def _distance(condition, person):
    """("ago" | "ahead", how, date, length)"""
    kind, how, expression, length = condition
    value = amount(expression, person)
    if value is None:
        return None
    if kind == "ahead":
        return value >= person.on and ORDER[how](value, days.add(person.on, length))
    return value <= person.on and ORDER[how](days.add(person.on, length, -1), value)


def _this_month(condition, person):
    value = amount(condition[1], person)
    return None if value is None else days.year_and_month(value) == days.year_and_month(person.on)


def _anniversary(condition, person):
    """The same month of a later year than the date's own."""
    value = amount(condition[1], person)
    if value is None:
        return None
    (year, month), (now, this) = days.year_and_month(value), days.year_and_month(person.on)
    return month == this and year < now


def _reaches(condition, person):
    roles = person.programme["roles"]
    if person.former:
        return False
    if "tenure" in roles:
        has = person.record[roles["tenure"]]
        return None if has is None else has in condition[1]
    joined = person.record[roles["joined"]]
    before = days.add(person.on, person.programme["period"], -1)
    return person.on >= joined and any(before < days.add_months(joined, n) <= person.on for n in condition[1])


def _reaches_every(condition, person):
    """Every multiple of so many months, the first included."""
    months = condition[1]
    return _reaches(("reaches", range(months, 2401, months)), person)


CONDITIONS = {"and": _all, "or": _any, "not": _not, "compare": _compare, "between": _between, "one of": _listed,
              "none of": _listed, "known": _known, "unknown": _known, "next": _window, "last": _window,
              "ago": _distance, "ahead": _distance, "this month": _this_month,
              "anniversary": _anniversary, "reaches": _reaches, "reaches every": _reaches_every,
              "flag": lambda c, p: p.record[c[1]],
              "defined": lambda c, p: holds(p.programme["definitions"][c[1]], p)}
