#!/usr/bin/env python3
"""Writes a programme of any number of offers, for the customers of R1 (tools/dev/make-customers r1).

  tests/bench/many_offers.py 1000 FOLDER

About a fifth of the offers fit the segment that a record is in. Credits, amounts off, and percentages that compete in
best-ofs of ten.
"""

import pathlib
import sys

REGIONS = ["DR", "FL", "FR", "GE", "GR", "LI", "NB", "NH", "OV", "UT", "ZE", "ZH"]

PROGRAMME = """programme: Many
currency: EUR
prices: including tax
horizon: 12 months
billing period: 1 month
records: customer
fields:
  number:       {type: text, column: id}
  status:       {type: choice, values: [active, former], for newcomers: kept}
  joined:       {type: date, column: joined_on, for newcomers: today}
  price:        {type: money, column: monthly_price_cents, stored in: minor units, from: EUR 5, to: EUR 250, for newcomers: kept}
  region:       {type: choice, values: [REGIONS], for newcomers: kept}
  usage:        {type: whole number, column: usage_kwh, from: 0, to: 9000, for newcomers: kept}
  contract end: {type: date, optional: true, for newcomers: unknown}
roles: {id: number, joined: joined, price: price, newcomer price: same as price, customer when: status is active, former when: status is former}
""".replace("REGIONS", ", ".join(REGIONS))


def segment(number):
    """Two or three regions, each set often."""
    return ", ".join(REGIONS[(number * 7 + step * 5) % len(REGIONS)] for step in range(2 + number % 2))


def give(number):
    kind = number % 4
    if kind == 0:
        return f"  when tenure is at least {number % 120} months\n  give EUR {1 + number % 9} once\n"
    if kind == 1:
        return f"  give EUR 0.{1 + number % 99:02} off for {1 + number % 12} months\n"
    if kind == 2:
        return f"  when contract end is within the next {1 + number % 90} days\n  give EUR {1 + number % 5} once\n"
    return f"  give {1 + number % 20}% off for 12 months\n"


def offers(count):
    text = 'offer "New" to newcomers\n  give EUR 50 once\n'
    for number in range(count - 2):
        text += (f'offer "Own {number}" to customers\n  when region is one of {segment(number)} '
                 f"and usage is more than {number * 37 % 9000}\n{give(number)}")
    text += 'offer "Same" to customers\n  match the newcomer deal\ncombine customer offers\n'
    percentages = [f'"Own {number}"' for number in range(3, count - 2, 4)]
    for first in range(0, len(percentages), 10):
        if len(items := percentages[first:first + 10]) > 1:
            text += f"  best of {', '.join(items)}\n"
    return text + "  at most 40% of the price\n"


def write(count, folder):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "programme.yaml").write_text(PROGRAMME, encoding="utf-8")
    (folder / "offers.trouw").write_text(offers(count), encoding="utf-8")
    return folder


if __name__ == "__main__":
    write(int(sys.argv[1]), pathlib.Path(sys.argv[2]))
