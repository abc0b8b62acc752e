"""trouw prove: verdicts, the person who shows that a guarantee is broken, and giving up."""

import json
import signal
import subprocess
import time
import unittest

from trouw_command import OFFERS, TROUW, CommandTest

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
        broken = ALL.replace(MATCH, "")
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
        self.passes(ALL + back + 'offer "Thank you" to customers\n  give EUR 200 once\n' + examples)

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


class Check(CommandTest):
    def test_a_broken_guarantee_is_a_mistake(self):
        done = self.trouw("check", self.programme(offers=OFFERS.replace(MATCH, "")))
        self.assertEqual(1, done.returncode)
        self.assertIn("error[T0601]", done.stderr)
        self.assertEqual(0, self.trouw("check", self.programme(offers=OFFERS.replace(MATCH, "")), "--no-prove").returncode)


if __name__ == "__main__":
    unittest.main()
