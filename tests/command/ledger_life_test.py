"""Two years of the examples, day by day: what a customer who lives on is granted, and what their bills have."""

import json
import pathlib
import unittest

from ledger_test import LedgerTest
from trouw_command import YAML

EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "rules-examples"


class LifeTest(LedgerTest):
    def record(self, header, **values):
        return self.csv_file([[values.get(name, "") for name in header]], header=header, name="record.csv")

    def paid(self, folder, record, invoice, starts, *more):
        """What the bill has, by offer, in minor units: money and what perks are worth."""
        paid = {}
        for line in self.due(folder, record, invoice, starts, *more):
            paid[line["offer"]] = paid.get(line["offer"], 0) + line["amount"] + line["worth"]
        return paid

    def titles(self, folder, record, day):
        return [(offer["title"], offer["paid"]) for offer in self.granted(folder, record, day=day)["offers"]]

    def explained(self, folder, record, identity, day, *more):
        done = self.trouw("explain", folder, "--customers", record, "--id", identity, "--on", day, "--format", "json",
                          "--quiet", *more)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        return json.loads(done.stdout)


class Insurance(LifeTest):
    """A premium a year: a reward for 12 months is there every year."""

    HEADER = ("policy,holder,status,joined,left,renewal_premium,newcomer_premium,contents_premium,cover,channel,instalments,"
              "cashback_site,claims_5y,other_policies,alarm,renewal_date,date_of_birth").split(",")

    def test_the_second_year_is_as_the_first(self):
        folder = EXAMPLES / "03-insurance"
        policy = self.record(self.HEADER, policy="SH-1", holder="H-1", status="active", joined="2025-05-03",
                             renewal_premium="680", newcomer_premium="680", contents_premium="550", cover="essential",
                             channel="phone", instalments="no", cashback_site="no", claims_5y="1", other_policies="5",
                             alarm="yes", renewal_date="2026-05-03")
        both = [("More under one roof", 3400), ("Alarm saver", 5500)]
        for year in (2027, 2028):
            given = [self.titles(folder, policy, f"{year + month // 12}-{month % 12 + 1:02}-20") for month in range(3, 15)]
            self.assertEqual([both, *[[]] * 11], given)
            bill = self.paid(folder, policy, f"{year}", f"{year}-05-03")
            self.assertEqual({"More under one roof": 3400, "Alarm saver": 5500}, bill)
        self.whole()


