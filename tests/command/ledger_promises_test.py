"""What the ledger counts, keeps back, promises and takes back, each with numbers worked by hand."""

import json
import random
import shutil
import sqlite3
import unittest

from ledger_test import LIMITED, LedgerTest
from trouw_command import YAML


def customer(number, joined="2020-01-01", price="50.00", region="GE", complaints=0):
    return [str(number), "active", joined, "", price, region, str(complaints), ""]


class PromisesTest(LedgerTest):
    def holders(self, offer, ledger=None):
        base = sqlite3.connect(f"file:{ledger or self.ledger}?mode=ro", uri=True)
        rows = base.execute("SELECT id, award, state FROM granted WHERE offer = ? ORDER BY award", (offer,)).fetchall()
        base.close()
        return rows

    def ids(self, offer, ledger=None):
        return sorted(row[0] for row in self.holders(offer, ledger) if row[2] != "released")

    def settle(self, action, number):
        done = self.trouw("ledger", action, number, "--on", "2027-03-02", "--ledger", self.ledger)
        self.assertEqual((0, ""), (done.returncode, done.stderr))

    def billed(self, folder, row, invoice, starts, *more):
        path = self.csv_file([row], name="bill.csv")
        return [line["amount"] for line in self.due(folder, path, invoice, starts, *more)]


class Room(PromisesTest):
    def test_reserved_awards_take_room_and_are_on_no_bill(self):
        folder = self.programme(offers=LIMITED)
        rows = [customer(n, joined=f"20{10 + n}-01-01") for n in (1, 2, 3)]
        all_of_them = self.csv_file(rows)
        self.granted(folder, all_of_them, "--reserve")
        self.assertEqual(["1", "2"], self.ids("First two"))
        self.assertEqual([], self.billed(folder, rows[0], "A", "2027-04-01"))
        self.assertEqual(0, self.granted(folder, all_of_them, day="2027-03-02")["granted"])
        numbers = {who: number for who, number, _ in self.holders("First two")}
        self.settle("confirm", numbers["1"])
        self.settle("confirm", numbers["1"])  # asked again
        self.settle("release", numbers["2"])
        self.granted(folder, self.csv_file(rows[2:], name="third.csv"), day="2027-03-03")
        self.assertEqual(["1", "3"], self.ids("First two"))
        self.granted(folder, all_of_them, day="2027-03-04")
        self.assertEqual(["1", "3"], self.ids("First two"))
        done = self.trouw("ledger", "release", numbers["1"], "--on", "2027-03-05", "--ledger", self.ledger)
        self.assertEqual((2, f"Award {numbers['1']} is confirmed, not reserved."),
                         (done.returncode, done.stderr.strip().split("\n")[0]))
        self.assertEqual([1000], self.billed(folder, rows[0], "B", "2027-05-01"))
        self.whole()

    def test_a_thousand_of_the_longest_standing(self):
        rows = [customer(n, joined=f"{1990 + n % 30}-{1 + n // 30 % 12:02}-{1 + n % 28:02}") for n in range(2500)]
        random.Random(1).shuffle(rows)
        offers = 'offer "Gift" to customers\n  give EUR 10 once\n  limit 1000 customers, longest tenure first\n'
        self.granted(self.programme(offers=offers), self.csv_file(rows))
        first = sorted(rows, key=lambda row: (row[2], row[0].encode()))[:1000]
        self.assertEqual(sorted(row[0] for row in first), self.ids("Gift"))

    def test_once_per_region_in_twelve_months(self):
        offers = 'offer "Fair" to customers\n  give EUR 30 once\n  limit once per 12 months per region\n'
        folder = self.programme(offers=offers)
        customers = self.csv_file([customer(2, region="NH"), customer(1, region="NH"), customer(3, region="UT")])
        self.granted(folder, customers)
        self.assertEqual(["1", "3"], self.ids("Fair"))
        self.due(folder, customers, "A", "2027-04-01")  # what is not billed yet runs on, and is not given again
        self.assertEqual(0, self.granted(folder, customers, day="2028-02-29")["granted"])
        self.assertEqual(2, self.granted(folder, customers, day="2028-03-01")["granted"])
        self.assertEqual(["1", "1", "3", "3"], self.ids("Fair"))
        self.whole()

    def test_money_in_a_year_and_in_a_month(self):
        rows = self.csv_file([customer(n) for n in range(1, 9)])
        for period, next_day in (("year", "2028-01-01"), ("month", "2027-04-01")):
            self.ledger = self.folder / f"{period}.db"
            folder = self.programme(offers=f'offer "Gift" to customers\n  give EUR 30 once\n  limit EUR 100 per {period}\n')
            self.assertEqual(3, self.granted(folder, rows)["granted"])  # 3 x 30 = 90; a fourth makes 120
            self.assertEqual(0, self.granted(folder, rows, day="2027-03-31")["granted"])
            self.assertEqual(3, self.granted(folder, rows, day=next_day)["granted"])
            self.assertEqual(list("123456"), self.ids("Gift"))
            self.whole()

    def test_hold_outs_are_stable_and_of_no_order(self):
        folder = self.programme(offers='offer "Gift" to customers\n  give EUR 30 once\n  hold out 10%\n')
        rows = [customer(n) for n in range(2000)]
        self.granted(folder, self.csv_file([customer(9999)]))  # makes the ledger and its salt
        other = self.folder / "other.db"
        shutil.copy(self.ledger, other)
        self.granted(folder, self.csv_file(rows))
        self.assertEqual(0, self.granted(folder, self.csv_file(rows), day="2027-06-01")["granted"])
        given = self.ids("Gift")
        self.ledger = other
        self.granted(folder, self.csv_file(list(reversed(rows))))
        self.assertEqual(given, self.ids("Gift"))
        self.assertTrue(1730 <= len(given) <= 1870, len(given))  # 1,800, and five times sqrt(2000 x 0.1 x 0.9) = 13.4


