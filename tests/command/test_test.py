"""trouw test: the examples of a programme, what came of them, and the exit codes."""

import json
import unittest

from trouw_command import OFFERS, YAML, CommandTest

HOLDS = """
example "Ten years in Utrecht"
  on 2027-03-01
  customer with joined is 2017-02-10, price is EUR 50, region is UT
  expect "Loyalty" EUR 60
  expect newcomer deal EUR 135
  expect deal EUR 135
"""

DIFFERS = """
example "Two complaints too few"
  on 2027-03-01
  customer with joined is 2022-03-01, price is EUR 50
  expect "Apology" EUR 30
  expect "Loyalty" EUR 31
  expect no "Same as new"
  expect newcomer deal EUR 61
  expect deal EUR 1
  expect worse off by EUR 2
  expect bill 3 EUR 3
"""

OTHER = """
example "A former customer"
  on 2027-03-01
  customer with status is former, joined is 2020-01-01, left is 2026-12-01
  expect deal EUR 0
"""


class Test(CommandTest):
    def test_all_hold(self):
        done = self.trouw("test", self.programme(offers=OFFERS + HOLDS))
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        self.assertEqual("holds    Ten years in Utrecht\n\n1 example: it holds.\n", done.stdout)

    def test_each_expectation_that_is_not_met_says_why(self):
        done = self.trouw("test", self.programme(offers=OFFERS + HOLDS + DIFFERS))
        self.assertEqual((1, ""), (done.returncode, done.stderr))
        text = " ".join(done.stdout.split())
        for said in ('expected "Apology" EUR 30 gets EUR 0: complaints is at least 2: complaints is 0',
                     'expected "Loyalty" EUR 31 gets EUR 30',
                     "“Loyalty” gives EUR 30.00: 1% off for every year of tenure",
                     'expected no "Same as new" gets EUR 30',
                     "expected newcomer deal EUR 61 gets EUR 60 “Welcome” gives EUR 60.00",
                     "expected deal EUR 1 gets EUR 60",
                     "expected worse off by EUR 2 gets EUR 0 newcomer: “Welcome”",
                     "expected bill 3 EUR 3 gets EUR",
                     "offers.trouw:",
                     "2 examples: 1 holds, 1 does not."):
            self.assertIn(said, text)

    def test_none_holds(self):
        done = self.trouw("test", self.programme(offers=OFFERS + DIFFERS))
        self.assertEqual("1 example: it does not hold.", done.stdout.splitlines()[-1])

    def test_json(self):
        folder = self.programme(offers=OFFERS + HOLDS + DIFFERS)
        done = self.trouw("test", folder, "--format", "json")
        self.assertEqual(1, done.returncode)
        said = json.loads(done.stdout)
        self.assertEqual((1, 1), (said["hold"], said["do_not_hold"]))
        first, second = said["examples"]
        self.assertEqual(("Ten years in Utrecht", True, [], "2027-03-01"),
                         (first["title"], first["holds"], first["unmet"], first["on"]))
        self.assertEqual(7, len(second["unmet"]))
        self.assertEqual(('"Loyalty" EUR 31', "EUR 30"),
                         (second["unmet"][1]["expected"], second["unmet"][1]["actual"]))
        line = (OFFERS + HOLDS + DIFFERS).split("\n").index('  expect "Loyalty" EUR 31') + 1
        self.assertEqual(line, second["unmet"][1]["line"])
        self.assertTrue(second["unmet"][1]["why"])

    def test_another_standing(self):
        done = self.trouw("test", self.programme(offers=OFFERS + OTHER))
        self.assertEqual(1, done.returncode)
        self.assertIn("returner", done.stdout + done.stderr)

    def test_none(self):
        done = self.trouw("test", self.programme())
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        self.assertIn("Ten Trees has no examples yet", done.stdout)
        said = json.loads(self.trouw("test", self.programme(), "--format", "json").stdout)
        self.assertEqual([], said["examples"])

    def test_quiet(self):
        self.assertEqual("", self.trouw("test", "--quiet", self.programme()).stdout)

    def test_a_mistake(self):
        done = self.trouw("test", self.programme(offers=OFFERS + "offre\n"))
        self.assertEqual((1, ""), (done.returncode, done.stdout))
        self.assertIn("offers.trouw:", done.stderr)
        self.assertEqual(1, self.trouw("test", self.programme(yaml=YAML.replace("EUR", "XYZ"))).returncode)

    def test_what_cannot_be_read(self):
        self.assertEqual(2, self.trouw("test", self.folder / "nowhere").returncode)
        self.assertEqual(2, self.trouw("test").returncode)


if __name__ == "__main__":
    unittest.main()
