"""trouw what-if: a change says what a dry run over records that were changed by hand says."""

import csv
import decimal
import json
import unittest

from report_test import many_rows
from trouw_command import DAY, OFFERS, ROWS, YAML, CommandTest

PRICE = 4  # of a row
NO_MATCH = OFFERS.replace('offer "Same as new" to customers\n  match the newcomer deal\n', "")


def raised(rows, rate):
    """The rows with prices so many percent higher, rounded half away from zero as the programme says."""
    def price(text):
        try:
            exact = decimal.Decimal(text) * (100 + decimal.Decimal(rate)) / 100
        except decimal.InvalidOperation:
            return text
        return str(exact.quantize(decimal.Decimal("0.01"), decimal.ROUND_HALF_UP))
    return [(*row[:PRICE], price(row[PRICE]), *row[PRICE + 1:]) for row in rows]


class WhatIf(CommandTest):
    def ask(self, customers, *words, offers=NO_MATCH, yaml=YAML, code=0):
        done = self.trouw("what-if", self.programme(yaml, offers), "--customers", customers, "--on", DAY, *words)
        self.assertEqual(code, done.returncode, done.stderr + done.stdout)
        return done

    def answer(self, *words, **options):
        return json.loads(self.ask(*words, "--format", "json", **options).stdout)

    def results(self, rows, offers=NO_MATCH, yaml=YAML):
        path = self.folder / "results.csv"
        self.dry_run(self.csv_file(rows, name="changed.csv"), "--results", path,
                     programme=self.programme(yaml, offers, name="one"))
        with open(path, newline="", encoding="utf-8") as file:
            return {row["id"]: row for row in csv.DictReader(file)}

    def worse(self, rows, rate, **options):
        return {name: int(row["worse_off"]) for name, row in self.results(raised(rows, rate), **options).items()}

    def test_a_price_rise_is_a_dry_run_of_raised_prices(self):
        rows = [row for row in many_rows() if row[PRICE]]
        before, after = self.worse(rows, 0), self.worse(rows, "7.5")
        found = self.answer(self.csv_file(rows), "--change", "price + 7.5%", code=1)
        newly = [name for name in after if after[name] > 0 and before.get(name) == 0]
        self.assertEqual(["price + 7.5%"], found["changes"])
        self.assertEqual(len(newly), found["worse_off"]["newly"])
        self.assertEqual(sum(after.values()), found["worse_off"]["after"]["total"])
        self.assertEqual(sum(before.values()), found["worse_off"]["before"]["total"])
        for one in found["people"]:
            self.assertEqual(after[one["id"]], one["worse_off"])
            self.assertEqual(one["after"]["pays"] - one["after"]["newcomer_pays"], one["worse_off"])

    def test_an_offer_that_says_something_else(self):
        source = self.csv_file(many_rows())
        for change, text in [('offer "Welcome": 35% off', "give 35% off for 6 months"),
                             ('offer "Welcome": give EUR 5 off for 3 months', "give EUR 5 off for 3 months"),
                             ('offer “Loyalty”: 2% off', None)]:
            found = self.answer(source, "--change", change, code=1)
            if text:
                self.assertIn(text, found["changes"][0])
        by_hand = OFFERS.replace("20% off for 6 months", "35% off for 6 months")
        done = self.trouw("what-if", self.programme(YAML, OFFERS, name="old"), "--customers", source, "--on", DAY,
                          "--with", self.programme(YAML, by_hand, name="new"), "--format", "json")
        with_folder = json.loads(done.stdout)
        same = self.answer(source, "--change", 'offer "Welcome": 35% off', offers=OFFERS)
        for key in ("worse_off", "worse_off_before_match", "top_up", "value"):
            self.assertEqual(with_folder[key], same[key])

    def test_an_offer_that_is_not_made(self):
        found = self.answer(self.csv_file(many_rows()), "--change", 'no offer "Welcome"', "--change",
                            'no offer "City bonus"', code=0)
        self.assertEqual(0, found["worse_off"]["after"]["total"])
        self.assertGreater(found["worse_off"]["before"]["total"], 0)

    def test_how_far_a_price_can_rise(self):
        offers = NO_MATCH.replace("give EUR 75 once", "give EUR 1 once").replace(
            "20% off for 6 months", "20% off for 6 months, up to EUR 9.99 a bill")
        rows = [row for row in many_rows() if row[PRICE]]
        found = self.answer(self.csv_file(rows), "--how-far", "price", offers=offers)["how_far"]
        now = self.worse(rows, 0, offers=offers)
        self.assertEqual("0.01%", found["before_match"]["step"])
        point = found["before_match"]["breaks_at"]
        self.assertIsNotNone(point)
        at = decimal.Decimal(point.rstrip("%"))
        there = self.worse(rows, at, offers=offers)
        newly = {name: by for name, by in there.items() if by > 0 and now.get(name) == 0}
        self.assertEqual(newly[found["before_match"]["id"]], found["before_match"]["worse_off"])
        step = decimal.Decimal("0.01")
        for before in {at - step, at - 5 * step, at - 9 * step, at / 2, at - at % decimal.Decimal("0.1")}:
            if 0 < before < at:
                before = before.quantize(step)
                below = self.worse(rows, before, offers=offers)
                self.assertEqual([], [name for name in below if below[name] > 0 and now.get(name) == 0], before)

    def test_falling_and_matches(self):
        found = self.answer(self.csv_file(many_rows()), "--how-far", "price", "--falling", offers=OFFERS)["how_far"]
        self.assertEqual(("down", None), (found["direction"], found["after_match"]["breaks_at"]))

    def test_a_change_that_no_record_survives(self):
        done = self.ask(self.csv_file(ROWS[:3]), "--change", "price is EUR 501", code=1)
        self.assertIn("Nothing is compared", done.stdout)
        found = self.answer(self.csv_file(ROWS[:3]), "--change", "price × 1000", code=1)
        self.assertEqual(3, found["rejected"]["after"])

    def test_computed_fields_follow(self):
        yaml = YAML.replace("  region: ", "  year bill: {type: money, computed: price × 12, from: EUR 0, to: EUR 6000,"
                                          " for newcomers: kept, typical: EUR 720}\n  region: ")
        offers = NO_MATCH.replace("give EUR 30 once", "give 10% of year bill once").replace("is at least 2", "is at least 0")
        source = self.csv_file(many_rows())
        found = self.answer(source, "--change", "price + 50%", offers=offers, yaml=yaml, code=1)
        rows = [row for row in many_rows() if row[PRICE]]
        after = self.results(raised(rows, 50), offers=offers, yaml=yaml)
        self.assertEqual(sum(int(row["value"]) for row in after.values()), found["value"]["after"])

    def test_what_cannot_be_asked(self):
        source = self.csv_file(ROWS[:3])
        for words, said in [
                (["--change", "prise + 8%"], "price + 8%"),
                (["--change", "price + eight"], "“eight”"),
                (["--change", "region + 8%"], "write “region is …”"),
                (["--change", "region is XX"], "“XX” is no value"),
                (["--change", 'offer "Welcom": 30% off'], "Did you mean “Welcome”?"),
                (["--change", 'offer "Welcome": free lunch'], "cannot say"),
                (["--change", 'offer "Welcome"'], "write “offer"),
                (["--how-far", "region"], "cannot rise or fall"),
                (["--how-far", "prise"], "did you mean “price”?"),
                ([], "What is to change?")]:
            self.assertIn(said, self.ask(source, *words, code=2).stderr, words)


if __name__ == "__main__":
    unittest.main()
