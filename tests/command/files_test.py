"""What a command writes takes the place of nothing that it reads, and is for its owner alone."""

import json
import os
import re
import stat
import subprocess
import unittest

from trouw_command import DAY, TROUW, CommandTest


class Declared(CommandTest):
    def usages(self):
        names = re.findall(r"^  ([a-z-]+) ", self.trouw("help").stdout.split("Examples:")[0], re.MULTILINE)
        actions = re.findall(r"^  ([a-z]+) +[A-Z]", self.trouw("ledger", "--help").stdout, re.MULTILINE)
        for words in [[name] for name in names] + [["ledger", name] for name in actions]:
            yield json.loads(self.trouw(*words, "--help", "json").stdout)

    def test_every_file_is_declared(self):
        """Whatever is called a file, a folder or a source in the help is read, written or added to."""
        seen = 0
        for usage in self.usages():
            for one in usage["operands"] + usage["options"]:
                named = one["value"] or one["name"].rstrip("…")
                if named.split(".")[0] in ("FILE", "SOURCE", "PROGRAMME", "OLD", "NEW", "FOLDER"):
                    self.assertIn(one["file"], ("read", "written", "added to"), (usage["name"], one["name"]))
                    seen += 1
                else:
                    self.assertIsNone(one["file"], (usage["name"], one["name"]))
        self.assertGreater(seen, 40)


class OneFile(CommandTest):
    """Two names for one file: exit 2, and every file as it was."""

    def setUp(self):
        super().setUp()
        self.offers = self.programme()
        self.customers = self.csv_file()
        self.ledger = self.folder / "L.db"
        self.assertEqual(0, self.grant().returncode)

    def grant(self, *words):
        return self.trouw("ledger", "grant", self.offers, "--customers", self.customers, "--on", DAY, "--ledger", self.ledger, *words)

    def files(self):
        return {path: path.read_bytes() for path in sorted(self.folder.rglob("*")) if path.is_file()}

    def refused(self, *words, stdin=None, at=None):
        before = self.files()
        done = subprocess.run([TROUW, *map(str, words)], stdin=stdin, capture_output=True, text=True, cwd=at or self.folder)
        self.assertEqual(2, done.returncode, (words, done.stdout, done.stderr))
        self.assertRegex(done.stderr, "would overwrite|name the same file")
        self.assertEqual(before, self.files())

    def test_the_ledger(self):
        run = ("--customers", self.customers, "--on", DAY, "--ledger", self.ledger)
        self.refused("ledger", "grant", self.offers, *run, "--rejects", self.ledger)
        self.refused("outcome", self.offers, *run, "--rejects", self.ledger)
        self.refused("explain", self.offers, *run, "--id", "1", "--html", self.ledger)
        self.refused("dry-run", self.offers, *run, "--report", self.ledger)
        for beside in ("-wal", "-shm", "-journal"):
            self.refused("dry-run", self.offers, *run, "--rejects", str(self.ledger) + beside)

    def test_the_customers(self):
        self.refused("ledger", "grant", self.offers, "--customers", self.customers, "--on", DAY, "--ledger", self.customers)
        self.refused("ledger", "grant", self.offers, "--customers", self.customers, "--on", DAY, "--ledger", self.ledger,
                     "--rejects", self.customers)
        base = self.database()
        self.refused("dry-run", self.offers, "--customers", f"{base}#customer", "--on", DAY, "--results", base)
        self.refused("dry-run", self.offers, "--customers", f"{base}#customer", "--on", DAY, "--rejects", f"{base}-journal")
        with open(self.ndjson(), encoding="utf-8") as records:
            self.refused("dry-run", self.offers, "--customers", "-", "--on", DAY, "--rejects", records.name, stdin=records)

    def test_the_programme(self):
        for name in ("programme.yaml", "offers.trouw"):
            self.refused("dry-run", self.offers, "--customers", self.customers, "--on", DAY, "--rejects", self.offers / name)
            self.refused("diff", self.offers, self.offers, "--customers", self.customers, "--on", DAY, "--html", self.offers / name)
            self.refused("forecast", self.offers, "--customers", self.customers, "--from", DAY, "--upcoming", self.offers / name)
        self.refused("dry-run", self.offers, "--customers", self.customers, "--on", DAY, "--ledger", self.ledger, "--report", self.offers)

    def test_by_another_name(self):
        hard, soft, away = self.folder / "hard.csv", self.folder / "soft.csv", self.folder / "away.csv"
        os.link(self.customers, hard)
        soft.symlink_to(self.customers.name)
        away.symlink_to("nowhere.csv")
        run = ("dry-run", self.offers, "--customers", self.customers, "--on", DAY)
        for other in (hard, soft, "./customers.csv", f"../{self.folder.name}/customers.csv", f"{self.offers}/../customers.csv"):
            self.refused(*run, "--rejects", other)
        for a, b in (("new.csv", "./new.csv"), ("new.csv", self.folder / "new.csv"), (away, "nowhere.csv")):
            self.refused(*run, "--results", a, "--rejects", b)
        self.refused("ledger", "grant", self.offers, "--customers", self.customers, "--on", DAY, "--ledger", "n.db", "--rejects", "./n.db")

    def test_read_twice_is_no_clash(self):
        base = self.database(name="both.db")
        self.assertEqual(0, self.dry_run(f"{base}#customer", "--results", self.folder / "r.csv", programme=self.offers).returncode)
        self.assertEqual(0, self.trouw("diff", self.offers, self.offers, "--customers", base, "--on", DAY).returncode)


