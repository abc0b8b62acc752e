"""What has been given, and what is due: `trouw ledger`."""

import json
import random
import shutil
import signal
import sqlite3
import subprocess
import time
import unittest

from trouw_command import DAY, TROUW, CommandTest

LIMITED = """\
offer "First two" to customers
  give EUR 10 once
  limit 2 customers, longest tenure first

offer "Everybody" to customers
  give 5% off for 3 months
"""


class LedgerTest(CommandTest):
    def setUp(self):
        super().setUp()
        self.ledger = self.folder / "ledger.db"

    def grant(self, folder, customers, *more, day=DAY):
        return self.trouw("ledger", "grant", folder, "--customers", customers, "--on", day, "--ledger", self.ledger,
                          "--format", "json", "--quiet", *more)

    def granted(self, *arguments, **options):
        done = self.grant(*arguments, **options)
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        return json.loads(done.stdout)

    def due(self, folder, customers, invoice, starts, *more):
        done = self.trouw("ledger", "due", folder, "--customers", customers, "--invoice", invoice, "--starts", starts,
                          "--ledger", self.ledger, "--format", "json", "--quiet", *more)
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        return json.loads(done.stdout)

    def whole(self):
        done = self.trouw("ledger", "verify", "--ledger", self.ledger)
        self.assertEqual((0, ""), (done.returncode, done.stderr), done.stdout)
        again = self.trouw("ledger", "replay", "--ledger", self.ledger)
        self.assertEqual((0, ""), (again.returncode, again.stderr), again.stdout)


