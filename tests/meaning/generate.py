"""A random programme with its records, as data for the oracle and as the files that trouw reads."""
import csv
import os
from fractions import Fraction

import days
import draw as d
import offers

DAYS = ["2027-02-28", "2028-02-29", "2027-03-31", "2027-03-01", "2028-03-01", "2027-04-30", "2027-01-01", "2026-12-31",
        "2027-06-15", "2027-05-31"]


def generate(draw):
    programme = _calendar(draw)
    programme["fields"] = _fields(draw, programme)
    _products(draw, programme)
    programme["perks"] = {
        "points": {"worth": Fraction(draw.choice([1, 10, 5, 25]), draw.choice([1, 10]))},
        "gift": {"worth": d.money(draw, programme, 0, 30)[0], "per": draw.choice([None, "once"])},
        "priority line": {"worth": d.money(draw, programme, 0, 5)[0], "per": "month"}}
    if programme["period"][0] == "days" or draw.often(0.3):
        programme["perks"]["priority line"]["per"] = "billing period"
    programme.update(definitions={}, conditions=[], amounts=[], offers=[], combine={})
    lines = _definitions(draw, programme)
    _roles(draw, programme)
    audiences = [draw.choice(["newcomers", "newcomers", "customers", "customers", "customers", "everyone", "returners"])
                 for _ in range(draw.randint(3, 9))]
    for index, audience in enumerate(audiences):
        if index and draw.often(0.1):
            data, text = offers.again(programme["offers"][-1], text, index)
        else:
            data, text = offers.offer(draw, programme, index, audience)
        programme["offers"].append(data)
        lines += text
    for audience in ("newcomers", "customers", "returners"):
        programme["combine"][audience], text = offers.combine(draw, programme, audience)
        lines += text
    lines += _statements(draw, programme)
    programme["text"] = "\n".join(lines) + "\n"
    slow = any(guarantee["kind"] == "staying" for guarantee in programme["guarantees"])
    programme["records"] = [_record(draw, programme, number) for number in range(4 if slow else 16)]
    return programme


def _calendar(draw):
    currency, places = draw.choice([("EUR", 2)] * 4 + [("JPY", 0), ("KWD", 3)])
    period, horizon = draw.choice([(("months", 1), 12)] * 4 + [(("months", 1), 24), (("months", 3), 4), (("months", 3), 8),
                                  (("months", 2), 6), (("months", 12), 2), (("months", 12), 1), (("days", 42), 8),
                                  (("days", 28), 13), (("days", 7), 8)])
    return {"currency": currency, "places": places, "period": period, "horizon": horizon,
            "rounding": draw.choice(["half away from zero"] * 2 + ["half to even", "down", "up"]),
            "on": days.day(draw.choice(DAYS))}


def _fields(draw, programme):
    on = programme["on"]
    near = [on, on - 1, on + 1] + [days.add_months(on, -n) for n in (1, 12, 24, 60)]
    near += [days.add_months(on, n) for n in (1, 3, 12)] + [days.add_months(on, -12) + 1, days.add_months(on, -60) - 1]
    near += [days.day(t) for t in ("2024-02-29", "2020-02-29", "2026-08-31", "2026-11-30", "2026-01-31", "2022-02-28")]
    fields = [
        {"name": "contract", "type": "text"},
        {"name": "status", "type": "choice", "values": ["active", "former", "lead", "gone"], "for newcomers": "kept"},
        {"name": "joined", "type": "date", "near": near, "for newcomers": "today"},
        {"name": "left", "type": "date", "near": near, "optional": True, "for newcomers": "unknown"},
        {"name": "price now", "type": "money", "from": 0, "to": 60, "minor": draw.often(0.4)},
        {"name": "new price", "type": "money", "from": 0, "to": 60},
        {"name": "supply cost", "type": "money", "from": draw.choice([0, 0, 0, -20]), "to": 80, "optional": draw.often(0.4)},
        {"name": "grid fee", "type": "money", "from": 0, "to": 20, "minor": draw.often(0.4)},
        {"name": "note", "type": "text", "optional": draw.often(0.5)},
        {"name": "product", "type": "choice", "values": ["basic", "plus", "fixed 1y", "old 2019"]},
        {"name": "campaign", "type": "choice", "values": ["nothing", "spring", "summer"]},
        {"name": "paperless", "type": "yes/no", "optional": draw.often(0.3)},
        {"name": "referrals", "type": "whole number", "from": draw.choice([0, 0, -9]), "to": 40, "each": "referral", "optional": draw.often(0.3)},
        {"name": "usage", "type": "whole number", "from": 0, "to": 9000, "unit": "kWh"},
        {"name": "churn risk", "type": "decimal", "places": 3, "digits": 3, "optional": draw.often(0.5)},
        {"name": "load", "type": "percentage", "digits": 2},
        {"name": "contract end", "type": "date", "near": near, "optional": True},
        {"name": "notice", "type": "months"},
        {"name": "waited", "type": "days"},
        {"name": "had", "type": "money", "from": 0, "to": 50, "for newcomers": "kept"}]
    if draw.often(0.15):
        fields.append({"name": "stay", "type": "months", "for newcomers": ["fixed", 0, "0 months"]})
    for field in fields:
        if field["name"] != "contract" and "for newcomers" not in field:
            _for_newcomers(draw, programme, field)
        supplied = field["name"] in ("grid fee", "usage", "product", "paperless", "notice")
        if supplied and not field.get("optional") and draw.often(0.3):
            field["if missing"] = d.literal(draw, programme, field)
    return fields


