"""A drawn programme and its records in the words that trouw reads."""
import csv
import os

import days
import draw as d
from draw import plural

ANNIVERSARY = "has its anniversary this month"


def write(programme, folder):
    os.makedirs(folder, exist_ok=True)
    for name, text in (("programme.yaml", yaml(programme)), ("offers.trouw", offers(programme))):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
            out.write(text)


def write_records(records, path):
    with open(path, "w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow([name.replace(" ", "_") for name in records[0]])
        for record in records:
            rows.writerow([_cell(name, value) for name, value in record.items()])


def _cell(name, value):
    if value is None:
        return ""
    if name in ("joined", "left"):
        return days.text_of(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value // 100}.{value % 100:02d}" if "price" in name else value


def yaml(programme):
    length = programme["period"][1]
    lines = ["programme: Drawn", "currency: EUR", "prices: including tax",
             f"horizon: {plural(programme['horizon'] * length, 'month')}", f"billing period: {plural(length, 'month')}",
             f"rounding: {programme['rounding']}", "fields:"]
    for field in programme["fields"]:
        parts = [f"type: {field['type']}"]
        if field["type"] == "choice":
            parts.append(f"values: [{', '.join(field['values'])}]")
        if "to" in field:
            unit = "EUR " if field["type"] == "money" else ""
            parts += [f"from: {unit}{field['from']}", f"to: {unit}{field['to']}"]
        parts += [f"{key}: {field[key]}" for key in ("each",) if key in field]
        parts += ["optional: true"] if field.get("optional") else []
        how = field.get("for newcomers")
        parts += [f"for newcomers: {how if isinstance(how, str) else how[2]}"] if how else []
        lines.append(f"  {field['name']}: {{{', '.join(parts)}}}")
    lines += ["roles:", "  id: contract", "  joined: joined", "  left: left", "  price: price now",
              "  newcomer price: new price", "  customer when: status is active", "  former when: status is former"]
    return "\n".join(lines) + "\n"


def offers(programme):
    return "\n\n".join([_offer(programme, offer) for offer in programme["offers"]] + _combine(programme)) + "\n"


def _offer(programme, offer):
    lines = [f'offer "{offer["title"]}" to {offer["to"]}']
    start, end = offer.get("runs", (None, None))
    if start or end:
        lines.append("  runs" + (f" from {days.text_of(start)}" if start else "") +
                     (f" through {days.text_of(end)}" if end else ""))
    lines += [f"  when {condition(one)}" for one in offer["when"]]
    if "match" in offer:
        return "\n".join(lines + ["  " + _match(programme, offer["match"])])
    if "limit" in offer:
        every = f" per {plural(offer['limit'][1], 'month')}" if offer["limit"] else ""
        lines.append(f"  limit once{every} per customer")
    if "table" in offer:
        lines.append(f"  give by {offer['table'][0]}")
        lines += [f"    from {plural(row[1], 'month')}: {_gives(programme, row[2])}" for row in offer["table"][1]]
    else:
        lines.append(f"  give {_gives(programme, offer['gives'])}")
    return "\n".join(lines)


def _match(programme, rule):
    named = f'"{programme["offers"][rule["of"]]["title"]}"' if rule["of"] is not None else "the newcomer deal"
    over = f" over {_periods(programme, rule['over'])}" if "over" in rule else ""
    return f"match {named}{over}" + (f" at most {_euros(rule['at most'])}" if "at most" in rule else "")


def _combine(programme):
    data, lines = programme["combine"].get("customers", {}), []
    for items in data.get("best of", []):
        titles = [[f'"{programme["offers"][index]["title"]}"' for index in item] for item in items]
        lines.append("  best of " + ", ".join(f"({' and '.join(item)})" if len(item) > 1 else item[0] for item in titles))
    if "at most" in data:
        lines.append(f"  at most {_euros(data['at most'])}")
    return ["combine customer offers\n" + "\n".join(lines)] if lines else []


def _gives(programme, gives):
    return " and ".join(" then ".join(_reward(programme, reward) for reward in phases) for phases in gives)


def _reward(programme, reward):
    kind = reward["kind"]
    words = f"{d.decimal_text(reward['rate'] * 100)}% off" if kind == "percent" else _euros(reward["amount"])
    words += " off" if kind == "off" else ""
    words += f" for every {_each(reward['scaling'])}" if "scaling" in reward else ""
    return words + _timing(programme, reward["timing"])


def _each(scaling):
    field, step, _ = scaling
    return f"{plural(step, 'month')} of tenure".replace("12 months", "year") if field == "tenure" else "referral"


def _timing(programme, timing):
    if timing[0] == "once":
        return " once" + (f" after {_periods(programme, timing[1])}" if timing[1] else "")
    if timing[0] == "stay":
        return " for as long as they stay"
    if timing[0] == "while":
        return f" while ({condition(timing[1])})"
    words = f" for {_periods(programme, timing[1])}" + (f" after {_periods(programme, timing[2])}" if timing[2] else "")
    return words + (f" while ({condition(timing[3])})" if len(timing) > 3 else "")


def condition(tree):
    kind = tree[0]
    if kind == "reaches":
        return "tenure reaches " + ", ".join(plural(months, "month") for months in tree[1])
    if kind == "anniversary":
        return f"{tree[1][1]} {ANNIVERSARY}"
    if kind == "flag":
        return tree[1]
    _, how, left, right = tree
    if left[0] == "tenure":
        return f"tenure {how} {plural(right[1], 'month')}"
    if left[0] == "today":
        return f"today {how} {days.text_of(right[1])}"
    return f"{left[1]} {how} {right[1]}"


def _periods(programme, count):
    return plural(count * programme["period"][1], "month")


def _euros(cents):
    return f"EUR {cents // 100}" + (f".{cents % 100:02d}" if cents % 100 else "")
