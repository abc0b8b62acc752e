#!/usr/bin/env python3
"""Workload R1 end to end: made-up customers through the real command, compared byte for byte.

  tests/r1/check.py --trouw build/trouw [--count 100000] [--source csv|db|ndjson ...]

The generator, the rules and the right results are fixed: a result is right when its SHA-256 is the one below.
"""

import argparse
import csv
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
MAKE_CUSTOMERS = HERE.parents[1] / "tools" / "dev" / "make-customers"
DAY = "2027-03-01"

CUSTOMERS = {
    1000: "886d337f124f18ab710b8cb8f6ead34a0409fb231b5415a3c5033373fe08800d",
    10000: "4d0c456b37cb191279ac1b0f7973d144ba3e73de7d3e100b452696359ca6c225",
    100000: "6a24ef1c25d1b37a99ce8adbb387127bebe454274643184f1521f5108e52831e",
    1000000: "fc70c9b51d705f4c201c4c084eab6c6f213f1ac20b79c79b9354a2ad14fb82c9",
}
RESULTS = {
    1000: "2ed2ec298faf9ab95a186a1ecfd65e66e3d010bbb0146399421677b6774dd372",
    100000: "12c929b9a16c54b8ce3b0718303aeeff3d176a0905e11cbd6d1a83bcaad2e0c0",
    1000000: "31c00e3795e0ef3006cd5d445a147b7e0c0255afbc0726cca4a162e5f8b161ac",
}
# Worse off, sum of top-ups, and what E1 to E9 come to before the cap.
TOTALS = {
    1000: (463, 3055606, 7683744, 60000, 483792, 405000, 798000, 800400, 480186, 828000, 70000),
    100000: (44831, 280612550, 733634052, 5962500, 61592940, 39300000, 73800000, 79948800, 38397336, 86790000, 7908000),
    1000000: (452227, 2828376340, 7309340652, 60250000, 622970232, 388380000, 737698000, 798824400, 368030028,
              861870000, 78345000),
}
# E1 to E10, in the order of the mask's bits.
TITLES = [
    "Every year counts", "Milestone", "Renewal", "Apology", "Bring a friend", "Pays by itself", "Please stay",
    "Heavy user", "Birthday", "Same as new",
]
BITS = {title: 1 << index for index, title in enumerate(TITLES)}
HEADER = ["id", "standing", "newcomer_value", "value_before_match", "top_up", "value", "worse_off_before",
          "worse_off", "offers"]


def sha256(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def make_customers(folder, kind, count):
    path = folder / f"customers.{kind}"
    subprocess.run([sys.executable, MAKE_CUSTOMERS, "r1", str(count), "--output", path], check=True)
    return path


def dry_run(trouw, customers, results):
    command = [trouw, "dry-run", HERE, "--customers", customers, "--on", DAY, "--results", results, "--format", "json"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(f"exit code {done.returncode} from {' '.join(map(str, command))}\n{done.stderr}{done.stdout}")
    return json.loads(done.stdout)


def mask(offers):
    return sum(BITS[title] for title in offers.split("|") if title)


def translate(results, path):
    """Our results file in R1's columns."""
    with open(results, newline="") as file, open(path, "w", newline="") as out:
        rows = csv.reader(file)
        header = next(rows)
        if header != HEADER:
            sys.exit(f"the columns of --results are {header}")
        out.write("id,newcomer_value,total_before_match,top_up,mask\n")
        for row in rows:
            out.write(f"{row[0]},{row[2]},{row[3]},{row[4]},{mask(row[8])}\n")


def totals(summary):
    """What the summary says of R1's totals, in their order."""
    values = {offer["title"]: offer["value"] for offer in summary["offers"]}
    return (summary["worse_off"]["before"]["count"], summary["top_up"], *(values[title] for title in TITLES[:9]))


def differences(count, summary, ours):
    """Sentences on what is wrong; none: all is well."""
    wrong = []
    if (summary["records"], summary["decided"], summary["rejected"]) != (count, count, 0):
        wrong.append(f"{summary['records']} records read, {summary['decided']} decided")
    if summary["worse_off"]["after"]["count"] != 0:
        wrong.append(f"{summary['worse_off']['after']['count']} worse off after the match")
    if count in TOTALS and totals(summary) != TOTALS[count]:
        wrong.append(f"the totals are {totals(summary)}, not {TOTALS[count]}")
    if count in RESULTS and sha256(ours) != RESULTS[count]:
        wrong.append(f"the results' SHA-256 is {sha256(ours)}, not {RESULTS[count]}")
    return wrong


def check(trouw, folder, kind, count):
    customers = make_customers(folder, kind, count)
    if kind == "csv" and count in CUSTOMERS and sha256(customers) != CUSTOMERS[count]:
        return [f"the customers' SHA-256 is {sha256(customers)}, not {CUSTOMERS[count]}"]
    results, ours = folder / f"results-{kind}.csv", folder / f"r1-{kind}.csv"
    summary = dry_run(trouw, customers, results)
    translate(results, ours)
    return differences(count, summary, ours)


def main():
    parser = argparse.ArgumentParser(description="Workload R1, byte for byte.")
    parser.add_argument("--trouw", required=True, help="the command to test")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--source", action="append", choices=["csv", "db", "ndjson"], help="all three unless given")
    given = parser.parse_args()
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for kind in given.source or ["csv", "db", "ndjson"]:
            wrong = check(given.trouw, pathlib.Path(folder), kind, given.count)
            failed = failed or bool(wrong)
            print(f"R1, {given.count} customers from {kind}: {'; '.join(wrong) or 'right'}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
