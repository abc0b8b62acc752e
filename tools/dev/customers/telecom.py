"""Customers of a telecom company, for rules-examples/02-telecom. The columns are those of a public sample file."""

from .draw import Draws
from .table import Table

SEED = 0x7E1E_C0A1

COLUMNS = [
    ("customerID", "TEXT"), ("gender", "TEXT"), ("SeniorCitizen", "INTEGER"), ("Partner", "TEXT"),
    ("Dependents", "TEXT"), ("tenure", "INTEGER"), ("PhoneService", "TEXT"), ("MultipleLines", "TEXT"),
    ("InternetService", "TEXT"), ("OnlineSecurity", "TEXT"), ("OnlineBackup", "TEXT"), ("DeviceProtection", "TEXT"),
    ("TechSupport", "TEXT"), ("StreamingTV", "TEXT"), ("StreamingMovies", "TEXT"), ("Contract", "TEXT"),
    ("PaperlessBilling", "TEXT"), ("PaymentMethod", "TEXT"), ("MonthlyCharges", "REAL"), ("TotalCharges", "REAL"),
    ("Churn", "TEXT"),
]

EXTRAS = 6  # online security, backup, device protection, support, television, films
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
BASE_CENTS = {"No": 0, "DSL": 2480, "Fiber optic": 4990}
EXTRA_CENTS = (490, 510, 530, 495, 980, 1005)
PAYMENTS = [("Electronic check", 33), ("Mailed check", 22), ("Bank transfer (automatic)", 23),
            ("Credit card (automatic)", 22)]


def yes_no(d, percent):
    return "Yes" if d.chance(percent) else "No"


def number(d, i):
    letters = "".join(LETTERS[d.below(len(LETTERS))] for _ in range(5))
    return f"{1000 + i * 41 % 9000}-{letters}"


def dollars(cents):
    """As the public file writes it: without zeros at the end."""
    return f"{cents // 100}.{cents % 100:02d}".rstrip("0").rstrip(".")


def tenure(d, contract):
    if contract == "Month-to-month":
        return d.low(0, 71)
    return d.high(1, 72)


def extras(d, internet):
    if internet == "No":
        return ["No internet service"] * EXTRAS
    return [yes_no(d, 45) for _ in range(EXTRAS)]


def phone_and_internet(d):
    phone = yes_no(d, 90)
    internet = d.one_of([("Fiber optic", 44), ("DSL", 34), ("No", 22)]) if phone == "Yes" else "DSL"
    lines = yes_no(d, 45) if phone == "Yes" else "No phone service"
    return phone, lines, internet


def monthly_cents(d, phone, lines, internet, taken):
    cents = BASE_CENTS[internet] + (1990 if phone == "Yes" else 0) + (500 if lines == "Yes" else 0)
    cents += sum(price for price, has in zip(EXTRA_CENTS, taken) if has == "Yes")
    return cents + 5 * d.between(-10, 10)


def total_charges(d, months, monthly):
    """Near months × monthly; nothing yet without a first bill."""
    return dollars(months * monthly + (months - 1) * d.between(-60, 60)) if months else None


def customer(i):
    d = Draws(SEED, i)
    contract = d.one_of([("Month-to-month", 54), ("One year", 22), ("Two year", 24)])
    months = tenure(d, contract)
    phone, lines, internet = phone_and_internet(d)
    taken = extras(d, internet)
    monthly = monthly_cents(d, phone, lines, internet, taken)
    partner = yes_no(d, 48)
    churned = months > 0 and d.chance(40 if contract == "Month-to-month" else 7)
    return (
        number(d, i), d.one_of([("Female", 1), ("Male", 1)]), int(d.chance(16)), partner,
        yes_no(d, 52 if partner == "Yes" else 9), months, phone, lines, internet, *taken, contract,
        yes_no(d, 59), d.one_of(PAYMENTS), dollars(monthly), total_charges(d, months, monthly),
        "Yes" if churned else "No",
    )


def table(count):
    return Table("customer", COLUMNS, (customer(i) for i in range(1, count + 1)))