def _for_newcomers(draw, programme, field):
    free = ["any"] if field["type"] in ("choice", "yes/no") and draw.often(0.5) else []
    unknown = ["unknown"] if field.get("optional") else []
    today = ["today"] if field["type"] == "date" else []
    how = draw.choice(["kept"] * 2 + ["fixed"] + free * 2 + unknown + today)
    if how == "fixed":
        value, text, _ = d.literal(draw, programme, field)
        if field["name"] == "product" and value == "old 2019":
            value = text = "basic"
        how = ["fixed", value, text]
    field["for newcomers"] = how


def _products(draw, programme):
    if draw.often(0.5):
        programme["products"] = {"field": "product", "sold": ["basic", "plus", "fixed 1y"],
                                 "equivalent": {"old 2019": draw.choice(["basic", "plus", "fixed 1y"])}}


def _definitions(draw, programme):
    lines = []
    money = next(field for field in programme["fields"] if field["name"] == "supply cost")
    for name in ("yearly price", "both costs")[:draw.randint(0, 2)]:
        tree, text = d.amount(draw, programme, money)
        if tree[0] == "lit":
            continue
        programme["definitions"][name] = tree
        programme["amounts"].append(name)
        lines.append(f"define {name} as {text}")
    for name in ("good one", "odd one")[:draw.randint(0, 2)]:
        tree, text = d.condition(draw, programme, 1)
        programme["definitions"][name] = tree
        programme["conditions"].append(name)
        lines.append(f"define {name} as {text}")
    return lines


def _roles(draw, programme):
    roles = {"id": "contract", "price": "price now", "left": "left"}
    roles["tenure" if any(f["name"] == "stay" for f in programme["fields"]) else "joined"] = \
        "stay" if any(f["name"] == "stay" for f in programme["fields"]) else "joined"
    roles["newcomer price"] = "new price" if draw.often(0.5) else None
    status = ("field", "status")
    texts = programme["role texts"] = {}
    roles["customer when"], texts["customer when"] = ("compare", "is", status, ("lit", "active")), "status is active"
    if draw.often(0.8):
        roles["former when"], texts["former when"] = ("compare", "is", status, ("lit", "former")), "status is former"
        if draw.often(0.7):
            roles["newcomer again after"], texts["newcomer again after"] = d.length(draw)
    if draw.often(0.3):
        roles["newcomer when"] = ("compare", "is less than", ("field", "usage"), ("lit", 3))
        texts["newcomer when"] = "usage is less than 3"
    roles["others"] = texts["others"] = draw.choice(["rejected", "nobody", "newcomer"])
    if draw.often(0.3):
        roles["already received"] = texts["already received"] = "had"
    programme["roles"] = roles


def _statements(draw, programme):
    """Facts and guarantees."""
    programme["facts"], programme["guarantees"], lines = [], [], []
    for _ in range(draw.choice([0, 0, 1])):
        tree, text = d.condition(draw, programme, 1)
        programme["facts"].append(tree)
        lines.append(f"always {text}")
    for kind, words in (("newcomer", "no customer is worse off than a newcomer"),
                        ("staying", "staying longer is never worse"),
                        ("returning", "leaving and coming back is never better")):
        if draw.often(0.05 if kind == "staying" else 0.5):
            data, text = {"kind": kind, "within": 0}, f"guarantee {words}"
            if draw.often(0.3):
                data["within"], amount = d.money(draw, programme, 0, 20)
                text += f" within {amount}"
            if draw.often(0.25):
                data["over"] = programme["horizon"] + draw.randint(1, programme["horizon"])
                text += f" over {offers.periods(programme, data['over'])}"
            for option in ("counting perks", "at every bill"):
                if draw.often(0.3):
                    data[option] = True
                    text += f" {option}"
            if draw.often(0.3):
                data["when"], condition = d.condition(draw, programme, 1)
                text += f" when {condition}"
            programme["guarantees"].append(data)
            lines.append(text)
    return lines


