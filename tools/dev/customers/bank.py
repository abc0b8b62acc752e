"""Accounts of a bank, for rules-examples/04-bank."""

from datetime import date

from .draw import Draws
from .table import Table

SEED = 0xBA4C_2027
ON = date(2027, 3, 1).toordinal()

COLUMNS = [
    ("account", "TEXT"), ("holder", "TEXT"), ("household", "TEXT"), ("status", "TEXT"), ("opened", "TEXT"),
    ("closed_on", "TEXT"), ("monthly_fee", "REAL"), ("package", "TEXT"), ("campaign_code", "TEXT"),
    ("channel", "TEXT"), ("direct_debits", "INTEGER"), ("paid_in_last_month", "REAL"), ("lowest_balance", "REAL"),
    ("card_spend_last_month", "REAL"), ("saver", "TEXT"), ("discount_rate", "REAL"), ("service_score", "REAL"),
    ("complaint_number", "TEXT"), ("waiting_days", "INTEGER"), ("moved_on", "TEXT"), ("date_of_birth", "TEXT"),
]

FEES = {"basic": (395, 495, 625), "plus": (750, 895), "youth": (200,)}


def euros(cents):
    return f"{cents // 100}.{cents % 100:02d}"


def day(ordinal):
    return date.fromordinal(ordinal).isoformat()


def opened(d, package):
    if d.chance(7):
        return d.between(ON - 80, ON - 1)
    return d.high(date(2018 if package == "youth" else 1998, 1, 1).toordinal(), ON - 1)


def born(d, package):
    if d.chance(5):
        return None
    first, last = (2003, 2012) if package == "youth" else (1940, 2004)
    return day(d.between(date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal()))


def complaint(d, i):
    """Its number and how many days it waited."""
    return (f"K-{4000 + i}", d.low(0, 9)) if d.chance(12) else (None, None)


def customer(i):
    d = Draws(SEED, i)
    package = d.one_of([("basic", 45), ("plus", 42), ("youth", 13)])
    since = opened(d, package)
    ended = d.chance(8)
    fees = FEES[package]
    number, waited = complaint(d, i)
    rich = d.chance(12)
    return (
        f"HB{71000 + 7 * i}", f"C{500 + i - d.below(2)}", f"A{300 + i // 2}", "E" if ended else "O", day(since),
        day(max(since, ON - d.between(1, 700))) if ended else None, euros(fees[d.below(len(fees))]), package,
        d.one_of([("NONE", 78), ("SPRING", 10), ("FRIEND", 8), ("AUTUMN26", 4)]), d.one_of([("app", 6), ("branch", 4)]),
        d.low(0, 14), euros(d.middle(0, 520000)), euros(d.middle(900000, 9000000) if rich else d.low(0, 900000)),
        euros(d.low(0, 240000)), d.one_of([("J", 45), ("N", 55)]),
        d.one_of([(None, 80), ("2.5", 8), ("5", 7), ("7.5", 5)]),
        None if d.chance(60) else f"{d.high(20, 100) / 10:.1f}", number, waited,
        day(ON - d.between(1, 400)) if d.chance(10) else None, born(d, package),
    )


def table(count):
    return Table("account", COLUMNS, (customer(i) for i in range(1, count + 1)))
