"""trouw explain: one customer, what and why."""

import json
import unittest

import page
from trouw_command import DAY, OFFERS, CommandTest


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
        self.assertEqual([{"text": "complaints is at least 2", "holds": "no", "has": {"complaints": "0"},
                           "short_of": "2 short"}],
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

    DANK = """language nl
aanbieding "Dank" voor klanten
  geef EUR 5 eenmalig
  omdat "blijven loont"
  vertel "Na {tenure}: {value}. Klachten: {complaints}. Tot {contract end}."
  vertel in en "After {tenure}. Until {contract end}."
  vertel in de "Nach {tenure}."
"""

    def test_what_the_customer_is_told(self):
        """Values are told in the words of the message's language, where trouw has them."""
        folder = self.programme(offers=self.DANK)
        rows = [["9", "active", "2022-02-01", "", "50.00", "GE", "0", ""]]
        words = ("explain", folder, "--customers", self.csv_file(rows), "--id", "9", "--on", DAY)
        done = self.trouw(*words, "--format", "json")
        self.assertEqual(0, done.returncode, done.stderr)
        award = json.loads(done.stdout)["deal"]["given"][0]
        self.assertEqual(["blijven loont"], award["because"])
        self.assertEqual({"nl": "Na 5 jaar 1 maand: EUR 5.00. Klachten: 0. Tot onbekend.",
                          "en": "After 5 years 1 month. Until unknown.",
                          "de": "Nach 5 years 1 month."},
                         {told["language"]: told["text"] for told in award["messages"]})
        text = " ".join(self.trouw(*words).stdout.split())
        self.assertIn("the offer is there because “blijven loont”", text)
        self.assertIn("told, in nl, “Na 5 jaar 1 maand", text)

    MISSES = """
offer "Five years" to customers
  when tenure is at least 5 years
  give EUR 10 once

offer "Soon" to customers
  runs from 2027-04-01
  give EUR 5 once

offer "Dear" to customers
  when price is at least EUR 60
  give EUR 5 once
"""

    def misses(self, *words):
        rows = [["8", "active", "2022-05-10", "", "50.00", "GE", "0", "2027-09-30"]]
        return self.trouw("explain", self.programme(offers=OFFERS + self.MISSES), "--customers", self.csv_file(rows),
                          "--id", "8", "--on", DAY, *words)

    def test_the_nearest_miss_first(self):
        missed = json.loads(self.misses("--format", "json").stdout)["not_given"]
        self.assertEqual([("Soon", "2027-04-01"), ("Five years", "2027-05-10"), ("Renewal", "2027-07-02")],
                         [(passed["offer"], passed["from"]) for passed in missed[:3]])
        self.assertTrue(all("from" not in passed for passed in missed[3:]))
        missed = {passed["offer"]: passed for passed in missed}
        self.assertEqual("3 months short of 5 years", missed["Five years"]["conditions"][0]["short_of"])
        self.assertEqual("EUR 10.00 short", missed["Dear"]["conditions"][0]["short_of"])
        words = " ".join(self.misses().stdout.split())
        self.assertIn("tenure is 4 years 9 months, 3 months short of 5 years from 2027-05-10, if nothing else changes",
                      words)

    def test_bills_add_up(self):
        answer = json.loads(self.explain("1", "--format", "json").stdout)
        self.assertEqual(12, len(answer["bills"]))
        for whose, key in (("deal", "to_pay"), ("newcomer_deal", "newcomer_pays")):
            paid = sum(line["amount"] * line["periods"] for award in answer[whose]["given"] for line in award["lines"])
            self.assertEqual(12 * 5000 - paid, sum(bill[key] for bill in answer["bills"]))

    def test_page(self):
        hostile = "<script>alert(1)</script>&\"'"
        rows = [[hostile, "active", "2017-02-10", "", "50.00", "NH", "0", ""]]
        offers = OFFERS + 'offer "<b>\\"Bold\\" & co</b>" to customers\n  give EUR 1 once\n'
        path = self.folder / "page.html"
        done = self.trouw("explain", self.programme(offers=offers), "--customers", self.csv_file(rows), "--id", hostile,
                          "--on", DAY, "--html", path)
        self.assertEqual(0, done.returncode, done.stderr)
        made = page.check(self, path)
        self.assertIn(hostile, made.headings[0][1])
        self.assertIn('<b>"Bold" & co</b>: EUR 1.00', [text for _, text in made.headings])
        numbers = made.numbers("To pay")
        self.assertEqual(60000 - 13500, page.minor(numbers["all"]["a newcomer pays"]))
        self.assertEqual(12, len(numbers) - 1)

    def test_page_that_cannot_be_written(self):
        done = self.explain("1", "--html", self.folder / "no" / "page.html", code=2)
        self.assertIn("page.html cannot be written", done.stderr)
        self.assertEqual("", done.stdout)

    def test_pages_never_overwrite_the_customers(self):
        source, programme = self.csv_file(), self.programme()
        text = source.read_bytes()
        for words in (["explain", programme, "--id", "1", "--on", DAY, "--html", source],
                      ["diff", programme, programme, "--on", DAY, "--html", source],
                      ["forecast", programme, "--from", DAY, "--html", source],
                      ["forecast", programme, "--from", DAY, "--upcoming", self.folder / "." / source.name]):
            done = self.trouw(*words, "--customers", source)
            self.assertEqual((2, ""), (done.returncode, done.stdout), words)
            self.assertIn("would overwrite what --customers reads", done.stderr)
        self.assertEqual(text, source.read_bytes())

    def test_newcomer(self):
        self.assertIn("3: a newcomer of Ten Trees", self.explain("3").stdout)

    def test_no_such_id(self):
        done = self.explain("11", code=2)
        self.assertIn("“11”", done.stderr)
        self.assertIn("near it", done.stderr)


class WhoIsCompared(CommandTest):
    """Only customers are promised no less than a newcomer: of others it is not said that the promise is kept."""

    def explained(self, number, offers=OFFERS):
        page = self.folder / "page.html"
        done = self.trouw("explain", self.programme(offers=offers), "--customers", self.csv_file(), "--id", number, "--on", DAY, "--html", page)
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        return done.stdout, page.read_text(encoding="utf-8")

    def test_a_returner(self):
        for text in self.explained("4"):
            self.assertNotIn("Not worse off", text)
            self.assertIn("Only customers are promised no less than a newcomer, and this is a returner: EUR 123.00 worse off than a newcomer.", text)

    def test_a_returner_who_gets_as_much(self):
        offers = OFFERS.replace('"Welcome" to newcomers', '"Welcome" to everyone').replace('"City bonus" to newcomers', '"City bonus" to everyone')
        self.assertIn("and this is a returner: as well off as a newcomer.", self.explained("4", offers)[0])

    def test_a_customer_and_a_newcomer(self):
        self.assertIn("Not worse off than a newcomer", self.explained("1")[0])
        self.assertNotIn("worse off", self.explained("3")[0])


class CutToNothing(CommandTest):
    FREE = """\
offer "Free" to customers
  give 12 months free

offer "More" to customers
  give EUR 5 off for 12 months

offer "Percent" to customers
  give 5% off for 12 months
"""

    def test_by_the_bill(self):
        done = self.trouw("explain", self.programme(offers=self.FREE), "--customers", self.csv_file(), "--id", "1", "--on", DAY)
        self.assertIn("it is open, but nothing is left of the bills that it is for, after “Free”", " ".join(done.stdout.split()))

    def test_by_the_limit_of_the_deal(self):
        offers = """\
offer "First" to customers
  give EUR 50 once

offer "Second" to customers
  give EUR 20 once

combine customer offers
  at most EUR 50

example "Nothing is left for the second"
  on 2027-03-01
  customer with joined is 2020-01-01
  expect "First" EUR 50
  expect no "Second"
  expect deal EUR 50
"""
        self.assertEqual(0, self.trouw("test", self.programme(offers=offers)).returncode)
        done = self.trouw("test", self.programme(offers=offers.replace('no "Second"', '"Second" EUR 20')))
        self.assertEqual(1, done.returncode)
        self.assertIn("gets EUR 0: the deal's limit cut it from EUR 20", " ".join(done.stdout.split()))


if __name__ == "__main__":
    unittest.main()
