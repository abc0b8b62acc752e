"""A small programme, a few customers, and the command to run on them."""

import csv
import io
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile
import unittest

TROUW = os.environ["TROUW"]
DAY = "2027-03-01"

YAML = """\
programme: Ten Trees
currency: EUR
prices: including tax
horizon: 12 months
billing period: 1 month
rounding: half away from zero
records: customer
fields:
  number:       {type: text, column: id}
  status:       {type: choice, values: [active, former], for newcomers: kept, typical: active}
  joined:       {type: date, for newcomers: today}
  left:         {type: date, optional: true, for newcomers: unknown}
  price:        {type: money, from: EUR 0, to: EUR 500, for newcomers: kept, typical: EUR 60}
  region:       {type: choice, values: [NH, UT, GE], for newcomers: kept, typical: GE}
  complaints:   {type: whole number, from: 0, to: 365, for newcomers: 0, typical: 0}
  contract end: {type: date, optional: true, for newcomers: unknown}
roles:
  id: number
  joined: joined
  left: left
  price: price
  newcomer price: same as price
  customer when: status is active
  former when: status is former
  newcomer again after: 12 months
  others: rejected
"""

OFFERS = """\
offer "Welcome" to newcomers
  give 20% off for 6 months

offer "City bonus" to newcomers
  when region is one of NH, UT
  give EUR 75 once

offer "Loyalty" to customers
  give 1% off for every year of tenure, up to 10%, for 12 months

offer "Apology" to customers
  when complaints is at least 2
  give EUR 30 once

offer "Renewal" to customers
  when contract end is within the next 90 days
  give 10% off for 12 months

offer "Same as new" to customers
  match the newcomer deal

combine customer offers
  best of "Loyalty", "Renewal"

guarantee no customer is worse off than a newcomer
"""

# The line on which text begins that is added to OFFERS.
ADDED = OFFERS.count("\n") + 1

HEADER = ["id", "status", "joined", "left", "price", "region", "complaints", "contract_end"]
ROWS = [
    ["1", "active", "2017-02-10", "", "50.00", "NH", "0", ""],
    ["2", "active", "2026-06-01", "", "50.00", "GE", "3", "2027-04-01"],
    ["3", "former", "2020-01-01", "2025-01-01", "40.00", "UT", "0", ""],
    ["4", "former", "2020-01-01", "2026-12-01", "40.00", "UT", "0", ""],
]


class CommandTest(unittest.TestCase):
    """Each test has a folder of its own, `self.folder`, thrown away afterwards."""

    maxDiff = None

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="trouw-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def programme(self, yaml=YAML, offers=OFFERS, name="programme"):
        """A programme's folder, from texts or bytes; offers=None: no file of offers."""
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        for file, text in (("programme.yaml", yaml), ("offers.trouw", offers)):
            if text is not None:
                (folder / file).write_bytes(text if isinstance(text, bytes) else text.encode())
        return folder

    def csv_file(self, rows=None, header=None, name="customers.csv"):
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([header or HEADER, *(ROWS if rows is None else rows)])
        path = self.folder / name
        path.write_text(text.getvalue(), encoding="utf-8")
        return path

    def database(self, rows=None, name="customers.db", table="customer"):
        path = self.folder / name
        with sqlite3.connect(path) as base:
            base.execute(f"CREATE TABLE {table} ({', '.join(HEADER)})")
            values = [[value if value != "" else None for value in row] for row in (rows or ROWS)]
            base.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(HEADER))})", values)
        base.close()
        return path

    def ndjson(self, rows=None, name="customers.ndjson"):
        path = self.folder / name
        records = [{key: value for key, value in zip(HEADER, row) if value != ""} for row in (rows or ROWS)]
        path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
        return path

    def trouw(self, *words, stdin="", env=None, timeout=120):
        """Runs the command; never may it crash, nor say that the mistake is its own."""
        done = subprocess.run([TROUW, *map(str, words)], input=stdin, capture_output=True, text=True,
                              encoding="utf-8", env={**os.environ, **(env or {})}, timeout=timeout)
        self.assertIn(done.returncode, (0, 1, 2, 3), f"exit code {done.returncode}\n{done.stderr}{done.stdout}")
        return done

    def dry_run(self, customers, *words, programme=None, on=DAY, **options):
        return self.trouw("dry-run", programme or self.programme(), "--customers", customers, "--on", on, *words,
                          **options)

    def summary(self, customers, *words, code=0, **options):
        """What a dry run says in JSON."""
        done = self.dry_run(customers, "--format", "json", *words, **options)
        self.assertEqual(code, done.returncode, done.stderr)
        return json.loads(done.stdout)

    def rejects(self, customers, **options):
        """(line, id, field, value) of each reject, and the summary."""
        path = self.folder / "rejects.csv"
        summary = self.summary(customers, "--rejects", path, **options)
        with open(path, newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            self.assertTrue(row["reason"], row)
        return [(int(row["line"]), row["id"], row["field"], row["value"]) for row in rows], summary

    def errors(self, folder, code=1):
        """The errors that `check` finds, as dictionaries."""
        done = self.trouw("check", folder, "--format", "json")
        self.assertEqual(code, done.returncode, done.stdout + done.stderr)
        return [d for d in json.loads(done.stdout)["diagnostics"] if d["severity"] == "error"]

    def one_error(self, folder, code=1):
        found = self.errors(folder, code)
        self.assertEqual(1, len(found), found)
        return found[0]
