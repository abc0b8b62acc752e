"""Customer files as organisations have them: made up, forty records each, in the ways of many families of software."""

import datetime
import json
import sqlite3

import workbook

COUNT = 40
NAMES = ["Jansen", "de Vries", "Bakker", "O'Neil", "Ünal", "Müller", "Señor", "van der Berg"]


def day_of(i):
    return datetime.date(2014, 1, 5) + datetime.timedelta(days=97 * i)


def euro(cents, comma=",", mark="."):
    whole, part = divmod(cents, 100)
    return f"{whole:,}".replace(",", mark) + f"{comma}{part:02}"


def dutch_cp1252():
    """Semicolons, a header name twice, euro signs, J and N, “n.v.t.”, blank columns at the end."""
    rows = ["Klantnr;Naam;Naam;Maandbedrag;Ingangsdatum;Actief;Einddatum;;"]
    for i in range(COUNT):
        d = day_of(i)
        rows.append(f"{10001 + i};{NAMES[i % 8]};{NAMES[(i + 3) % 8]};€ {euro(1999 + 31500 * (i % 5))};{d.day}-{d.month}-{d.year};"
                    f"{'J' if i % 4 else 'N'};{'n.v.t.' if i % 6 else '31-12-2027'};;")
    return "\r\n".join(rows).encode("cp1252"), {"Maandbedrag": "money", "Ingangsdatum": "date", "Actief": "yes/no", "Einddatum": "date"}


def german_utf16():
    """UTF-16 with tabs, dotted dates, amounts with the sign behind, minus signs behind, and percentages."""
    rows = ["Vertragsnummer\tName\tBeitrag\tVertragsbeginn\tSaldo\tRabatt\tStatus"]
    for i in range(COUNT):
        d = day_of(i)
        rows.append(f"DE-{i:05}\t{NAMES[i % 8]}\t{euro(2500 + 99950 * (i % 3))} €\t{d:%d.%m.%Y}\t{euro(123456 + i)}{'-' if i % 2 else ''}\t"
                    f"{i % 10},5 %\t{'aktiv' if i % 5 else 'gekündigt'}")
    return "\n".join(rows).encode("utf-16"), {"Beitrag": "money", "Vertragsbeginn": "date", "Rabatt": "percentage", "Status": "choice"}


def american_ambiguous():
    """Dates of which no one has a day above twelve, dollars that are none of the currency, negatives in brackets."""
    rows = ["Customer ID,Start Date,Monthly Fee,Balance,Opt In"]
    for i in range(COUNT):
        rows.append(f'{i:06},{i % 12 + 1}/{i % 11 + 1}/20{10 + i % 9},{49 + i}.99,"({euro(123400 + i, ".", ",")})",{"Yes" if i % 3 else "No"}')
    return "\n".join(rows).encode(), {"Start Date": "date", "Monthly Fee": "money", "Opt In": "yes/no"}


def american_dollars():
    rows = ["AccountNumber,SignupDate,MonthlyCharge,Plan"]
    for i in range(COUNT):
        d = day_of(i)
        rows.append(f'A-{i},{d.month}/{d.day}/{d.year},"${euro(112345 + 10 * i, ".", ",")}",{["Basic", "Plus", "Pro & more"][i % 3]}')
    return "\n".join(rows).encode(), {"SignupDate": "date", "MonthlyCharge": "money", "Plan": "choice"}


def payments_api():
    """NDJSON of an API: objects within objects, Unix seconds, null, minor units, a list."""
    lines = []
    for i in range(COUNT):
        lines.append(json.dumps({"id": f"sub_{i:06x}", "object": "subscription", "created": 1300000000 + i * 7654321, "canceled_at": None if i % 4 else 1700000000 + i,
                                 "plan": {"id": "gold", "amount": 1500 + 50 * (i % 7), "currency": "eur", "interval": "month"}, "items": [{"x": 1}],
                                 "status": ["active", "past_due", "canceled"][i % 3], "customer": f"cus_{i // 2}", "metadata": {}}))
    return ("\n".join(lines) + "\n").encode(), {"created": "date", "canceled_at": "date", "status": "choice"}


def shop_zones():
    """Timestamps with the hours from UTC, texts in quotes over several lines, tags."""
    rows = ["Id,Email,Created At,Total Spent,Accepts Marketing,Note,Tags"]
    for i in range(COUNT):
        d = day_of(i)
        rows.append(f'{7000000 + i},a{i}@example.org,{d} 23:{i % 60:02}:00 {"+0100" if i % 2 else "-0500"},{i * 13}.{i:02},{"yes" if i % 2 else "no"},'
                    f'"Said ""hello"",\nand went {i}","vip, {i}"')
    return "\n".join(rows).encode(), {"Created At": "date", "Accepts Marketing": "yes/no"}


def shop_zero_dates():
    """0 for no date, 1 and 0, prices with four decimals."""
    rows = ["order_id,customer_id,date_created,date_paid,total,is_active"]
    for i in range(COUNT):
        d = day_of(i)
        rows.append(f"{i + 1},{i % 30},{d} 10:{i % 60:02}:11,{0 if i % 5 == 0 else d},{12 + i}.5000,{i % 2}")
    return "\n".join(rows).encode(), {"date_created": "date", "date_paid": "date", "is_active": "yes/no"}


