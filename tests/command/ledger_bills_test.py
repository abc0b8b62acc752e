"""Bills through time: parts of periods, bills that are voided, what is carried on, charged or open, and many at once."""

import csv
import json
import re
import sqlite3
import unittest

from ledger_promises_test import PERKS, PromisesTest, customer

HEAD = re.compile(r"[0-9a-f]{64}")


class BillsTest(PromisesTest):
    def lines(self, folder, row, invoice, starts, *more):
        """(offer, kind, amount, carried) of each line."""
        return [(x["offer"], x["kind"], x["amount"], x["carried"])
                for x in self.due(folder, self.csv_file([row]), invoice, starts, *more)]

    def run_ledger(self, action, *words, code=0):
        done = self.trouw("ledger", action, *words, "--ledger", self.ledger)
        self.assertEqual(code, done.returncode, done.stderr + done.stdout)
        return done.stderr if code == 2 else done.stdout

    def open_amounts(self):
        return [(x["id"], x["offer"], x["carried"], x["to_charge"], x["goods"])
                for x in json.loads(self.run_ledger("open", "--format", "json"))]


class NobodyBilled(BillsTest):
    def test_every_record_rejected(self):
        folder = self.programme(offers='offer "Rate" to customers\n  give 10% off for 2 months\n')
        self.granted(folder, self.csv_file([customer(1)]))
        done = self.trouw("ledger", "due", folder, "--customers", self.csv_file([customer(1, price="-1")]), "--invoice", "A",
                          "--starts", "2027-04-01", "--ledger", self.ledger)
        self.assertEqual(1, done.returncode, done.stderr)
        self.assertIn("was rejected", done.stderr)


class Shares(BillsTest):
    OFFERS = 'offer "Rate" to customers\n  give 10% off for 2 months\n' \
             'offer "Spread" to customers\n  give EUR 5.01 off for 2 months\n'

    def setUp(self):
        super().setUp()
        self.made = self.programme(offers=self.OFFERS)
        self.granted(self.made, self.csv_file([customer(1)]))

    def amounts(self, invoice, starts, *more, price="50.00"):
        return [amount for _, _, amount, _ in self.lines(self.made, customer(1, price=price), invoice, starts, *more)]

    def test_the_last_bill_has_what_remains(self):
        self.assertEqual([250, 251], self.amounts("A", "2027-03-16", "--share", "0.5", price="25.00"))
        self.assertEqual([500, 501], self.amounts("B", "2027-04-01"))
        # Half a period is left: half of 10% of the price, and what 5.01 has not had yet.
        self.assertEqual([250, 250], self.amounts("C", "2027-05-01"))
        self.assertEqual([], self.amounts("D", "2027-06-01"))
        self.whole()

    def test_bills_of_one_period_share_it(self):
        self.assertEqual([250, 251], self.amounts("A", "2027-04-01", "--share", "0.5", price="25.00"))
        self.assertEqual([250, 250], self.amounts("B", "2027-04-10", "--share", "0.5", price="25.00"))
        self.assertEqual([0], self.amounts("C", "2027-04-20"))  # nothing of it is still to come, and a note says so
        self.assertEqual([500, 501], self.amounts("D", "2027-05-01"))
        self.whole()

    def test_the_second_asks_for_what_is_still_due(self):
        self.amounts("A", "2027-04-01", "--share", "0.25")
        lines = self.due(self.made, self.csv_file([customer(1)]), "B", "2027-04-01")
        self.assertEqual([("0.75", "discount", 500), ("0.75", "discount", 376), ("0.75", "note", 0)],
                         [(x["share"], x["kind"], x["amount"]) for x in lines])  # 3.7575, less 1.25
        self.whole()

    def test_asked_again_it_says_what_it_was(self):
        self.amounts("A", "2027-04-01", "--share", "0.25")
        first = self.due(self.made, self.csv_file([customer(1)]), "B", "2027-04-02", "--share", "0.5")
        for asked in ("2027-04-02", "--share", "0.5"), ("2027-04-02",), ("2027-05-01", "--share", "1"):
            again = self.due(self.made, self.csv_file([customer(1)]), "B", *asked)
            self.assertEqual([{**line, "again": True} for line in first], again)

    def test_a_bill_a_day_early_begins_the_next_period(self):
        for invoice, starts, amounts in (("A", "2027-07-01", [500, 501]), ("B", "2027-07-31", [500, 501])):
            self.assertEqual(amounts, self.amounts(invoice, starts))

    def test_keys_of_parts_are_their_own(self):
        keys = [x["key"] for invoice, day in (("A", "2027-04-01"), ("B", "2027-04-01"), ("C", "2027-05-01"))
                for x in self.due(self.made, self.csv_file([customer(1)]), invoice, day, *(["--share", "0.5"] if day < "2027-05" else []))]
        self.assertEqual((6, 6), (len(keys), len(set(keys))))

    def test_a_first_bill_of_few_days(self):
        """Somebody joins in the middle of a month: a small bill, and then whole ones."""
        self.assertEqual(2, len(self.amounts("A", "2027-03-30", "--share", "0.05")))
        self.assertEqual([500, 501], self.amounts("B", "2027-04-01"))


