"""The worked numbers of LANGUAGE.md section 6b, and the smallest cases in which a rule read otherwise breaks its law."""
import os
import sys
import unittest
from fractions import Fraction

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from life import Life, credit, euros_off, percent, tenure, yes  # noqa: E402

STAY, ONCE, YEAR = ("stay",), ("once", 0), ("for", 12, 0)
HALF = Fraction(1, 2)


def ladder(life, *more):
    rows = [["from", 24, [percent(3, *YEAR)]], ["from", 60, [percent(6, *YEAR), *more]]]
    return life.offer("Ladder", table=("tenure", rows))


class Worked(unittest.TestCase):
    """Section 6b, EUR 100 a month."""

    def test_a_higher_rung_comes_at_once(self):
        life = ladder(Life(joined="2022-04-10"))
        self.assertEqual(["Ladder"], life.grant("2027-01-10"))  # 4 years and 9 months
        self.assertEqual([3, 3, 3], life.bills("2027-01-15", 3))
        self.assertEqual([], life.grant("2027-04-09"))
        self.assertEqual(["Ladder"], life.grant("2027-04-10"))
        self.assertEqual([6] * 12 + [0], life.bills("2027-04-15", 13))

    def test_a_better_item_comes_at_once(self):
        life = ladder(Life(joined="2022-04-10")).offer("Renewal", percent(10, *YEAR), when=[tenure("is at least", 59)])
        life.best_of("Ladder", "Renewal")
        self.assertEqual(["Ladder"], life.grant("2027-01-10"))
        self.assertEqual([3, 3], life.bills("2027-01-15", 2))
        self.assertEqual(["Renewal"], life.grant("2027-03-10"))
        self.assertEqual([10] * 12, life.bills("2027-03-15", 12))

    def test_a_lesser_item_waits_until_nothing_runs(self):
        life = Life().offer("Ten", percent(10, *YEAR)).offer("Five", percent(5, *YEAR)).best_of("Ten", "Five")
        self.assertEqual(["Ten"], life.grant("2026-12-10"))
        life.bills("2026-12-15", 10)
        life.without("Ten")
        self.assertEqual([], life.grant("2027-10-10"))
        life.bills("2027-10-15", 2)
        self.assertEqual([], life.grant("2027-12-09"))
        self.assertEqual(["Five"], life.grant("2027-12-10"))

    def test_a_living_reward_said_better(self):
        life = Life().offer("Loyal", percent(5, *STAY))
        self.assertEqual(["Loyal"], life.grant("2027-01-10"))
        self.assertEqual([5, 5], life.bills("2027-01-15", 2))
        life.offer("Loyal", percent(8, *STAY))
        self.assertEqual(["Loyal"], life.grant("2027-03-10"))
        self.assertEqual([8] * 30, life.bills("2027-03-15", 30))
        life.offer("Loyal", percent(5, *STAY))
        self.assertEqual([], life.grant("2029-10-10"))

    def test_a_match_tops_up_what_the_newcomer_deal_gained(self):
        life = Life().offer("Start", credit(120, *ONCE), to="newcomers").offer("Same", match={"of": None, "over": 12})
        self.assertEqual(["Same"], life.grant("2027-01-10"))
        self.assertEqual([10], life.bills("2027-01-15", 1))
        life.offer("Start", credit(480, *ONCE), to="newcomers")
        self.assertEqual(["Same"], life.grant("2027-02-10"))
        self.assertEqual([40] * 11 + [30] + [0], life.bills("2027-02-15", 13))
        self.assertEqual([], life.grant("2027-02-11"))

    def test_who_is_no_student_any_more(self):
        life = Life(student=True).offer("Student", euros_off(1, "while", yes("student")), when=[yes("student")])
        life.offer("Paid on time", percent(1, *YEAR), when=[tenure("is at least", 48)]).best_of("Student", "Paid on time")
        life.offer("Student", euros_off(2, "while", yes("student")), when=[yes("student")])
        self.assertEqual(["Student"], life.grant("2027-01-10"))
        self.assertEqual([2], life.bills("2027-01-15", 1))
        life.record["student"] = False
        self.assertEqual(["Paid on time"], life.grant("2027-02-10"))
        self.assertEqual([1], life.bills("2027-02-15", 1))
        life.record["student"] = True
        self.assertEqual([2], life.bills("2027-03-15", 1))

    def test_every_year_on_yearly_bills(self):
        life = Life(price=550, horizon=1, period=("months", 12)).offer("Ten", percent(10, "for", 1, 0))
        for year in (2027, 2028, 2029):
            self.assertEqual(["Ten"], life.grant(f"{year}-03-01"))
            self.assertEqual([55], life.bills(f"{year}-05-03", 1))
            self.assertEqual([], life.grant(f"{year}-06-01"))

    def test_edited_better_on_a_day_of_its_own(self):
        life = Life().offer("X", percent(5, *YEAR)).offer("Y", percent(4, *YEAR)).best_of("X", "Y")
        self.assertEqual(["X"], life.grant("2027-01-10"))
        life.bills("2027-01-15", 4)
        life.offer("Y", percent(7, *YEAR))
        self.assertEqual(["Y"], life.grant("2027-05-10"))
        self.assertEqual([7] * 12 + [0], life.bills("2027-05-15", 13))


