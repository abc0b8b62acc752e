"""trouw check: messages and exit codes, a mistake at a time."""

import json
import resource
import subprocess
import unittest

from trouw_command import ADDED, DAY, OFFERS, TROUW, YAML, CommandTest


class Check(CommandTest):
    def test_well_written(self):
        done = self.trouw("check", self.programme())
        self.assertEqual(0, done.returncode)
        self.assertEqual("6 offers, 1 guarantee: well written; the guarantee holds.\n", done.stdout)
        self.assertTrue(done.stderr.startswith("note[T0508]: how often each offer is granted."), done.stderr)

    def test_how_often_each_offer_is_granted(self):
        offers = ('offer "A" to customers\n  give EUR 5 once\noffer "B" to customers\n  give 5% off for 3 months\n'
                  'offer "C" to customers\n  give 5% off for as long as they stay\n'
                  'offer "D" to customers\n  give EUR 5 once\n  limit once per 6 months per customer\n')
        done = self.trouw("check", self.programme(offers=offers))
        for said in ("“A”: granted once for good.", "“B”: granted again every 12 months.", "“C”: granted once, and it goes on.",
                     "“D”: granted at most once in 6 months per customer."):
            self.assertIn(said, " ".join(done.stderr.split()))

    def test_quiet(self):
        done = self.trouw("check", self.programme(), "--quiet")
        self.assertEqual((0, "", ""), (done.returncode, done.stdout, done.stderr))

    def test_json_keys(self):
        done = self.trouw("check", self.programme(offers=OFFERS + 'offer "Welcome" to newcomers\n  give EUR 5 once\n'),
                          "--format", "json")
        answer = json.loads(done.stdout)
        self.assertEqual(["diagnostics", "errors", "warnings", "notes", "guarantees"], list(answer))
        first = answer["diagnostics"][0]
        self.assertEqual(["code", "severity", "message", "file", "line", "column", "length", "help", "related"],
                         list(first))
        self.assertEqual(["role", "file", "line", "column", "length"], list(first["related"][0]))
        self.assertEqual(1, answer["errors"])

    def test_two_offers_of_one_title(self):
        error = self.one_error(self.programme(offers=OFFERS + 'offer "Welcome" to newcomers\n  give EUR 5 once\n'))
        self.assertIn("Welcome", error["message"])
        self.assertEqual((ADDED, 7), (error["line"], error["column"]))
        self.assertEqual(1, error["related"][0]["line"])

    def test_messages_go_to_standard_error(self):
        done = self.trouw("check", self.programme(offers=OFFERS + "offre\n"))
        self.assertEqual(1, done.returncode)
        self.assertIn(f"offers.trouw:{ADDED}:1", done.stderr)
        self.assertEqual("1 error.\n", done.stdout)

    def test_missing_folder(self):
        error = self.one_error(self.folder / "nowhere", code=2)
        self.assertIn("nowhere", error["message"])

    def test_folder_that_is_a_file(self):
        self.one_error(self.csv_file(), code=2)

    def test_empty_folder(self):
        (self.folder / "empty").mkdir()
        error = self.one_error(self.folder / "empty", code=2)
        self.assertIn("programme.yaml", error["message"] + error["help"])

    def test_no_statements(self):
        for offers in (None, "", "# nothing yet\n", "\ufeff\r\n"):
            with self.subTest(offers=offers):
                (self.folder / "programme" / "offers.trouw").unlink(missing_ok=True)
                self.assertEqual(1, len(self.errors(self.programme(offers=offers))))

    def test_empty_yaml(self):
        self.one_error(self.programme(yaml=""))

    def test_unknown_yaml_key(self):
        error = self.one_error(self.programme(yaml=YAML.replace("rounding:", "roundin:")))
        self.assertEqual(6, error["line"])
        self.assertIn("rounding", error["help"] + error["message"])

    def test_wrong_type(self):
        error = self.one_error(self.programme(offers=OFFERS + 'offer "X" to customers\n  when region is at least 3\n'
                                              "  give EUR 5 once\n"))
        self.assertEqual(ADDED + 1, error["line"])

    def test_unknown_field(self):
        error = self.one_error(self.programme(offers=OFFERS + 'offer "X" to customers\n  when regoin is NH\n'
                                              "  give EUR 5 once\n"))
        self.assertIn("regoin", error["message"])
        self.assertIn("region", error["help"] + error["message"])

    def test_mixed_and_or(self):
        error = self.one_error(self.programme(
            offers=OFFERS + 'offer "X" to customers\n  when region is NH or region is UT and complaints is 0\n'
            "  give EUR 5 once\n"))
        self.assertEqual(ADDED + 1, error["line"])
        self.assertIn("(", error["help"] + error["message"])

    def test_newcomer_reward_beyond_the_horizon(self):
        error = self.one_error(self.programme(offers=OFFERS.replace("20% off for 6 months", "20% off for 24 months")))
        self.assertEqual(2, error["line"])
        self.assertIn("24", error["message"] + error["help"])

    def test_field_without_a_newcomer_value(self):
        yaml = YAML.replace("[NH, UT, GE], for newcomers: kept", "[NH, UT, GE]")
        error = self.one_error(self.programme(yaml=yaml))
        self.assertIn("region", error["message"])
        self.assertIn("for newcomers", error["message"] + error["help"])

    def test_one_run_shows_every_mistake(self):
        found = self.errors(self.programme(offers=OFFERS + 'offer "X" to customers\n  when regoin is NH\n'
                                           '  give EUR 5 once\n\noffer "Y" to customers\n  give 5% off\n'))
        self.assertEqual([ADDED + 1, ADDED + 5], [error["line"] for error in found])

    def test_example_that_does_not_hold(self):
        example = 'example "New"\n  on 2027-03-01\n  customer with joined is 2026-03-01\n  expect deal EUR 1\n'
        error = self.one_error(self.programme(offers=OFFERS + example))
        self.assertEqual(("T0463", ADDED + 3), (error["code"], error["line"]))
        self.assertIn("EUR 72", error["message"])

    def test_warnings_fail_only_when_strict(self):
        folder = self.programme(offers=OFFERS + "define unused as complaints is at least 5\n")
        answer = json.loads(self.trouw("check", folder, "--format", "json").stdout)
        self.assertEqual((0, 1), (answer["errors"], answer["warnings"]))
        self.assertEqual(0, self.trouw("check", folder, "--no-prove").returncode)
        self.assertEqual(1, self.trouw("check", folder, "--strict").returncode)

    def test_without_a_guarantee_there_is_a_note(self):
        folder = self.programme(offers=OFFERS[:OFFERS.index("guarantee")])
        done = self.trouw("check", folder, "--strict", "--format", "json")
        answer = json.loads(done.stdout)
        self.assertEqual((0, 0, 0, 2), (done.returncode, answer["errors"], answer["warnings"], answer["notes"]))

    def test_every_code_is_explained(self):
        done = self.trouw("check", self.programme(offers=OFFERS + "offre\n"), "--format", "json")
        code = json.loads(done.stdout)["diagnostics"][0]["code"]
        self.assertIn(code + ":", self.trouw("help", code).stdout)


