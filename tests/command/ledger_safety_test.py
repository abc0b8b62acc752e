"""Nothing lost and nothing doubled, whatever happens to the process, the file or the disk.

TROUW_KILLS=N kills that many commands instead of 40; TROUW_SEED=N kills at other moments.
"""

import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import time
import unittest

from ledger_test import LedgerTest
from trouw_command import DAY, TROUW

KILLS = int(os.environ.get("TROUW_KILLS", "40"))
SEED = int(os.environ.get("TROUW_SEED", "1"))

OFFERS = """\
offer "First ten" to customers
  give EUR 10 once
  limit 10 customers, longest tenure first

offer "Quarter" to customers
  give 5% off for 3 months
  reclaim if they leave within 12 months

offer "Apology" to customers
  when complaints is at least 2
  give EUR 30 once
  limit once per 12 months per customer
"""

AWARDS = ("SELECT id, offer, occasion, state, day, paid, used, had - taken FROM granted ORDER BY 1, 2, 3")
LINES = "SELECT id, invoice, offer, kind, amount, period FROM handed_out ORDER BY 1, 2, place"
ENTRIES = ("SELECT kind, count(*), sum(iif(kind IN ('bill', 'void'), 0, amount)) FROM entries WHERE kind NOT IN "
           "('programme', 'upgrade', 'due') GROUP BY kind ORDER BY kind")
# The same of a ledger of version 1 or 2.
OLDER = ["SELECT c.id, a.offer, a.occasion, a.state, date('1970-01-01', a.day || ' days'), a.paid, a.billed * 1000000, "
         "a.handed FROM awards a JOIN contracts c ON c.number = a.contract ORDER BY 1, 2, 3",
         "SELECT c.id, l.invoice, a.offer, l.kind, l.amount, l.period FROM lines l JOIN awards a ON a.number = l.award JOIN "
         "contracts c ON c.number = l.contract ORDER BY 1, 2, l.place", ENTRIES]
GRANTED_ONCE = ("SELECT count(*) FROM awards a WHERE 1 <> (SELECT count(*) FROM entries e WHERE e.award = a.number "
                "AND e.kind = 'grant')")
LINE_TWICE = "SELECT count(*) - count(DISTINCT award || ' ' || period || ' ' || text) FROM lines"


class SafetyTest(LedgerTest):
    def customers(self, count=60, name="customers.csv"):
        return self.csv_file([[str(100 + n), "active", f"2020-01-{1 + n % 28:02}", "", "50.00", "GE", str(n % 4), ""]
                              for n in range(count)], name=name)

    def ask(self, *questions, ledger=None):
        """The rows of each question, read without a word written."""
        base = sqlite3.connect(f"file:{ledger or self.ledger}?mode=ro", uri=True)
        try:
            return [base.execute(question).fetchall() for question in questions]
        finally:
            base.close()

    def state(self, ledger=None):
        older = self.ask("PRAGMA user_version", ledger=ledger)[0][0][0] in (1, 2)
        return self.ask(*(OLDER if older else (AWARDS, LINES, ENTRIES)), ledger=ledger)

    def words(self, action, *more, ledger=None):
        return ["ledger", action, *map(str, more), "--ledger", str(ledger or self.ledger)]

    def sound(self):
        """The file passes SQLite's check and its own; awards are granted once, lines handed out once."""
        done = self.trouw(*self.words("verify"))
        self.assertEqual((0, ""), (done.returncode, done.stderr), done.stdout)
        self.assertEqual([[("ok",)], [(0,)], [(0,)]], self.ask("PRAGMA integrity_check", GRANTED_ONCE, LINE_TWICE))

    def refused(self, *words, saying=(), path=None):
        """Exit code 2, one sentence that names the file, nothing on standard output."""
        done = self.trouw(*words)
        self.assertEqual((2, ""), (done.returncode, done.stdout), done.stderr)
        self.assertIn(str(path or self.ledger), done.stderr)
        self.assertTrue(any(word in done.stderr for word in saying) if saying else True, done.stderr)
        return done.stderr


