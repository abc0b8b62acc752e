"""Random pieces of a programme, each as data for the oracle together with its text for trouw."""
import random
from fractions import Fraction

import days

COMPARISONS = ["is at least", "is at most", "is more than", "is less than"]
DATE_COMPARISONS = ["is before", "is after", "is on or before", "is on or after", "is", "is not"]


class Draw(random.Random):
    def often(self, share):
        return self.random() < share


def plural(count, unit):
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def length(draw):
    """Any length: (data, text)."""
    unit = draw.choice(["month", "year", "day", "week"])
    count = draw.choice([1, 1, 2, 3, 6, 12, 18, 30, 90]) if unit != "year" else draw.randint(1, 6)
    if unit in ("month", "year"):
        return ("months", count * (12 if unit == "year" else 1)), plural(count, unit)
    return ("days", count * (7 if unit == "week" else 1)), plural(count, unit)


def months(draw):
    if draw.often(0.5):
        count = draw.randint(1, 12)
        return count * 12, plural(count, "year")
    count = draw.choice([1, 2, 3, 6, 7, 11, 13, 18, 25, 36])
    return count, plural(count, "month")


def money_text(programme, minor):
    places = programme["places"]
    sign, minor = ("-", -minor) if minor < 0 else ("", minor)
    if places == 0:
        return f"{programme['currency']} {sign}{minor}"
    whole, rest = divmod(minor, 10 ** places)
    return f"{programme['currency']} {sign}{whole}" + (f".{rest:0{places}d}" if rest else "")


def money(draw, programme, least=0, most=100):
    """A multiple of the unit, or any amount of minor units."""
    unit = 10 ** programme["places"]
    minor = draw.randint(least, most) * unit if draw.often(0.5) else draw.randint(least * unit, most * unit)
    if draw.often(0.1):
        minor = min(most * unit, draw.randint(max(1, least), 12))
    return minor, money_text(programme, minor)