class Folders(CommandTest):
    def test_a_programme_within_a_folder_is_another(self):
        folder = self.programme()
        inner = folder / "next year"
        inner.mkdir()
        (inner / "programme.yaml").write_text(YAML, encoding="utf-8")
        (inner / "offers.trouw").write_text("offer offer\n", encoding="utf-8")
        (folder / "more").mkdir()
        (folder / "more" / "more.trouw").write_text('offer "More" to customers\n  give EUR 1 once\n', encoding="utf-8")
        done = self.trouw("check", folder, "--no-prove")
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertIn("7 offers", done.stdout)


class Doubling(CommandTest):
    """Definitions that double and double again are shared."""

    def chain(self, first, step, count=40):
        lines = [f"define d{count} as {first}"] + [f"define d{i} as {step.replace('X', f'd{i + 1}')}" for i in range(count)]
        return "\n".join(lines) + "\n"

    def test_conditions(self):
        for step in ("X and X", "X or X", "not X and X", "X and (X or complaints is 3)", "(not X) or X"):
            with self.subTest(step=step):
                offers = OFFERS + self.chain("complaints is at least 2", step) + 'offer "Doubled" to customers\n  when d0\n  give EUR 1 once\n'
                folder = self.programme(offers=offers)
                for words in (("check", folder), ("test", folder), ("sql", folder, "--dialect", "sqlite", "--on", DAY),
                              ("explain", folder, "--customers", self.csv_file(), "--id", "1", "--on", DAY),
                              ("dry-run", folder, "--customers", self.csv_file(), "--on", DAY)):
                    done = self.limited(*words)
                    self.assertIn(done.returncode, (0, 1), (words, done.stderr[-300:]))

    def test_in_dutch(self):
        lines = ["language nl", "definieer d30 als complaints is minstens 2"] + [f"definieer d{i} als d{i + 1} en d{i + 1}" for i in range(30)]
        lines += ['aanbieding "Dubbel" voor klanten', "  voorwaarde: d0", "  geef EUR 1 eenmalig"]
        folder = self.programme()
        (folder / "dubbel.trouw").write_text("\n".join(lines) + "\n", encoding="utf-8")
        done = self.limited("check", folder)
        self.assertEqual(0, done.returncode, done.stderr[-500:])

    def test_amounts_and_milestones(self):
        offers = OFFERS + self.chain("complaints × 1", "X + X", 20) + self.chain("tenure reaches 5 or 10 years", "X or X").replace("d", "m").replace("mefine", "define")
        offers += 'offer "Doubled" to customers\n  when d0 is at least 3\n  give EUR 1 once\noffer "Mile" to customers\n  when m0\n  give EUR 1 once\n'
        folder = self.programme(offers=offers)
        for words in (("check", folder), ("explain", folder, "--customers", self.csv_file(), "--id", "1", "--on", DAY)):
            done = self.limited(*words)
            self.assertIn(done.returncode, (0, 1), (words, done.stderr[-500:]))

    def limited(self, *words):
        """Within two minutes, and two gigabytes of memory."""
        done = subprocess.run([TROUW, *map(str, words)], capture_output=True, text=True, timeout=120)
        self.assertLess(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, 2_000_000)
        return done


class Everybody(CommandTest):
    def test_how_everybody_is_written(self):
        yaml = YAML.replace("  customer when: status is active\n  former when: status is former\n  newcomer again after: 12 months\n", "")
        found = self.one_error(self.programme(yaml=yaml))
        self.assertEqual("T0216", found["code"])
        said = found["help"].split("“")[-1].rstrip("”")
        self.assertEqual("customer when: price is at least EUR 0", said)
        done = self.trouw("check", self.programme(yaml=yaml.replace("  others:", f"  {said}\n  others:")), "--no-prove")
        self.assertEqual(0, done.returncode, done.stderr)


if __name__ == "__main__":
    unittest.main()
