"""Members of a Dutch gym, for rules-examples/06-gym."""

from datetime import date

from .draw import Draws
from .table import Table

SEED = 0x6F11_2027
ON = date(2027, 3, 1).toordinal()

COLUMNS = [
    ("lidnummer", "TEXT"), ("lidmaatschap", "TEXT"), ("lid_sinds", "TEXT"), ("einddatum", "TEXT"),
    ("contributie", "REAL"), ("abonnement", "TEXT"), ("vestiging", "TEXT"), ("bezoeken_4w", "INTEGER"),
    ("aangebracht", "INTEGER"), ("automatische_incasso", "TEXT"), ("geblesseerd", "TEXT"), ("geboortedatum", "TEXT"),
]

FEES = {"daluren": 2195, "onbeperkt": 2995, "jeugd": 1750}


def euros(cents):
    return f"{cents // 100}.{cents % 100:02d}"


def day(ordinal):
    return date.fromordinal(ordinal).isoformat()


def yes_no(d, percent):
    return "ja" if d.chance(percent) else "nee"


def born(d, kind):
    if d.chance(6):
        return None
    first, last = (2009, 2013) if kind == "jeugd" else (1950, 2008)
    return day(d.between(date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal()))


def status(d, stopped):
    if stopped:
        return "gestopt"
    return "gepauzeerd" if d.chance(4) else "loopt"


def customer(i):
    d = Draws(SEED, i)
    kind = d.one_of([("daluren", 30), ("onbeperkt", 55), ("jeugd", 15)])
    since = d.high(date(2011, 1, 1).toordinal(), ON - 10)
    stopped = d.chance(12)
    return (
        f"L{8000 + 3 * i}", status(d, stopped), day(since),
        day(max(since, ON - d.between(10, 800))) if stopped else None, euros(FEES[kind] + 50 * d.between(0, 8)), kind,
        d.one_of([("Leiden", 45), ("Delft", 35), ("Gouda", 20)]), 0 if stopped else d.low(0, 20),
        d.one_of([(0, 78), (1, 14), (2, 6), (6, 2)]), yes_no(d, 75), yes_no(d, 5), born(d, kind),
    )


def table(count):
    return Table("lid", COLUMNS, (customer(i) for i in range(1, count + 1)))
