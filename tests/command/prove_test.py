"""trouw prove: verdicts, the person who shows that a guarantee is broken, and giving up."""

import json
import re
import signal
import subprocess
import time
import unittest

from trouw_command import OFFERS, TROUW, YAML, CommandTest

MATCH = 'offer "Same as new" to customers\n  match the newcomer deal\n\n'
ALL = OFFERS + "guarantee staying longer is never worse\nguarantee leaving and coming back is never better\n"


class Prove(CommandTest):
    def broken(self):
        return self.programme(offers=ALL.replace(MATCH, ""))

    def test_all_hold(self):
        done = self.trouw("prove", self.programme(offers=ALL))
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        self.assertEqual(3, done.stdout.count(": holds ("))
        self.assertIn("every day from 1900-01-01 through 2199-12-31", done.stdout)
        self.assertIn("newcomers pay the same price", " ".join(done.stdout.split()))

    def test_one_person_who_is_worse_off(self):
        done = self.trouw("prove", self.broken())
        self.assertEqual((1, ""), (done.returncode, done.stderr))
        for words in ("guarantee no customer is worse off than a newcomer: broken", "A customer on ", "Worse off by EUR ",
                      "this customer", "as a newcomer", "net cost", "The difference:", "help: give customers an offer"):
            self.assertIn(words, done.stdout)
        self.assertNotIn("1900-01-01:", done.stdout)

    def test_json_keys(self):
        done = self.trouw("prove", self.broken(), "--format", "json")
        self.assertEqual(1, done.returncode)
        first = json.loads(done.stdout)["guarantees"][0]
        self.assertEqual("broken", first["verdict"])
        self.assertEqual({"text", "verdict", "record", "customer_value", "newcomer_value", "seconds"},
                         {"text", "verdict", "record", "customer_value", "newcomer_value", "seconds"} & set(first))
        self.assertEqual("active", first["record"]["status"])
        self.assertLess(first["customer_value"], first["newcomer_value"])

    def saved(self, offers):
        """The examples that `prove` writes of a broken programme; they fail in it."""
        file = self.folder / "found.trouw"
        file.unlink(missing_ok=True)
        self.assertEqual(1, self.trouw("prove", self.programme(offers=offers), "--save-example", file).returncode)
        examples = file.read_text(encoding="utf-8")
        folder = self.programme(offers=offers + examples)
        done = self.trouw("test", folder)
        self.assertEqual((1, ""), (done.returncode, done.stderr))
        self.assertNotIn("holds  ", done.stdout)
        self.assertIn("expected guarantees kept", done.stdout)
        self.assertEqual(1, self.trouw("check", folder, "--no-prove").returncode)
        return examples

    def passes(self, offers):
        done = self.trouw("test", self.programme(offers=offers))
        self.assertEqual((0, ""), (done.returncode, done.stderr), done.stdout)

    def test_saved_example_of_one_worse_off(self):
        broken = OFFERS.replace(MATCH, "")
        examples = self.saved(broken)
        self.passes(ALL + examples)
        self.passes(broken.replace('"Welcome" to newcomers', '"Welcome" to everyone') + examples)

    def test_saved_example_of_a_limit(self):
        limited = ALL.replace(MATCH, MATCH.rstrip() + "\n  limit 1000 customers\n\n")
        self.passes(ALL + self.saved(limited))

    def test_saved_example_of_staying_longer(self):
        young = 'offer "Young" to customers\n  when tenure is at most 24 months\n  give EUR 300 once\n'
        examples = self.saved(ALL + young)
        self.passes(ALL + examples)
        self.passes(ALL + young.replace("  when tenure is at most 24 months\n", "") + examples)
        self.passes(ALL + young + young.replace("Young", "Old").replace("at most 24", "more than 24") + examples)

    def test_saved_example_of_coming_back(self):
        back = 'offer "Welcome back" to returners\n  give EUR 200 once\n'
        examples = self.saved(ALL + back)
        self.assertIn("  returner with ", examples)
        self.passes(ALL + examples)
        self.passes(ALL + back.replace("EUR 200", "EUR 1") + examples)
        thanks = 'offer "Thank you" to customers\n  give EUR 200 once\n'
        self.passes(ALL + back + thanks + "  limit once per 12 months per customer\n" + examples)
        done = self.trouw("test", self.programme(offers=ALL + back + thanks + examples))
        self.assertEqual(1, done.returncode)
        self.assertIn("had they had “Thank you” before", done.stdout)

    def test_saved_examples_are_added(self):
        broken = ALL.replace(MATCH, "")
        folder = self.programme(offers=broken)
        offers = folder / "offers.trouw"
        offers.chmod(0o640)
        for _ in range(2):  # the same one is there already
            self.assertEqual(1, self.trouw("prove", folder, "--save-example", offers).returncode)
        text = offers.read_text(encoding="utf-8")
        self.assertTrue(text.startswith(broken))
        found = text[len(broken):].strip().split("\n\n")
        self.assertGreaterEqual(len(found), 2)  # of two guarantees
        self.assertEqual(sorted(set(found)), sorted(found))
        self.assertEqual(0o640, offers.stat().st_mode & 0o777)
        self.assertEqual(1, self.trouw("test", folder).returncode)

    def test_saved_examples_speak_the_language_of_the_file(self):
        folder = self.programme(offers=ALL.replace(MATCH, ""))
        dutch = folder / "klanten.trouw"
        dutch.write_text('language nl\n\naanbieding "Trouw" voor klanten\n  geef EUR 1 eenmalig\n', encoding="utf-8")
        self.assertEqual(1, self.trouw("prove", folder, "--save-example", dutch).returncode)
        self.assertIn("voorbeeld", dutch.read_text(encoding="utf-8"))
        self.assertEqual(1, self.trouw("check", folder, "--no-prove").returncode)
        self.assertIn("T0463", self.trouw("check", folder, "--no-prove").stderr)

    def test_nothing_else_is_added_to(self):
        folder = self.programme(offers=ALL.replace(MATCH, ""))
        wrong = self.folder / "wrong.trouw"
        wrong.write_text("offer offer\n", encoding="utf-8")
        for path in (folder / "programme.yaml", self.csv_file(), wrong, self.folder):
            before = path.read_bytes() if path.is_file() else None
            done = self.trouw("prove", folder, "--save-example", path)
            self.assertEqual(2, done.returncode, path)
            self.assertEqual(before, path.read_bytes() if path.is_file() else None)

    def test_a_saved_example_writes_names_as_the_language_wants_them(self):
        """A choice that begins with a word of comparisons, a field with a reserved word and one with a pair."""
        yaml = YAML.replace("  complaints: ", """\
  work:          {type: choice, values: [paid, between jobs, one of many], for newcomers: kept, typical: paid}
  "date of birth": {type: date, for newcomers: kept, typical: 1980-01-01}
  "seen at least": {type: whole number, from: 0, to: 9, for newcomers: kept, typical: 1}
  complaints: """)
        offers = ALL.replace(MATCH, "") + """\
offer "A" to newcomers
  when work is [between jobs] and [date of birth] is after 2000-01-01 and [seen at least] is at least 2
  give EUR 900 once

offer "B" to customers
  when not (work is [between jobs] and [date of birth] is after 2000-01-01 and [seen at least] is at least 2)
  give EUR 900 once
  limit once per 12 months per customer
"""
        folder = self.programme(yaml=yaml, offers=offers)
        self.assertEqual(1, self.trouw("prove", folder, "--save-example", folder / "found.trouw").returncode)
        text = (folder / "found.trouw").read_text(encoding="utf-8")
        for words in ("work is [between jobs]", "[date of birth] is 2", "[seen at least] is "):
            self.assertIn(words, text)
        self.assertIn("T0463", self.trouw("check", folder, "--no-prove").stderr)
        self.assertEqual((0, ""), (self.trouw("fmt", "--check", folder / "found.trouw", "--quiet").returncode, ""))

    def test_nobody_leaves_before_joining(self):
        back = 'offer "Welcome back" to returners\n  when left is before 2000-01-01\n  give EUR 200 once\n'
        found = json.loads(self.trouw("prove", self.programme(offers=ALL + back), "--format", "json").stdout)["guarantees"]
        person = next(one["record"] for one in found if "coming back" in one["text"])
        self.assertLessEqual(person["joined"], person["left"])

    def test_one_day(self):
        done = self.trouw("prove", self.broken(), "--on", "2027-03-01")
        self.assertEqual(1, done.returncode)
        self.assertIn("A customer on 2027-03-01", done.stdout)
        self.assertEqual(2, self.trouw("prove", self.broken(), "--on", "2027-03-01", "--from", "2027-01-01").returncode)
        self.assertEqual(2, self.trouw("prove", self.broken(), "--from", "2027-03-01", "--through", "2027-01-01").returncode)

    def test_no_time_is_unknown(self):
        done = self.trouw("prove", self.programme(offers=ALL), "--timeout", "0")
        self.assertEqual((3, ""), (done.returncode, done.stderr))
        self.assertEqual(3, done.stdout.count(": unknown ("))
        self.assertIn("Not decided: the time was up", done.stdout)

    def test_interrupting_is_unknown(self):
        hard = "".join(f'offer "N{i}" to newcomers\n  when price is more than EUR {i}\n  give {i % 7 + 1}.{i % 9 + 1}% off for {i % 12 + 1} months\n'
                       f'offer "C{i}" to customers\n  when complaints is at least {i % 30} or price is at most EUR {i * 3}\n'
                       f"  give {i % 5 + 2}.{i % 8 + 1}% off for {i % 11 + 2} months\n" for i in range(120))
        folder = self.programme(offers=hard + 'offer "M" to customers\n  match "N1"\nguarantee staying longer is never worse within EUR 1\n')
        process = subprocess.Popen([TROUW, "prove", str(folder), "--timeout", "600"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=60)
        if ": unknown" in out:  # it was still at work
            self.assertIn("interrupted", out)
            self.assertEqual(3, process.returncode)
        else:
            self.assertIn(process.returncode, (0, 1, -signal.SIGINT))

    def test_curve(self):
        done = self.trouw("prove", self.programme(offers=OFFERS.replace(MATCH, "")), "--curve", "--on", "2027-03-01")
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        self.assertIn("from 9 years               EUR 64.80     EUR 72.00", done.stdout)
        points = json.loads(self.trouw("prove", self.programme(), "--curve", "--format", "json").stdout)["curve"]
        self.assertEqual(0, points[0]["months"])
        self.assertTrue(all(point["value"] >= point["newcomer_value"] for point in points))


class NothingCompared(CommandTest):
    """A programme that knows neither when somebody joined nor who has left."""

    YAML = "".join(line for line in YAML.splitlines(keepends=True)
                   if not line.strip().startswith(("joined: joined", "left: left", "former when", "newcomer again")))
    OFFERS = re.sub(r"give 1% off for every year of tenure, .*", "give 10% off for 12 months", OFFERS)

    def test_staying_longer(self):
        folder = self.programme(yaml=self.YAML, offers=self.OFFERS + "\nguarantee staying longer is never worse\n")
        done = self.trouw("prove", folder)
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        self.assertIn("Nothing is compared: the roles name neither `joined` nor `tenure`", " ".join(done.stdout.split()))
        self.assertIn("nothing is compared", json.loads(self.trouw("prove", folder, "--format", "json").stdout)["guarantees"][1]["reason"])
        done = self.trouw("check", folder)
        self.assertEqual(0, done.returncode)
        self.assertIn("warning[T0603]", done.stderr)

    def test_what_follows_tenure_is_compared_all_the_same(self):
        yaml = self.YAML.replace("  complaints: ", "  level: {type: whole number, from: 0, to: 3, follows: tenure, for newcomers: 0, typical: 1}\n  complaints: ")
        offers = self.OFFERS + 'offer "Low" to customers\n  when level is at most 1\n  give EUR 300 once\n\nguarantee staying longer is never worse\n'
        done = self.trouw("prove", self.programme(yaml=yaml, offers=offers))
        self.assertEqual(1, done.returncode)
        self.assertIn("(against", done.stdout)

    def test_leaving_and_coming_back(self):
        folder = self.programme(yaml=self.YAML, offers=self.OFFERS + "\nguarantee leaving and coming back is never better\n")
        done = self.trouw("prove", folder)
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        self.assertIn("Nothing is compared: the roles have no `former when`", " ".join(done.stdout.split()))


class Check(CommandTest):
    def test_a_broken_guarantee_is_a_mistake(self):
        done = self.trouw("check", self.programme(offers=OFFERS.replace(MATCH, "")))
        self.assertEqual(1, done.returncode)
        self.assertIn("error[T0601]", done.stderr)
        self.assertEqual(0, self.trouw("check", self.programme(offers=OFFERS.replace(MATCH, "")), "--no-prove").returncode)


if __name__ == "__main__":
    unittest.main()