class WhatWasGivenBefore(LedgerTest):
    """A match takes off what was received, and a dry run may stand on a ledger."""

    OFFERS = """\
offer "Start" to newcomers
  give EUR 135 once
offer "Loyal" to customers
  give 10% off for 12 months
offer "Sorry" to customers
  when complaints is at least 2
  give EUR 25 once
  limit once per 12 months per contract
offer "Same as new" to customers
  match the newcomer deal
guarantee no customer is worse off than a newcomer
"""
    CUSTOMER = [["7", "active", "2017-02-10", "", "50.00", "NH", "2", ""]]

    def months(self, folder, customers, count):
        """Bills and grants, month by month; what each grant gave."""
        given = []
        for number in range(count):
            day = f"{2027 + (3 + number) // 12}-{(3 + number) % 12 + 1:02}-01"
            granted = self.granted(folder, customers, day=day)["offers"]
            given.append([(offer["title"], offer["paid"]) for offer in granted])
            self.due(folder, customers, day, day, "--id", "7")
        return given

    def test_a_match_is_not_opened_again_by_what_was_billed(self):
        folder, customers = self.programme(offers=self.OFFERS), self.csv_file(self.CUSTOMER)
        first = [("Loyal", 6000), ("Sorry", 2500), ("Same as new", 5000)]
        given = self.months(folder, customers, 14)
        self.assertEqual([first, *[[]] * 11, first, []], given)  # a horizon later it all comes again
        self.whole()

    def test_what_was_reversed_was_not_received(self):
        folder, customers = self.programme(offers=self.OFFERS), self.csv_file(self.CUSTOMER)
        self.months(folder, customers, 1)
        for amount, opens in (("10.00", 1000), ("", 1500)):
            self.trouw("ledger", "reverse", "2", "--on", "2027-04-20", "--ledger", self.ledger,
                       *(["--amount", amount] if amount else []))
            found = self.granted(folder, customers, "--dry-run", day="2027-05-01")["offers"]
            self.assertEqual([("Same as new", opens if amount else 2500)], [(o["title"], o["paid"]) for o in found])

    def dry(self, folder, customers, day, *more):
        """Results of a dry run on the ledger, and its summary."""
        path = self.folder / "results.csv"
        done = self.trouw("dry-run", folder, "--customers", customers, "--on", day, "--ledger", self.ledger, "--results",
                          path, "--format", "json", "--quiet", *more)
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        return path.read_text().splitlines()[1:], json.loads(done.stdout)

    def test_a_dry_run_on_a_ledger(self):
        folder, customers = self.programme(offers=self.OFFERS), self.csv_file(self.CUSTOMER)
        self.months(folder, customers, 3)
        self.ledger.chmod(0o444)
        before = self.ledger.read_bytes()
        rows, summary = self.dry(folder, customers, "2027-07-01")
        self.assertEqual(["7,customer,13500,4500,0,4500,0,0,Loyal"], rows)  # 9 of 12 bills to come, 90.00 received
        self.assertTrue(summary["guarantees"][0]["holds"])
        self.assertEqual(rows, self.dry(folder, customers, "2027-07-01", "--threads", "2")[0])
        self.assertEqual(before, self.ledger.read_bytes())
        text = self.trouw("dry-run", folder, "--customers", customers, "--on", "2027-07-01", "--ledger", self.ledger).stdout
        self.assertIn("Counted: what", text)

    def test_a_dry_run_on_a_ledger_sees_limits_fill(self):
        rows = [[str(n), "active", f"20{10 + n}-01-01", "", "50.00", "GE", "0", ""] for n in range(1, 6)]
        folder, customers = self.programme(offers=LIMITED), self.csv_file(list(reversed(rows)))
        self.granted(folder, self.csv_file(rows[2:3], name="one.csv"))
        found, _ = self.dry(folder, customers, "2027-03-02")
        self.assertEqual({"1": "First two|Everybody", "2": "Everybody", "3": "First two|Everybody", "4": "Everybody",
                          "5": "Everybody"}, {row.split(",")[0]: row.split(",")[-1] for row in found})
        self.assertEqual([str(n) for n in range(5, 0, -1)], [row.split(",")[0] for row in found])
        granted = self.granted(folder, customers, day="2027-03-02")
        self.assertEqual([("First two", 1), ("Everybody", 4)], [(o["title"], o["granted"]) for o in granted["offers"]])
        done = self.trouw("dry-run", folder, "--customers", "-", "--on", DAY, "--ledger", self.ledger, stdin="{}")
        self.assertEqual((2, True), (done.returncode, "standard input can be read once" in done.stderr))

    def test_without_a_past_it_is_the_plain_dry_run(self):
        folder, customers = self.programme(), self.csv_file()
        self.granted(self.programme(name="other", offers=self.OFFERS), self.csv_file(self.CUSTOMER, name="one.csv"))
        with_ledger, summary = self.dry(folder, customers, DAY)
        path = self.folder / "plain.csv"
        plain = self.summary(customers, "--results", path, programme=folder)
        self.assertEqual(path.read_text().splitlines()[1:], with_ledger)
        for one in (plain, summary):
            del one["seconds"]
        self.assertEqual(plain, summary)


