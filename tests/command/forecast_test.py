"""trouw forecast: month by month, once per occasion."""

import csv
import json
import unittest

import page
from report_test import HOSTILE, many_rows
from trouw_command import DAY, OFFERS, ROWS, CommandTest

PLAIN = """\
offer "Year" to customers
  give EUR 1 off for 12 months

offer "Milestone" to customers
  when tenure reaches 1, 2 or 3 years
  give EUR 10 once

offer "Sorry" to customers
  when complaints is at least 2
  give EUR 5 once
  limit once per 6 months per customer

offer "Birthday" to customers
  when contract end is this month
  give EUR 3 once

offer "Renewal" to customers
  when contract end is within the next 90 days
  give EUR 2 once
  limit EUR 3 per year
  limit 1 customers
"""


class Forecast(CommandTest):
    def forecast(self, customers, *words, offers=OFFERS, months=12, code=0, name="programme", start=DAY):
        done = self.trouw("forecast", self.programme(offers=offers, name=name), "--customers", customers, "--from",
                          start, "--months", months, *words)
        self.assertEqual(code, done.returncode, done.stderr)
        return done

    def answer(self, customers, **options):
        return json.loads(self.forecast(customers, "--format", "json", **options).stdout)

    def granted(self, found):
        return {offer["title"]: [month["granted"] for month in offer["months"]] for offer in found["offers"]}

    def test_first_month_is_a_dry_run(self):
        source = self.csv_file(many_rows())
        found, summary = self.answer(source), self.summary(source)
        # Second edition: a month costs what its bills have; what was granted in it comes to `worth` over the horizon.
        self.assertEqual((summary["decided"], summary["rejected"], summary["value"]),
                         (found["decided"], found["rejected"], found["days"][0]["worth"]))
        self.assertEqual([(offer["title"], offer["counted"], offer["paid"]) for offer in summary["offers"]],
                         [(offer["title"], offer["months"][0]["granted"], offer["months"][0]["worth"])
                          for offer in found["offers"]])
        for month, day in enumerate(found["days"]):
            for key in ("granted", "worth", "cost", "entitled"):
                self.assertEqual(day[key], sum(offer["months"][month][key] for offer in found["offers"]))

    def test_once_per_occasion(self):
        rows = [["1", "active", "2025-08-15", "", "50.00", "GE", "2", "2027-03-20"]]
        offers = PLAIN.replace("is this month", "has its anniversary this month")
        found = self.answer(self.csv_file(rows), offers=offers, months=25)
        granted = self.granted(found)
        at = lambda title: [month for month, count in enumerate(granted[title]) if count]
        self.assertEqual([0, 12, 24], at("Year"))
        self.assertEqual([6, 18], at("Milestone"))  # 2 years on 2027-08-15, 3 years a year later
        self.assertEqual([0, 6, 12, 18, 24], at("Sorry"))
        self.assertEqual([12, 24], at("Birthday"))
        self.assertEqual([0], at("Renewal"))

    def test_a_match_is_not_paid_twice(self):
        found = self.answer(self.csv_file(ROWS[:1]), months=14)
        worth = [month["worth"] for month in found["offers"][5]["months"]]
        self.assertEqual(7500, worth[0])
        self.assertEqual([0] * 11, worth[1:12])
        self.assertEqual(7500, worth[12])
        # One bill of EUR 50.00, less its discount, has no room for all of it: the rest is carried to the next.
        costs = [month["cost"] for month in found["offers"][5]["months"]]
        self.assertEqual([4500, 3000], costs[:2])
        self.assertEqual([4500, 3000], costs[12:])

    def test_limits(self):
        rows = [[str(number), "active", "2020-01-01", "", "50.00", "GE", "0", f"2027-{month:02}-20"]
                for number, month in enumerate((5, 7, 9, 12))]
        budgets = self.answer(self.csv_file(rows), offers=PLAIN, months=14)["budgets"]
        # Second edition: limits are applied; the first customer takes the one place.
        self.assertEqual([("money", "2027", 200, 300, None), ("money", "2028", 0, 300, None),
                          ("customers", "", 1, 1, "2027-03-01")],
                         [tuple(line[key] for key in ("limit", "window", "granted", "most", "reached"))
                          for line in budgets])

    def test_contracts_that_end(self):
        rows = [["1", "active", "2020-01-01", "", "50.00", "GE", "0", "2027-03-01"],
                ["2", "active", "2020-01-01", "", "50.00", "GE", "0", "2027-05-31"],
                ["3", "active", "2020-01-01", "", "50.00", "GE", "0", "2027-02-28"],
                ["4", "former", "2020-01-01", "2027-02-01", "50.00", "GE", "0", "2027-03-02"]]
        offers = OFFERS.replace("within the next 90 days", "within the next 90 days and region is NH")
        for text, offered in ((OFFERS, 1), (offers, 0)):
            ending = self.answer(self.csv_file(rows), offers=text, months=3)["endings"]
            self.assertEqual([{"field": "contract end", "months": [
                {"ending": 1, "offered": offered}, {"ending": 0, "offered": 0}, {"ending": 1, "offered": offered}]}], ending)

    def test_upcoming(self):
        rows = [[HOSTILE, "active", "2025-08-15", "", "50.00", "GE", "0", "2027-06-30"], *many_rows()]
        path = self.folder / "upcoming.csv"
        found = self.forecast(self.csv_file(rows), "--upcoming", path, "--format", "json", offers=PLAIN)
        with open(path, newline="", encoding="utf-8") as file:
            upcoming = list(csv.DictReader(file))
        self.assertEqual(["id", "offer", "from", "amount", "why"], list(upcoming[0]))
        self.assertEqual([("Birthday", "2027-06-01", "300", "contract end is this month"),
                          # no "Renewal": its limits are applied, and others were first
                          ("Milestone", "2027-08-15", "1000", "tenure reaches 1, 2 or 3 years")],
                         sorted(((row["offer"], row["from"], row["amount"], row["why"]) for row in upcoming
                                 if row["id"] == HOSTILE), key=lambda row: ["B", "M"].index(row[0][0])))
        self.assertEqual(len(upcoming), sum(day["entitled"] for day in json.loads(found.stdout)["days"]))

    def test_page_and_text(self):
        path = self.folder / "page.html"
        title = HOSTILE.replace('"', '\\"')
        done = self.forecast(self.csv_file(many_rows()), "--html", path,
                             offers=PLAIN + f'offer "{title}" to customers\n  give EUR 1 once\n')
        made = page.check(self, path)
        self.assertIn(HOSTILE, made.numbers("Cost of each offer"))
        months = made.numbers("Cost of each month")
        self.assertEqual(sum(page.minor(cells["cost"]) for cells in months.values()),
                         page.minor(made.numbers("Cost of each offer")["all offers"]["all"]))
        self.assertTrue(all(len(line) <= 80 for line in done.stdout.splitlines()), done.stdout)

    def test_wrong_use(self):
        for months in ("0", "121", "-1", "x"):
            self.assertEqual("", self.forecast(self.csv_file(), months=months, code=2).stdout)
        self.forecast(self.csv_file(), start="2027-02-30", code=2)
        self.forecast(self.csv_file(), "--upcoming", self.folder / "no" / "file.csv", code=2)


if __name__ == "__main__":
    unittest.main()