class Voided(BillsTest):
    def test_lines_and_periods_come_back(self):
        folder = self.programme(offers='offer "Step" to customers\n  give a price of EUR 0 for 1 month then a price of EUR 40 for 1 month\n')
        self.granted(folder, self.csv_file([customer(1)]))
        first = self.due(folder, self.csv_file([customer(1)]), "A", "2027-04-01")
        self.assertEqual([5000], [x["amount"] for x in first])
        self.assertIn("its line counts no more", self.run_ledger("void", "1", "--invoice", "A", "--on", "2027-04-02"))
        self.assertIn("was voided before", self.run_ledger("void", "1", "--invoice", "A", "--on", "2027-04-02"))
        again = self.due(folder, self.csv_file([customer(1)]), "A", "2027-04-01")
        self.assertEqual([(5000, False)], [(x["amount"], x["again"]) for x in again])
        self.assertNotEqual(first[0]["key"], again[0]["key"])  # another line: billing may have seen the first key
        self.whole()

    def test_an_earlier_bill(self):
        folder = self.programme(offers='offer "Step" to customers\n  give a price of EUR 0 for 1 month then a price of EUR 40 for 1 month\n')
        self.granted(folder, self.csv_file([customer(1)]))
        self.lines(folder, customer(1), "A", "2027-04-01")
        self.assertEqual([("Step", "discount", 1000, 0)], self.lines(folder, customer(1), "B", "2027-05-01"))
        self.run_ledger("void", "1", "--invoice", "A", "--on", "2027-05-02")
        # In its place, or else on the next bill: the first month of what was promised is still to come.
        self.assertEqual([("Step", "discount", 5000, 0)], self.lines(folder, customer(1), "A2", "2027-04-01"))
        self.assertEqual([], self.lines(folder, customer(1), "C", "2027-06-01"))
        self.whole()

    def test_what_stood_on_it_is_open_again(self):
        folder = self.programme(offers='offer "Gift" to customers\n  give EUR 70 once\n')
        self.granted(folder, self.csv_file([customer(1)]))
        self.lines(folder, customer(1), "A", "2027-04-01")
        self.assertEqual([("Gift", "carried", 2000, 0)], self.lines(folder, customer(1), "B", "2027-05-01"))
        self.run_ledger("void", "1", "--invoice", "B", "--on", "2027-05-02")
        self.assertEqual([("1", "Gift", 2000, 0, {})], self.open_amounts())
        self.run_ledger("void", "1", "--invoice", "A", "--on", "2027-05-02")
        self.assertEqual([], self.open_amounts())
        self.assertEqual([("Gift", "credit", 5000, 2000)], self.lines(folder, customer(1), "C", "2027-05-01"))
        self.whole()

    def test_what_was_taken_back_of_it_is_given_back(self):
        folder = self.programme(offers='offer "Rate" to customers\n  give 10% off for 12 months\n')
        self.granted(folder, self.csv_file([customer(1)]))
        self.lines(folder, customer(1), "A", "2027-04-01")
        self.run_ledger("reverse", "1", "--on", "2027-04-02")
        self.assertEqual([("Rate", "taken back", -500, 0)], self.lines(folder, customer(1), "B", "2027-05-01"))
        self.run_ledger("void", "1", "--invoice", "A", "--on", "2027-05-02")
        self.assertEqual([("Rate", "carried", 500, 0)], self.lines(folder, customer(1), "C", "2027-06-01"))
        self.whole()

    def test_no_such_bill(self):
        self.granted(self.programme(), self.csv_file([customer(1)]))
        for who, invoice in (("1", "NOPE"), ("NOPE", "A")):
            self.assertIn("No bill", self.run_ledger("void", who, "--invoice", invoice, "--on", "2027-05-02", code=2))


