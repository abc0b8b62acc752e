"""trouw dry-run: figures, files, options and exit codes."""

import csv
import json
import os
import pathlib
import sqlite3
import subprocess
import unittest

from trouw_command import ADDED, CommandTest, DAY, HEADER, OFFERS, ROWS, TROUW, YAML

COLUMNS = ["id", "standing", "newcomer_value", "value_before_match", "top_up", "value", "worse_off_before", "worse_off",
           "offers"]
# Worked by hand. 1: ten years, 10% of 50.00 is 12 × 5.00; a newcomer in NH gets 6 × 10.00 + 75.00. 2: renewal 12 × 5.00
# and 30.00 against 6 × 10.00. 3: gone for over a year, a newcomer: 6 × 8.00 + 75.00. 4: a returner, for whom there is nothing.
EXPECTED = [
    ["1", "customer", "13500", "6000", "7500", "13500", "7500", "0", "Loyalty|Same as new"],
    ["2", "customer", "6000", "9000", "0", "9000", "0", "0", "Apology|Renewal"],
    ["3", "newcomer", "12300", "12300", "0", "12300", "0", "0", "Welcome|City bonus"],
]


class DryRun(CommandTest):
    def test_keys_and_their_order(self):
        summary = self.summary(self.csv_file())
        self.assertEqual(
            ["programme", "fingerprint", "on", "currency", "records", "decided", "rejected", "standings",
             "newcomer_value", "value_before_match", "top_up", "value", "worse_off", "not_covered", "offers",
             "guarantees", "blank_lines", "rejects", "seconds"], list(summary))
        self.assertEqual(["customer", "newcomer", "returner", "nobody"], list(summary["standings"]))
        self.assertEqual(["before", "after"], list(summary["worse_off"]))
        self.assertEqual(["count", "total"], list(summary["worse_off"]["after"]))
        self.assertEqual(["rejected", "facts_broken", "nobody"], list(summary["not_covered"]))
        self.assertEqual(["title", "audience", "open", "counted", "value", "paid"], list(summary["offers"][0]))
        self.assertEqual(["text", "holds", "broken_count", "worst_id"], list(summary["guarantees"][0]))

    def test_figures(self):
        summary = self.summary(self.csv_file())
        self.assertEqual(("Ten Trees", DAY, "EUR", 4, 4, 0), tuple(
            summary[key] for key in ("programme", "on", "currency", "records", "decided", "rejected")))
        self.assertEqual({"customer": 2, "newcomer": 1, "returner": 1, "nobody": 0}, summary["standings"])
        self.assertEqual({"before": {"count": 1, "total": 7500}, "after": {"count": 0, "total": 0}},
                         summary["worse_off"])
        self.assertEqual(7500, summary["top_up"])
        offers = {offer["title"]: offer for offer in summary["offers"]}
        self.assertEqual({"title": "Loyalty", "audience": "customers", "open": 2, "counted": 1, "value": 6000,
                          "paid": 6000}, offers["Loyalty"])
        guarantee = summary["guarantees"][0]
        self.assertIn("no customer is worse off than a newcomer", guarantee.pop("text"))
        self.assertEqual({"holds": True, "broken_count": 0, "worst_id": None}, guarantee)

    def test_results_as_csv(self):
        path = self.folder / "results.csv"
        self.summary(self.csv_file(), "--results", path)
        with open(path, newline="", encoding="utf-8") as file:
            rows = list(csv.reader(file))
        self.assertEqual(COLUMNS, rows[0])
        self.assertEqual(EXPECTED, rows[1:4])
        self.assertEqual(["4", "returner"], rows[4][:2])

    def test_results_alike_in_every_form(self):
        paths = [self.folder / name for name in ("r.csv", "r.ndjson", "r.db")]
        for path in paths:
            self.summary(self.csv_file(), "--results", path)
        with open(paths[0], newline="", encoding="utf-8") as file:
            from_csv = [tuple(row) for row in list(csv.reader(file))[1:]]
        records = [json.loads(line) for line in paths[1].read_text(encoding="utf-8").splitlines()]
        self.assertEqual(COLUMNS, list(records[0]))
        with sqlite3.connect(paths[2]) as base:
            table = base.execute("SELECT * FROM results")
            self.assertEqual(COLUMNS, [column[0] for column in table.description])
            from_db = [tuple(map(str, row)) for row in table]
        base.close()
        self.assertEqual(from_csv, [tuple(map(str, record.values())) for record in records])
        self.assertEqual(from_csv, from_db)
        self.assertEqual(sorted(["customers.csv", "programme", *(path.name for path in paths)]),
                         sorted(os.listdir(self.folder)))

    def test_quoting(self):
        ids = ['a,b', 'say "hi"', "two\nlines", "ünï", "back\\slash", " spaced "]
        rows = [[name, *ROWS[0][1:]] for name in ids]
        for name in ("r.csv", "r.ndjson"):
            self.assertEqual(len(ids), self.summary(self.csv_file(rows), "--results", self.folder / name)["decided"])
        with open(self.folder / "r.csv", newline="", encoding="utf-8") as file:
            self.assertEqual(ids, [row["id"] for row in csv.DictReader(file)])
        lines = (self.folder / "r.ndjson").read_text(encoding="utf-8").splitlines()
        self.assertEqual(ids, [json.loads(line)["id"] for line in lines])

    def test_same_bytes_for_any_number_of_threads(self):
        made = []
        for threads in ("1", "2", "7"):
            path = self.folder / "r.csv"
            summary = self.summary(self.csv_file(), "--results", path, "--threads", threads)
            summary.pop("seconds")
            made.append((summary, path.read_bytes()))
        self.assertEqual([made[0]] * 3, made)

    def test_a_source_in_many_parts(self):
        """Records far apart share an id, and thousands in a row are turned away."""
        rows = [[f"c{number % 9000}", *ROWS[0][1:]] for number in range(12_000)]
        for number in range(3000, 8500):
            rows[number][HEADER.index("price")] = "-1"
        made = []
        for source in (self.csv_file(rows), self.database(rows)):
            for threads in ("1", "3"):
                results, rejects = self.folder / "r.csv", self.folder / "rejects.csv"
                summary = self.summary(source, "--results", results, "--rejects", rejects, "--threads", threads)
                self.assertEqual((12_000, 3500, 8500),
                                 (summary["records"], summary["decided"], summary["rejected"]))
                text = rejects.read_text(encoding="utf-8").splitlines()[1:]
                self.assertEqual(sorted(text, key=lambda line: int(line.split(",")[0])), text)
                made.append((results.read_bytes(), [line.split(",")[1] for line in text]))
        self.assertEqual([made[0]] * 4, made)

    def test_results_that_cannot_be_written(self):
        before = self.csv_file()
        for path in (self.folder / "no" / "such" / "r.csv", self.folder / "no" / "r.db", self.folder / "r.xlsx",
                     self.folder / "r", self.programme()):
            done = self.dry_run(before, "--results", path)
            self.assertEqual((2, ""), (done.returncode, done.stdout))
            self.assertIn(path.name, done.stderr)
        (self.folder / "folder.csv").mkdir()
        self.assertEqual(2, self.dry_run(before, "--results", self.folder / "folder.csv").returncode)
        self.assertEqual(2, self.dry_run(before, "--rejects", self.folder / "no" / "r.csv").returncode)

    def test_files_are_not_written_over_one_another(self):
        source = self.csv_file()
        text = source.read_bytes()
        self.assertEqual(2, self.dry_run(source, "--results", source).returncode)
        self.assertEqual(2, self.dry_run(source, "--rejects", self.folder / "." / "customers.csv").returncode)
        same = self.folder / "r.csv"
        self.assertEqual(2, self.dry_run(source, "--rejects", same, "--results", same).returncode)
        self.assertEqual(text, source.read_bytes())
        self.assertFalse(same.exists())

    def test_an_interrupted_run_leaves_the_old_results(self):
        path = self.folder / "r.csv"
        path.write_text("old\n")
        broken = [[str(number), *ROWS[0][1:4], "-1", *ROWS[0][5:]] for number in range(5)]
        done = self.dry_run(self.csv_file(broken), "--results", path, "--rejects", self.folder / "rejects.csv",
                            "--max-rejects", "3")
        self.assertEqual(2, done.returncode)
        self.assertIn("3", done.stderr)
        self.assertEqual("old\n", path.read_text())
        self.assertIn("price", (self.folder / "rejects.csv").read_text())
        self.assertEqual([], [name for name in os.listdir(self.folder) if "partial" in name])

    def test_exit_codes(self):
        rejecting = self.csv_file([ROWS[0], ["2", *ROWS[1][1:4], "-1", *ROWS[1][5:]]])
        self.assertEqual(0, self.dry_run(rejecting).returncode)
        self.assertEqual(1, self.dry_run(rejecting, "--strict").returncode)
        self.assertEqual(0, self.dry_run(rejecting, "--max-rejects", "1").returncode)
        without_match = OFFERS.replace('offer "Same as new" to customers\n  match the newcomer deal\n', "")
        broken = self.programme(offers=without_match, name="broken")
        summary = self.summary(self.csv_file(), programme=broken, code=1)
        self.assertEqual((False, 1, "1"), tuple(summary["guarantees"][0][key]
                                                for key in ("holds", "broken_count", "worst_id")))
        wrong = self.programme(offers=OFFERS + "offre\n", name="wrong")
        done = self.dry_run(self.csv_file(), programme=wrong)
        self.assertEqual((1, ""), (done.returncode, done.stdout))
        self.assertIn(f"offers.trouw:{ADDED}", done.stderr)
        self.assertEqual(2, self.dry_run(self.csv_file(), programme=self.folder / "nowhere").returncode)
        for day in ("2027-02-30", "1 March 2027", "today", ""):
            self.assertEqual(2, self.dry_run(self.csv_file(), on=day).returncode)

    def test_text_answers_first(self):
        done = self.dry_run(self.csv_file())
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        lines = done.stdout.splitlines()
        self.assertEqual(["Ten Trees on 2027-03-01", "4 records: 2 customers, 1 newcomer and 1 returner.", "",
                          "0 worse off than a newcomer; 0 not covered.",
                          "  Before matches 1 was worse off, by EUR 75.00 in all; the worst is 1, by EUR",
                          "  75.00."], lines[:6])
        self.assertTrue(all(len(line) <= 80 for line in lines), done.stdout)
        self.assertRegex(done.stdout, r"\n  holds   .*no customer is worse off than a newcomer\n")

    def test_text_summarises_rejects(self):
        rows = [[str(number), *ROWS[0][1:4], "-1" if number % 2 else "x", *ROWS[0][5:]] for number in range(2000)]
        done = self.dry_run(self.csv_file([ROWS[0][:0] + ["ok", *ROWS[0][1:]], *rows]))
        self.assertIn("0 worse off than a newcomer; 2,000 not covered.", done.stdout)
        self.assertIn("2,000 records were rejected:", done.stdout)
        self.assertIn("1,000  price: ", done.stdout)
        self.assertIn("--rejects FILE", done.stdout)

    def test_each_broken_fact_is_counted(self):
        rows = [["1", "active", "2017-02-10", "", "50.00", "NH", "9", ""],
                ["2", "active", "2030-01-01", "", "50.00", "NH", "9", "2027-01-01"],
                ["3", "active", "2017-02-10", "", "50.00", "NH", "0", "2027-01-01"],
                ["4", "former", "2017-02-10", "", "50.00", "NH", "0", ""]]
        offers = OFFERS + "always complaints is at most 5\nalways contract end is on or before 2040-01-01\n"
        programme, source = self.programme(offers=offers), self.csv_file(rows)
        page = self.folder / "page.html"
        text = self.dry_run(source, "--report", page, "--threads", "2", programme=programme).stdout
        self.assertEqual([["2", "complaints is at most 5"], ["2", "contract end is on or before 2040-01-01"]],
                         [line.split(maxsplit=1) for line in text.split("decided all the same:\n")[1].splitlines()[:2]])
        self.assertIn("3 records break a fact", text)
        self.assertEqual(4, len(text.split("decided all the same:\n")[1].split("\n\n")[0].splitlines()), text)
        self.assertIn("contract end is on or before 2040-01-01", page.read_text(encoding="utf-8"))
        self.assertEqual(3, self.summary(source, programme=programme)["not_covered"]["facts_broken"])

    def test_any_locale(self):
        expected = self.dry_run(self.csv_file()).stdout
        for locale in ("C", "nl_NL.UTF-8", "POSIX", "de_DE"):
            self.assertEqual(expected, self.dry_run(self.csv_file(), env={"LC_ALL": locale}).stdout)


