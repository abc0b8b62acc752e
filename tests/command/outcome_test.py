"""Of those who were awarded an offer and those held out of it, how many stayed? `trouw outcome`."""

import json
import sqlite3

from trouw_command import DAY, CommandTest

OFFERS = """\
offer "Thanks" to customers
  when complaints is at least 1
  give EUR 10 for 2 months
  hold out 40%

offer "Everybody" to customers
  give 5% off for 3 months
"""

LATER = "2028-03-01"


class Outcome(CommandTest):
    def setUp(self):
        super().setUp()
        self.ledger = self.folder / "ledger.db"

    def rows(self, count):
        """Every third is offered no thanks; the others are awarded it or held out."""
        return [[str(n), "active", "2017-02-10", "", "50.00", "NH", str(n % 3), ""] for n in range(1, count + 1)]

    def grant(self, folder, rows, *more, day=DAY):
        done = self.trouw("ledger", "grant", folder, "--customers", self.csv_file(rows), "--on", day, "--ledger",
                          self.ledger, "--format", "json", "--quiet", *more)
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        return json.loads(done.stdout)

    def outcome(self, folder, rows, *more):
        done = self.trouw("outcome", folder, "--ledger", self.ledger, "--customers", self.csv_file(rows, name="later.csv"),
                          "--on", LATER, "--quiet", *more)
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        return done.stdout

    def figures(self, folder, rows, *more, offer="Thanks"):
        told = json.loads(self.outcome(folder, rows, "--format", "json", *more))
        return next(o for o in told["offers"] if o["title"] == offer)

    def cohorts(self, offer="Thanks"):
        """Ids: awarded, and held out (met the condition, and were not awarded)."""
        with sqlite3.connect(self.ledger) as base:
            awarded = {row[0] for row in base.execute(
                "SELECT id FROM granted WHERE offer = ?", (offer,))}
        base.close()
        return awarded

    def gone(self, rows, who):
        return [[r[0], "former", r[2], "2027-09-01", *r[4:]] if r[0] in who else r for r in rows]

    def test_figures_are_those_counted_by_hand(self):
        folder, rows = self.programme(offers=OFFERS), self.rows(600)
        granted = self.grant(folder, rows)
        awarded = self.cohorts()
        held = {r[0] for r in rows if r[6] != "0"} - awarded
        self.assertEqual(len(held), granted["held_out"])
        self.assertTrue(100 < len(held) < 220, len(held))  # 40% of 400
        left = set(sorted(awarded)[:20]) | set(sorted(held)[:60])
        found = self.figures(folder, self.gone(rows, left))
        self.assertEqual((len(awarded), len(awarded) - 20, 20), tuple(
            found["awarded"][k] for k in ("contracts", "stayed", "left")))
        self.assertEqual((len(held), len(held) - 60, 60), tuple(
            found["held_out"][k] for k in ("contracts", "stayed", "left")))
        a, b = 1 - 20 / len(awarded), 1 - 60 / len(held)
        self.assertAlmostEqual(100 * a, found["awarded"]["share"], places=3)
        self.assertAlmostEqual(100 * (a - b), found["difference"], places=3)
        self.assertEqual("stayed more", found["finding"])
        self.assertEqual(round((a - b) * len(awarded)), found["kept"]["contracts"])
        self.assertEqual(2000 * len(awarded), found["cost"])
        self.assertAlmostEqual(found["cost"] / found["kept"]["contracts"], found["cost_each"]["money"], delta=1)
        self.assertLess(found["kept"]["low"], found["kept"]["contracts"])
        text = self.outcome(folder, self.gone(rows, left))
        self.assertIn("stayed more often", text)
        self.assertIn("Nobody was held out of these offers", text)

    def test_a_difference_that_may_be_chance_and_groups_too_small(self):
        folder, rows = self.programme(offers=OFFERS), self.rows(300)
        self.grant(folder, rows)
        self.assertEqual("may be chance", self.figures(folder, rows)["finding"])
        self.assertIn("may be chance", self.outcome(folder, rows))
        self.ledger.unlink()
        self.grant(folder, rows[:30])
        found = self.figures(folder, rows)
        self.assertEqual(("too few", None), (found["finding"], found["kept"]))
        self.assertIn("too small to say anything", self.outcome(folder, rows))

    def test_who_was_awarded_it_stayed_less(self):
        folder, rows = self.programme(offers=OFFERS), self.rows(600)
        self.grant(folder, rows)
        found = self.figures(folder, self.gone(rows, set(sorted(self.cohorts())[:100])))
        self.assertEqual(("stayed less", None), (found["finding"], found["cost_each"]))

    def test_not_in_the_later_file_and_rejected(self):
        folder, rows = self.programme(offers=OFFERS), self.rows(300)
        self.grant(folder, rows)
        awarded = sorted(self.cohorts())
        later = [r for r in rows if r[0] != awarded[0]]
        later = [[*r[:4], "much", *r[5:]] if r[0] == awarded[1] else r for r in later]
        found = self.figures(folder, later)["awarded"]
        self.assertEqual((1, 1, 0), (found["missing"], found["unread"], found["left"]))
        self.assertAlmostEqual(100 * (1 - 1 / (len(awarded) - 1)), found["share"], places=3)
        self.assertEqual(100, self.figures(folder, later, "--missing-aside")["awarded"]["share"])
        text = self.outcome(folder, later)
        self.assertIn("not there”) counts as gone", text)
        self.assertIn("1 contract is left out: the later record was rejected.", text)

    def test_a_hold_out_is_written_once_and_the_chain_holds(self):
        folder, rows = self.programme(offers=OFFERS), self.rows(60)
        self.assertGreater(self.grant(folder, rows)["held_out"], 0)
        for day in (DAY, "2027-03-02", "2028-02-01"):
            self.assertEqual(0, self.grant(folder, rows, day=day)["held_out"])
        self.assertEqual(0, self.trouw("ledger", "verify", "--ledger", self.ledger).returncode)

    def test_reserved_and_days(self):
        folder, rows = self.programme(offers=OFFERS), self.rows(60)
        self.grant(folder, rows, "--reserve")
        told = json.loads(self.outcome(folder, rows, "--format", "json"))["offers"]
        self.assertEqual([("Thanks", "nobody awarded")], [(o["title"], o["finding"]) for o in told])
        self.assertIn("no award", self.outcome(folder, rows, "--from", "2027-03-02"))
        self.assertIn("no award", self.outcome(folder, rows, "--until", "2027-02-28"))

    def test_a_renamed_offer_and_one_reversed_keep_their_past(self):
        folder, rows = self.programme(offers=OFFERS), self.rows(60)
        self.grant(folder, rows)
        self.trouw("ledger", "reverse", "1", "--on", DAY, "--ledger", self.ledger)
        before = self.figures(folder, rows)
        renamed = self.programme(name="renamed", offers=OFFERS.replace(
            'offer "Thanks" to customers', 'offer "Many thanks" to customers\n  formerly "Thanks"'))
        after = self.figures(renamed, rows, offer="Many thanks")
        self.assertEqual((before["awarded"], before["held_out"]), (after["awarded"], after["held_out"]))
        self.assertEqual(0, self.grant(renamed, rows, day="2027-03-02")["held_out"])

    def test_what_was_billed_is_what_it_cost(self):
        folder, rows = self.programme(offers=OFFERS), self.rows(6)
        self.grant(folder, rows)
        done = self.trouw("ledger", "due", folder, "--customers", self.csv_file(rows), "--invoice", "one", "--starts",
                          DAY, "--ledger", self.ledger)
        self.assertEqual(0, done.returncode, done.stderr)
        found = self.figures(folder, rows)
        self.assertEqual(1000 * found["awarded"]["contracts"], found["cost"])
        self.assertEqual(2000 * found["awarded"]["contracts"], found["granted"])

    def test_no_ledger_and_days_the_wrong_way_round(self):
        folder, customers = self.programme(offers=OFFERS), self.csv_file(self.rows(3))
        done = self.trouw("outcome", folder, "--ledger", self.ledger, "--customers", customers, "--on", LATER)
        self.assertEqual(2, done.returncode)
        self.assertIn("ledger.db", done.stderr)
        self.grant(folder, self.rows(3))
        done = self.trouw("outcome", folder, "--ledger", self.ledger, "--customers", customers, "--on", LATER,
                          "--from", "2027-05-01", "--until", "2027-04-01")
        self.assertEqual((2, True), (done.returncode, "--until lies before --from" in done.stderr))