class Why(LedgerTest):
    """Why an award was given, whatever has become of the programme."""

    OFFERS = """\
offer "Loyal" to customers
  when tenure is at least 2 years
  give 10% off for 12 months
  because "loyalty is worth its price"
  tell "Thank you for {tenure}: {value} off."
  tell in nl "Bedankt: {value} korting."
offer "Sorry" to customers
  when complaints is at least 2
  give EUR 25 once
"""
    CUSTOMER = [["7", "active", "2017-02-10", "", "50.00", "NH", "2", ""]]

    def why(self, award, *more, code=0):
        done = self.trouw("ledger", "why", award, "--ledger", self.ledger, *more)
        self.assertEqual((code, ""), (done.returncode, done.stderr))
        return done.stdout

    def setUp(self):
        super().setUp()
        self.made = self.programme(offers=self.OFFERS), self.csv_file(self.CUSTOMER)
        self.granted(*self.made)
        self.due(*self.made, "A", "2027-04-01")

    def test_years_later(self):
        (self.made[0] / "offers.trouw").write_text('offer "Other" to customers\n  give EUR 1 once\n')
        text = self.why(1)
        for words in ("“Loyal”, granted on 2027-03-01; 1 of 12 bills", "told: Thank you for 10 years: EUR 60.00 off.",
                      "told in nl: Bedankt: ",
                      "because: loyalty is worth its price", "due A, EUR 5.00", "7: a customer of Ten Trees, on 2027-03-01",
                      "because tenure is at least 2 years", "Sorry"):
            self.assertIn(words, text)
        told = json.loads(self.why(2, "--format", "json"))
        self.assertEqual(("7", "Sorry", True, ["grant", "due"], "complaints is at least 2"), (
            told["id"], told["offer"], told["alike"], [entry["kind"] for entry in told["entries"]],
            told["decision"]["deal"]["given"][1]["reason"]))

    def test_by_what_ran_then(self):
        """A decision that stood on awards of an offer that is no longer written."""
        later = self.programme(offers='offer "Extra" to customers\n  give EUR 3 once\n', name="later")
        self.assertEqual(1, self.granted(later, self.made[1], day="2027-05-01")["granted"])
        text = self.why(3)
        self.assertIn("granted before, and goes on", text)
        self.assertRegex(text, r"Extra +EUR 3.00")

    def test_what_was_forgotten_or_never_was(self):
        self.assertEqual(0, self.trouw("ledger", "forget", "7", "--on", "2027-06-01", "--ledger", self.ledger).returncode)
        text = self.why(1, code=1)
        self.assertIn("The record was forgotten", text)
        self.assertNotIn("Thank you", text)
        self.whole()
        done = self.trouw("ledger", "why", "99", "--ledger", self.ledger)
        self.assertEqual((2, "", "There is no award 99 in the ledger.\n"), (done.returncode, done.stdout, done.stderr))

    def test_messages_are_shown_and_forgotten(self):
        shown = json.loads(self.trouw("ledger", "show", "7", "--ledger", self.ledger, "--format", "json").stdout)
        self.assertEqual("Thank you for 10 years: EUR 60.00 off.", shown["awards"][0]["messages"][""])
        self.assertEqual({"", "nl"}, set(shown["awards"][0]["messages"]))
        self.assertEqual({}, shown["awards"][1]["messages"])
        self.trouw("ledger", "forget", "7", "--on", "2027-06-01", "--ledger", self.ledger)
        self.assertNotIn(b"Thank you for 10", b"".join(path.read_bytes() for path in self.folder.glob("ledger.db*")))

    def test_explain_on_a_ledger(self):
        """The same as `why` of that day would be, with what was granted before."""
        done = self.trouw("explain", self.made[0], "--customers", self.made[1], "--id", "7", "--on", "2027-05-01", "--ledger",
                          self.ledger)
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        for words in ("granted before, and goes on", "each of bills 1 to 11", "EUR 30.00 that bills had before is counted"):
            self.assertIn(words, done.stdout)
        missing = self.trouw("explain", self.made[0], "--customers", self.made[1], "--id", "7", "--on", "2027-05-01", "--ledger",
                             self.folder / "none.db")
        self.assertEqual((2, True), (missing.returncode, "There is no ledger" in missing.stderr), missing.stderr)


class Reversing(LedgerTest):
    def test_a_part_is_taken_back_once_a_reference(self):
        folder, customers = self.programme(), self.csv_file()
        self.granted(folder, customers)
        self.due(folder, customers, "one", "2027-04-01")

        def back(amount, reference, code=0):
            done = self.trouw("ledger", "reverse", "1", *(["--amount", amount] if amount else []), "--reference", reference,
                              "--on", "2027-04-20", "--ledger", self.ledger, "--format", "json")
            self.assertEqual(code, done.returncode, done.stderr)
            return done.stderr if code else json.loads(done.stdout)["back"]

        for _ in range(3):
            self.assertEqual(10, back("0.10", "a"))
        self.assertEqual(10, back("0.10", "b"))
        self.assertIn("took back 10 minor units of award 1 before, not 20", back("0.20", "a", 2))
        rest = back("", "c")
        self.assertGreater(rest, 0)
        self.assertEqual([rest, 10], [back("", "c"), back("", "a")])
        self.whole()
        with sqlite3.connect(self.ledger) as base:
            self.assertEqual([(3, -rest - 20)], base.execute(
                "SELECT count(*), sum(amount) FROM entries WHERE kind LIKE 'reverse%'").fetchall())
        base.close()