class Streams(CommandTest):
    def test_no_colour_in_a_pipe(self):
        self.assertNotIn("\x1b", self.dry_run(self.csv_file()).stdout)

    def on_a_terminal(self, **environment):
        """What `check` prints where standard output is a terminal."""
        ours, theirs = os.openpty()
        self.addCleanup(os.close, ours)
        env = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "TERM")}
        done = subprocess.run([TROUW, "check", self.programme()], stdout=theirs, stderr=theirs, stdin=subprocess.DEVNULL,
                              env={**env, "TERM": "xterm", **environment})
        os.close(theirs)
        self.assertEqual(0, done.returncode)
        return os.read(ours, 10_000).decode()

    def test_colour_on_a_terminal(self):
        self.assertIn("\x1b[", self.on_a_terminal())
        self.assertIn("\x1b[", self.on_a_terminal(NO_COLOR=""))

    def test_no_color(self):
        self.assertNotIn("\x1b", self.on_a_terminal(NO_COLOR="1"))
        self.assertNotIn("\x1b", self.on_a_terminal(TERM="dumb"))

    def shell(self, line):
        """The command as $T, a dry run as $D."""
        command = f"'{TROUW}' dry-run '{self.programme()}' --customers '{self.csv_file()}' --on {DAY}"
        return subprocess.run(["bash", "-c", line.replace("$D", command).replace("$T", f"'{TROUW}'")],
                              capture_output=True, text=True)

    def test_a_reader_that_goes_away(self):
        done = self.shell("$D --format json | true; exit ${PIPESTATUS[0]}")
        self.assertEqual((0, ""), (done.returncode, done.stderr))

    def test_closed_streams(self):
        for line in ("$D >&-", "$D >&- 2>&-", "$D <&- >&- 2>&-"):
            self.assertEqual(0, self.shell(line).returncode)
        results = self.folder / "r.csv"
        self.shell(f"$D --results '{results}' <&- >&- 2>&-")
        self.assertEqual(",".join(EXPECTED[0]), results.read_text().splitlines()[1])

    def test_a_full_disk(self):
        if not pathlib.Path("/dev/full").exists():
            self.skipTest("there is no /dev/full here")
        done = self.shell("$D >/dev/full")
        self.assertEqual(2, done.returncode)
        self.assertIn("Standard output", done.stderr)