class Publisher(LifeTest):
    """Thirteen bills a year."""

    HEADER = ("subscription,household,status,since,until,price_cents,list_price_cents,edition,student,lives_at_home,"
              "date_of_birth,late_payments,in_arrears,months_on_time,gifts,had_a_trial,received_cents").split(",")
    DAYS = ["2027-03-01", "2027-03-29", "2027-04-26", "2027-05-24", "2027-06-21"]

    def reader(self, student):
        return self.record(self.HEADER, subscription="MP-1", household="H", status="reading", since="2022-01-10",
                           price_cents="1500", list_price_cents="1500", edition="digital", student=student,
                           lives_at_home="no", date_of_birth="2001-02-03", late_payments="0", in_arrears="no",
                           months_on_time="20", gifts="0", had_a_trial="yes")

    def test_who_is_no_student_any_more_is_paid_for_paying_on_time(self):
        folder, student = EXAMPLES / "05-publisher", self.reader("yes")
        self.assertEqual([("Half price for students", 9750), ("Reading room", 1950)], self.titles(folder, student, self.DAYS[0]))
        for day in self.DAYS[:3]:
            self.assertEqual([], self.titles(folder, student, day))
            self.assertEqual({"Half price for students": 750, "Reading room": 150}, self.paid(folder, student, day, day))
        reader = self.reader("no")
        # The newcomer's weeks are worth 59.01: 13.00 to come and 22.50 that was had leave 23.51.
        self.assertEqual([("Paid on time", 975), ("A thank-you by edition", 325), ("The newcomer's weeks", 2351)],
                         self.titles(folder, reader, self.DAYS[3]))
        for day in self.DAYS[3:]:
            self.assertEqual([], self.titles(folder, reader, day))
            self.assertEqual({"Paid on time": 75, "A thank-you by edition": 25, "The newcomer's weeks": 181, "Reading room": 150},
                             self.paid(folder, reader, day, day))
        self.whole()

    def test_a_match_over_bills_tops_up_as_the_newcomer_deal_improves(self):
        better = self.folder / "better"
        better.mkdir()
        for file in (EXAMPLES / "05-publisher").glob("*.*"):
            if file.suffix in (".yaml", ".trouw"):
                text = file.read_text()
                (better / file.name).write_text(text.split("\nexample")[0].replace("EUR 7.50 for 24 weeks", "EUR 2.50 for 24 weeks"))
        folder, reader = EXAMPLES / "05-publisher", self.reader("no")
        first = [("Paid on time", 975), ("A thank-you by edition", 325), ("Reading room", 1950), ("The newcomer's weeks", 4601)]
        self.assertEqual(first, self.titles(folder, reader, self.DAYS[0]))  # 59.01 − 13.00
        self.assertEqual(100 + 150 + 354, sum(self.paid(folder, reader, "1", self.DAYS[0]).values()))
        # A newcomer gets 89.01 now. 12.00 and 42.47 are to come, 1.00 and 3.54 were had; a thirteenth bill has nothing yet.
        self.assertEqual([("The newcomer's weeks", 3000)], self.titles(better, reader, self.DAYS[1]))
        self.assertEqual([], self.titles(better, reader, self.DAYS[2]))
        self.whole()


class Energy(LifeTest):
    """The first example, month by month: what comes again, and what does not."""

    HEADER = ("id,status,joined_on,left_on,monthly_price_cents,product,region,complaints_12m,open_complaint,referrals_12m,"
              "usage_kwh,churn_risk,contract_end").split(",")

    def test_two_years(self):
        folder = EXAMPLES / "01-energy"
        record = self.record(self.HEADER, id="C-1", status="active", joined_on="2017-02-10", monthly_price_cents="5000",
                             product="fixed3y", region="NH", complaints_12m="0", open_complaint="no", referrals_12m="0",
                             usage_kwh="2500")
        given, bills = [], []
        for month in range(24):
            day = f"{2027 + (3 + month) // 12}-{(3 + month) % 12 + 1:02}-01"
            given.append(self.titles(folder, record, day))
            bills.append(sum(self.paid(folder, record, day, day).values()))
        ladder, match = ("Loyalty ladder", 8500), ("Same as new", 5000)
        self.assertEqual([ladder, match], given[0])
        self.assertEqual([[]] * 11, given[1:12])
        self.assertEqual([ladder], given[12][:1])
        self.assertEqual([[]] * 11, given[13:])
        # The first bill has room for 45.00 of 25.00 and 50.00; the rest is carried to the second.
        self.assertEqual([5000, 3500, *[500] * 10, 3000, *[500] * 11], bills)
        self.whole()


