#!/usr/bin/env python3
"""The same made-up programmes and hostile records through every way to reach the engine: equal to the byte.

  agree.py --trouw FILE --cases FILE [--first SEED] [--count PROGRAMMES] [--records RECORDS] [--keep FOLDER]

What `trouw dry-run --results` writes of a CSV is what each other way has to say: the C ABI (a record of JSON at a time,
and a dry run), HTTP (one after another, and lines), and, where pyarrow is there, Arrow in and out. A decision's JSON is
that of `trouw explain`, through C and HTTP alike. What is kept in a folder is for other languages to agree with.
"""

import argparse
import csv
import http.client
import importlib.util
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "engine" / "python"))
if os.environ.get("TROUW_PACKAGES"):
    sys.path.append(os.environ["TROUW_PACKAGES"])

import trouw  # noqa: E402

FIGURES = ("newcomer_value", "value_before_match", "top_up", "value", "worse_off_before", "worse_off")


class Case:
    """A programme on a day, its records, and what the command makes of them."""

    def __init__(self, command, folder):
        self.folder, self.day = folder, (folder / "day").read_text()
        with open(folder / "records.csv", newline="", encoding="utf-8") as file:
            self.names, *rows = list(csv.reader(file))
        # A row that is no row of the table is turned away by who reads CSV alone.
        self.rows = [row for row in rows if len(row) == len(self.names)]
        with open(folder / "records.csv", "w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([self.names, *self.rows])
        results = folder / "results.csv"
        done = subprocess.run([command, "dry-run", folder, "--customers", folder / "records.csv", "--on", self.day,
                               "--results", results, "--quiet", "--format", "json"], capture_output=True, text=True)
        self.there = results.exists()
        if not self.there and "sums of this run" not in done.stderr:
            sys.exit(done.stderr)
        if self.there:
            self.summary = json.loads(done.stdout)
            with open(results, newline="", encoding="utf-8") as file:
                self.expected = [tuple(row) for row in list(csv.reader(file))[1:]]

    def records(self):
        """As JSON: an empty cell is what is not there."""
        return [dict(zip(self.names, row)) for row in self.rows]


def of_decision(json_text):
    decision = json.loads(json_text)
    if "rejected" in decision:
        return None
    given = [award["offer"] for award in decision["deal"]["given"]]
    return (decision["id"], decision["standing"], *(str(decision[name]) for name in FIGURES), given)


def by_dry_run(case, engine):
    run = engine.dry_run(case.records())
    run.pop("rejected_records")
    for summary in (run, case.summary):
        for key in ("seconds", "rejects"):
            summary.pop(key, None)
    return run == case.summary


def with_offers(row):
    return (*row[:8], sorted(filter(None, row[8].split("|"))))


def one_by_one(case, engine, decide):
    """What `decide` says of each record by itself, of those that a dry run decides."""
    expected = {row[0]: with_offers(row) for row in case.expected}
    seen = set()
    for record in case.records():
        row = of_decision(text) if (text := decide(record)) else None
        if row is None or row[0] in seen:
            continue
        seen.add(row[0])
        if expected.get(row[0]) != (*row[:8], sorted(row[8])):
            return f"{row[0]}: {row} and not {expected.get(row[0])}"
    return "" if seen == set(expected) else f"decided {sorted(seen ^ set(expected))[:3]} otherwise"


def by_c(engine):
    def decide(record):
        try:
            return engine.decide(record).text
        except trouw.BadValue:
            return None
    return decide


def by_arrow(case, engine):
    import pyarrow
    columns = {name: [row[i] for row in case.rows] for i, name in enumerate(case.names)}
    results = pyarrow.table(engine.decide_many(pyarrow.table(columns)))
    digits = engine.programme.currency_digits
    rows = [row for row in results.to_pylist() if row["rejected"] is None]
    made = [(row["id"], row["standing"], *(str(int(row[name].scaleb(digits))) for name in FIGURES),
             "|".join(row["offers"])) for row in rows]
    if results.num_rows != len(case.rows):
        return f"{results.num_rows} rows of {len(case.rows)} records"
    return "" if made == case.expected else f"{[a for a, b in zip(made, case.expected) if a != b][:1]}"


class Served:
    """The service over one programme."""

    def __init__(self, command, case):
        self.process = subprocess.Popen([command, "serve", case.folder, "--listen", "127.0.0.1:0"],
                                        stderr=subprocess.PIPE, text=True)
        for line in self.process.stderr:
            if found := re.search(r"127\.0\.0\.1:(\d+)", line):
                break
        self.connection = http.client.HTTPConnection("127.0.0.1", int(found[1]), timeout=60)
        self.day = case.day

    def ask(self, body, kind="application/json", path="/v1/decide"):
        self.connection.request("POST", f"{path}?on={self.day}", body.encode("utf-8"), {"Content-Type": kind})
        answer = self.connection.getresponse()
        return answer.status, answer.read().decode("utf-8")

    def one(self, record):
        status, text = self.ask(json.dumps(record))
        assert status in (200, 422), text
        return text if status == 200 else None

    def end(self):
        self.connection.close()
        self.process.terminate()
        return self.process.wait(timeout=30)


def by_http(case, served):
    status, text = served.ask("\n".join(json.dumps(record) for record in case.records()), "application/x-ndjson")
    lines = text.splitlines()
    rows = [row for line in lines if (row := of_decision(line))]
    if status != 200 or len(lines) != len(case.rows):
        return f"status {status}, {len(lines)} lines"
    made = [(*row[:8], sorted(row[8])) for row in rows]
    return "" if made == [with_offers(row) for row in case.expected] else "other rows"


def by_explain(case, command, engine):
    """The first record that is decided, in all its words, as the command explains it from a file."""
    decide = by_c(engine)
    record = next((record for record in case.records() if decide(record)), None)
    if record is None:
        return ""
    source = case.folder / "one.ndjson"
    source.write_text(json.dumps(record) + "\n", encoding="utf-8")
    decided = engine.explain(record)
    done = subprocess.run([command, "explain", case.folder, "--customers", source, "--id", decided.id, "--on", case.day,
                           "--format", "json"], capture_output=True, text=True)
    return "" if json.loads(done.stdout) == decided.json else f"{done.stdout} and not {decided.text}"


def check(case, command, with_http):
    """What comes out otherwise: a sentence each."""
    engine = trouw.load(case.folder).on(case.day)
    wrong = {"C, a dry run": "" if by_dry_run(case, engine) else "other figures",
             "C, one by one": one_by_one(case, engine, by_c(engine))}
    wrong["C, in words"] = by_explain(case, command, trouw.load(case.folder).on(case.day))
    if importlib.util.find_spec("pyarrow"):
        wrong["Arrow"] = by_arrow(case, engine)
    if with_http:
        served = Served(command, case)
        wrong["HTTP, lines"] = by_http(case, served)
        few = case.records()[:20]
        differ = [record for record in few if (text := served.one(record)) and text != by_c(engine)(record)]
        wrong["HTTP, one by one"] = f"{differ[0]}" if differ else ""
        wrong["the service's end"] = "" if served.end() == 0 else "not clean"
    return [f"{case.folder.name}, {way}: {what}" for way, what in wrong.items() if what]


def keep(case, folder):
    """The programme, its records as JSON, and what C says of each: empty where it is no decision."""
    decide = by_c(trouw.load(case.folder).on(case.day))
    to = pathlib.Path(folder) / case.folder.name
    to.mkdir(parents=True)
    for name in ("programme.yaml", "offers.trouw", "day"):
        shutil.copy(case.folder / name, to / name)
    records = [json.dumps(record) for record in case.records()]
    (to / "records.ndjson").write_text("".join(record + "\n" for record in records), encoding="utf-8")
    said = [decide(json.loads(record)) or "" for record in records]
    (to / "decisions.ndjson").write_text("".join(text + "\n" for text in said), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--trouw", required=True)
    parser.add_argument("--cases", required=True)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--records", type=int, default=60)
    parser.add_argument("--keep")
    given = parser.parse_args()
    wrong, checked = [], 0
    with tempfile.TemporaryDirectory() as out:
        subprocess.run([given.cases, out, "made", str(given.first), str(given.count), str(given.records)], check=True)
        for seed in range(given.first, given.first + given.count):
            case = Case(given.trouw, pathlib.Path(out) / f"seed-{seed}")
            if case.there:
                checked += 1
                wrong += check(case, given.trouw, seed % 4 == 0)
                if given.keep:
                    keep(case, given.keep)
    print("\n".join(wrong))
    arrow = "with" if importlib.util.find_spec("pyarrow") else "without"
    print(f"{checked} programmes, {arrow} Arrow: {len(wrong)} come out otherwise.")
    sys.exit(1 if wrong or not checked else 0)


if __name__ == "__main__":
    main()
