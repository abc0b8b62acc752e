"""`trouw ledger verify` says where a file was changed, whichever column of whichever table it was."""

import json
import pathlib
import re
import shutil
import sqlite3

from ledger_test import LedgerTest
from trouw_command import YAML

OFFERS = """\
offer "Quarter" to customers
  give 10% off, at most EUR 4 a bill, for 3 months
  tell "{value} off, {offer}"
  tell in nl "{value} korting"

offer "Fair" to customers
  give EUR 30 once
  limit once per 12 months per region
  lost if complaints is at least 3 within 12 months

offer "Steady" to customers
  give 1% off while complaints is at most 2

offer "Thanks" to customers
  give 20 points for 2 months

combine customer offers
  at most EUR 40
"""
POINTS = YAML + "perks:\n  points: {worth: EUR 0.01}\n"
OLDER_CUSTOMERS = [[str(n), "active", f"20{10 + n}-01-01", "", "50.00", region, str(n % 3), ""]
                   for n, region in enumerate(["GE", "NH", "NH", "UT", "GE", "UT"])]


def older_ledger(test, path):
    """A ledger as the first version made it: granted, billed, reversed, left, forgotten. Returns its programme."""
    base = sqlite3.connect(path, isolation_level=None)
    base.executescript(pathlib.Path(__file__).with_name("ledger_of_version_1.sql").read_text())
    base.execute("PRAGMA application_id = 0x74726f75")
    base.execute("PRAGMA user_version = 1")
    base.execute("PRAGMA journal_mode = WAL")
    [yaml], [offers] = (base.execute(f"SELECT {text}").fetchone() for text in ("yaml FROM programmes", "text FROM programme_files"))
    base.close()
    return test.programme(yaml=yaml, offers=offers, name="older")


# What verify says begins with one of these, or a row is told to belong to none that is there.
SAYS = {"settings": r"\S+: the table of settings|The last entry", "programmes": r"Programme|The programmes|The ledger",
        "programme_files": "Programme", "texts": r"Award|Bill|Text|\S+: award", "contracts": "Contract|Award|Bill",
        "decisions": "Decision|Award", "awards": r"Award|Decision|Contract|Entry|\S+: award", "promises": r"Award|\S+: award",
        "counted": "Award", "messages": "Decision", "goods": "Award", "invoices": "Bill|The bills|Award",
        "bills": "Bill|Award", "lines": "Bill|Award", "entries": "Entry|Award|The last entry"}
TABLES = tuple(SAYS)
TRIGGERS = ("CREATE TRIGGER entries_stay BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END",
            "CREATE TRIGGER entries_are_kept BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'an entry is never removed'); END")


class Changed(LedgerTest):
    def setUp(self):
        super().setUp()
        rows = [[str(n), "active", f"20{10 + n}-01-01", "", "50.00", region, str(n % 3), ""]
                for n, region in enumerate(["GE", "NH", "NH", "UT"])]
        folder, customers = self.programme(offers=OFFERS, yaml=POINTS), self.csv_file(rows)
        self.granted(folder, customers)
        for name, day in (("A", "2027-04-01"), ("B", "2027-05-01")):
            self.due(folder, customers, name, day)
        self.trouw("ledger", "reverse", "1", "--amount", "1.00", "--on", "2027-05-02", "--ledger", self.ledger)
        self.trouw("ledger", "forget", "3", "--on", "2027-05-03", "--ledger", self.ledger)
        self.whole()
        base = sqlite3.connect(self.ledger)
        base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        base.close()

    def after(self, *statements):
        """What verify says of a copy to which this was done, or nothing where SQLite refuses to."""
        bad = self.folder / "bad.db"
        for path in self.folder.glob("bad.db*"):
            path.unlink()
        shutil.copy(self.ledger, bad)
        base = sqlite3.connect(bad, isolation_level=None)
        base.execute("DROP TRIGGER entries_stay")
        base.execute("DROP TRIGGER entries_are_kept")
        try:
            for statement, values in statements:
                base.execute(statement, values)
            if base.execute("SELECT total_changes()").fetchone() == (0,):
                return None
        except sqlite3.IntegrityError:
            return None
        finally:
            for trigger in TRIGGERS:
                base.execute(trigger)
            base.close()
        done = self.trouw("ledger", "verify", "--ledger", bad)
        return done.returncode, done.stdout + done.stderr

    def rows(self, table):
        """The columns, those of the key, and the first and the last row."""
        base = sqlite3.connect(f"file:{self.ledger}?mode=ro", uri=True)
        columns = [(name, key) for _, name, _, _, _, key in base.execute(f"PRAGMA table_info({table})")]
        keys = [name for name, key in columns if key]
        found = base.execute(f"SELECT {', '.join(name for name, _ in columns)} FROM {table} ORDER BY {', '.join(keys)}").fetchall()
        base.close()
        self.assertTrue(found, f"no row of {table} to change")
        return [name for name, _ in columns], keys, [found[i] for i in sorted({0, len(found) - 1})]

    def told(self, table, said, what):
        code, words = said
        self.assertIn(code, (1, 2), f"{what}: {words}")
        self.assertRegex(words.split("\n")[0], rf"^({SAYS[table]}|A row of the table of)", what)

    def others(self, value):
        """Values that are not this one, each wrong in its way."""
        if value is None:
            return [0, -1, ""]
        if isinstance(value, int):
            return [value + 1, None]
        flipped = value[:-1] + chr(ord(value[-1]) ^ 1) if value else "x"
        return [value + " ", flipped, None]

    def test_every_column_of_every_table(self):
        tried, refused = 0, 0
        for table in TABLES:
            columns, keys, rows = self.rows(table)
            for row in rows:
                of = dict(zip(columns, row))
                for column in columns:
                    for other in self.others(of[column]):
                        if other == of[column]:
                            continue
                        where = " AND ".join(f"{key} = ?" for key in keys)
                        said = self.after((f"UPDATE {table} SET {column} = ? WHERE {where}", [other, *(of[key] for key in keys)]))
                        if said is None:
                            refused += 1
                            continue
                        tried += 1
                        self.told(table, said, f"{table}.{column} {of[column]!r} to {other!r}")
        self.assertGreater(tried, 200)
        print(f"{tried} changes found, {refused} refused by SQLite")

    def test_a_row_more_or_less(self):
        for table in TABLES:
            columns, keys, rows = self.rows(table)
            of = dict(zip(columns, rows[-1]))
            where = " AND ".join(f"{key} = ?" for key in keys)
            self.told(table, self.after((f"DELETE FROM {table} WHERE {where}", [of[key] for key in keys])), f"{table}, a row less")
            if table == "settings":  # a setting that nobody asks for says nothing
                continue
            twin = {column: value + 7000 if column in [*keys, "occasion"] and isinstance(value, int) and column not in ("award", "contract")
                    else f"{value}z" if column in [*keys, "key", "occasion", "invoice", "fingerprint"] + ["text"] * (table == "texts") and isinstance(value, str) else value
                    for column, value in of.items()}
            said = self.after((f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})", list(twin.values())))
            self.assertIsNotNone(said, f"{table} took no second row")
            self.told(table, said, f"{table}, a row more")

    def test_a_forgery_of_chain_and_rows_alike(self):
        """Whoever changes a row and the seal in its entry breaks the chain there."""
        said = self.after(("UPDATE entries SET wrote = '', text = text WHERE number = 2", []))
        self.assertRegex(said[1], r"^Entry 2 was changed")

    def test_no_command_works_with_another_salt(self):
        base = sqlite3.connect(self.ledger)
        base.execute("UPDATE settings SET value = replace(value, 'a', 'b') WHERE name = 'salt'")
        base.commit()
        base.close()
        done = self.grant(self.programme(offers=OFFERS, yaml=POINTS, name="again"), self.csv_file())
        self.assertEqual((2, ""), (done.returncode, done.stdout))
        self.assertTrue(re.search("the table of settings was changed", done.stderr), done.stderr)