class PriceStep(LifeTest):
    """EUR 35 a month until the contract ends, EUR 55 from then on, and EUR 35 for who comes now."""

    OFFERS = 'offer "Thanks" to customers\n  give EUR 1 once\nguarantee no customer is worse off than a newcomer\n'
    STEPS = YAML.replace("  contract end: {type: date,", "  standard price: {type: money, column: standard, from: EUR 0, to: EUR 500, "
                         "for newcomers: kept, typical: EUR 55}\n  newcomer price: {type: money, column: new, from: EUR 0, to: EUR 500, "
                         "for newcomers: kept, typical: EUR 35}\n  contract end: {type: date,") \
        .replace("newcomer price: same as price", "newcomer price: newcomer price\n  price steps:\n"
                 "    - {from: contract end, price: standard price}")
    HEADER = ["id", "status", "joined", "left", "price", "region", "complaints", "contract_end", "standard", "new"]

    def test_the_price_to_come_is_seen_today(self):
        folder = self.programme(yaml=self.STEPS, offers=self.OFFERS)
        record = self.record(self.HEADER, id="7", status="active", joined="2026-09-01", price="35", region="GE", complaints="0",
                             contract_end="2027-09-01", standard="55", new="35")
        told = self.explained(folder, record, "7", "2027-03-01")
        self.assertEqual([3500] * 6 + [5500] * 6, [bill["price"] for bill in told["bills"]])
        self.assertEqual([3400] + [3500] * 5 + [5500] * 6, [bill["to_pay"] for bill in told["bills"]])
        self.assertEqual([3500] * 12, [bill["newcomer_pays"] for bill in told["bills"]])
        self.assertEqual(6 * 2000 - 100, told["worse_off"])
        text = self.trouw("explain", folder, "--customers", record, "--id", "7", "--on", "2027-03-01", "--quiet").stdout
        self.assertIn("EUR 55.00", text)
        summary = self.summary(record, programme=folder, code=1)
        self.assertFalse(summary["guarantees"][0]["holds"])
        proof = self.trouw("prove", folder, "--quiet")
        self.assertEqual(1, proof.returncode, proof.stderr)


class NoBillLosesInSilence(LifeTest):
    def test_a_bill_within_the_period_of_another_says_so(self):
        folder = self.programme(offers='offer "Five" to customers\n  give EUR 5 off for 12 months\n')
        record = self.csv_file([["7", "active", "2020-01-01", "", "50.00", "GE", "0", ""]])
        self.granted(folder, record, day="2027-10-20")
        self.assertEqual({"Five": 500}, self.paid(folder, record, "A", "2027-10-25"))
        note = self.due(folder, record, "B", "2027-11-20")
        self.assertEqual([("note", 0, "0")], [(line["kind"], line["amount"], line["share"]) for line in note])
        self.assertIn("within the billing period that began on 2027-10-25", note[0]["text"])
        text = self.trouw("ledger", "due", folder, "--customers", record, "--invoice", "C", "--starts", "2027-11-21",
                          "--ledger", self.ledger, "--quiet").stdout
        self.assertIn("C starts on 2027-11-21, within the billing period that began on 2027-10-25, of which earlier bills left 0, "
                      "not 1: it has nothing of what was promised.", text)


class Capped(LifeTest):
    """What is capped over all its bills counts what they had, beside others and beyond the horizon."""

    def test_up_to_in_all(self):
        folder = self.programme(offers='offer "Both" to customers\n'
                                       "  give EUR 5 off up to EUR 62 in all for 24 months and EUR 1 off for 24 months\n")
        record = self.csv_file([["7", "active", "2020-01-01", "", "50.00", "GE", "0", ""]])
        self.assertEqual([("Both", 7200)], self.titles(folder, record, "2027-01-01"))
        bills = []
        for month in range(15):
            day = f"{2027 + month // 12}-{month % 12 + 1:02}-05"
            bills.append(sum(self.paid(folder, record, day, day).values()))
        self.assertEqual([600] * 12 + [300, 100, 100], bills)
        self.whole()

    def test_a_voided_bill_gives_it_back(self):
        folder = self.programme(offers='offer "Cut" to customers\n  give EUR 5 off up to EUR 8 in all for 12 months\n')
        record = self.csv_file([["7", "active", "2020-01-01", "", "50.00", "GE", "0", ""]])
        self.granted(folder, record, day="2027-01-01")
        self.assertEqual({"Cut": 500}, self.paid(folder, record, "A", "2027-01-05"))
        self.trouw("ledger", "void", "7", "--invoice", "A", "--on", "2027-01-06", "--ledger", self.ledger)
        self.assertEqual([500, 300, 0], [sum(self.paid(folder, record, day, day).values())
                                         for day in ("2027-01-07", "2027-02-05", "2027-03-05")])
        self.whole()


