"""`trouw check` answers alike however long its work takes: here an hour goes by whenever it asks for the time."""

import os
import pathlib
import subprocess
import unittest

from trouw_command import TROUW, CommandTest

FAST = os.environ.get("TROUW_FAST_CLOCK")
EXAMPLES = sorted((pathlib.Path(__file__).resolve().parents[2] / "rules-examples").glob("[0-9]*"))


@unittest.skipUnless(FAST, "a sanitizer wants to be loaded first")
class Clock(CommandTest):
    def run_fast(self, *words):
        return subprocess.run([TROUW, *map(str, words)], capture_output=True, text=True, timeout=300, env={**os.environ, "LD_PRELOAD": FAST})

    def test_the_clock_is_fast(self):
        self.trouw("init", self.folder / "p")
        self.assertEqual(3, self.run_fast("prove", self.folder / "p", "--timeout", 5).returncode)

    def test_check_does_not_ask_it(self):
        for language in ("en", "nl"):
            self.trouw("init", self.folder / language, "--language", language)
        for folder in (self.folder / "en", self.folder / "nl", *EXAMPLES):
            with self.subTest(folder=folder.name):
                said = [(done.returncode, done.stdout, done.stderr)
                        for done in (self.trouw("check", "--strict", folder), self.run_fast("check", "--strict", folder))]
                self.assertEqual(*said)
                self.assertEqual(0, said[0][0])


if __name__ == "__main__":
    unittest.main()