class NotChecked(CommandTest):
    """Where nobody was looked at, nothing is said to hold."""

    BAD = [["1", "gone", "2017-02-10", "", "50.00", "NH", "0", ""], ["2", "active", "soon", "", "50.00", "GE", "3", ""]]

    def test_every_record_rejected(self):
        customers = self.csv_file(self.BAD)
        done = self.dry_run(customers)
        self.assertEqual((1, ""), (done.returncode, done.stderr))
        self.assertIn("Not checked: of 2 records none could be decided.", done.stdout)
        self.assertIn("not checked  guarantee no customer", done.stdout)
        self.assertNotRegex(done.stdout, r"0 worse off|holds")
        self.assertIsNone(self.summary(customers, code=1)["guarantees"][0]["holds"])

    def test_every_command_says_so(self):
        customers, programme, ledger = self.csv_file(self.BAD), self.programme(), self.folder / "L.db"
        self.assertEqual(0, self.trouw("ledger", "grant", programme, "--customers", self.csv_file(name="good.csv"), "--on", DAY,
                                       "--ledger", ledger).returncode)
        for words in (("diff", programme, programme, "--customers", customers, "--on", DAY),
                      ("forecast", programme, "--customers", customers, "--from", DAY),
                      ("outcome", programme, "--ledger", ledger, "--customers", customers, "--on", "2028-03-01"),
                      ("ledger", "grant", programme, "--customers", customers, "--on", DAY, "--ledger", ledger),
                      ("dry-run", programme, "--customers", customers, "--on", DAY, "--ledger", ledger)):
            done = self.trouw(*words)
            self.assertEqual((1, ""), (done.returncode, done.stderr), words)
            self.assertNotIn("holds", done.stdout, words)

    def test_no_customer_among_them(self):
        """Newcomers alone: decided, but no guarantee is about them."""
        done = self.dry_run(self.csv_file([["3", "former", "2020-01-01", "2025-01-01", "40.00", "UT", "0", ""]]))
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        self.assertIn("Not checked: there is no customer among 1 record", done.stdout)
        self.assertIn("not checked", done.stdout)

    def test_the_page(self):
        page = self.folder / "page.html"
        self.assertEqual(1, self.dry_run(self.csv_file(self.BAD), "--report", page).returncode)
        text = page.read_text(encoding="utf-8")
        self.assertIn("Not checked: of 2 records none could be decided.", text)
        self.assertNotIn("0 of 0", text)