class Killed(SafetyTest):
    """A month of billing, of which any command may be killed at any moment, and is then run again."""

    def month(self, folder, customers):
        """(command, done): whether a command that may not run twice has done its work."""
        grant = lambda day: (lambda at: self.words("grant", folder, "--customers", customers, "--on", day, "--quiet",
                                                   ledger=at), None)
        due = lambda name, day: (lambda at: self.words("due", folder, "--customers", customers, "--invoice", name,
                                                       "--starts", day, "--quiet", ledger=at), None)
        taken = "SELECT count(*) FROM entries WHERE kind = 'reverse part'"
        return [grant(DAY), due("A", "2027-04-01"),
                (lambda at: self.words("reverse", 1, "--amount", "4.00", "--on", "2027-04-02", ledger=at), taken),
                (lambda at: self.words("reverse", 2, "--on", "2027-04-02", ledger=at), None),
                grant("2027-04-15"), due("B", "2027-05-01"),
                (lambda at: self.words("left", "107", "--on", "2027-05-02", ledger=at), None),
                due("C", "2027-06-01"), grant("2028-03-02"), due("D", "2028-04-01")]

    def kill(self, words, after):
        one = subprocess.Popen([TROUW, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(after)
        one.send_signal(signal.SIGKILL)
        return one.wait() == -signal.SIGKILL

    def undisturbed(self, month):
        """The state after each command, and how long each took."""
        ledger, states, seconds = self.folder / "undisturbed.db", [], []
        for command, _ in month:
            began = time.monotonic()
            done = self.trouw(*command(ledger))
            seconds.append(time.monotonic() - began)
            self.assertEqual((0, ""), (done.returncode, done.stderr))
            states.append(self.state(ledger))
        return states, seconds

    def test_at_random_moments(self):
        folder, customers = self.programme(offers=OFFERS), self.customers()
        month = self.month(folder, customers)
        states, seconds = self.undisturbed(month)
        chance, killed = random.Random(SEED), 0
        while killed < KILLS:
            for path in self.folder.glob("ledger.db*"):
                path.unlink()
            for (command, happened), state, took in zip(month, states, seconds):
                for _ in range(chance.randint(1, 4)):
                    if happened and self.ledger.exists() and self.ask(happened) != [[(0,)]]:
                        break
                    killed += self.kill(command(self.ledger), chance.uniform(0, took))
                    self.settled()
                self.finish(command, happened, state)
        self.whole()
        print(f"{killed} commands killed at random moments (seed {SEED}), nothing lost, nothing doubled")

    def settled(self):
        """After a kill; one while the ledger was being made leaves a file with nothing in it, or none."""
        said = self.trouw(*self.words("verify")).stderr
        if "There is no ledger" not in said and "is an empty file" not in said:
            self.sound()

    def finish(self, command, happened, state):
        if not (happened and self.ask(happened) != [[(0,)]]):
            done = self.trouw(*command(self.ledger))
            self.assertEqual((0, ""), (done.returncode, done.stderr))
        self.assertEqual(state, self.state())


class Disk(SafetyTest):
    def setUp(self):
        super().setUp()
        self.made = self.programme(offers=OFFERS), self.customers(30)
        self.granted(*self.made)
        self.before = self.state()

    def full_at(self, size, *words):
        """Runs the command where no file may grow beyond `size` bytes."""
        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        return subprocess.run([TROUW, *words], capture_output=True, text=True, preexec_fn=limit, timeout=60)

    def test_a_full_disk(self):
        many, refused = self.customers(200, name="many.csv"), 0
        for size in (0, 1, 4096, 40_000, 100_000, 150_000, 200_000, 300_000):
            for words in (self.words("grant", self.made[0], "--customers", many, "--on", "2027-03-02", "--quiet"),
                          self.words("due", self.made[0], "--customers", self.made[1], "--invoice", f"I{size}",
                                     "--starts", "2027-03-05", "--quiet")):
                done = self.full_at(size, *words)
                self.assertIn(done.returncode, (0, 2), done.stderr)
                if done.returncode == 2:
                    refused += 1
                    self.assertIn(str(self.ledger), done.stderr)
                self.sound()
            if size < 40_000:
                self.assertEqual(self.before, self.state())
        self.assertGreater(refused, 6)
        done = self.trouw(*self.words("grant", self.made[0], "--customers", many, "--on", "2027-03-02", "--quiet"))
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        self.whole()

    def test_a_full_disk_from_the_start(self):
        for size in (0, 1, 1000, 4096, 20_000, 60_000):
            fresh = self.folder / f"fresh{size}.db"
            done = self.full_at(size, *self.words("grant", self.made[0], "--customers", self.made[1], "--on", DAY,
                                                  "--quiet", ledger=fresh))
            self.assertEqual(2, done.returncode, (size, done.stdout, done.stderr))
            self.assertIn(str(fresh), done.stderr)
            self.granted_into(fresh)

    def granted_into(self, ledger):
        done = self.trouw(*self.words("grant", self.made[0], "--customers", self.made[1], "--on", DAY, "--quiet",
                                      ledger=ledger))
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        self.assertEqual(self.before, self.state(ledger))

    def test_left_over_and_missing_companions(self):
        torn = self.folder / "torn.db"
        base = sqlite3.connect(self.ledger, isolation_level=None)
        base.execute("BEGIN IMMEDIATE")
        base.execute("UPDATE awards SET paid = paid")
        base.execute("COMMIT")
        for suffix in ("", "-wal"):  # as a power cut leaves it: no -shm
            shutil.copy(f"{self.ledger}{suffix}", f"{torn}{suffix}")
        base.close()
        self.ledger = torn
        self.sound()
        self.assertEqual(self.before, self.state())
        # A -wal of nonsense, or of another file, is none of this one's.
        for bytes_ in (b"", b"nonsense" * 1000, random.Random(SEED).randbytes(100_000)):
            (self.folder / "torn.db-wal").write_bytes(bytes_)
            (self.folder / "torn.db-shm").write_bytes(b"\xff" * 32768)
            self.sound()
            self.assertEqual(self.before, self.state())

    def test_another_writes_for_long(self):
        other = sqlite3.connect(self.ledger, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        said = self.refused(*self.words("grant", self.made[0], "--customers", self.made[1], "--on", "2027-03-02",
                                        "--quiet"))
        self.assertIn("another program is writing to it", said)
        self.assertEqual(0, self.trouw(*self.words("verify")).returncode)  # who only reads need not wait
        other.execute("ROLLBACK")
        other.close()
        self.assertEqual(self.before, self.state())
        self.sound()

    def test_files_that_cannot_be_used(self):
        folder = self.folder / "a folder.db"
        folder.mkdir()
        none, empty, newer = (self.folder / name for name in ("none.db", "empty.db", "newer.db"))
        none.write_bytes(b"Dear diary, this is no database, and I am long enough to tell. " * 100)
        shutil.copy(self.ledger, newer)
        base = sqlite3.connect(newer)
        base.execute("PRAGMA user_version = 99")
        base.close()
        empty.write_bytes(b"")
        inside = none / "ledger.db"
        for path in (folder, none, newer, inside, self.folder / "absent" / "ledger.db"):
            before = path.read_bytes() if path.is_file() else None
            for action in (("grant", *self.granting()), ("due", *self.billing()), ("verify",), ("show", "100"),
                           ("reverse", 1, "--on", DAY), ("left", "100", "--on", DAY), ("forget", "100", "--on", DAY),
                           ("replay",)):
                self.refused(*self.words(*action, ledger=path), path=path)
            self.assertEqual(before, path.read_bytes() if path.is_file() else None)
        self.refused(*self.words("verify", ledger=empty), path=empty)
        self.granted_into(empty)

    def granting(self):
        return self.made[0], "--customers", self.made[1], "--on", "2027-03-02", "--quiet"

    def billing(self):
        return self.made[0], "--customers", self.made[1], "--invoice", "X", "--starts", "2027-04-01", "--quiet"

    @unittest.skipIf(os.geteuid() == 0 and shutil.which("setpriv") is None, "root may write everywhere")
    def test_read_only(self):
        """As somebody else than root, for whom nothing is read-only."""
        other = [] if os.geteuid() else ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"]
        for path in self.folder.rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o444)
        self.folder.chmod(0o555)
        try:
            for action in (("grant", *self.granting()), ("due", *self.billing()), ("reverse", 1, "--on", DAY)):
                done = subprocess.run([*other, TROUW, *self.words(*action)], capture_output=True, text=True, timeout=60)
                self.assertEqual((2, ""), (done.returncode, done.stdout), done.stderr)
                self.assertIn(str(self.ledger), done.stderr)
            fresh = self.folder / "fresh.db"
            done = subprocess.run([*other, TROUW, *self.words("grant", *self.granting(), ledger=fresh)],
                                  capture_output=True, text=True, timeout=60)
            self.assertEqual((2, True), (done.returncode, str(fresh) in done.stderr), done.stderr)
        finally:
            self.folder.chmod(0o755)
        self.assertEqual(self.before, self.state())


class Damage(SafetyTest):
    """Never a crash, and never a word that all is well."""

    def setUp(self):
        super().setUp()
        self.made = self.programme(offers=OFFERS), self.customers(60)
        self.granted(*self.made)
        self.due(*self.made, "A", "2027-04-01")
        base = sqlite3.connect(self.ledger)
        base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        base.close()
        self.good = self.ledger.read_bytes()

    def every_action(self, ledger):
        """Each answer: the file is read as it was, or its failure is told, with its name."""
        for action in (("verify",), ("show", "100"), ("replay",), ("reverse", 1, "--on", "2027-04-02"),
                       ("due", self.made[0], "--customers", self.made[1], "--invoice", "B", "--starts", "2027-05-01",
                        "--quiet"),
                       ("grant", self.made[0], "--customers", self.made[1], "--on", "2027-04-02", "--quiet")):
            done = self.trouw(*self.words(*action, ledger=ledger))
            if done.returncode == 2:
                self.assertTrue(str(ledger) in done.stderr or "in the ledger" in done.stderr, (action, done.stderr))
            yield action[0], done

    def test_overwritten_pages(self):
        page, chance = 4096, random.Random(SEED)
        places = [0, 20, 100] + [page * n + offset for n in chance.sample(range(1, len(self.good) // page), 5)
                                 for offset in (0, 2000)]
        for place in places:
            bad = self.folder / f"bad{place}.db"
            bad.write_bytes(self.good[:place] + chance.randbytes(600) + self.good[place + 600:])
            harmed = self.read(bad) != self.read(self.ledger)
            found = dict((action, done.returncode) for action, done in self.every_action(bad))
            if harmed:
                self.assertNotEqual(0, found["verify"], f"bytes from {place} on are others")

    def read(self, ledger):
        """All that is in it, or why it can't be read."""
        try:
            return self.ask(*(f"SELECT * FROM {table}" for table in ("entries", "awards", "promises", "texts", "lines", "bills")),
                            ledger=ledger)
        except sqlite3.Error as error:
            return str(error)

    def test_cut_short(self):
        for size in (1, 50, 100, 4096, 8192, len(self.good) // 2, len(self.good) - 4096, len(self.good) - 1):
            short = self.folder / f"short{size}.db"
            short.write_bytes(self.good[:size])
            found = dict((action, done.returncode) for action, done in self.every_action(short))
            self.assertNotEqual(0, found["verify"], size)


if __name__ == "__main__":
    unittest.main()