def _record(draw, programme, number):
    """{field: value} and {column: cell}."""
    values, cells = {}, {}
    for field in programme["fields"]:
        name = field["name"]
        if name == "contract":
            values[name] = cells[name] = f"K{number}"
            continue
        values[name], _, cells[name] = d.literal(draw, programme, field)
        if name == "note" and draw.often(0.2):
            values[name] = cells[name] = draw.choice(['it, "so"', "line\nbreak", "A  b"])
        if field.get("optional") and draw.often(0.35):
            values[name], cells[name] = None, ""
        if "if missing" in field and draw.often(0.3):
            values[name], cells[name] = field["if missing"][0], ""
    if draw.often(0.5):
        values["status"] = cells["status"] = "active"
    _not_in_the_future(draw, programme, values, cells)
    return values, cells


def _not_in_the_future(draw, programme, values, cells):
    """Mostly joined before the day and left after joining; a record may break that fact now and then."""
    on = programme["on"]
    if values["joined"] > on and draw.often(0.9):
        values["joined"] = days.add_months(on, -draw.randint(0, 180)) - draw.randint(0, 2)
    left = values["left"]
    if left is not None and left > on and draw.often(0.9):
        values["left"] = max(values["joined"], on - draw.randint(0, 800)) if values["joined"] <= on else on
    for name in ("joined", "left"):
        cells[name] = "" if values[name] is None else days.text_of(values[name])


def write(programme, folder):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "offers.trouw"), "w", encoding="utf-8") as out:
        out.write(programme["text"])
    with open(os.path.join(folder, "programme.yaml"), "w", encoding="utf-8") as out:
        out.write(_yaml(programme))
    with open(os.path.join(folder, "records.csv"), "w", encoding="utf-8", newline="") as out:
        rows = csv.DictWriter(out, [field["name"].replace(" ", "_") for field in programme["fields"]], lineterminator="\n")
        rows.writeheader()
        for _, cells in programme["records"]:
            rows.writerow({name.replace(" ", "_"): cell for name, cell in cells.items()})


def _yaml(programme):
    unit, length = programme["period"]
    name, each = ("months", length) if unit == "months" else ("weeks", length // 7)
    lines = ["programme: Drawn", f"currency: {programme['currency']}", "prices: including tax",
             f"horizon: {programme['horizon'] * each} {name}", f"billing period: {each} {name}",
             f"rounding: {programme['rounding']}", "fields:"]
    lines += [f"  {field['name']}: {{{_field(programme, field)}}}" for field in programme["fields"]]
    lines += ["roles:"] + [f"  {role}: {programme['roles'][role]}" for role in ("id", "joined", "tenure", "left", "price")
                           if role in programme["roles"]]
    lines.append(f"  newcomer price: {programme['roles']['newcomer price'] or 'same as price'}")
    lines += [f"  {role}: {text}" for role, text in programme["role texts"].items()]
    if "products" in programme:
        products = programme["products"]
        equivalent = ", ".join(f"{old}: {new}" for old, new in products["equivalent"].items())
        lines += ["products:", f"  field: {products['field']}", f"  sold to newcomers: [{', '.join(products['sold'])}]",
                  f"  equivalent: {{{equivalent}}}"]
    lines.append("perks:")
    for perk, rule in programme["perks"].items():
        worth = f"{programme['currency']} {d.decimal_text(Fraction(rule['worth']) / 10 ** programme['places'])}"
        lines.append(f"  {perk}: {{worth: {worth}{', per: ' + rule['per'] if rule.get('per') else ''}}}")
    return "\n".join(lines) + "\n"


def _field(programme, field):
    parts = [f"type: {field['type']}"]
    if field["type"] == "choice":
        parts.append(f"values: [{', '.join(field['values'])}]")
    for key in ("places", "unit", "each"):
        if key in field:
            parts.append(f"{key}: {field[key]}")
    if field["type"] == "money":
        parts += [f"from: {programme['currency']} {field['from']}", f"to: {programme['currency']} {field['to']}"]
        if field.get("minor"):
            parts.append("stored in: minor units")
    elif "to" in field:
        parts += [f"from: {field['from']}", f"to: {field['to']}"]
    if field.get("optional"):
        parts.append("optional: true")
    if "for newcomers" in field:
        said = field["for newcomers"]
        parts.append(f"for newcomers: {said if isinstance(said, str) else said[2]}")
    if "if missing" in field:
        parts.append(f"if missing: {field['if missing'][1]}")
    return ", ".join(parts)