class TakenBack(BillsTest):
    def test_it_stands_on_the_next_bill_once(self):
        folder = self.programme(offers='offer "Rate" to customers\n  give 10% off for 12 months\n  reclaim if they leave within 12 months\n'
                                       'offer "Gift" to customers\n  give EUR 20 once\n')
        self.granted(folder, self.csv_file([customer(1)]))
        self.lines(folder, customer(1), "A", "2027-04-01")
        self.run_ledger("reverse", "2", "--amount", "5.00", "--on", "2027-04-02")
        self.run_ledger("left", "1", "--on", "2027-04-20")
        self.assertEqual([("1", "Rate", 0, 500, {}), ("1", "Gift", 0, 500, {})], self.open_amounts())
        self.assertIn("1  EUR 5.00 to be charged  Rate (award 1)", self.run_ledger("open"))
        self.assertEqual([("Rate", "taken back", -500, 0), ("Gift", "taken back", -500, 0)],
                         self.lines(folder, customer(1), "B", "2027-05-01"))
        self.assertEqual([], self.open_amounts())
        self.assertEqual([], self.lines(folder, customer(1), "C", "2027-06-01"))
        self.whole()

    def test_bills_that_began_before_they_left_have_their_lines(self):
        folder = self.programme(offers='offer "Rate" to customers\n  give 10% off for 12 months\n')
        self.granted(folder, self.csv_file([customer(1)]))
        self.run_ledger("left", "1", "--on", "2027-05-01")
        self.assertEqual([[500], [500], []], [self.billed(folder, customer(1), name, day) for name, day in (
            ("A", "2027-04-01"), ("B", "2027-05-01"), ("C", "2027-06-01"))])
        self.whole()

    def test_and_what_is_reclaimed_of_such_a_bill_stands_on_the_next(self):
        folder = self.programme(offers='offer "Rate" to customers\n  give 10% off for 12 months\n  reclaim if they leave within 12 months\n')
        self.granted(folder, self.csv_file([customer(1)]))
        self.run_ledger("left", "1", "--on", "2027-04-20")
        self.assertEqual([[500], [-500], []], [self.billed(folder, customer(1), name, day) for name, day in (
            ("A", "2027-04-01"), ("B", "2027-05-01"), ("C", "2027-06-01"))])
        self.whole()

    def test_nobody_left(self):
        self.granted(self.programme(), self.csv_file([customer(1)]))
        self.assertEqual("The ledger knows no contract NOPE.\n", self.run_ledger("left", "NOPE", "--on", "2027-04-20", code=2))

    def test_a_cap_does_not_fill_up_again(self):
        folder = self.programme(offers='offer "Rate" to customers\n  give 10% off for 12 months\ncombine customer offers\n  at most EUR 8\n')
        self.granted(folder, self.csv_file([customer(1)]))
        self.assertEqual([500], self.billed(folder, customer(1), "A", "2027-04-01"))
        self.run_ledger("reverse", "1", "--amount", "5.00", "--on", "2027-04-02")
        self.assertEqual([[-500, 300], []], [self.billed(folder, customer(1), name, day) for name, day in (
            ("B", "2027-05-01"), ("C", "2027-06-01"))])
        self.whole()

    def test_what_is_carried_on_is_taken_back_first(self):
        folder = self.programme(offers='offer "Gift" to customers\n  give EUR 70 once\n')
        self.granted(folder, self.csv_file([customer(1)]))
        self.lines(folder, customer(1), "A", "2027-04-01")
        self.run_ledger("reverse", "1", "--amount", "30.00", "--on", "2027-04-02")
        self.assertEqual([("Gift", "taken back", -1000, 0)], self.lines(folder, customer(1), "B", "2027-05-01"))
        self.whole()

    def test_points_and_perks(self):
        folder = self.programme(yaml=PERKS, offers='offer "Points" to customers\n  give 500 points for 3 months\n'
                                '  reclaim if they leave within 12 months\noffer "Line" to customers\n  give "priority line" for 3 months\n'
                                '  reclaim if they leave within 12 months, in proportion\n')
        self.granted(folder, self.csv_file([customer(1)]))
        for invoice, day in (("A", "2027-04-01"), ("B", "2027-05-01")):
            self.due(folder, self.csv_file([customer(1)]), invoice, day)
        self.run_ledger("reverse", "1", "--points", "300", "--on", "2027-05-02")
        self.assertIn("between 1 and 700 points", self.run_ledger("reverse", "1", "--points", "800", "--on", "2027-05-02", code=2))
        self.assertIn("EUR 1.00", self.run_ledger("reverse", "1", "--amount", "1.00", "--on", "2027-05-02", code=2) + "EUR 1.00")
        text = self.run_ledger("left", "1", "--on", "2027-06-01")
        self.assertIn("700 points", text)
        self.assertIn("priority line worth EUR 3.00", text)  # of 4.00, 9 of 12 months
        self.assertEqual([("1", "Points", 0, 0, {"points": 1000}), ("1", "Line", 0, 0, {"priority line": 300})], self.open_amounts())
        lines = self.due(folder, self.csv_file([customer(1)]), "C", "2027-07-01")
        self.assertEqual([("Points", "taken back", 0, 0, -1000), ("Line", "taken back", 0, -300, 0)],
                         [(x["offer"], x["kind"], x["amount"], x["worth"], x["points"]) for x in lines])
        self.assertEqual([], self.open_amounts())
        self.whole()


