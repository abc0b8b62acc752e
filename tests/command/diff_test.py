"""trouw diff: two programmes over the same records add up to two dry runs."""

import csv
import json
import unittest

import page
from report_test import HOSTILE, many_rows
from trouw_command import DAY, OFFERS, ROWS, YAML, CommandTest

CHANGED = OFFERS.replace("1% off for every year of tenure, up to 10%", "1% off for every year of tenure, up to 5%")
CHANGED = CHANGED.replace('offer "Apology" to customers', 'offer "Sorry" to customers\n  formerly "Apology"')
CHANGED = CHANGED.replace("match the newcomer deal", "match the newcomer deal, at most EUR 20")
CHANGED += 'offer "Extra" to customers\n  when region is GE\n  give EUR 40 once\n'


class Diff(CommandTest):
    def diff(self, customers, *words, new=CHANGED, code=0, old=None, yaml=YAML):
        done = self.trouw("diff", old or self.programme(name="old"), self.programme(yaml, new, name="new"),
                          "--customers", customers, "--on", DAY, *words)
        self.assertEqual(code, done.returncode, done.stderr)
        return done

    def answer(self, customers, **options):
        return json.loads(self.diff(customers, "--format", "json", **options).stdout)

    def results(self, source, offers, yaml=YAML):
        path = self.folder / "results.csv"
        self.dry_run(source, "--results", path, programme=self.programme(yaml, offers, name="one"))
        with open(path, newline="", encoding="utf-8") as file:
            return {row["id"]: row for row in csv.DictReader(file)}

    def test_adds_up_to_two_dry_runs(self):
        rows = many_rows()
        source = self.csv_file(rows)
        found = self.answer(source, code=1)
        before, after = self.results(source, OFFERS), self.results(source, CHANGED)
        by = {name: int(after[name]["value"]) - int(before[name]["value"]) for name in before}
        self.assertEqual({"gaining": sum(b > 0 for b in by.values()), "losing": sum(b < 0 for b in by.values()),
                          "unchanged": sum(b == 0 for b in by.values()), "gained": sum(max(b, 0) for b in by.values()),
                          "lost": sum(max(-b, 0) for b in by.values())}, found["shift"])
        self.assertTrue(found["shift"]["losing"] > 10 and found["shift"]["gaining"] > 10)
        self.assertEqual(sum(by.values()), found["value"]["after"] - found["value"]["before"])

        order = [row[0] for row in rows if row[0] in by]
        worst = sorted((name for name in order if by[name] < 0), key=lambda name: by[name])[:10]
        self.assertEqual([(name, -by[name]) for name in worst], [(one["id"], one["by"]) for one in found["losers"]])
        self.assertTrue(all(one["reasons"] for one in found["losers"]))

        region = {row[0]: row[5] for row in rows}
        segment = next(one for one in found["segments"] if one["field"] == "region")
        for value in segment["values"]:
            here = [b for name, b in by.items() if region[name] == value["value"]]
            self.assertEqual((sum(b > 0 for b in here), sum(b < 0 for b in here), sum(max(-b, 0) for b in here)),
                             (value["gaining"], value["losing"], value["lost"]))

        titles = lambda rows: {name: set(row["offers"].split("|")) for name, row in rows.items()}
        was, now = titles(before), titles(after)
        offers = {offer["title"]: offer for offer in found["offers"]}
        self.assertEqual(sum("Extra" in titles for titles in now.values()), offers["Extra"]["counted"]["newly"])
        self.assertEqual(sum("Loyalty" in was[name] and "Loyalty" not in now[name] for name in was),
                         offers["Loyalty"]["counted"]["no_longer"])
        self.assertEqual(("was “Apology”", 0, 0), (offers["Sorry"]["was"], offers["Sorry"]["counted"]["newly"],
                                                   offers["Sorry"]["counted"]["no_longer"]))
        self.assertEqual([("holds", "broken", "lost")], [(one["before"], one["after"], one["verdict"])
                                                         for one in found["guarantees"]])

    def test_nothing_changes(self):
        found = self.answer(self.csv_file(many_rows()), new=OFFERS)
        self.assertEqual((0, 0, []), (found["shift"]["gaining"], found["shift"]["losing"], found["losers"]))
        self.assertIn("0 lose, 0 gain, 3 stay as they are.",
                      self.diff(self.csv_file(ROWS[:3]), new=OFFERS).stdout)

    def test_an_offer_that_is_gone(self):
        gone = OFFERS.replace('offer "Same as new" to customers\n  match the newcomer deal\n', "")
        found = self.answer(self.csv_file(ROWS[:2]), new=gone, code=1)
        self.assertEqual("gone", found["offers"][-1]["was"])
        self.assertEqual(["“Same as new”, EUR 75.00, is not given: it is no longer in the programme"],
                         found["losers"][0]["reasons"])

    def test_why_a_condition_keeps_it_from_them(self):
        dearer = OFFERS.replace("give 1% off for every year of tenure", "when tenure is at least 11 years\n"
                                "  give 1% off for every year of tenure").replace("match the newcomer deal",
                                                                                   "match \"Welcome\"")
        found = self.answer(self.csv_file(ROWS[:1]), new=dearer, code=1)
        self.assertIn("tenure is 10 years, 1 year short of 11 years", " ".join(found["losers"][0]["reasons"]))

    def test_records_that_one_side_rejects(self):
        narrower = YAML.replace("typical: EUR 60", "typical: EUR 40").replace(
            "price:        {type: money, from: EUR 0, to: EUR 500",
            "price:        {type: money, from: EUR 0, to: EUR 45")
        found = self.answer(self.csv_file(), new=OFFERS, yaml=narrower)
        self.assertEqual((2, 2, 0), (found["shift"]["unchanged"], found["only_before"], found["only_after"]))
        self.assertIn("the new one rejects them", self.diff(self.csv_file(), new=OFFERS, yaml=narrower).stdout)

    def test_page(self):
        title = HOSTILE.replace('"', '\\"')
        old = self.programme(offers=OFFERS + f'offer "{title}" to customers\n  give EUR 9 once\n', name="old")
        rows = [[HOSTILE, *ROWS[0][1:]], *ROWS[1:]]
        path = self.folder / "page.html"
        done = self.diff(self.csv_file(rows), "--html", path, old=old, code=1)
        made = page.check(self, path)
        self.assertIn(HOSTILE, made.numbers("Cost of each offer"))
        self.assertTrue(any(HOSTILE in text for _, text in made.headings))
        self.assertIn("Who lose most", done.stdout)
        self.assertTrue(all(len(line) <= 110 for line in done.stdout.splitlines()), done.stdout)

    def test_wrong_use(self):
        done = self.trouw("diff", self.programme(), self.programme(name="new"), "--customers", "-", "--on", DAY)
        self.assertEqual(2, done.returncode)
        self.assertIn("read twice", done.stderr)
        other = self.programme(YAML.replace("EUR", "USD"), OFFERS.replace("EUR", "USD"), name="dollars")
        done = self.trouw("diff", self.programme(), other, "--customers", self.csv_file(), "--on", DAY)
        self.assertEqual(2, done.returncode)
        self.assertIn("different currencies", done.stderr)
        broken = self.programme(offers="offre\n", name="broken")
        self.assertEqual(1, self.trouw("diff", self.programme(), broken, "--customers", self.csv_file(), "--on",
                                       DAY).returncode)


if __name__ == "__main__":
    unittest.main()
