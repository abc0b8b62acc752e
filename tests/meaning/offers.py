"""Random offers and how they go together: the data for the oracle, and the text of the .trouw file."""
from fractions import Fraction

import draw as d
from draw import plural


def periods(programme, count):
    unit, length = programme["period"]
    return plural(count * length, "month") if unit == "months" else plural(count * length // 7, "week")


def reward(draw, programme, last, first, room, newcomer):
    """One phase: (data, text). `room` is how many periods a newcomer's may still take."""
    kinds = ["percent"] * 5 + ["off", "off", "price", "credit", "credit", "share", "free", "perk", "points"]
    kind = draw.choice(kinds)
    if kind == "free" and (not last or not first or programme["period"][0] != "months"):
        kind = "percent"
    made = {"percent": _percent, "off": _off, "price": _price, "credit": _credit, "share": _share, "free": _free,
            "perk": _perk, "points": _points}[kind]
    data, text = made(draw, programme)
    data["kind"] = kind
    if kind in ("percent", "off", "credit", "share", "points") and draw.often(0.3):
        data["scaling"], words = _scaling(draw, programme)
        text += words
    text += _cap(draw, programme, data)
    if kind == "free":
        count, after, words = _free_timing(draw, programme, data, room)
        data["timing"] = ("for", count, after)
        return data, data.pop("words") + words
    if kind in ("credit", "share") and draw.often(0.15):
        count = draw.randint(1, max(1, min(room, 12)))
        data["timing"], words = ("over", count, 0), f" over {periods(programme, count)}"
        return data, text + words
    data["timing"], words = _timing(draw, programme, last, first, room, newcomer)
    return data, text + words


def _percent(draw, programme):
    rate, text = d.percent(draw, draw.choice([10, 30, 100]))
    if draw.often(0.25):
        of = draw.choice(["supply cost", "supply cost", "grid fee"])
        share, words = _part(draw, lambda: d.money(draw, programme, 1, 30))
        return {"rate": rate, "of": of, "share": share}, f"{text} off {of}{words}"
    return {"rate": rate}, f"{text} off"


def _off(draw, programme):
    if draw.often(0.15):
        return _named(draw, "{} off")
    value, text = d.money(draw, programme, 1, draw.choice([5, 40]))
    return {"amount": value}, f"{text} off"


def _named(draw, words):
    name = draw.choice(["supply cost", "grid fee"])
    return {"named": name}, words.format(f"[{name}]")


def _part(draw, literal):
    """`above A up to B`: ((A, B or None), words), or nothing."""
    if not draw.often(0.25):
        return None, ""
    (low, low_text), (high, high_text) = sorted([literal()[:2], literal()[:2]])
    if low == high or draw.often(0.4):
        return (low, None), f" above {low_text}"
    return (low, high), f" above {low_text} up to {high_text}"


def _price(draw, programme):
    if draw.often(0.1):
        return _named(draw, "a price of {}")
    value, text = d.money(draw, programme, 0, 60)
    return {"amount": value}, f"a price of {text}"


def _credit(draw, programme):
    if draw.often(0.15):
        return _named(draw, "{}")
    value, text = d.money(draw, programme, 1, 100)
    return {"amount": value}, text


def _share(draw, programme):
    rate, text = d.percent(draw, 20)
    share, words = _part(draw, lambda: d.money(draw, programme, 1, 30))
    return {"rate": rate, "of": "supply cost", "share": share}, f"{text} of supply cost{words}"


def _free(draw, programme):
    return {"words": ""}, ""


def _perk(draw, programme):
    perk = draw.choice([name for name in programme["perks"] if name != "points"])
    return {"perk": perk}, f'"{perk}"'


def _points(draw, programme):
    number = draw.randint(1, 2000)
    return {"number": number}, f"{number} points"


def _scaling(draw, programme):
    shape = draw.random()
    if shape < 0.5:
        step, text = draw.choice([(12, "year"), (60, "5 years"), (24, "2 years"), (1, "month"), (7, "7 months")])
        share, words = _part(draw, lambda: _months(draw))
        return ("tenure", step, share), f" for every {text} of tenure{words}"
    if shape < 0.6:
        step = draw.choice([1, 10, 250, 1000])
        share, words = _part(draw, lambda: _kilowatt_hours(draw))
        return ("usage", step, share), f" for every {step}{' kWh' if draw.often(0.5) else ''} of usage{words}"
    if shape < 0.75:
        return ("referrals", 1, None), " for every " + draw.choice(["referral", "referrals"])
    step, text = d.money(draw, programme, 1, 30)
    share, words = _part(draw, lambda: d.money(draw, programme, 1, 30))
    return ("supply cost", step, share), f" for every {text} of supply cost{words}"


def _months(draw):
    count = draw.randint(1, 150)
    return count, plural(count, "month")


def _kilowatt_hours(draw):
    count = draw.randint(0, 4000)
    return count, f"{count} kWh"


def _cap(draw, programme, data):
    kind = data["kind"]
    if kind not in ("percent", "off", "credit", "share") or not draw.often(0.45 if "scaling" in data else 0.2):
        return ""
    if kind == "share" and draw.often(0.3) or kind == "percent" and draw.often(0.5):
        data["cap"] = ("percent",) + d.percent(draw, 60)[:1]
        return f", at most {d.decimal_text(data['cap'][1] * 100)}%"
    value, text = d.money(draw, programme, 1, draw.choice([6, 120]))
    data["cap"] = ("money", value)
    return f", at most {text}" + (" a bill" if kind == "percent" else "")


def _free_timing(draw, programme, data, room):
    length = programme["period"][1]
    count = draw.randint(1, max(1, min(3, room)))
    months = count if length == 1 else draw.randint(1, 2 * length)
    after = draw.randint(0, max(0, room - count)) if draw.often(0.3) else 0
    data["length"] = months
    data["words"] = plural(months, "month") + " free"
    return (count if length == 1 else 1), after, f" after {periods(programme, after)}" if after else ""


def _timing(draw, programme, last, first, room, newcomer):
    count = draw.randint(1, max(1, min(room, draw.choice([1, 2, 3, 6, 12, 12]))))
    if not last:
        return ("for", count, 0), f" for {periods(programme, count)}"
    shape = draw.random()
    if shape < 0.3:
        return ("once", 0), ", once" if draw.often(0.5) else " once"
    if shape < 0.4 and first and room > 1:
        wait = draw.randint(1, room - 1)
        return ("once", wait), f" once after {periods(programme, wait)}"
    if shape < 0.5:
        return ("stay",), " for as long as they stay"
    if shape < 0.57:
        tree, text = d.condition(draw, programme, 1 if draw.often(0.5) else 0)
        return ("while", tree), f" while ({text})" if not text.startswith("(") else f" while {text}"
    if shape < 0.72 and first and room > count:
        after = draw.randint(1, room - count)
        return ("for", count, after), f" for {periods(programme, count)} after {periods(programme, after)}"
    return ("for", count, 0), ("," if draw.often(0.3) else "") + f" for {periods(programme, count)}"


def phases(draw, programme, newcomer):
    horizon, chain = programme["horizon"], []
    room = horizon if newcomer or draw.often(0.7) else horizon + 6
    count = draw.choice([1, 1, 1, 1, 2, 3])
    for number in range(count):
        last = number == count - 1 or room < 2
        data, text = reward(draw, programme, last, number == 0, room if last else room - 1, newcomer)
        chain.append((data, text))
        room -= data["timing"][1] if data["timing"][0] == "for" else 0
        if last:
            break
    return [data for data, _ in chain], " then ".join(text for _, text in chain)


def gives(draw, programme, newcomer, most=3):
    drawn = [phases(draw, programme, newcomer) for _ in range(draw.choice(range(1, most + 1)))]
    return [data for data, _ in drawn], [text for _, text in drawn]


def table(draw, programme, newcomer):
    """(field, rows) and the text."""
    by = draw.choice(["tenure", "tenure", "referrals", "supply cost", "product", "campaign", "campaign", "churn risk",
                      "load", "notice", "waited", "contract end", "usage"])
    rows, lines = [], []
    if by in ("product", "campaign"):
        values = next(f["values"] for f in programme["fields"] if f["name"] == by)
        named = draw.sample(values, draw.randint(1, len(values) - 1))
        cut = draw.randint(1, len(named))
        for part in (named[:cut], named[cut:]):
            if part:
                rows.append(["for", part])
                lines.append(f"for {', '.join(part)}")
        if draw.often(0.5):
            rows.append(["otherwise", None])
            lines.append("otherwise")
    elif by not in ("tenure", "referrals", "supply cost"):
        field = next(f for f in programme["fields"] if f["name"] == by)
        drawn = dict(d.literal(draw, programme, field)[:2] for _ in range(draw.randint(1, 3)))
        for value in sorted(drawn):
            rows.append(["from", value])
            lines.append(f"from {drawn[value]}")
    else:
        for value in sorted(draw.sample(range(0, 12), draw.randint(1, 3))):
            factor = {"tenure": 12, "referrals": 1, "supply cost": 10 ** programme["places"]}[by]
            rows.append(["from", value * factor])
            lines.append("from " + {"tenure": f"{value} years", "referrals": str(value),
                                    "supply cost": d.money_text(programme, value * factor)}[by])
    for row, position in zip(rows, range(len(rows))):
        data, text = gives(draw, programme, newcomer, 2)
        row.append(data)
        lines[position] += ": " + " and ".join(text)
    return (by, rows), [f"give by {by}"] + ["  " + line for line in lines]


def offer(draw, programme, index, audience):
    data = {"index": index, "title": f"Offer {index}", "to": audience, "when": []}
    lines = [f'offer "{data["title"]}" to {audience}'] + _runs(draw, programme, data)
    if draw.often(0.1):
        tree, text = d.on_tenure(draw, programme, 1)
        if draw.often(0.5):
            tree, text = draw.choice([(("this month", ("field", "joined")), "joined is this month"),
                                      (("anniversary", ("field", "joined")), "joined has its anniversary this month"),
                                      (("reaches every", 12), "tenure reaches every year"),
                                      (("reaches every", 5), "tenure reaches every 5 months")])
        data["when"].append(tree)
        lines.append(f"  when {text}")
    for _ in range(draw.choice([0, 0, 0, 1, 1, 2])):
        tree, text = d.condition(draw, programme, draw.choice([0, 1, 2]))
        unless = draw.often(0.2)
        data["when"].append(("not", tree) if unless else tree)
        lines.append(f"  {'unless' if unless else 'when'} {text}")
    if draw.often(0.15):
        lines.append("  limit " + draw.choice(["once per customer", "once per 12 months per customer", "once per contract",
                                              "once per 1 year per campaign", "1000 customers", "EUR 50000 per year"])
                     .replace("EUR", programme["currency"]))
    if audience in ("customers", "returners") and draw.often(0.25):
        return data, lines + ["  " + _match(draw, programme, data)]
    newcomer = audience in ("newcomers", "everyone")
    if draw.often(0.2):
        data["table"], text = table(draw, programme, newcomer)
        return data, lines + ["  " + line for line in text]
    data["gives"], text = gives(draw, programme, newcomer)
    if draw.often(0.5):
        return data, lines + ["  give " + " and ".join(text)]
    return data, lines + [f"  give {part}" for part in text]


def again(data, text, index):
    """The same offer under another title: every choice between the two is a tie."""
    old, title = data["title"], f"Offer {index}"
    return dict(data, index=index, title=title), [text[0].replace(f'"{old}"', f'"{title}"')] + text[1:]


def _runs(draw, programme, data):
    if draw.often(0.08):
        month = draw.randint(1, 12)
        start = (month, draw.randint(1, d.days.last_day(2028, month)))
        month = draw.randint(1, 12)
        end = draw.choice([start, (month, d.days.last_day(2028, month)), (2, 29), (2, 28)])
        data["season"] = (start, end)
        return [f"  runs every year from {_year_day(start)} through {_year_day(end)}"]
    if not draw.often(0.25):
        return []
    near = programme["on"]
    start = near + draw.choice([-300, -1, 0, 0, 1]) if draw.often(0.6) else None
    end = near + draw.choice([-1, 0, 0, 1, 400]) if start is None or draw.often(0.5) else None
    if start is not None and end is not None and end < start:
        end = start
    data["runs"] = (start, end)
    words = f" from {d.days.text_of(start)}" if start is not None else ""
    return ["  runs" + words + (f" through {d.days.text_of(end)}" if end is not None else "")]


def _year_day(day):
    names = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
             "December"]
    return f"{day[1]} {names[day[0] - 1]}"