class Amounts(BillsTest):
    def test_amount_is_money_and_all_of_it(self):
        folder = self.programme(yaml=PERKS, offers='offer "Rate" to customers\n  give 10% off for 12 months\n'
                                'offer "Line" to customers\n  give "priority line" for 12 months\noffer "Gift" to customers\n  give EUR 60 once\n')
        self.granted(folder, self.csv_file([customer(1)]))
        lines = self.due(folder, self.csv_file([customer(1)]), "A", "2027-04-01")
        self.assertEqual(5000, sum(x["amount"] for x in lines))
        rate, line, gift = lines
        self.assertEqual(("A", "2027-04-01", "EUR", "1", 100000, 5000, 1, 12), tuple(
            rate[key] for key in ("invoice", "starts", "currency", "share", "rate", "base", "period", "of")))
        self.assertEqual((0, 200), (line["amount"], line["worth"]))
        self.assertEqual((4500, 1500, 1, 1, 0), tuple(gift[key] for key in ("amount", "carried", "period", "of", "remaining")))
        self.assertRegex(rate["head"], HEAD)
        text = self.run_ledger("due", folder, "--customers", self.csv_file([customer(1)]), "--invoice", "A", "--starts",
                               "2027-04-01", "--quiet")
        self.assertIn("EUR 60 once (once; EUR 15.00 more is carried on)", text)
        self.assertIn("10% off for 12 months (bill 1 of 12)", text)
        self.assertIn("worth EUR 2.00", text)
        self.assertIn("3 lines on 1 bill, EUR 50.00 in all", text)

    def test_show_tells_both_days(self):
        folder = self.programme(offers='offer "Rate" to customers\n  give 10% off for 12 months\n')
        self.granted(folder, self.csv_file([customer(1)]))
        self.run_ledger("reverse", "1", "--on", "2027-04-20")
        self.assertIn("granted on 2027-03-01, reversed on 2027-04-20; 0 of 12 bills", self.run_ledger("show", "1"))


class Batch(BillsTest):
    OFFERS = 'offer "Rate" to customers\n  give 10% off for 12 months\noffer "Gift" to customers\n  give EUR 5 once\n'

    def setUp(self):
        super().setUp()
        self.made = self.programme(offers=self.OFFERS), self.csv_file([customer(n) for n in range(1, 6)])
        self.granted(*self.made)

    def batch(self, text, *more, code=0):
        path = self.folder / "bills.csv"
        path.write_text(text)
        done = self.trouw("ledger", "due", self.made[0], "--customers", self.made[1], "--batch", path, "--ledger", self.ledger,
                          "--format", "json", "--quiet", *more)
        self.assertEqual(code, done.returncode, done.stderr)
        return done.stderr if code else json.loads(done.stdout)

    def test_many_at_once(self):
        lines = self.batch("id,invoice,starts,share,price\n2,B2,2027-05-01,,40.00\n1,A1,2027-04-01,0.5,25.00\n"
                           "2,A2,2027-04-01,,30.00\n\n3,A3,2027-04-01,1,\n".replace("3,A3,2027-04-01,1,\n", "3,A3,2027-04-01,1,50.00\n"))
        self.assertEqual([("1", "A1", "Rate", 250), ("1", "A1", "Gift", 500), ("2", "A2", "Rate", 300), ("2", "A2", "Gift", 500),
                          ("2", "B2", "Rate", 400), ("3", "A3", "Rate", 500), ("3", "A3", "Gift", 500)],
                         [(x["id"], x["invoice"], x["offer"], x["amount"]) for x in lines])
        again = self.batch("id,invoice,starts\n1,A1,2027-04-01\n3,A3,2027-04-01\n")
        self.assertEqual([True] * 4, [x["again"] for x in again])
        self.whole()

    def test_all_or_nothing(self):
        before = self.ledger.read_bytes()
        for text, saying in (("id,invoice,starts\n1,A,2027-04-01\n9,A,2027-04-01\n", "line 3: there is no record “9”"),
                             ("id,invoice,starts\n1,A,2027-04-01\n1,B,2027-04-31\n", "line 3: starts takes a date"),
                             ("id,invoice,starts,share\n1,A,2027-04-01,2\n", "line 2: share takes a part"),
                             ("id,invoice,starts,prise\n1,A,2027-04-01,2\n", "Did you mean “price”?"),
                             ("id,invoice,starts,price\n1,A,2027-04-01,x\n", "bills.csv, line 2"),
                             ("id,invoice\n1,A\n", "there is no column starts"), ("id,invoice,starts\n1,A\n", "line 2: it has 2 cells"),
                             ("", "is empty")):
            self.assertIn(saying, self.batch(text, code=2))
        self.assertIn("do not go with it", self.batch("id,invoice,starts\n", "--id", "1", code=2))
        self.whole()
        self.assertEqual(len(before), len(self.ledger.read_bytes()))
        self.assertEqual([500, 500], [x["amount"] for x in self.batch("id,invoice,starts\n1,A,2027-04-01\n")])


