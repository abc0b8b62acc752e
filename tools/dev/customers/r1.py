"""The customers of workload R1: an energy supplier in March 2027."""

from datetime import date

from .draw import draw
from .draw import pick
from .table import Table

SEED = 0x5EED2027
ON = date(2027, 3, 1).toordinal()
FIRST_JOINED = date(2000, 1, 1).toordinal()
JOINED_DAYS = 9921
FIRST_BORN = date(1935, 1, 1).toordinal()
BORN_DAYS = 27029
PRODUCTS = ("basic", "plus", "fixed1y", "fixed3y")
REGIONS = ("DR", "FL", "FR", "GE", "GR", "LI", "NB", "NH", "OV", "UT", "ZE", "ZH")
REGION_BOUNDS = (3, 5, 9, 21, 24, 30, 45, 62, 69, 77, 79)

COLUMNS = [
    ("id", "INTEGER PRIMARY KEY"),
    ("status", "TEXT"),
    ("joined_on", "TEXT"),
    ("product", "TEXT"),
    ("region", "TEXT"),
    ("monthly_price_cents", "INTEGER"),
    ("contract_end", "TEXT"),
    ("complaints_12m", "INTEGER"),
    ("open_complaint", "INTEGER"),
    ("referrals_12m", "INTEGER"),
    ("autopay", "INTEGER"),
    ("birth_date", "TEXT"),
    ("usage_kwh", "INTEGER"),
    ("churn_risk", "REAL"),
    ("clv_cents", "INTEGER"),
    ("consent", "INTEGER"),
    ("last_reward_on", "TEXT"),
]


def day(ordinal):
    return date.fromordinal(ordinal).isoformat()


def contract_end(product, r):
    if product == "basic" or (product == "plus" and r(7, 5) == 0):
        return None
    return day(ON - 30 + r(8, 1125 if product == "fixed3y" else 395))


def churn_risk(r):
    if r(17, 100) < 5:
        return None
    value = min(r(18, 10001), r(19, 10001))
    return f"{value // 10000}.{value % 10000:04d}"


def customer(i):
    def r(number, modulus):
        return draw(SEED, i, number, modulus)

    product = PRODUCTS[pick(r(3, 100), (30, 55, 80))]
    return (
        i,
        "former" if r(0, 100) < 5 else "active",
        day(FIRST_JOINED + max(r(1, JOINED_DAYS), r(2, JOINED_DAYS))),
        product,
        REGIONS[pick(r(4, 100), REGION_BOUNDS)],
        500 + min(r(5, 24501), r(6, 24501)),
        contract_end(product, r),
        pick(r(9, 1000), (780, 900, 955, 980, 993)),
        int(r(10, 100) < 4),
        pick(r(11, 1000), (800, 900, 950, 975, 988, 994, 998)),
        int(r(12, 100) < 70),
        None if r(13, 100) < 3 else day(FIRST_BORN + r(14, BORN_DAYS)),
        (r(15, 9001) + r(16, 9001)) // 2,
        churn_risk(r),
        min(r(20, 500001), r(21, 500001)),
        int(r(22, 100) < 85),
        None if r(23, 100) < 40 else day(ON - 1 - r(24, 1000)),
    )


def table(count):
    return Table("customer", COLUMNS, (customer(i) for i in range(1, count + 1)))
