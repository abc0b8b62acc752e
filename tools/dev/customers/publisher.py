"""Subscriptions of a newspaper, for rules-examples/05-publisher."""

from datetime import date

from .draw import Draws
from .table import Table

SEED = 0x9A9E_2027
ON = date(2027, 3, 1).toordinal()

COLUMNS = [
    ("subscription", "TEXT"), ("household", "TEXT"), ("status", "TEXT"), ("since", "TEXT"), ("until", "TEXT"),
    ("price_cents", "INTEGER"), ("list_price_cents", "INTEGER"), ("edition", "TEXT"), ("student", "TEXT"),
    ("lives_at_home", "TEXT"), ("date_of_birth", "TEXT"), ("late_payments", "INTEGER"), ("in_arrears", "TEXT"),
    ("months_on_time", "INTEGER"), ("gifts", "INTEGER"), ("had_a_trial", "TEXT"), ("received_cents", "INTEGER"),
]

LIST_PRICES = {"digital": 1500, "weekend": 2200, "complete": 4000, "braille": 2800}


def day(ordinal):
    return date.fromordinal(ordinal).isoformat()


def yes_no(d, percent):
    return "yes" if d.chance(percent) else "no"


def born(d, student):
    if d.chance(8):
        return None
    first, last = (1997, 2008) if student == "yes" else (1935, 2000)
    return day(d.between(date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal()))


def months_between(since, last):
    a, b = date.fromordinal(since), date.fromordinal(last)
    return max(0, 12 * (b.year - a.year) + b.month - a.month - (a.day > b.day))


def received(d, since, stopped):
    """What a reader of less than a year got as a newcomer."""
    if stopped or ON - since >= 364:
        return None
    return 1401 + 750 * d.between(0, 6)


def customer(i):
    d = Draws(SEED, i)
    edition = d.one_of([("digital", 52), ("weekend", 26), ("complete", 20), ("braille", 2)])
    student = yes_no(d, 18)
    since = d.high(date(1994, 1, 1).toordinal(), ON - 20)
    stopped = d.chance(14)
    until = max(since, ON - d.between(10, 1300)) if stopped else None
    on_time = d.low(0, min(months_between(since, ON), 600))
    return (
        f"MP-{30500 + 3 * i}", f"{1000 + i // 2 * 4}AB-{10 + i % 7}", "stopped" if stopped else "reading", day(since),
        day(until) if stopped else None, LIST_PRICES[edition] * d.between(92, 112) // 100, LIST_PRICES[edition],
        edition, student, yes_no(d, 40 if student == "yes" else 2), born(d, student), d.low(0, 6), yes_no(d, 5),
        on_time, d.one_of([(0, 80), (1, 13), (2, 5), (5, 2)]), yes_no(d, 25), received(d, since, stopped),
    )


def table(count):
    return Table("subscription", COLUMNS, (customer(i) for i in range(1, count + 1)))