class Promises(PromisesTest):
    def test_reclaimed_in_proportion(self):
        folder = self.programme(offers='offer "Gift" to customers\n  give EUR 120 once\n'
                                       '  reclaim if they leave within 12 months, in proportion\n')
        self.granted(folder, self.csv_file([customer(1)]))
        self.assertEqual([5000], self.billed(folder, customer(1), "A", "2027-04-01"))  # and 70.00 on later ones
        done = self.trouw("ledger", "left", "1", "--on", "2027-06-15", "--ledger", self.ledger)
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertIn("EUR 90.00", done.stdout)  # 3 whole months of 12 were served: 120 x 9 / 12
        self.whole()

    def test_lost_on_a_condition(self):
        folder = self.programme(offers='offer "Quiet" to customers\n  give 10% off for 6 months\n'
                                       '  lost if complaints is at least 1 within 12 months\n')
        self.granted(folder, self.csv_file([customer(1)]))
        self.assertEqual([500], self.billed(folder, customer(1), "A", "2027-04-01"))
        self.assertEqual([], self.billed(folder, customer(1, complaints=1), "B", "2027-05-01"))
        self.assertEqual([], self.billed(folder, customer(1), "C", "2027-06-01"))
        self.assertEqual("ended", self.holders("Quiet")[0][2])
        self.whole()

    def test_while_stays_as_it_was_promised(self):
        offers = 'offer "Quiet" to customers\n  give 10% off while complaints is at most 2\n'
        folder = self.programme(offers=offers)
        self.granted(folder, self.csv_file([customer(1)]))
        self.assertEqual([500], self.billed(folder, customer(1), "A", "2027-04-01"))
        self.assertEqual([], self.billed(folder, customer(1, complaints=3), "B", "2027-05-01"))
        kinder = self.programme(offers=offers.replace("at most 2", "at most 5"), name="kinder")
        self.assertEqual([], self.billed(kinder, customer(1, complaints=3), "C", "2027-06-01"))
        self.assertEqual([500], self.billed(kinder, customer(1, complaints=2), "D", "2027-07-01"))
        self.whole()

    def test_edited_and_renamed(self):
        folder = self.programme(offers='offer "Quarter" to customers\n  give 10% off for 3 months\n')
        rows = self.csv_file([customer(1)])
        self.granted(folder, rows)
        later = self.programme(offers='offer "Spring" to customers\n  formerly "Quarter"\n  give 50% off for 9 months\n',
                               name="later")
        # Second edition: what is better comes at once, and on each bill the larger of an offer's awards counts.
        self.assertEqual(1, self.granted(later, rows, day="2027-03-02")["granted"])
        bills = [self.billed(later, customer(1), name, day)
                 for name, day in (("A", "2027-04-01"), ("B", "2027-05-01"), ("C", "2027-06-01"), ("D", "2027-07-01"))]
        self.assertEqual([[2500], [2500], [2500], [2500]], bills)
        worse = self.programme(offers='offer "Summer" to customers\n  formerly "Spring"\n  formerly "Quarter"\n  give 40% off for 9 months\n',
                               name="worse")
        self.assertEqual(0, self.granted(worse, rows, day="2027-07-02")["granted"])
        self.assertEqual([2500], self.billed(worse, customer(1), "E", "2027-08-01"))
        self.whole()

    def test_a_part_of_a_period(self):
        folder = self.programme(offers='offer "Rate" to customers\n  give 10% off for 3 months\n'
                                       'offer "Fixed" to customers\n  give EUR 5.01 off for 3 months\n'
                                       'offer "Gift" to customers\n  give EUR 30 once\n')
        self.granted(folder, self.csv_file([customer(1)]))
        # Half a period: the bill's price is half already, EUR 5.01 becomes 2.505, rounded; a credit is whole, and what the
        # bill has no room for stands on the next one.
        half = self.billed(folder, customer(1, price="25.00"), "A", "2027-03-16", "--share", "0.5")
        self.assertEqual([250, 251, 1999], half)
        self.assertEqual(half, self.billed(folder, customer(1, price="25.00"), "A", "2027-03-16", "--share", "0.5"))
        self.assertEqual([1001, 500, 501], self.billed(folder, customer(1), "B", "2027-04-01"))
        for share in ("0", "1.5", "-1", "half"):
            done = self.trouw("ledger", "due", folder, "--customers", self.csv_file([customer(1)]), "--invoice", "C",
                              "--starts", "2027-05-01", "--ledger", self.ledger, "--quiet", "--share", share)
            self.assertEqual((2, ""), (done.returncode, done.stdout))
            self.assertIn("--share", done.stderr)
        self.whole()