class Lists(BillsTest):
    OFFERS = 'offer "Loyal, and more" to customers\n  give 10% off for 12 months and EUR 5 once\n  tell "You get {value}."\n' \
             '  tell in nl "U krijgt {value}."\noffer "Quiet" to customers\n  when complaints is at least 1\n  give EUR 7 once\n'

    def setUp(self):
        super().setUp()
        folder = self.programme(offers=self.OFFERS)
        self.granted(folder, self.csv_file([customer(1)]))
        self.granted(folder, self.csv_file([customer(1, complaints=1), customer(2)]), day="2027-03-09")

    def test_awards_as_csv(self):
        rows = list(csv.DictReader(self.run_ledger("awards", "--since", "2027-03-09").splitlines()))
        self.assertEqual([("1", "Quiet", "2027-03-09", "700", "EUR 7 once", "", ""),
                          ("2", "Loyal, and more", "2027-03-09", "6500", "10% off for 12 months; EUR 5 once", "You get EUR 65.00.",
                           "U krijgt EUR 65.00.")], [tuple(row[key] for key in ("id", "offer", "day", "worth", "lines", "message", "message_nl"))
                                                     for row in rows])
        self.assertEqual(3, len(self.run_ledger("awards", "--since", "2027-03-01").splitlines()) - 1)

    def test_awards_as_json(self):
        first = json.loads(self.run_ledger("awards", "--since", "2027-03-01", "--format", "json"))[0]
        self.assertEqual(("1", "Loyal, and more", "confirmed", {"": "You get EUR 65.00.", "nl": "U krijgt EUR 65.00."}),
                         tuple(first[key] for key in ("id", "offer", "state", "messages")))
        self.assertEqual([("10% off for 12 months", 12), ("EUR 5 once", 1)], [(x["text"], x["bills"]) for x in first["lines"]])
        self.assertIn("csv or json", self.run_ledger("awards", "--since", "2027-03-01", "--format", "xml", code=2))


class Heads(BillsTest):
    def test_a_tail_cut_off_is_found_by_the_head_kept_outside(self):
        folder, rows = self.programme(offers='offer "Rate" to customers\n  give 10% off for 12 months\n'), self.csv_file([customer(1)])
        first = self.granted(folder, rows)["head"]
        told = self.run_ledger("reverse", "1", "--on", "2027-04-20")
        second = HEAD.search(told)[0]
        self.assertNotEqual(first, second)
        for head in (first, second):
            self.run_ledger("verify", "--head", head)
        base = sqlite3.connect(self.ledger, isolation_level=None)
        base.executescript("DROP TRIGGER entries_are_kept; DELETE FROM entries WHERE kind = 'reverse';"
                           "CREATE TRIGGER entries_are_kept BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'an entry is never removed'); END;"
                           "UPDATE awards SET state = 'confirmed', settled = NULL;"
                           "UPDATE settings SET value = (SELECT hash FROM entries ORDER BY number DESC LIMIT 1) WHERE name = 'last entry'")
        base.close()
        self.run_ledger("verify")  # whoever has the file alone cannot know
        self.run_ledger("verify", "--head", first)
        self.assertIn("cut off", self.run_ledger("verify", "--head", second, code=1))

    def test_every_command_that_writes_prints_it(self):
        folder, rows = self.programme(offers='offer "Rate" to customers\n  give 10% off for 12 months\n'), self.csv_file([customer(1)])
        heads = [HEAD.search(self.run_ledger(*words))[0] for words in (
            ("grant", folder, "--customers", rows, "--on", "2027-03-01", "--reserve", "--quiet"), ("confirm", 1, "--on", "2027-03-02"),
            ("due", folder, "--customers", rows, "--invoice", "A", "--starts", "2027-04-01", "--quiet"),
            ("void", "1", "--invoice", "A", "--on", "2027-04-02"), ("reverse", 1, "--on", "2027-04-03"),
            ("left", "1", "--on", "2027-04-04"), ("forget", "1", "--on", "2027-04-05"))]
        self.assertEqual(6, len(set(heads)))  # nobody had anything left to lose by leaving
        self.assertIn(heads[-1], self.run_ledger("verify", "--head", heads[0]))