def titled():
    """UTF-8's mark, a title and a blank line above the header, blanks around cells."""
    rows = ["Export of 1 March 2027", "", "member no , monthly price , joined , left"]
    rows += [f" M{i:04} , {20 + i % 7}.50 , {day_of(i)} , {'' if i % 3 else day_of(i + 5)} " for i in range(COUNT)]
    return b"\xef\xbb\xbf" + "\r\n".join(rows).encode(), {"monthly price": "money", "joined": "date", "left": "date"}


def ledger_of_amounts():
    """Minus signs behind, no column that tells records apart, quotes around everything, a decimal comma."""
    rows = ['"Relatie";"Bedrag per maand";"Korting";"Sinds"']
    rows += [f'"{i % 9}";"{euro(123456 + 7 * i)}";"{euro(1050 + i)}-";"{day_of(i):%Y%m%d}"' for i in range(COUNT)]
    return "\r\n".join(rows).encode(), {"Bedrag per maand": "money"}


def sentinels():
    """-1 and 9999-12-31 for what is not known, NULL, a rate as a fraction, fine decimals, years."""
    rows = ["contract|premium|start|end|children|risk|years|nothing"]
    rows += [f"{i}|{100 + i / 7:.10f}|{day_of(i)}|{'9999-12-31' if i % 3 else day_of(i + 20)}|{-1 if i % 4 == 0 else i % 4}|{'NULL' if i % 10 == 0 else f'{i / 400}'}|{i / 2}|"
             for i in range(COUNT)]
    return "\n".join(rows).encode(), {"start": "date", "end": "date", "premium": "money"}


def words():
    """Columns and values whose names are words of the language, or of YAML."""
    rows = ["and,true,give off for,null,is,#,yes: no,status of the deal,offer"]
    rows += [f"{i},{'yes' if i % 2 else 'no'},{10 + i}.25,{day_of(i)},{['and', 'or', 'not', 'null', 'yes', '- x: [y]', 'it’s'][i % 7]},{i % 3},{['a', '#b', 'c: d'][i % 3]},"
             f"{['active and well', 'gone', 'NO'][i % 3]},{['customers', 'newcomers'][i % 2]}" for i in range(COUNT)]
    return "\n".join(rows).encode(), {}


def narrow():
    """One column, and one record."""
    return b"id\n1\n", {}


def few():
    return b"klant;prijs\nA;1,50\n", {}


def latin_with_points():
    """Thousands with points and no decimals, percent signs, Latin-1 without letters of Windows' own."""
    rows = ["Kunden-Nr;Straße;Jahresbeitrag;Nachlass %;Eintritt"]
    rows += [f"{i};Hauptstraße {i};{1 + i % 4}.{i:03};{i % 30}%;{day_of(i):%d.%m.%Y}" for i in range(COUNT)]
    return "\n".join(rows).encode("latin-1"), {"Nachlass %": "percentage", "Eintritt": "date"}


TEXTS = {"dutch.csv": dutch_cp1252, "german.csv": german_utf16, "ambiguous.csv": american_ambiguous, "dollars.csv": american_dollars,
         "api.ndjson": payments_api, "shop.csv": shop_zones, "zero.csv": shop_zero_dates, "titled.csv": titled, "minus.csv": ledger_of_amounts,
         "sentinels.csv": sentinels, "words.csv": words, "narrow.csv": narrow, "few.csv": few, "latin.csv": latin_with_points}


def write_all(folder):
    """(name, path, the types that columns have, how many records) of each file, made in the folder."""
    made = []
    for name, make in TEXTS.items():
        content, types = make()
        (folder / name).write_bytes(content)
        made.append((name, folder / name, types, 1 if name in ("narrow.csv", "few.csv") else COUNT))
    with sqlite3.connect(folder / "base.db") as base:
        base.execute("CREATE TABLE klanten (nr INTEGER PRIMARY KEY, prijs REAL, sinds TEXT, actief INTEGER, opzegdatum TEXT)")
        base.executemany("INSERT INTO klanten VALUES (?, ?, ?, ?, ?)",
                         [(i, 19.95 + i, str(day_of(i)), i % 2, None if i % 3 else str(day_of(i + 9))) for i in range(COUNT)])
    base.close()
    made.append(("base.db", folder / "base.db", {"prijs": "money", "sinds": "date", "actief": "yes/no", "opzegdatum": "date"}, COUNT))
    rows = [["Ledenlijst"], [], ["lidnr", "contributie", "lid sinds", "korting", "actief"]]
    rows += [[i + 1, 12.5 + i, day_of(i), workbook.Raw(f's="2"><v>0.{i % 9 + 1}</v>'), i % 2 == 0] for i in range(COUNT)]
    workbook.write(folder / "leden.xlsx", {"Leden 2027": rows, "Toelichting": [["tekst"]]})
    made.append(("leden.xlsx", folder / "leden.xlsx", {"lid sinds": "date", "korting": "percentage", "actief": "yes/no"}, COUNT))
    return made