def decimal_text(value):
    """A fraction that has a finite decimal expansion."""
    value = Fraction(value)
    sign, value = ("-", -value) if value < 0 else ("", value)
    places = 0
    while (value * 10 ** places).denominator != 1:
        places += 1
    digits = str(value.numerator * 10 ** places // value.denominator).rjust(places + 1, "0")
    return sign + (digits[:-places] + "." + digits[-places:] if places else digits)


def percent(draw, most=100):
    """A rate as a fraction of one."""
    value = draw.choice([Fraction(draw.randint(1, most)), Fraction(draw.randint(1, most * 2), 2),
                         Fraction(draw.randint(1, most * 8), 8), Fraction(draw.randint(1, most * 10000), 10000)])
    value = min(value, Fraction(most))
    return value / 100, decimal_text(value) + "%"


def literal(draw, programme, field):
    """A value of the field: (data, text in the language, text in a CSV)."""
    kind = field["type"]
    if kind == "choice":
        value = draw.choice(field["values"])
        return value, value, value
    if kind == "yes/no":
        value = draw.often(0.5)
        return value, "yes" if value else "no", draw.choice(["yes", "true", "1", "JA"] if value else ["no", "0", "Nee"])
    if kind == "money":
        value, text = money(draw, programme, field.get("from", 0), field.get("to", 100))
        return value, text, str(value) if field.get("minor") else decimal_text(Fraction(value, 10 ** programme["places"]))
    if kind == "date":
        value = draw.randint(days.day("2012-01-01"), days.day("2029-12-31"))
        value = draw.choice(field["near"]) if draw.often(0.5) else value
        value = draw.choice([days.day("1900-01-01"), days.day("2199-12-31")]) if draw.often(0.02) else value
        return value, days.text_of(value), days.text_of(value)
    if kind == "whole number":
        value = draw.randint(field["from"], field["to"]) if draw.often(0.5) else draw.randint(0, 8)
        return value, str(value) + (" kWh" if field.get("unit") and draw.often(0.5) else ""), str(value)
    if kind in ("decimal", "percentage"):
        value = Fraction(draw.randint(0, 100 * 10 ** field["digits"]), 10 ** field["digits"])
        value = value / 100 if kind == "decimal" else value
        value = Fraction(int(value * 10 ** field["digits"]), 10 ** field["digits"])
        return value, decimal_text(value) + ("%" if kind == "percentage" else ""), decimal_text(value)
    if kind == "months":
        value, text = months(draw)
        return value, text, str(value)
    if kind == "text":
        value = draw.choice(["A", "a", "A b", "ę"])
        return value, value, value
    value = draw.randint(1, 60)
    return value, plural(value, "day"), str(value)


def condition(draw, programme, depth=2):
    """(tree, text); a text of several parts stands in parentheses."""
    if depth and draw.often(0.35):
        how = draw.choice(["and", "or"])
        parts = [condition(draw, programme, depth - 1) for _ in range(draw.randint(2, 3))]
        return (how, [tree for tree, _ in parts]), "(" + f" {how} ".join(text for _, text in parts) + ")"
    if depth and draw.often(0.15):
        tree, text = condition(draw, programme, depth - 1)
        return ("not", tree), "not " + (text if text.startswith("(") else f"({text})")
    if programme["conditions"] and draw.often(0.1):
        name = draw.choice(programme["conditions"])
        return ("defined", name), name
    if draw.often(0.25):
        return on_tenure(draw, programme)
    return comparison(draw, programme, draw.choice(programme["fields"][1:]))


def on_tenure(draw, programme, milestones=0.3):
    if draw.often(milestones):
        values = sorted({months(draw) for _ in range(draw.randint(1, 3))})
        return ("reaches", [value for value, _ in values]), "tenure reaches " + ", ".join(text for _, text in values)
    if draw.often(0.2) and not any(field["name"] == "stay" for field in programme["fields"]):
        count, how = draw.choice([7, 28, 30, 90, 365, 366, 1826]), draw.choice(COMPARISONS)
        return ("compare", how, ("tenure",), ("length", "days", count)), f"tenure {how} {count} days"
    value, text = months(draw)
    if draw.often(0.1):
        more = value + draw.randint(0, 30)
        return (("between", ("tenure",), ("lit", value), ("lit", more)),
                f"tenure is between {plural(value, 'month')} and {plural(more, 'month')}")
    how = draw.choice(COMPARISONS + COMPARISONS + ["is", "is not"])
    return ("compare", how, ("tenure",), ("lit", value)), f"tenure {how} {text}"


def comparison(draw, programme, field):
    name, kind, itself = field["name"], field["type"], ("field", field["name"])
    if field.get("optional") and draw.often(0.15):
        how = draw.choice(["known", "unknown"])
        return (how, name), f"{name} is {how}"
    if kind == "date":
        return on_date(draw, programme, field)
    if kind == "choice":
        return on_choice(draw, field)
    if kind == "yes/no":
        if draw.often(0.6):
            return ("flag", name), name
        value, text, _ = literal(draw, programme, field)
        return ("compare", "is", itself, ("lit", value)), f"{name} is {text}"
    if kind != "text" and draw.often(0.12):
        low, high = sorted((literal(draw, programme, field)[:2] for _ in range(2)), key=lambda pair: pair[0])
        return ("between", itself, ("lit", low[0]), ("lit", high[0])), f"{name} is between {low[1]} and {high[1]}"
    how = draw.choice(["is", "is not"] if kind == "text" else COMPARISONS + ["is", "is not"])
    right, text = amount(draw, programme, field)
    if kind == "money" and programme["amounts"] and draw.often(0.3):
        itself = ("def", draw.choice(programme["amounts"]))
        name = itself[1]
    return ("compare", how, itself, right), f"{name} {how} {text}"


def on_choice(draw, field):
    name, itself = field["name"], ("field", field["name"])
    if draw.often(0.5):
        values = draw.sample(field["values"], draw.randint(1, len(field["values"]) - 1))
        how = draw.choice(["one of", "none of"])
        return (how, itself, values), f"{name} is {how} {', '.join(values)}"
    value, how = draw.choice(field["values"]), draw.choice(["is", "is not"])
    return ("compare", how, itself, ("lit", value)), f"{name} {how} {value}"


def amount(draw, programme, field):
    """A right-hand side: a literal, or another money field with a factor and something added."""
    value, text, _ = literal(draw, programme, field)
    others = [f for f in programme["fields"] if f["type"] == "money" and f is not field]
    if field["type"] != "money" or not others or draw.often(0.5):
        return ("lit", value), text
    other = draw.choice([f["name"] for f in others] + programme["amounts"])
    tree, words = ("def" if other in programme["amounts"] else "field", other), other
    if draw.often(0.6):
        factor = draw.choice([Fraction(1, 2), Fraction(3, 2), Fraction(1, 3 + 5), Fraction(2), Fraction(12345, 10000)])
        tree, words = ("*", tree, ("lit", factor)), f"{other} {draw.choice('×*')} {decimal_text(factor)}"
    if draw.often(0.6):
        sign = draw.choice("+-")
        return (sign, tree, ("lit", value)), f"{words} {sign} {text}"
    return tree, words


def on_date(draw, programme, field):
    name, itself = field["name"], ("field", field["name"])
    shape = draw.random()
    stretch, text = length(draw)
    if shape < 0.1:
        which, words = draw.choice([("this month", "is this month"),
                                    ("anniversary", "has its anniversary this month")])
        return (which, itself), f"{name} {words}"
    if shape < 0.35:
        which = draw.choice(["next", "last"])
        return (which, itself, stretch), f"{name} is within the {which} {text}"
    if shape < 0.65:
        which, how = draw.choice(["ago", "ahead"]), draw.choice(COMPARISONS)
        return (which, how, itself, stretch), f"{name} {how} {text} {which}"
    if shape < 0.75:
        low, high = sorted((literal(draw, programme, field)[:2] for _ in range(2)), key=lambda pair: pair[0])
        return ("between", itself, ("lit", low[0]), ("lit", high[0])), f"{name} is between {low[1]} and {high[1]}"
    how = draw.choice(DATE_COMPARISONS)
    if draw.often(0.5):
        value, day, _ = literal(draw, programme, field)
        return ("compare", how, itself, ("lit", value)), f"{name} {how} {day}"
    other = draw.choice([("today",)] + [("field", f["name"]) for f in programme["fields"] if f["type"] == "date"])
    words = other[-1]
    if draw.often(0.6):
        sign = draw.choice("+-")
        return ("compare", how, itself, (sign, other, ("length",) + stretch)), f"{name} {how} {words} {sign} {text}"
    return ("compare", how, itself, other), f"{name} {how} {words}"