PERKS = YAML + """\
perks:
  priority line: {worth: EUR 2, per: month}
  map:           {worth: EUR 10, per: once}
  points:        {worth: EUR 0.01}
"""


class Bills(PromisesTest):
    """What stands on each bill; a price of EUR 50.00 where nothing else is said."""

    def bills(self, folder, *prices):
        """What each bill is handed, a month apart: (offer, kind, amount) a line."""
        found = []
        for number, price in enumerate(prices):
            path = self.csv_file([customer(1, price=price)], name="bill.csv")
            found.append([(line["offer"], line["kind"], line["points" if line["kind"] == "points" else
                                                             "worth" if line["kind"] == "perk" else "amount"])
                          for line in self.due(folder, path, f"b{number}", f"2027-{4 + number:02}-01")])
        self.whole()
        return found

    def of(self, offers, *prices, yaml=YAML):
        folder = self.programme(offers=offers, yaml=yaml)
        self.granted(folder, self.csv_file([customer(1)]))
        return self.bills(folder, *prices)

    def test_a_price_that_steps_and_a_percentage_of_what_remains(self):
        found = self.of('offer "Intro" to customers\n  give a price of EUR 0 for 1 month then a price of EUR 40 for 2 months\n'
                        'offer "Ten" to customers\n  give 10% off for 3 months\n', "50.00", "50.00", "60.00", "50.00")
        self.assertEqual([[("Intro", "discount", 5000)],  # nothing is left for ten per cent to come off
                          [("Intro", "discount", 1000), ("Ten", "discount", 400)],
                          [("Intro", "discount", 2000), ("Ten", "discount", 400)], []], found)

    def test_the_lowest_price_counts_and_none_is_raised(self):
        found = self.of('offer "A" to customers\n  give a price of EUR 45 for 2 months\n'
                        'offer "B" to customers\n  give a price of EUR 40 for 3 months\n', "50.00", "42.00", "30.00", "50.00")
        self.assertEqual([[("B", "discount", 1000)], [("B", "discount", 200)], [], []], found)

    def test_a_price_for_a_part_of_the_period(self):
        folder = self.programme(offers='offer "A" to customers\n  give a price of EUR 40 for 2 months\n')
        self.granted(folder, self.csv_file([customer(1)]))
        self.assertEqual([500], self.billed(folder, customer(1, price="25.00"), "A", "2027-04-01", "--share", "0.5"))

    def test_never_more_than_the_bill(self):
        found = self.of('offer "A" to customers\n  give 80% off for 2 months\noffer "B" to customers\n  give 40% off for 2 months\n'
                        'offer "C" to customers\n  give EUR 5 off for 2 months\n', "50.00", "0.04")
        # 120% is scaled to 100: 50.00 in the proportion of 80 and 40 is 33.33 and 16.67; 0.04 is 0.03 and 0.01.
        self.assertEqual([[("A", "discount", 3333), ("B", "discount", 1667)], [("A", "discount", 3), ("B", "discount", 1)]], found)

    def test_amounts_off_stop_at_nothing_and_credits_are_carried_on(self):
        found = self.of('offer "A" to customers\n  give EUR 30 off for 2 months\noffer "B" to customers\n  give EUR 30 off for 2 months\n'
                        'offer "C" to customers\n  give EUR 100 once\n', "50.00", "20.00", "60.00", "50.00", "50.00")
        self.assertEqual([[("A", "discount", 3000), ("B", "discount", 2000), ("C", "credit", 0)],
                          [("A", "discount", 2000)], [("C", "carried", 6000)], [("C", "carried", 4000)], []], found)

    def test_perks_and_points(self):
        found = self.of('offer "Line" to customers\n  give "priority line" for 2 months\noffer "Map" to customers\n  give "map" once\n'
                        'offer "Points" to customers\n  give 500 points for 3 months\n', *["50.00"] * 4, yaml=PERKS)
        line, points = ("Line", "perk", 200), ("Points", "points", 500)
        self.assertEqual([[line, ("Map", "perk", 1000), points], [line, points], [points], []], found)
        shown = json.loads(self.trouw("ledger", "show", "1", "--ledger", self.ledger, "--format", "json").stdout)
        self.assertEqual([0, 0, 0], [award["handed"] for award in shown["awards"]])  # they are no money
        done = self.trouw("ledger", "reverse", 3, "--amount", "1.00", "--on", "2027-09-01", "--ledger", self.ledger)
        self.assertEqual(2, done.returncode, done.stdout)

    def test_a_match_takes_off_money_and_no_perks(self):
        """A ruling of dsl/CHANGELOG.md: perks and points that were given are not taken off."""
        before = self.programme(yaml=PERKS, offers='offer "Gift" to customers\n  give EUR 25 once\noffer "Map" to customers\n'
                                '  give "map" once\noffer "Points" to customers\n  give 6000 points once\n')
        rows = self.csv_file([customer(1)])
        self.granted(before, rows)
        self.bills(before, "50.00")
        later = self.programme(yaml=PERKS, name="later", offers='offer "Start" to newcomers\n  give EUR 60 once and "map" once\n'
                               'offer "Same" to customers\n  match the newcomer deal\n')
        self.assertEqual([{"title": "Same", "granted": 1, "paid": 4500}],  # 60 + 10 for a map, less 25 of money
                         self.granted(later, rows, day="2027-04-02")["offers"])
        self.due(later, rows, "b1", "2027-05-01")
        self.assertEqual([], self.granted(later, rows, day="2027-05-02")["offers"])
        self.whole()

    def test_a_cap_over_all_bills(self):
        found = self.of('offer "Ten" to customers\n  give 10% off, up to EUR 12 in all, for 12 months\n', *["50.00"] * 4)
        self.assertEqual([[("Ten", "discount", amount)] for amount in (500, 500, 200)] + [[]], found)

    def test_a_percentage_of_what_is_no_field(self):
        offers = ('define year bill as price × 12\noffer "Part" to customers\n  give 1% of [year bill] for 3 months\n'
                  'offer "Above" to customers\n  give 10% off price above EUR 40 up to EUR 60 for 2 months\n'
                  'offer "Parts" to customers\n  give 10% of [year bill] over 3 months\n')
        found = self.of(offers, "50.00", "70.00", "50.00")
        self.assertEqual([[("Part", "credit", 600), ("Above", "discount", 100), ("Parts", "credit", 2000)],
                          [("Part", "credit", 840), ("Above", "discount", 200), ("Parts", "credit", 2000)],
                          [("Part", "credit", 600), ("Parts", "credit", 2000)]], found)

    def test_a_cap_on_the_deal_counts_no_perks(self):
        found = self.of('offer "Line" to customers\n  give "priority line" for 2 months\noffer "Five" to customers\n'
                        '  give EUR 5 off for 12 months\ncombine customer offers\n  at most EUR 8\n', *["50.00"] * 3, yaml=PERKS)
        line = ("Line", "perk", 200)
        self.assertEqual([[line, ("Five", "discount", 500)], [line, ("Five", "discount", 300)], []], found)


