#!/usr/bin/env python3
"""Every engine that decides in SQL against the row reader: made-up programmes, the examples, hostile records.

  tests/agree/sql/agree.py --trouw build/trouw --cases build/…/trouw_sql_cases [--engine NAME …] [--first N] [--count N]

An engine that is not on this machine is said not to have run, by name. With --engine, one that is named must run.
"""

import argparse
import csv
import pathlib
import subprocess
import sys
import tempfile

import engines

ROOT = pathlib.Path(__file__).resolve().parents[3]
DAY = "2027-03-01"
TABLE = "customer"


class NoResults(Exception):
    """The dry run itself broke off: its sums leave 64 bits."""


def called(command):
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if "the sums of this run" in done.stderr:
        raise NoResults
    if done.returncode not in (0, 1):
        sys.exit(f"exit code {done.returncode} from {' '.join(map(str, command))}\n{done.stderr}")
    return done.stdout


class Case:
    """A programme on a day, its records, and what the row reader makes of them."""

    def __init__(self, trouw, name, programme, folder):
        self.name, self.programme = name, programme
        self.day = (folder / "day").read_text()
        self.columns = [tuple(line.split("\t", 1)) for line in
                        (folder / "columns.tsv").read_text(encoding="utf-8").splitlines()]
        with open(folder / "records.csv", newline="", encoding="utf-8") as file:
            self.rows = list(csv.reader(file))[1:]
        called([trouw, "dry-run", programme, "--customers", folder / "records.csv", "--on", self.day, "--results",
                folder / "expected.csv", "--quiet"])
        with open(folder / "expected.csv", newline="", encoding="utf-8") as file:
            self.expected = [tuple(row) for row in csv.reader(file)][1:]

    def typed_rows(self):
        """The rows that columns of types can hold."""
        made = []
        for row in self.rows:
            try:
                made.append([engines.converted(kind, cell) for (kind, _), cell in zip(self.columns, row)])
            except ValueError:
                continue
        return made

    def text_rows(self):
        return [[cell or None for cell in row] for row in self.rows]


def difference(expected, found):
    """A sentence on the first row that is not alike, or none."""
    found = sorted(tuple(str(cell) for cell in row) for row in found)
    expected = sorted(expected)
    if found == expected:
        return None
    ours, theirs = set(expected), set(found)
    missing, more = sorted(ours - theirs), sorted(theirs - ours)
    return (f"{len(missing)} rows differ, {len(found)} rows for {len(expected)}\n"
            f"  row reader: {missing[0] if missing else 'no such row'}\n"
            f"  statement:  {next((row for row in more if missing and row[0] == missing[0][0]), more[0] if more else 'no such row')}")


def tried(engine, trouw, case):
    """What is wrong with an engine's answers on a case: sentences."""
    statement = called([trouw, "sql", case.programme, "--dialect", engine.dialect, "--on", case.day, "--table", TABLE,
                        "--quiet"])
    wrong = []
    for typed in (False, True):
        rows = case.typed_rows() if typed else case.text_rows()
        ids = {str(row[0]) for row in rows}
        expected = [row for row in case.expected if row[0] in ids] if typed else case.expected
        engine.load(TABLE, case.columns, rows, typed)
        try:
            problem = difference(expected, engine.run(statement))
        except Exception as reason:  # whatever the engine throws is what it says of the statement
            problem = f"{type(reason).__name__}: {str(reason)[:600]}"
        if problem:
            wrong.append(f"{case.name} on {case.day}, {'typed' if typed else 'text'} columns: {problem}")
    return wrong


def folder_case(given, out, name, programme):
    folder = out / name
    subprocess.run([given.cases, folder, "folder", programme, DAY, str(given.records)], check=True)
    return Case(given.trouw, name, programme, folder)


def cases(given, out):
    subprocess.run([given.cases, out, "made", str(given.first), str(given.count), str(given.records)], check=True)
    for seed in range(given.first, given.first + given.count):
        folder = out / f"seed-{seed}"
        try:
            yield Case(given.trouw, folder.name, folder, folder)
        except NoResults:
            continue
    named = sorted((ROOT / "rules-examples").glob("*/programme.yaml")) + sorted(
        (ROOT / "tests").glob("*/programme.yaml")) + sorted((ROOT / "tests/offers").glob("*/programme.yaml"))
    for path in named:
        yield folder_case(given, out, "-".join(path.parent.relative_to(ROOT).parts), path.parent)


def main():
    parser = argparse.ArgumentParser(description="Every engine that decides in SQL against the row reader.")
    parser.add_argument("--trouw", required=True)
    parser.add_argument("--cases", required=True)
    parser.add_argument("--engine", action="append", choices=[engine.dialect for engine in engines.ALL])
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--records", type=int, default=300)
    given = parser.parse_args()
    failed = False
    with tempfile.TemporaryDirectory() as out:
        all_cases = list(cases(given, pathlib.Path(out)))
        for kind in engines.ALL:
            engine = kind()
            if given.engine and engine.dialect not in given.engine:
                continue
            try:
                version = engine.version()
            except engines.NotHere as reason:
                print(f"{engine.dialect}: not run: {reason}")
                failed = failed or bool(given.engine)
                continue
            wrong = [problem for case in all_cases for problem in tried(engine, given.trouw, case)]
            engine.close()
            records = sum(len(case.rows) for case in all_cases)
            print(f"{engine.dialect} {version}: {len(all_cases)} programmes, {records} records: "
                  f"{f'{len(wrong)} differ' if wrong else 'all alike'}", *wrong[:10], sep="\n  ", flush=True)
            failed = failed or bool(wrong)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
