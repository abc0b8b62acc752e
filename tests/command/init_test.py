"""trouw init: what it writes works at once, and it never writes over anything."""

import os
import shlex
import unittest

from trouw_command import CommandTest

CUSTOMERS = {"en": "customers.csv", "nl": "klanten.csv"}


class Init(CommandTest):
    def test_what_it_writes_works(self):
        for language, customers in CUSTOMERS.items():
            with self.subTest(language=language):
                folder = self.folder / language
                done = self.trouw("init", folder, "--language", language)
                self.assertEqual((0, ""), (done.returncode, done.stderr))
                for name in os.listdir(folder):
                    self.assertIn(name, done.stdout)
                done = self.trouw("check", folder, "--strict")
                self.assertEqual((0, 1), (done.returncode, done.stderr.count("[T0")), done.stderr)
                self.assertIn("well written", done.stdout)
                self.assertEqual(0, self.trouw("fmt", "--check", folder).returncode)
                self.assertEqual("1 example: it holds.",
                                 self.trouw("test", folder).stdout.splitlines()[-1])
                said = self.summary(folder / customers, "--strict", programme=folder)
                self.assertEqual((9, 9, 0), (said["records"], said["decided"], said["rejected"]))
                self.assertEqual(0, said["worse_off"]["after"]["count"])
                self.assertLess(0, said["worse_off"]["before"]["count"])
                self.assertEqual([True] * 3, [guarantee["holds"] for guarantee in said["guarantees"]])
                self.assertEqual(2, said["standings"]["newcomer"])  # one is new, one was away for long
                self.assertTrue(all(offer["counted"] for offer in said["offers"]), said["offers"])

    def test_both_languages_say_the_same(self):
        said = []
        for language, customers in CUSTOMERS.items():
            self.trouw("init", self.folder / language, "--language", language)
            summary = self.summary(self.folder / language / customers, programme=self.folder / language)
            said.append([summary[key] for key in ("standings", "newcomer_value", "top_up", "value", "worse_off")])
        self.assertEqual(*said)

    def test_the_commands_that_it_names_run(self):
        folder = self.folder / "it's a start"
        done = self.trouw("init", folder)
        commands = [line.strip() for line in done.stdout.splitlines() if line.startswith("  trouw ")]
        self.assertEqual(["check", "test", "dry-run", "explain"], [line.split()[1] for line in commands])
        for command in commands:
            with self.subTest(command=command):
                self.assertEqual(0, self.trouw(*shlex.split(command)[1:]).returncode)

    def test_english_unless_asked_otherwise_and_silence(self):
        done = self.trouw("init", self.folder / "a" / "b", "--quiet")
        self.assertEqual((0, "", ""), (done.returncode, done.stdout, done.stderr))
        self.assertEqual({"programme.yaml", "offers.trouw", "customers.csv"}, set(os.listdir(self.folder / "a" / "b")))

    def test_never_over_anything(self):
        full, hidden, file = self.folder / "full", self.folder / "hidden", self.folder / "file"
        for folder, name in ((full, "notes.txt"), (hidden, ".git")):
            folder.mkdir()
            (folder / name).write_text("mine")
        file.write_text("mine")
        for path in (full, hidden, file, file / "below"):
            with self.subTest(path=path):
                done = self.trouw("init", path)
                self.assertEqual((2, ""), (done.returncode, done.stdout))
                self.assertIn(path.name, done.stderr)
        self.assertEqual(["notes.txt"], os.listdir(full))
        self.assertEqual([".git"], os.listdir(hidden))
        self.assertEqual("mine", file.read_text())
        empty = self.folder / "empty"
        empty.mkdir()
        self.assertEqual(0, self.trouw("init", empty).returncode)

    def test_usage(self):
        self.assertEqual(2, self.trouw("init").returncode)
        self.assertEqual(2, self.trouw("init", "").returncode)
        self.assertEqual(2, self.trouw("init", self.folder / "x", "--language", "fr").returncode)
        self.assertFalse((self.folder / "x").exists())


if __name__ == "__main__":
    unittest.main()