class Written(CommandTest):
    def mode(self, path):
        return stat.S_IMODE(path.stat().st_mode)

    def run_under(self, mask, *words):
        before = os.umask(mask)
        try:
            done = self.trouw(*words)
        finally:
            os.umask(before)
        self.assertEqual(0, done.returncode, done.stderr)

    def all_outputs(self):
        run = ("--customers", self.csv_file(), "--on", DAY)
        programme = self.programme()
        outputs = [self.folder / name for name in ("r.csv", "x.csv", "p.html", "L.db", "r.db", "d.html")]
        r, x, p, ledger, base, d = outputs
        return outputs, [("dry-run", programme, *run, "--results", r, "--rejects", x, "--report", p),
                         ("dry-run", programme, *run, "--results", base),
                         ("diff", programme, programme, *run, "--html", d),
                         ("ledger", "grant", programme, *run, "--ledger", ledger)]

    def test_new_files_are_for_their_owner(self):
        outputs, commands = self.all_outputs()
        for mask, wanted in ((0o022, 0o600), (0, 0o600), (0o277, 0o400)):
            for path in outputs:
                path.unlink(missing_ok=True)
            for words in commands if mask != 0o277 else commands[:1]:
                self.run_under(mask, *words)
            for path in outputs if mask != 0o277 else outputs[:3]:
                self.assertEqual(wanted, self.mode(path), path)
        self.assertEqual([], [path.name for path in self.folder.iterdir() if "partial" in path.name])

    def test_a_file_keeps_its_mode(self):
        outputs, commands = self.all_outputs()
        for mode in (0o644, 0o660):
            for path in outputs:
                path.touch()
                path.chmod(mode)
            for words in commands:
                self.run_under(0o077, *words)
            for path in outputs:
                self.assertEqual(mode, self.mode(path), path)

    def test_behind_a_link(self):
        real, link = self.folder / "real.csv", self.folder / "link.csv"
        real.write_text("old\n", encoding="utf-8")
        link.symlink_to("real.csv")
        self.assertEqual(0, self.dry_run(self.csv_file(), "--results", link).returncode)
        self.assertTrue(link.is_symlink())
        self.assertTrue(real.read_text(encoding="utf-8").startswith("id,"))

    def test_a_name_that_was_guessed_is_not_written_to(self):
        """The old temporary names, each a link to a file of somebody's, for every process there may be."""
        prize = self.folder / "prize"
        prize.write_text("mine\n", encoding="utf-8")
        names = [f"r.csv.{number}.partial" for number in range(os.getpid(), os.getpid() + 300)]
        for name in names:
            (self.folder / name).symlink_to("prize")
        self.assertEqual(0, self.dry_run(self.csv_file(), "--results", self.folder / "r.csv").returncode)
        self.assertEqual("mine\n", prize.read_text(encoding="utf-8"))
        self.assertEqual(len(names), len([path for path in self.folder.iterdir() if path.is_symlink()]))


if __name__ == "__main__":
    unittest.main()