class Correcting(LedgerTest):
    """Late data: a past day is decided again, and the difference is booked."""

    OFFERS = """\
offer "Loyal" to customers
  give 1% off for every year of tenure, at most 10%, for 12 months
offer "Sorry" to customers
  when complaints is at least 2
  give EUR 25 once
  limit once per 12 months per contract
"""

    def rows(self, joined="2017-02-10", complaints="2", region="NH"):
        return [["7", "active", joined, "", "50.00", region, complaints, ""],
                ["8", "active", joined, "", "50.00", "GE", "0", ""]]

    def correct(self, rows, *, day=DAY, on="2027-06-15", identity="7"):
        done = self.trouw("ledger", "correct", identity, "--customers", self.csv_file(rows, name="mended.csv"), "--day", day,
                          "--on", on, "--ledger", self.ledger, "--format", "json")
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        return [(c["offer"], c["award"], c["back"], c["paid"]) for c in json.loads(done.stdout)["changes"]]

    def begun(self, bills=2, rows=None):
        folder, customers = self.programme(offers=self.OFFERS), self.csv_file(rows or self.rows())
        self.granted(folder, customers)
        for number in range(bills):
            self.due(folder, customers, f"b{number}", f"2027-0{4 + number}-01")
        return folder

    def test_what_comes_out_alike_stays(self):
        self.begun()
        self.assertEqual([], self.correct(self.rows()))
        self.assertEqual([], self.correct(self.rows(region="UT")))  # read by no offer
        self.whole()

    def test_fewer_years_and_no_complaints(self):
        folder = self.begun()
        mended = self.rows(joined="2023-02-10", complaints="0")
        # Loyal was 10% of 50.00 on two bills; it should have been 4%. Sorry should not have been.
        self.assertEqual([("Loyal", 2, 1000, 2400), ("Sorry", 3, 2500, 0)], self.correct(mended))
        self.assertEqual([], self.correct(mended))
        self.whole()
        lines = self.due(folder, self.csv_file(mended), "b2", "2027-07-01", "--id", "7")
        self.assertEqual([("Loyal", -1000, None, None), ("Sorry", -2500, None, None), ("Loyal", 200, 1, 12)],
                         [(x["offer"], x["amount"], x["period"], x["of"]) for x in lines])
        again = self.granted(folder, self.csv_file(mended), day="2027-07-01")
        self.assertEqual([], again["offers"])
        self.whole()

    def test_before_any_bill_nothing_was_and_the_occasion_is_free(self):
        folder = self.begun(bills=0)
        self.assertEqual([("Sorry", 3, 0, 0)], self.correct(self.rows(complaints="0")))
        self.assertEqual([("Sorry", 2500)], [(o["title"], o["paid"]) for o in self.granted(
            folder, self.csv_file(self.rows()), day="2027-07-01")["offers"]])
        self.whole()

    def test_what_was_missed_is_granted_for_that_day(self):
        folder = self.begun(rows=self.rows(complaints="0"))
        self.assertEqual([("Sorry", None, 0, 2500)], self.correct(self.rows()))
        self.assertEqual([], self.correct(self.rows()))
        lines = self.due(folder, self.csv_file(self.rows()), "b2", "2027-07-01", "--id", "7")
        self.assertIn(("Sorry", 2500), [(x["offer"], x["amount"]) for x in lines])
        self.assertEqual([], self.granted(folder, self.csv_file(self.rows()), day="2027-08-01")["offers"])
        # Second edition: Loyal comes again when a horizon has passed since its grant; bills that come late go beside it.
        self.assertEqual([("Loyal", 2500), ("Sorry", 2500)], [(o["title"], o["paid"]) for o in self.granted(
            folder, self.csv_file(self.rows()), "--dry-run", day="2028-03-01")["offers"]])
        self.whole()

    def test_by_the_programme_of_that_day(self):
        folder = self.begun()
        (folder / "offers.trouw").write_text('offer "Loyal" to customers\n  give 50% off for 12 months\n')
        self.assertEqual([("Loyal", 2, 1000, 1800)], self.correct(self.rows(joined="2024-02-10")))
        self.whole()

    def test_what_cannot_be(self):
        self.begun()
        for words, said in ((["--day", "2026-01-01"], "no decision of 2026-01-01 or before"),
                            (["--day", "2027-07-01"], "--on lies before --day")):
            done = self.trouw("ledger", "correct", "7", "--customers", self.csv_file(self.rows()), *words, "--on",
                              "2027-06-15", "--ledger", self.ledger)
            self.assertEqual((2, True), (done.returncode, said in done.stderr), done.stderr)
        done = self.trouw("ledger", "correct", "9", "--customers", self.csv_file(self.rows()), "--day", DAY, "--on",
                          DAY, "--ledger", self.ledger)
        self.assertEqual((2, True), (done.returncode, "no record “9”" in done.stderr), done.stderr)


