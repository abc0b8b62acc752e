#!/usr/bin/env python3
"""Runs every programme of rules-examples/ as its README does, and compares with its expected/.

  tests/examples/check.py --trouw build/trouw [--update] [01-energy ...]

--update writes expected/ anew; read the difference before you keep it.
"""

import argparse
import json
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
EXAMPLES = ROOT / "rules-examples"
MAKE_CUSTOMERS = ROOT / "tools" / "dev" / "make-customers"
DAY = "2027-03-01"


def customers_of(folder):
    return next(path for path in (folder / "customers.db", folder / "customers.csv") if path.exists())


def run(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    return done.returncode, done.stdout, done.stderr


def rows_of(path):
    """The rows of a database; two files of one content may differ in their bytes."""
    if path.suffix != ".db":
        return path.read_bytes()
    with sqlite3.connect(path) as base:
        return base.execute("SELECT * FROM customer").fetchall()


def check_customers(folder, scratch):
    """The committed customers are those that the generator makes."""
    committed = customers_of(folder)
    made = scratch / committed.name
    sector = folder.name.split("-", 1)[1]
    subprocess.run([sys.executable, MAKE_CUSTOMERS, sector, "--output", made], check=True)
    return [] if rows_of(made) == rows_of(committed) else [f"{committed.name} is not what make-customers makes"]


def check_rules(trouw, folder):
    """Well written, no warning, and the examples in it hold."""
    code, out, err = run([trouw, "check", folder, "--no-prove", "--format", "json"])
    try:
        diagnostics = json.loads(out)["diagnostics"]
    except (ValueError, KeyError):
        return [f"check: exit code {code}: {err}{out}"]
    wrong = [d for d in diagnostics if d["severity"] != "note"]
    told = [f"{d['file']}:{d['line']}: {d['code']} {d['message']}" for d in wrong]
    return told if told or code == 0 else [f"check: exit code {code}"]


def check_proof(trouw, folder):
    """Every guarantee that can be proved is; a generous time, as this is not about speed."""
    code, out, err = run([trouw, "prove", folder, "--timeout", "120", "--format", "json"])
    if code != 0:
        return [f"prove: exit code {code}: {err}{out}"]
    return [
        f"prove: {one['text']}: {one['verdict']}: {one.get('reason')}"
        for one in json.loads(out)["guarantees"]
        if one["verdict"] != "holds" and "dry run" not in one.get("reason", "")
    ]


def compare(made, expected, update):
    if update:
        expected.parent.mkdir(exist_ok=True)
        expected.write_bytes(made)
        return []
    if not expected.exists():
        return [f"{expected.name} is missing"]
    ours, theirs = made.decode().splitlines(), expected.read_bytes().decode().splitlines()
    if ours == theirs:
        return []
    at = next((i for i, (a, b) in enumerate(zip(ours, theirs)) if a != b), min(len(ours), len(theirs)))
    line = [lines[at] if at < len(lines) else "nothing" for lines in (ours, theirs)]
    return [f"{expected.name}:{at + 1} is\n    {line[0]}\n  not\n    {line[1]}"]


def check_dry_run(trouw, folder, scratch, update):
    results = scratch / f"{folder.name}.csv"
    code, out, err = run(
        [trouw, "dry-run", folder, "--customers", customers_of(folder), "--on", DAY, "--results", results,
         "--format", "json"]
    )
    if code != 0:
        return [f"dry-run: exit code {code}: {err}{out}"]
    summary = json.loads(out)
    summary.pop("seconds")
    made = json.dumps(summary, indent=2, ensure_ascii=False) + "\n"
    return compare(made.encode(), folder / "expected" / "summary.json", update) + compare(
        results.read_bytes(), folder / "expected" / "results.csv", update
    )


def check_readme(trouw, folder):
    """The commands that the README shows do what they should."""
    lines = (folder / "README.md").read_text(encoding="utf-8").splitlines()
    wrong = []
    for line in (line for line in lines if line.startswith("trouw ")):
        done = subprocess.run([trouw, *line.split()[1:]], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode != 0:
            wrong.append(f"README.md: {line}: exit code {done.returncode}: {done.stdout.decode()}")
    return wrong


def check(trouw, folder, update):
    with tempfile.TemporaryDirectory() as made:
        scratch = pathlib.Path(made)
        return (
            check_customers(folder, scratch)
            + check_rules(trouw, folder)
            + check_proof(trouw, folder)
            + check_dry_run(trouw, folder, scratch, update)
            + check_readme(trouw, folder)
        )


def main():
    parser = argparse.ArgumentParser(description="The examples give what they are expected to give.")
    parser.add_argument("--trouw", required=True, help="the command to test")
    parser.add_argument("--update", action="store_true", help="write expected/ anew")
    parser.add_argument("programme", nargs="*", help="a folder's name; all unless given")
    given = parser.parse_args()
    folders = sorted(file.parent for file in EXAMPLES.glob("*/programme.yaml"))
    failed = False
    for folder in folders:
        if given.programme and folder.name not in given.programme:
            continue
        wrong = check(given.trouw, folder, given.update)
        failed = failed or bool(wrong)
        print(f"{folder.name}: " + ("\n  ".join(["", *wrong]) if wrong else "as expected"))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