class TheLaw(unittest.TestCase):
    """Where a rule read otherwise would leave somebody below one without a past."""

    def law(self, life, day, granted, least):
        self.assertEqual(granted, life.grant(day))
        has, fresh = life.holds(day)
        self.assertGreaterEqual(has, fresh)
        self.assertEqual(least, fresh)
        self.assertEqual([], life.grant(day))

    def test_a_bill_that_comes_late(self):
        life = Life().offer("Five", percent(5, *YEAR))
        life.grant("2027-01-10")
        self.assertEqual([5] * 11, life.bills("2027-01-15", 11))
        self.law(life, "2028-01-10", ["Five"], 60)
        self.assertEqual([5] * 12 + [0], life.bills("2028-01-15", 13))

    def test_a_promise_longer_than_the_horizon(self):
        life = Life().offer("Five", percent(5, "for", 18, 0))
        life.grant("2027-01-10")
        life.bills("2027-01-15", 12)
        self.law(life, "2028-01-09", [], 60)
        life.bills("2028-01-15", 1)
        self.law(life, "2028-02-10", ["Five"], 60)

    def test_a_promise_whose_while_comes_true(self):
        life = Life(joined="2024-07-10").offer("Five", percent(5, *YEAR, tenure("is at least", 36)))
        life.grant("2027-01-10")
        self.assertEqual([0] * 6, life.bills("2027-01-09", 6))
        self.law(life, "2027-07-10", ["Five"], 60)

    def test_awards_that_met_on_one_bill(self):
        life = Life().offer("X", credit(100, "once", 6)).offer("Y", credit(110, *ONCE)).without("Y")
        life.offer("Z", percent(10, *YEAR)).without("Z").best_of("X", "Y", "Z")
        life.grant("2027-01-10")
        life.bills("2027-01-15", 5)
        self.assertEqual(["Y"], life.offer("Y", credit(110, *ONCE)).grant("2027-06-10"))
        life.offer("Z", percent(10, *YEAR)).without("X").without("Y")
        self.law(life, "2027-06-11", ["Z"], 120)

    def test_one_off_rewards_stand_beside_a_higher_count(self):
        life = Life(referrals=3).offer("Friends", euros_off(1, *YEAR, scaling=("referrals", 1, None)), credit(25, *ONCE))
        life.grant("2027-01-10")
        life.record["referrals"] = 6
        self.law(life, "2027-01-11", ["Friends"], 97)
        self.assertEqual([31] + [6] * 11, life.bills("2027-01-15", 12))

    def test_one_off_rewards_on_both_sides_of_a_best_of(self):
        life = Life().offer("A", percent(5, *YEAR), credit(11, "once", 10)).offer("B", credit(1, *ONCE)).without("B")
        life.offer("C", percent(1, *YEAR)).best_of(("A", "B"), "C")
        life.grant("2027-01-10")
        life.offer("B", credit(1, *ONCE))
        self.law(life, "2027-02-10", ["B"], 72)
        self.assertEqual([6] + [5] * 8 + [16] + [5, 5, 0], life.bills("2027-02-15", 13))

    def test_a_step_up_in_a_best_of_gives_no_bonus_twice(self):
        life = Life().offer("A", percent(5, *YEAR), credit(50, *ONCE)).offer("B", percent(1, *YEAR)).best_of("A", "B")
        life.grant("2027-01-10")
        self.assertEqual([55], life.bills("2027-01-15", 1))
        life.offer("A", percent(6, *YEAR), credit(50, *ONCE))
        self.law(life, "2027-02-10", ["A"], 72)
        self.assertEqual([6] * 12, life.bills("2027-02-15", 12))

    def test_one_off_rewards_of_another_row(self):
        rows = [["from", 24, [credit(10, *ONCE)]], ["from", 60, [credit(25, *ONCE)]]]
        life = Life(joined="2024-01-10").offer("Ladder", table=("tenure", rows))
        life.grant("2027-01-10")
        self.assertEqual([10], life.bills("2027-01-15", 1))
        self.assertEqual([], life.grant("2028-06-10"))
        self.law(life, "2029-01-10", ["Ladder"], 25)

    def test_a_match_with_a_limit(self):
        life = Life().offer("Start", credit(500, *ONCE), to="newcomers").offer("Same", match={"of": None, "at most": 20000})
        self.law(life, "2027-01-10", ["Same"], 200)
        life.bills("2027-01-15", 1)
        self.law(life, "2027-02-10", [], 200)

    def test_who_left_and_comes_back(self):
        life = Life().offer("Ten", percent(10, *YEAR))
        life.grant("2027-01-10")
        life.bills("2027-01-15", 3)
        life.contract.awards[0].state = "ended"
        self.law(life, "2027-06-10", ["Ten"], 120)

    def test_a_cap_leaves_room_where_what_runs_gives_way(self):
        life = ladder(Life(joined="2022-04-10")).at_most(50)
        life.grant("2027-01-10")
        life.bills("2027-01-15", 3)
        self.law(life, "2027-04-10", ["Ladder"], 50)
        self.assertEqual([6] * 4 + [3] * 5 + [2, 0], life.bills("2027-04-15", 11))  # and 9 had: 50

    def test_what_a_cap_cut_stands_in_nobodys_way(self):
        rows = [["from", 24, [percent(7, *YEAR), credit(8, "for", 3, 0)]], ["from", 48, [credit(9, *ONCE)]]]
        life = Life(joined="2024-08-10").offer("Ladder", table=("tenure", rows)).at_most(30)
        life.grant("2027-06-10")
        self.assertEqual([15, 15, 0], life.bills("2028-07-15", 3))
        self.law(life, "2028-09-10", ["Ladder"], 9)

    def test_a_milestone_and_a_limits_new_place_are_new_occasions(self):
        life = Life().offer("Apology", credit(30, *ONCE), limit=("months", 6))
        life.grant("2027-01-10")
        self.assertEqual([30], life.bills("2027-01-15", 1))
        self.assertEqual([], life.grant("2027-07-09"))
        self.assertEqual(["Apology"], life.grant("2027-07-10"))
        life = Life(joined="2026-01-10").offer("Mile", credit(25, *ONCE), when=[("reaches", [12, 18])])
        self.assertEqual(["Mile"], life.grant("2027-01-10"))
        self.assertEqual([25], life.bills("2027-01-15", 1))
        self.assertEqual([], life.grant("2027-02-09"))
        self.assertEqual(["Mile"], life.grant("2027-07-10"))


class Bills(unittest.TestCase):
    """Periods, not bills."""

    def test_a_bill_for_part_of_a_period(self):
        life = Life().offer("Five", euros_off(5, "for", 2, 0))
        life.grant("2027-01-10")
        half = [sum(life.bill(day, share=share).values()) for day, share in
                (("2027-01-15", HALF), ("2027-02-01", 1), ("2027-03-01", 1), ("2027-04-01", 1))]
        self.assertEqual([HALF * 5, 5, HALF * 5, 0], half)

    def test_a_voided_invoice_comes_back(self):
        import billing
        life = Life().offer("Five", percent(5, "for", 2, 0))
        life.grant("2027-01-10")
        self.assertEqual({"Five": 5}, life.bill("2027-01-15", invoice="A"))
        billing.void(life.contract, "A")
        self.assertEqual([5, 5, 0], life.bills("2027-02-15", 3))


if __name__ == "__main__":
    unittest.main()
