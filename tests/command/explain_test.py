"""trouw explain: one customer, what and why."""

import json
import unittest

from trouw_command import DAY, CommandTest


class Explain(CommandTest):
    def explain(self, identity, *words, code=0):
        done = self.trouw("explain", self.programme(), "--customers", self.csv_file(), "--id", identity, "--on", DAY,
                          *words)
        self.assertEqual(code, done.returncode, done.stderr)
        return done

    def test_given_and_not_given(self):
        answer = json.loads(self.explain("1", "--format", "json").stdout)
        self.assertEqual(("1", "customer", 13500, 13500, 7500, 0), tuple(
            answer[key] for key in ("id", "standing", "newcomer_value", "value", "worse_off_before", "worse_off")))
        given = {award["offer"]: award for award in answer["deal"]["given"]}
        self.assertEqual({"Loyalty", "Same as new"}, set(given))
        self.assertEqual(6000, given["Loyalty"]["paid"])
        line = given["Loyalty"]["lines"][0]
        self.assertEqual(("discount", 500, 0, 12), tuple(line[key] for key in ("kind", "amount", "first", "periods")))
        missed = {passed["offer"]: passed for passed in answer["not_given"]}
        self.assertEqual({"Apology": "condition", "Renewal": "condition"},
                         {offer: passed["cause"] for offer, passed in missed.items()})
        self.assertEqual([{"text": "complaints is at least 2", "holds": "no", "has": {"complaints": "0"}}],
                         missed["Apology"]["conditions"])
        self.assertEqual("undecided", missed["Renewal"]["conditions"][0]["holds"])

    def test_lost_to_a_better_one(self):
        rows = [["5", "active", "2021-03-01", "", "50.00", "GE", "0", "2027-04-01"]]
        done = self.trouw("explain", self.programme(), "--customers", self.csv_file(rows), "--id", "5", "--on", DAY,
                          "--format", "json")
        lost = next(passed for passed in json.loads(done.stdout)["not_given"] if passed["offer"] == "Loyalty")
        self.assertEqual(("lost", ["Renewal"], 3600, 6000),
                         tuple(lost[key] for key in ("cause", "lost_to", "value", "winner")))

    def test_text(self):
        done = self.explain("1")
        lines = done.stdout.splitlines()
        self.assertEqual(["1: a customer of Ten Trees, on 2027-03-01",
                          "Gets EUR 135.00 over 12 months; a newcomer would get EUR 135.00.",
                          "Not worse off than a newcomer; by EUR 75.00 before matches."], lines[:3])
        self.assertTrue(all(len(line) <= 80 for line in lines), done.stdout)
        words = " ".join(done.stdout.split())
        self.assertIn("“complaints is at least 2” does not hold: complaints is 0", words)
        self.assertIn("cannot be decided: contract end is unknown", words)

    def test_newcomer(self):
        self.assertIn("3: a newcomer of Ten Trees", self.explain("3").stdout)

    def test_no_such_id(self):
        done = self.explain("11", code=2)
        self.assertIn("“11”", done.stderr)
        self.assertIn("near it", done.stderr)


if __name__ == "__main__":
    unittest.main()