class Counted(CommandTest):
    """An offer counts for whom it is worth more than nothing before the deal's limit, whatever it gives."""

    GIVES = ["10% off for 3 months", "10% off spend for 3 months", "EUR 5 off for 3 months", "a price of EUR 30 for 3 months",
             "EUR 5 once", "2% of spend once", "1 month free", "EUR 12 over 12 months", '"lounge" for 3 months', "500 points once"]
    # Of a price and spend of nothing only what is no part of either.
    WORTH_OF_NOTHING = [4, 7, 8, 9]

    def counts(self, limit):
        yaml = YAML.replace("  region:", "  spend:        {type: money, from: EUR 0, to: EUR 500, for newcomers: kept, typical: EUR 60}\n  region:")
        yaml += 'perks:\n  points: {worth: EUR 0.01}\n  lounge: {worth: EUR 2, per: month}\n'
        offers = "".join(f'offer "{i}" to customers\n  give {gives}\n' for i, gives in enumerate(self.GIVES))
        folder = self.programme(yaml=yaml, offers=offers + f"combine customer offers\n  at most EUR {limit}\n")
        rows = [["1", "active", "2017-02-10", "", "50.00", "NH", "0", "", "20.00"],
                ["2", "active", "2017-02-10", "", "0.00", "NH", "0", "", "0.00"]]
        source, results = self.csv_file(rows, HEADER + ["spend"]), self.folder / "results.csv"
        said = self.summary(source, "--results", results, programme=folder)
        with open(results, encoding="utf-8") as file:
            titles = [row["offers"].split("|") for row in csv.DictReader(file)]
        told = [[award["offer"] for award in json.loads(self.trouw("explain", folder, "--customers", source, "--id", i, "--on", DAY,
                                                                   "--format", "json").stdout)["deal"]["given"]] for i in "12"]
        return [offer["counted"] for offer in said["offers"]], titles, told

    def test_before_the_limit_of_the_deal(self):
        all_of_them, some = [str(i) for i in range(10)], [str(i) for i in self.WORTH_OF_NOTHING]
        for limit in (0, 400):  # nothing is left of any money, and nothing is cut
            with self.subTest(limit=limit):
                counts, titles, told = self.counts(limit)
                self.assertEqual([2 if i in self.WORTH_OF_NOTHING else 1 for i in range(10)], counts)
                self.assertEqual([all_of_them, some], titles)
                self.assertEqual([all_of_them, some], told)


class LeftBeforeJoining(CommandTest):
    def test_is_a_broken_fact(self):
        rows = [["3", "former", "2020-01-01", "2019-12-31", "40.00", "UT", "0", ""], ["4", "former", "2020-01-01", "2020-01-01", "40.00", "UT", "0", ""],
                ["1", "active", "2017-02-10", "2016-01-01", "50.00", "NH", "0", ""]]
        self.assertEqual(1, self.summary(self.csv_file(rows))["not_covered"]["facts_broken"])
        self.assertIn("joined is on or before left for a former customer", self.dry_run(self.csv_file(rows)).stdout)


if __name__ == "__main__":
    unittest.main()