class Forgetting(BillsTest):
    def test_while_another_reads(self):
        folder, rows = self.programme(offers=Lists.OFFERS), self.csv_file([customer("Mrs-Unique-Name")])
        self.granted(folder, rows)
        on_disk = lambda: b"Mrs-Unique-Name" in b"".join(path.read_bytes() for path in self.folder.glob("ledger.db*"))
        reader = sqlite3.connect(self.ledger, isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM contracts").fetchone()
        done = self.trouw("ledger", "forget", "Mrs-Unique-Name", "--on", "2027-12-01", "--ledger", self.ledger)
        self.assertEqual(3, done.returncode, done.stderr)
        self.assertIn("still on the disk", done.stderr)
        self.assertTrue(on_disk())
        reader.execute("COMMIT")
        reader.close()
        self.run_ledger("forget", "Mrs-Unique-Name", "--on", "2027-12-01")
        self.assertFalse(on_disk())
        self.whole()

    def test_who_is_not_there(self):
        self.granted(self.programme(), self.csv_file([customer(1)]))
        self.assertIn("knows no contract or customer NOPE", self.run_ledger("forget", "NOPE", "--on", "2027-12-01", code=2))


class Tampered(BillsTest):
    """What is none of a ledger's is found, and a ledger that has it is not used."""

    def test_foreign_tables_triggers_and_indexes(self):
        folder, rows = self.programme(offers='offer "Rate" to customers\n  give 10% off for 12 months\n'), self.csv_file([customer(1)])
        self.granted(folder, rows)
        base = sqlite3.connect(self.ledger)
        base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        base.close()
        good = self.ledger.read_bytes()
        for change in ("CREATE TRIGGER t AFTER INSERT ON awards BEGIN UPDATE awards SET paid = 0; END",
                       "CREATE TRIGGER t BEFORE INSERT ON bills BEGIN SELECT RAISE(IGNORE); END", "DROP INDEX once_an_occasion",
                       "DROP TRIGGER entries_stay", "CREATE TABLE notes (text TEXT)", "CREATE VIEW v AS SELECT 1",
                       "DROP INDEX once_an_invoice", "ALTER TABLE awards ADD COLUMN more INTEGER"):
            for path in self.folder.glob("ledger.db*"):
                path.unlink()
            self.ledger.write_bytes(good)
            base = sqlite3.connect(self.ledger, isolation_level=None)
            base.execute(change)
            base.close()
            for words in (("verify",), ("show", "1"), ("grant", folder, "--customers", rows, "--on", "2027-04-01", "--quiet")):
                self.assertIn("is not used", self.run_ledger(*words, code=2), change)
        self.ledger.write_bytes(good)
        base = sqlite3.connect(self.ledger, isolation_level=None)
        base.execute("ANALYZE")  # SQLite's own tables are no harm
        base.close()
        self.whole()

    def test_names_that_there_are_none_of(self):
        folder, rows = self.programme(offers='offer "Rate" to customers\n  give 10% off for 12 months\n'), self.csv_file([customer(1)])
        self.granted(folder, rows)
        base = sqlite3.connect(self.ledger, isolation_level=None)
        base.execute("UPDATE texts SET text = replace(text, 'percentage of the price', 'gold') WHERE text LIKE 'kind: %'")
        base.close()
        self.assertIn("no award promises “kind: gold”", self.run_ledger("show", "1", code=2))


if __name__ == "__main__":
    unittest.main()