def _match(draw, programme, data):
    newcomers = [o for o in programme["offers"] if o["to"] in ("newcomers", "everyone")]
    rule = {"of": None}
    text = "match the newcomer deal"
    if newcomers and draw.often(0.4):
        named = draw.choice(newcomers)
        rule["of"], text = named["index"], f'match "{named["title"]}"'
    if draw.often(0.4):
        rule["over"] = draw.randint(1, programme["horizon"])
        text += f" over {periods(programme, rule['over'])}"
    if draw.often(0.3):
        rule["at most"], words = d.money(draw, programme, 1, 100)
        text += f" at most {words}"
    data["match"] = rule
    return text


def combine(draw, programme, audience):
    """(data, lines), or nothing."""
    mine = [o["index"] for o in programme["offers"] if o["to"] in (audience, "everyone") and "match" not in o]
    data, lines = {"best of": []}, []
    draw.shuffle(mine)
    everything = draw.often(0.3)
    for _ in range(draw.randint(0, 2)):
        items = []
        for _ in range(draw.randint(1, 3)):
            items.append([mine.pop() for _ in range(min(len(mine), draw.choice([1, 1, 2])))])
        items = [item for item in items if item]
        words = [" and ".join(f'"Offer {i}"' for i in item) for item in items]
        words = [f"({word})" if len(item) > 1 else word for item, word in zip(items, words)]
        if everything and items:
            everything = False
            items.append("everything else")
            words.append("everything else")
        if len(items) > 1:
            data["best of"].append(items)
            lines.append("  best of " + ", ".join(words))
    if draw.often(0.3):
        data["at most percent"], text = d.percent(draw, 60)
        lines.append(f"  at most {text} of the price")
    if draw.often(0.25):
        data["at most"], text = d.money(draw, programme, 1, 300)
        lines.append(f"  at most {text}")
    return data, [f"combine {audience[:-1]} offers"] + lines if lines else []