class Reserved(PromisesTest):
    """What is reserved counts as granted: it is not granted again, nor made up for, while it waits."""

    OFFERS = """\
offer "Start" to newcomers
  give EUR 60 once
offer "Loyal" to customers
  give EUR 10 once
offer "Big" to customers
  give EUR 30 once
offer "Small" to customers
  give EUR 20 once
offer "Same" to customers
  match the newcomer deal
combine customer offers
  best of "Big", "Small"
"""

    def setUp(self):
        super().setUp()
        self.made = self.programme(offers=self.OFFERS), self.csv_file([customer(1)])
        self.first = self.granted(*self.made, "--reserve")["offers"]

    def test_reserved_twice_or_granted_after_it(self):
        self.assertEqual([("Loyal", 1000), ("Big", 3000), ("Same", 2000)], [(o["title"], o["paid"]) for o in self.first])
        self.assertEqual([], self.granted(*self.made, "--reserve")["offers"])
        for day in ("2027-03-01", "2027-03-02", "2027-06-01"):
            self.assertEqual([], self.granted(*self.made, day=day)["offers"])
        self.whole()

    def test_no_bill_has_it_before_it_is_confirmed(self):
        self.assertEqual([], self.billed(self.made[0], customer(1), "A", "2027-04-01"))
        for number in (1, 2, 3):
            self.trouw("ledger", "confirm", number, "--on", "2027-04-02", "--ledger", self.ledger)
        self.assertEqual([1000, 3000, 1000], self.billed(self.made[0], customer(1), "B", "2027-05-01"))  # of 50.00
        self.assertEqual([1000], self.billed(self.made[0], customer(1), "C", "2027-06-01"))
        self.whole()

    def test_what_is_released_is_free_again(self):
        self.trouw("ledger", "release", 3, "--on", "2027-03-02", "--ledger", self.ledger)
        self.assertEqual([("Same", 2000)], [(o["title"], o["paid"]) for o in self.granted(*self.made, day="2027-03-02")["offers"]])
        self.whole()

    def test_who_leaves_has_none_of_it(self):
        self.trouw("ledger", "left", "1", "--on", "2027-03-02", "--ledger", self.ledger)
        done = self.trouw("ledger", "confirm", 1, "--on", "2027-03-03", "--ledger", self.ledger)
        self.assertEqual((2, "Award 1 is released, not reserved.\n"), (done.returncode, done.stderr))
        self.whole()


