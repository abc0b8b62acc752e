"""A command killed at each call that changes a file, one after another, from the first to the last.

The file that is left is looked at by every command, and the command is run again. TROUW_EVERY=N looks at every Nth
call instead of those chosen below; 1 is all of them.
"""

import os
import shutil
import subprocess
import unittest

from ledger_safety_test import OFFERS, SafetyTest
from ledger_verify_test import OLDER_CUSTOMERS, older_ledger
from trouw_command import DAY, TROUW

DIES = os.environ.get("TROUW_DIES")
EVERY = int(os.environ.get("TROUW_EVERY", "0"))
NOTHING_YET = ("There is no ledger", "is an empty file")


@unittest.skipUnless(DIES, "the command is built with a sanitizer")
class KilledAtACall(SafetyTest):
    def killed_at(self, call, words):
        """Whether it came so far as to be killed."""
        done = subprocess.run([TROUW, *words], capture_output=True, text=True, timeout=120,
                              env={**os.environ, "LD_PRELOAD": DIES, "TROUW_DIES_AT": str(call)})
        self.assertIn(done.returncode, (0, -9), done.stderr)
        return done.returncode == -9

    def afresh(self, start):
        for path in self.folder.glob("ledger.db*"):
            path.unlink()
        if start:
            for path in self.folder.glob("start.db*"):
                shutil.copy(path, self.folder / path.name.replace("start", "ledger"))

    def looked_at(self, folder, customers):
        """Every command that only reads answers, or says that nothing was granted yet and what to do."""
        reads = [self.words("verify"), self.words("show", "100"), self.words("replay"),
                 ["dry-run", folder, "--customers", customers, "--on", DAY, "--quiet", "--ledger", self.ledger],
                 ["outcome", folder, "--customers", customers, "--on", "2028-03-01", "--quiet", "--ledger", self.ledger],
                 self.words("grant", folder, "--customers", customers, "--on", DAY, "--quiet", "--dry-run")]
        refused = set()
        for words in reads:
            done = self.trouw(*words)
            if done.returncode != 0:
                self.assertEqual((2, ""), (done.returncode, done.stdout), done.stderr)
                self.assertTrue(any(word in done.stderr for word in NOTHING_YET), (words, done.stderr))
                self.assertIn("`trouw ledger grant`", done.stderr)
            refused.add(done.returncode)
        self.assertEqual(1, len(refused), "some commands can read it, and others can't")
        return refused == {0}

    def all_calls(self, words, folder, customers, made):
        """Kills the command at its calls in turn; after each, the file is one of two, and the command can be run again."""
        before = self.state() if made else None
        self.trouw(*words)
        after, calls = self.state(), 0
        while True:
            calls += EVERY or (1 if calls < 27 and not made else 9)  # the first ones make the file, the others write its pages
            self.afresh(made)
            if not self.killed_at(calls, words):
                break
            if self.looked_at(folder, customers):
                self.sound()
                self.assertIn(self.state(), [before or [[], [], []], after], calls)
            else:
                self.assertFalse(made, calls)
                self.refused(*self.words("due", folder, "--customers", customers, "--invoice", "A", "--starts", DAY),
                             saying=NOTHING_YET)
            done = self.trouw(*words)
            self.assertEqual((0, ""), (done.returncode, done.stderr), calls)
            self.assertEqual(after, self.state(), calls)
            self.sound()
        self.assertGreater(calls, 40)
        return calls

    def test_while_the_ledger_is_made(self):
        folder, customers = self.programme(offers=OFFERS), self.customers(12)
        grant = self.words("grant", folder, "--customers", customers, "--on", DAY, "--quiet")
        calls = self.all_calls(grant, folder, customers, made=False)
        print(f"killed at each of {calls} calls that change a file")

    def test_while_bills_are_handed_out(self):
        folder, customers = self.programme(offers=OFFERS), self.customers(3)
        self.granted(folder, customers)
        for path in self.folder.glob("ledger.db*"):
            shutil.copy(path, self.folder / path.name.replace("ledger", "start"))
        bill = self.words("due", folder, "--customers", customers, "--id", "100", "--invoice", "A", "--starts", "2027-04-01",
                          "--quiet")
        calls = self.all_calls(bill, folder, customers, made=True)
        print(f"killed at each of {calls} calls that change a file")

    def test_while_an_older_ledger_is_brought_up_to_date(self):
        folder, customers = older_ledger(self, self.folder / "start.db"), self.csv_file(OLDER_CUSTOMERS)
        shutil.copy(self.folder / "start.db", self.ledger)
        bill = self.words("due", folder, "--customers", customers, "--id", "0", "--invoice", "C", "--starts",
                          "2027-06-01", "--quiet")
        calls = self.all_calls(bill, folder, customers, made=True)
        print(f"killed at each of {calls} calls that change a file")


if __name__ == "__main__":
    unittest.main()
