#!/usr/bin/env python3
"""Loads every programme here with the real command, and compares its offers with the table in README.md.

  tests/offers/check.py --trouw build/trouw
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROWS = 43
TABLE_ROW = re.compile(r'^\| (?P<rows>[\d, ]+) \| (?P<programme>[\w-]+) \| "(?P<title>[^"]+)" \|')
OFFER = re.compile(r'^offer "(?P<title>[^"]+)"', re.MULTILINE)


def table():
    """(programme, title) pairs of README.md, and the rows that they cover."""
    offers, rows = set(), set()
    for line in (HERE / "README.md").read_text(encoding="utf-8").splitlines():
        if row := TABLE_ROW.match(line):
            offers.add((row["programme"], row["title"]))
            rows.update(int(number) for number in row["rows"].split(","))
    return offers, rows


def written():
    """(programme, title) pairs of the *.trouw files."""
    return {
        (file.parent.name, offer["title"])
        for file in sorted(HERE.glob("*/*.trouw"))
        for offer in OFFER.finditer(file.read_text(encoding="utf-8"))
    }


def table_mistakes():
    told, rows = table()
    there = written()
    wrong = [f"README.md has no row {row}" for row in range(1, ROWS + 1) if row not in rows]
    wrong += [f'{folder}: "{title}" is in README.md alone' for folder, title in sorted(told - there)]
    wrong += [f'{folder}: "{title}" is not in README.md' for folder, title in sorted(there - told)]
    return wrong


def check(trouw, folder):
    """What the command has against a programme; nothing: all is well."""
    command = [trouw, "check", folder, "--no-prove", "--format", "json"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        diagnostics = json.loads(done.stdout)["diagnostics"]
    except (ValueError, KeyError):
        return [f"{folder.name}: exit code {done.returncode}: {done.stderr}{done.stdout}"]
    wrong = [d for d in diagnostics if d["severity"] != "note"]
    told = [f"{folder.name}: {d['file']}:{d['line']}: {d['code']} {d['message']}" for d in wrong]
    return told if told or done.returncode == 0 else [f"{folder.name}: exit code {done.returncode}"]


def main():
    parser = argparse.ArgumentParser(description="Every deal seen in the market can be written.")
    parser.add_argument("--trouw", required=True, help="the command to test")
    trouw = parser.parse_args().trouw
    wrong = table_mistakes()
    for folder in sorted(file.parent for file in HERE.glob("*/programme.yaml")):
        wrong += check(trouw, folder)
    print("\n".join(wrong) or f"all {ROWS} deals are written, and read without a warning")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