class TakenBack(PromisesTest):
    """What was taken back whole does not come back by itself; its occasion is as long as it was promised."""

    def reverse(self, number, *more, on="2027-03-05"):
        done = self.trouw("ledger", "reverse", number, *more, "--on", on, "--ledger", self.ledger)
        self.assertEqual((0, ""), (done.returncode, done.stderr))

    def opens(self, folder, customers, *days):
        """On which of these days something would be granted, and what."""
        return {day: [(o["title"], o["paid"]) for o in found] for day in days
                if (found := self.granted(folder, customers, "--dry-run", day=day)["offers"])}

    def test_until_its_periods_are_over(self):
        folder = self.programme(offers='offer "Quarter" to customers\n  give 10% off for 3 months after 1 month\n')
        rows = self.csv_file([customer(1), customer(2)])
        self.granted(folder, rows)
        self.reverse(1)
        later = ["2027-03-05", "2027-03-06", "2027-06-30"]
        self.assertEqual({}, self.opens(folder, rows, *later))
        self.billed(folder, customer(1), "A", "2027-04-01")
        # Second edition: what is promised is granted again when a horizon has passed since the grant.
        self.assertEqual({"2028-03-01": [("Quarter", 1500)]}, self.opens(folder, rows, *later, "2027-07-01", "2028-02-29", "2028-03-01"))
        self.whole()

    def test_beside_what_still_runs(self):
        folder = self.programme(offers='offer "Quarter" to customers\n  give 10% off for 3 months\n')
        rows = self.csv_file([customer(1)])
        self.granted(folder, rows)
        self.assertEqual([500], self.billed(folder, customer(1), "A", "2028-04-14"))
        self.assertEqual({"2028-05-05": [("Quarter", 500)]}, self.opens(folder, rows, "2028-05-05"))  # two of the old one are to come
        self.granted(folder, rows, day="2028-05-05")
        self.reverse(2, on="2028-05-06")
        self.assertEqual([500], self.billed(folder, customer(1), "B", "2028-07-04"))
        self.assertEqual({}, self.opens(folder, rows, "2028-05-07", "2028-08-03", "2029-05-04"))
        self.assertEqual(["2029-05-05"], list(self.opens(folder, rows, "2029-05-05")))
        self.whole()

    def test_one_offs_of_one_offer_take_nothing_from_each_other(self):
        """Two on one bill: what the older one gave there is not received by the newer."""
        folder = self.programme(offers='offer "Sorry" to customers\n  give EUR 30 once\n  limit once per 12 months per customer\n'
                                       'offer "Start" to newcomers\n  give EUR 60 once\n'
                                       'offer "Same" to customers\n  match the newcomer deal\n')
        rows = self.csv_file([customer(1)])
        self.granted(folder, rows, day="2027-09-18")
        self.reverse(2, on="2027-09-19")  # the match
        self.granted(folder, rows, day="2028-11-21")
        self.assertEqual([3000, 2000], self.billed(folder, customer(1), "A", "2029-09-07"))
        self.assertEqual({"2029-10-07": [("Same", 3000)]}, self.opens(folder, rows, "2029-10-07"))
        self.whole()

    def test_a_part_leaves_the_rest_running(self):
        folder = self.programme(offers='offer "Quarter" to customers\n  give 10% off for 3 months\n')
        rows = self.csv_file([customer(1)])
        self.granted(folder, rows)
        self.assertEqual([500], self.billed(folder, customer(1), "A", "2027-04-01"))
        self.reverse(1, "--amount", "5.00", on="2027-04-02")
        self.assertEqual([-500, 500], self.billed(folder, customer(1), "B", "2027-05-01"))
        self.assertEqual({}, self.opens(folder, rows, "2027-05-31"))

    def test_for_good_without_a_last_bill(self):
        for reward in ("give 10% off for as long as they stay", "give EUR 30 once"):
            self.ledger = self.folder / f"{len(reward)}.db"
            folder, rows = self.programme(offers=f'offer "Gift" to customers\n  {reward}\n'), self.csv_file([customer(1)])
            self.granted(folder, rows)
            self.reverse(1)
            self.assertEqual({}, self.opens(folder, rows, "2027-03-05", "2028-03-05", "2099-01-01"))

    def test_a_milestone_a_year_and_a_window(self):
        folder = self.programme(offers='offer "Ten" to customers\n  when tenure reaches 10 or 11 years\n  give EUR 10 once\n'
                                       'offer "Day" to customers\n  when joined has its anniversary this month\n  give EUR 11 once\n'
                                       'offer "Sorry" to customers\n  give EUR 12 once\n'
                                       '  limit once per 6 months per customer\n')
        rows = self.csv_file([customer(1, joined="2017-03-01")])
        self.granted(folder, rows)
        for number in (1, 2, 3):
            self.reverse(number)
        self.assertEqual({"2027-09-01": [("Sorry", 1200)], "2028-03-02": [("Ten", 1000), ("Day", 1100), ("Sorry", 1200)]},
                         self.opens(folder, rows, "2027-03-06", "2027-03-31", "2027-08-31", "2027-09-01", "2028-03-02"))

    def test_a_match_for_a_horizon_and_what_it_stood_for(self):
        folder = self.programme(offers='offer "Start" to newcomers\n  give EUR 60 once\n'
                                       'offer "Same" to customers\n  match the newcomer deal\n')
        rows = self.csv_file([customer(1)])
        self.granted(folder, rows)
        self.assertEqual([6000], self.billed(folder, customer(1, price="60.00"), "A", "2027-04-01"))
        self.reverse(1, on="2027-04-02")
        self.assertEqual({"2028-03-01": [("Same", 6000)]}, self.opens(folder, rows, "2027-04-03", "2028-02-29", "2028-03-01"))
        done = self.trouw("dry-run", folder, "--customers", rows, "--on", "2027-04-03", "--ledger", self.ledger)
        self.assertIn("0 worse off", done.stdout)  # it made up for what a newcomer has, once

    def test_another_item_of_a_best_of_may_come_in_its_place(self):
        folder = self.programme(offers='offer "A" to customers\n  give EUR 30 once\noffer "B" to customers\n  give EUR 20 once\n'
                                       'combine customer offers\n  best of "A", "B"\n')
        rows = self.csv_file([customer(1)])
        self.granted(folder, rows)
        self.reverse(1)
        self.assertEqual({"2027-03-06": [("B", 2000)]}, self.opens(folder, rows, "2027-03-06"))

    def test_it_keeps_its_room(self):
        folder = self.programme(offers=LIMITED)
        self.granted(folder, self.csv_file([customer(1), customer(2)]))
        self.reverse(1)
        self.assertEqual({"2027-03-06": [("Everybody", 750)]},
                         self.opens(folder, self.csv_file([customer(3)], name="third.csv"), "2027-03-06"))

    def test_lost_is_not_given_again(self):
        folder = self.programme(offers='offer "Quiet" to customers\n  give 10% off for 6 months\n'
                                       '  lost if complaints is at least 1 within 12 months\n')
        self.granted(folder, self.csv_file([customer(1)]))
        self.assertEqual([], self.billed(folder, customer(1, complaints=1), "A", "2027-04-01"))
        rows = self.csv_file([customer(1)])
        # Second edition: a promise comes again when a horizon has passed since the grant.
        self.assertEqual({"2028-03-01": [("Quiet", 3000)]},
                         self.opens(folder, rows, "2027-04-02", "2027-09-01", "2028-02-29", "2028-03-01"))

    def test_who_left_and_came_back_may_have_it_anew(self):
        folder, rows = self.programme(offers='offer "Quarter" to customers\n  give 10% off for 3 months\n'), self.csv_file([customer(1)])
        self.granted(folder, rows)
        self.trouw("ledger", "left", "1", "--on", "2027-03-10", "--ledger", self.ledger)
        self.assertEqual({"2027-03-11": [("Quarter", 1500)]}, self.opens(folder, rows, "2027-03-11"))

    def test_correcting_its_day_does_not_bring_it_back(self):
        folder = self.programme(offers='offer "Gift" to customers\n  give EUR 30 once\noffer "Quarter" to customers\n'
                                       '  give 10% off for 3 months\noffer "Sorry" to customers\n'
                                       '  when complaints is at least 1\n  give EUR 5 once\n')
        self.granted(folder, self.csv_file([customer(1)]))
        self.billed(folder, customer(1), "A", "2027-04-01")
        self.reverse(1, on="2027-04-02")
        self.reverse(2, on="2027-04-02")
        mended = self.csv_file([customer(1, complaints=1)], name="mended.csv")
        for changes in ([("Sorry", 500)], []):
            done = self.trouw("ledger", "correct", "1", "--customers", mended, "--day", "2027-03-01", "--on", "2027-04-03",
                              "--ledger", self.ledger, "--format", "json")
            self.assertEqual((0, ""), (done.returncode, done.stderr))
            self.assertEqual(changes, [(c["offer"], c["paid"]) for c in json.loads(done.stdout)["changes"]])
        self.whole()

    def test_correcting_the_day_of_what_ended_as_they_left(self):
        folder = self.programme(offers='offer "Quarter" to customers\n  give 10% off for 3 months\n')
        self.granted(folder, self.csv_file([customer(1)]))
        self.trouw("ledger", "left", "1", "--on", "2027-03-20", "--ledger", self.ledger)
        done = self.trouw("ledger", "correct", "1", "--customers", self.csv_file([customer(1)]), "--day", "2027-03-01",
                          "--on", "2027-04-03", "--ledger", self.ledger)
        self.assertEqual((0, "The day comes out as it did; nothing was booked.\n"), (done.returncode, done.stdout), done.stderr)
        self.whole()


if __name__ == "__main__":
    unittest.main()
