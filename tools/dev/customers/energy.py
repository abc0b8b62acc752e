"""Customers of a Dutch energy supplier, for rules-examples/01-energy."""

from datetime import date

from .draw import Draws
from .table import Table

SEED = 0x2027_0301
ON = date(2027, 3, 1).toordinal()

COLUMNS = [
    ("id", "INTEGER PRIMARY KEY"),
    ("status", "TEXT"),
    ("joined_on", "TEXT"),
    ("left_on", "TEXT"),
    ("monthly_price_cents", "INTEGER"),
    ("product", "TEXT"),
    ("region", "TEXT"),
    ("complaints_12m", "INTEGER"),
    ("open_complaint", "INTEGER"),
    ("referrals_12m", "INTEGER"),
    ("usage_kwh", "INTEGER"),
    ("churn_risk", "REAL"),
    ("contract_end", "TEXT"),
]

PRODUCTS = [("basic", 26), ("plus", 30), ("fixed1y", 24), ("fixed3y", 17), ("fixed3y_2019", 3)]
REGIONS = [
    ("DR", 3), ("FL", 2), ("FR", 4), ("GE", 12), ("GR", 3), ("LI", 6), ("NB", 15), ("NH", 17),
    ("OV", 7), ("UT", 8), ("ZE", 2), ("ZH", 21),
]
STANDING_CHARGE = {"basic": 900, "plus": 1150, "fixed1y": 1000, "fixed3y": 1050, "fixed3y_2019": 1250}
CENTS_PER_KWH = {"basic": 27, "plus": 29, "fixed1y": 25, "fixed3y": 24, "fixed3y_2019": 31}


def day(ordinal):
    return None if ordinal is None else date.fromordinal(ordinal).isoformat()


def contract_end(d, product):
    if product == "basic" or (product == "plus" and d.chance(60)):
        return None
    return ON - 20 + d.below({"plus": 380, "fixed1y": 380, "fixed3y": 1090, "fixed3y_2019": 600}[product])


def joined(d, product):
    if product == "fixed3y_2019":
        return d.between(date(2019, 1, 7).toordinal(), date(2019, 12, 30).toordinal())
    return d.high(date(2001, 1, 1).toordinal(), ON - 1)


def left(d, former, since):
    """Most leavers left in the last four years, and never before they joined."""
    return max(since, ON - d.low(1, 1460)) if former else None


def usage(d):
    """Mostly a household, now and then a heat pump and a car."""
    return d.middle(4200, 11800) if d.chance(9) else d.middle(900, 4600)


def monthly_price(d, product, kwh):
    cents = STANDING_CHARGE[product] + kwh * CENTS_PER_KWH[product] // 12
    return min(50000, cents + d.between(-150, 150))


def churn_risk(d):
    if d.chance(6):
        return None
    value = d.low(0, 10000)
    return f"{value // 10000}.{value % 10000:04d}"


def customer(i):
    d = Draws(SEED, i)
    former = d.chance(6)
    product = d.one_of(PRODUCTS)
    since = joined(d, product)
    gone = left(d, former, since)
    kwh = usage(d)
    end = contract_end(d, product)
    return (
        100000 + i,
        "former" if former else "active",
        day(since),
        day(gone),
        monthly_price(d, product, kwh),
        product,
        d.one_of(REGIONS),
        d.one_of([(0, 790), (1, 125), (2, 50), (3, 22), (4, 9), (5, 4)]),
        int(d.chance(4)),
        d.one_of([(0, 810), (1, 110), (2, 45), (3, 20), (4, 9), (6, 6)]),
        kwh,
        churn_risk(d),
        None if former else day(end),
    )


def table(count):
    return Table("customer", COLUMNS, (customer(i) for i in range(1, count + 1)))