class Granting(LedgerTest):
    def test_granting_again_grants_nothing(self):
        folder, customers = self.programme(), self.csv_file()
        self.assertGreater(self.granted(folder, customers)["granted"], 0)
        again = self.granted(folder, customers)
        self.assertEqual(0, again["granted"])
        self.assertGreater(again["running"], 0)
        self.assertEqual(0, self.granted(folder, customers, day="2027-03-02")["granted"])
        self.whole()

    def test_a_dry_run_changes_nothing(self):
        folder, customers = self.programme(), self.csv_file()
        self.granted(folder, customers, day="2027-02-01")
        before = self.ledger.read_bytes()
        self.granted(folder, customers, "--dry-run")
        self.assertEqual(before, self.ledger.read_bytes())

    def test_the_longest_tenure_first(self):
        rows = [[str(n), "active", f"20{10 + n}-01-01", "", "50.00", "GE", "0", ""] for n in range(1, 6)]
        folder, customers = self.programme(offers=LIMITED), self.csv_file(list(reversed(rows)))
        self.assertEqual([("First two", 2), ("Everybody", 5)],
                         [(o["title"], o["granted"]) for o in self.granted(folder, customers)["offers"]])
        with sqlite3.connect(self.ledger) as base:
            who = base.execute("SELECT id FROM granted WHERE offer = 'First two' ORDER BY 1").fetchall()
        base.close()
        self.assertEqual([("1",), ("2",)], who)
        self.whole()

    def test_two_at_once_never_both_take_the_last(self):
        folder = self.programme(offers=LIMITED)
        files = [self.csv_file([[f"{n}{i}", "active", "2020-01-01", "", "50.00", "GE", "0", ""] for i in range(40)],
                               name=f"{n}.csv") for n in range(4)]
        running = [subprocess.Popen([TROUW, "ledger", "grant", folder, "--customers", file, "--on", DAY, "--ledger",
                                     self.ledger, "--quiet"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
                   for file in files]
        for one in running:
            self.assertEqual(b"", one.communicate()[1])
        with sqlite3.connect(self.ledger) as base:
            self.assertEqual((2,), base.execute("SELECT count(*) FROM granted WHERE offer = 'First two'").fetchone())
        base.close()
        self.whole()


class Billing(LedgerTest):
    def test_lines_once_an_invoice(self):
        folder, customers = self.programme(offers=LIMITED), self.csv_file([["1", "active", "2020-01-01", "", "50.00",
                                                                            "GE", "0", ""]])
        self.granted(folder, customers)
        first = self.due(folder, customers, "A", "2027-04-01")
        self.assertEqual([("First two", 1000), ("Everybody", 250)], [(x["offer"], x["amount"]) for x in first])
        again = self.due(folder, customers, "A", "2027-04-01")
        self.assertTrue(all(line.pop("again") for line in again))
        for line in first:
            line.pop("again")
        self.assertEqual(first, again)
        self.assertEqual([250], [x["amount"] for x in self.due(folder, customers, "B", "2027-05-01")])
        self.assertEqual([250], [x["amount"] for x in self.due(folder, customers, "C", "2027-06-01")])
        self.assertEqual([], self.due(folder, customers, "D", "2027-07-01"))
        self.whole()

    def test_terms_are_frozen_and_bases_are_the_bills(self):
        row = ["1", "active", "2020-01-01", "", "50.00", "GE", "0", ""]
        folder, customers = self.programme(offers=LIMITED), self.csv_file([row])
        self.granted(folder, customers)
        later = self.programme(offers=LIMITED.replace("5%", "50%"), name="later")
        dearer = self.csv_file([[*row[:4], "80.00", *row[5:]]], name="dearer.csv")
        self.assertEqual([1000, 400], [x["amount"] for x in self.due(later, dearer, "A", "2027-04-01")])
        self.whole()

    def test_reversal_is_a_new_entry(self):
        folder, customers = self.programme(offers=LIMITED), self.csv_file([["1", "active", "2020-01-01", "", "50.00",
                                                                            "GE", "0", ""]])
        self.granted(folder, customers)
        self.due(folder, customers, "A", "2027-04-01")
        done = self.trouw("ledger", "reverse", "1", "--amount", "4.00", "--on", "2027-04-02", "--ledger", self.ledger)
        self.assertEqual((0, "EUR 4.00 of award 1 is taken back; the next bill has it."),
                         (done.returncode, done.stdout.split("\n")[0]))
        done = self.trouw("ledger", "reverse", "1", "--amount", "6.01", "--on", "2027-04-02", "--ledger", self.ledger)
        self.assertEqual(2, done.returncode)
        done = self.trouw("ledger", "reverse", "1", "--on", "2027-04-02", "--ledger", self.ledger)
        self.assertIn("EUR 6.00", done.stdout)
        self.whole()

    def test_forgetting_keeps_the_chain(self):
        folder, customers = self.programme(), self.csv_file()
        self.granted(folder, customers)
        done = self.trouw("ledger", "forget", "1", "--on", "2027-12-01", "--ledger", self.ledger)
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        with sqlite3.connect(self.ledger) as base:
            self.assertEqual([], base.execute("SELECT id FROM contracts WHERE id = '1'").fetchall())
        base.close()
        self.whole()


class Harm(LedgerTest):
    def test_killed_at_any_moment(self):
        rows = [[str(n), "active", "2020-01-01", "", "50.00", "GE", "3", ""] for n in range(400)]
        folder, customers = self.programme(), self.csv_file(rows)
        chance = random.Random(7)
        for _ in range(40):
            one = subprocess.Popen([TROUW, "ledger", "grant", folder, "--customers", customers, "--on", DAY, "--ledger",
                                    self.ledger, "--quiet"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0.0, 0.3))
            one.send_signal(signal.SIGKILL)
            one.wait()
        self.granted(folder, customers)
        self.assertEqual(0, self.granted(folder, customers)["granted"])
        self.whole()

    def test_a_changed_amount_is_found(self):
        self.granted(self.programme(), self.csv_file())
        with sqlite3.connect(self.ledger) as base:
            base.execute("UPDATE promises SET amount = amount + 1 WHERE award = 1")
        base.close()
        done = self.trouw("ledger", "verify", "--ledger", self.ledger)
        self.assertEqual((1, "Award 1: its decision, its terms, or what limits count of it was changed.\n"), (done.returncode, done.stdout))

    def test_files_that_are_none(self):
        folder, customers = self.programme(), self.csv_file()
        self.granted(folder, customers)
        newer, other, torn = (self.folder / name for name in ("newer.db", "other.db", "torn.db"))
        shutil.copy(self.ledger, newer)
        for path, sql in ((newer, "PRAGMA user_version = 99"), (other, "CREATE TABLE a (b)")):
            with sqlite3.connect(path) as base:
                base.execute(sql)
            base.close()
        torn.write_bytes(b"no database at all, but long enough to be looked at " * 40)
        for path, words in ((newer, "newer trouw"), (other, "no ledger of trouw"), (torn, "not a database"),
                            (self.folder / "absent.db", "There is no ledger")):
            done = self.trouw("ledger", "verify", "--ledger", path)
            self.assertEqual((2, ""), (done.returncode, done.stdout))
            self.assertIn(words, done.stderr)


if __name__ == "__main__":
    unittest.main()