class Older(LedgerTest):
    """A ledger of version 1."""

    def setUp(self):
        super().setUp()
        self.made = older_ledger(self, self.ledger), self.csv_file(OLDER_CUSTOMERS)

    def version(self):
        base = sqlite3.connect(f"file:{self.ledger}?mode=ro", uri=True)
        found = base.execute("PRAGMA user_version").fetchone()[0]
        base.close()
        return found

    def test_it_is_read_and_stays_as_it_is(self):
        before = self.ledger.read_bytes()
        self.whole()
        shown = json.loads(self.trouw("ledger", "show", "0", "--ledger", self.ledger, "--format", "json").stdout)
        self.assertEqual(("Quarter", 2, 700), tuple(shown["awards"][0][key] for key in ("offer", "billed", "handed")))
        done = self.trouw("dry-run", self.made[0], "--customers", self.made[1], "--on", "2027-05-02", "--ledger", self.ledger)
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        self.assertEqual(0, self.granted(*self.made, "--dry-run", day="2027-05-02")["granted"])
        self.assertEqual((before, 1), (self.ledger.read_bytes(), self.version()))

    def test_writing_brings_it_up_to_date(self):
        self.assertEqual(0, self.granted(*self.made, day="2027-05-02")["granted"])
        self.assertEqual(3, self.version())
        self.whole()
        again = self.due(*self.made, "A", "2027-04-01")
        self.assertTrue(again and all(line["again"] for line in again))
        third = self.due(*self.made, "C", "2027-06-01", "--id", "0")
        self.assertEqual([("Quarter", 400, 3)], [(x["offer"], x["amount"], x["period"]) for x in third])
        done = self.trouw("ledger", "forget", "0", "--on", "2027-06-02", "--ledger", self.ledger)
        self.assertEqual(0, done.returncode, done.stderr)
        self.whole()
        self.assertEqual(0, self.trouw("outcome", self.made[0], "--customers", self.made[1], "--on", "2028-06-01", "--ledger",
                                       self.ledger).returncode)

    def test_what_the_older_one_wrote_is_sealed_with_it(self):
        self.granted(*self.made, day="2027-05-02")
        good = self.ledger.read_bytes()
        for change in ("decisions SET record = record || 'x' WHERE number = 1", "decisions SET context = '' WHERE number = 2",
                       "lines SET text = text + 1 WHERE place = 0 AND award = 1", "counted SET key = 'x'",
                       "decisions SET customer = 'x' WHERE number = 2", "programmes SET yaml = yaml || '#'",
                       "programme_files SET text = text || '#'", "invoices SET day = day + 1 WHERE invoice = 'A'",
                       "promises SET terms = 1 WHERE award = 2", "texts SET text = text || 'x' WHERE text LIKE 'kind: %'",
                       "contracts SET id = 'x' WHERE number = 1"):
            for path in self.folder.glob("ledger.db-*"):
                path.unlink()
            self.ledger.write_bytes(good)
            base = sqlite3.connect(self.ledger)
            self.assertGreater(base.execute(f"UPDATE {change}").rowcount, 0, change)
            base.commit()
            base.close()
            done = self.trouw("ledger", "verify", "--ledger", self.ledger)
            self.assertEqual(1, done.returncode, f"{change}: {done.stdout}{done.stderr}")


if __name__ == "__main__":
    import unittest
    unittest.main()
