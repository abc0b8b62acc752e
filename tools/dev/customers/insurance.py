"""Policies of a home insurer, for rules-examples/03-insurance."""

from datetime import date

from .draw import Draws
from .table import Table

SEED = 0x1057_A4CE
ON = date(2027, 3, 1).toordinal()

COLUMNS = [
    ("policy", "TEXT"), ("holder", "TEXT"), ("status", "TEXT"), ("joined", "TEXT"), ("left", "TEXT"),
    ("renewal_premium", "REAL"), ("newcomer_premium", "REAL"), ("contents_premium", "REAL"), ("cover", "TEXT"),
    ("channel", "TEXT"), ("instalments", "TEXT"), ("cashback_site", "TEXT"), ("claims_5y", "INTEGER"),
    ("other_policies", "INTEGER"), ("alarm", "TEXT"), ("renewal_date", "TEXT"), ("date_of_birth", "TEXT"),
]


def pounds(pence):
    return f"{pence // 100}.{pence % 100:02d}"


def day(ordinal):
    return date.fromordinal(ordinal).isoformat()


def yes_no(d, percent):
    return "yes" if d.chance(percent) else "no"


def joined(d, cover):
    if cover == "gold 2015":
        return d.between(date(2015, 2, 1).toordinal(), date(2017, 12, 31).toordinal())
    return d.high(date(2008, 1, 1).toordinal(), ON - 30)


def renewal(d, since):
    """The next day on which the policy's year ends; the 28th stands for the last days of a month."""
    start = date.fromordinal(since)
    this_year = date(2027, start.month, min(start.day, 28)).toordinal()
    return this_year if this_year >= ON else date(2028, start.month, min(start.day, 28)).toordinal()


def premiums(d, cover):
    """The renewal's, and a newcomer's for the same cover: often lower, now and then higher."""
    base = {"essential": 21000, "comprehensive": 36000, "gold 2015": 48000}[cover]
    newcomer = base + d.middle(0, 26000)
    return newcomer * d.between(94, 128) // 100, newcomer


def customer(i):
    d = Draws(SEED, i)
    cover = d.one_of([("essential", 30), ("comprehensive", 58), ("gold 2015", 12)])
    lapsed = d.chance(8)
    since = joined(d, cover)
    renewal_premium, newcomer_premium = premiums(d, cover)
    contents = renewal_premium * d.between(12, 35) // 100
    born = None if d.chance(6) else day(date(1938, 1, 1).toordinal() + d.below(24000))
    return (
        f"SH-{20000 + i}", f"H-{7000 + (i if d.chance(85) else i - 1)}", "lapsed" if lapsed else "active", day(since),
        day(max(since, ON - d.between(5, 900))) if lapsed else None, pounds(renewal_premium),
        pounds(newcomer_premium), pounds(contents), cover, d.one_of([("online", 45), ("phone", 35), ("broker", 20)]),
        yes_no(d, 35), yes_no(d, 10), d.one_of([(0, 75), (1, 18), (2, 6), (3, 1)]),
        d.one_of([(0, 50), (1, 25), (2, 12), (3, 7), (4, 4), (6, 2)]), yes_no(d, 30), day(renewal(d, since)), born,
    )


def table(count):
    return Table("policy", COLUMNS, (customer(i) for i in range(1, count + 1)))