class BeyondTheHorizon(LifeTest):
    def test_equal_parts_that_begin_there(self):
        folder = self.programme(offers='define yearly as price × 12\noffer "Later" to customers\n'
                                       "  give EUR 1 off for 12 months then 12% of [yearly] over 12 months\n")
        record = self.csv_file([["7", "active", "2020-01-01", "", "50.00", "GE", "0", ""]])
        self.granted(folder, record, day="2027-01-01")
        bills = []
        for month in range(25):
            day = f"{2027 + month // 12}-{month % 12 + 1:02}-05"
            bills.append(sum(self.paid(folder, record, day, day).values()))
        self.assertEqual([100] * 12 + [600] * 12 + [0], bills)
        self.whole()


class Living(LifeTest):
    """The text of the day of the grant, and the facts of each bill's own day."""

    def test_row_and_count_are_those_of_the_bill(self):
        ladder = 'offer "Ladder" to customers\n  give by tenure\n    from 1 year: 1% off for every year of tenure for as long as ' \
                 "they stay\n    from 3 years: EUR 9 off for as long as they stay\n"
        folder = self.programme(offers=ladder)
        record = self.csv_file([["7", "active", "2025-02-10", "", "100.00", "GE", "0", ""]])
        self.granted(folder, record, day="2027-01-01")
        self.assertEqual([100, 200, 900], [sum(self.paid(folder, record, day, day).values())
                                           for day in ("2027-01-05", "2027-03-05", "2028-03-05")])
        edited = self.programme(offers=ladder.replace("EUR 9", "EUR 4"), name="edited")
        self.assertEqual([], self.titles(edited, record, "2028-04-01"))
        self.assertEqual([900], list(self.paid(edited, record, "later", "2028-04-05").values()))
        self.whole()

    def test_a_while_that_time_makes_true_is_promised_anew(self):
        folder = self.programme(offers='offer "Both" to customers\n'
                                       "  give EUR 5 off for 12 months while (tenure is at least 3 years) and EUR 1 off for 12 months\n")
        record = self.csv_file([["7", "active", "2024-07-10", "", "100.00", "GE", "0", ""]])
        self.granted(folder, record, day="2027-01-10")
        bills = [sum(self.paid(folder, record, str(month), f"2027-{month:02}-09").values()) for month in range(2, 8)]
        self.assertEqual([100] * 6, bills)  # used up, and of the five nothing was had
        # 6.00 had and 36.00 to come against 72.00: the six bills after those are new.
        self.assertEqual([("Both", 3600)], self.titles(folder, record, "2027-07-10"))
        self.assertEqual([], self.titles(folder, record, "2027-07-11"))
        self.whole()


class Told(LifeTest):
    def test_what_is_replaced_says_so(self):
        ladder = 'offer "Ladder" to customers\n  give by tenure\n    from 2 years: 3% off for 12 months\n' \
                 "    from 5 years: 6% off for 12 months\n"
        folder = self.programme(offers=ladder)
        record = self.csv_file([["7", "active", "2022-04-10", "", "100.00", "GE", "0", ""]])
        self.assertEqual([("Ladder", 3600)], self.titles(folder, record, "2027-01-10"))
        for number, day in enumerate(("2027-01-15", "2027-02-15", "2027-03-15")):
            self.paid(folder, record, str(number), day)
        self.assertEqual([("Ladder", 7200)], self.titles(folder, record, "2027-04-10"))
        given = self.explained(folder, record, "7", "2027-04-11", "--ledger", self.ledger)["deal"]["given"]
        self.assertEqual([("Ladder", 0, True), ("Ladder", 7200, False)],
                         [(award["offer"], award["paid"], award.get("replaced", False)) for award in given])
        text = self.trouw("ledger", "show", "7", "--ledger", self.ledger).stdout
        self.assertIn("Replaced by award 2", text)


if __name__ == "__main__":
    unittest.main()
