"""What the oracle finds of some records, as `example` statements that must hold."""
import json
import os

import days
import draw as d


def write(programme, folder, decided):
    """`decided`: id -> what the oracle says. Returns how many examples were written."""
    told = []
    for values, _ in programme["records"]:
        mine = decided[values["contract"]]
        if mine and mine["standing"] != "nobody" and not mine["facts"] and len(told) < 3:
            facts = _facts(programme, values)
            if facts is not None:
                told.append("\n".join(_example(programme, values["contract"], mine, facts)))
    with open(os.path.join(folder, "examples.trouw"), "w", encoding="utf-8") as out:
        out.write("\n\n".join(told) + "\n")
    return len(told)


def _facts(programme, values):
    facts = []
    for field in programme["fields"][1:]:
        value = values[field["name"]]
        if value is None:
            continue
        if field["type"] == "text" and value not in ("A", "a", "A b", "ę"):
            return None
        facts.append(f"{field['name']} is {_said(programme, field, value)}")
    return ", ".join(facts)


def _said(programme, field, value):
    kind = field["type"]
    if kind == "yes/no":
        return "yes" if value else "no"
    if kind == "money":
        return d.money_text(programme, value)
    if kind == "date":
        return days.text_of(value)
    if kind in ("months", "days"):
        return d.plural(value, kind[:-1])
    if kind in ("decimal", "percentage"):
        return d.decimal_text(value) + ("%" if kind == "percentage" else "")
    return str(value)


def _example(programme, name, mine, facts):
    def money(amount):
        return d.money_text(programme, amount)

    lines = [f'example "{name}" on {days.text_of(programme["on"])}', f"  {mine['standing']} with {facts}",
             f"  expect deal {money(mine['value'])}", f"  expect newcomer deal {money(mine['newcomer_value'])}"]
    for offer in programme["offers"]:
        paid = mine["paid"].get(offer["index"], 0)
        title = json.dumps(offer["title"])
        if paid:
            lines.append(f"  expect {title} {money(paid)}")
        elif offer["index"] not in mine["counted"]:
            lines.append(f"  expect no {title}")
    if mine["worse_off"]:
        lines.append(f"  expect worse off by {money(mine['worse_off'])}")
    return lines + [f"  expect bill {number + 1} {money(bill)}" for number, bill in enumerate(mine["bills"])]
