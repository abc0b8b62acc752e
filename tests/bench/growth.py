"""How the time grows: with the number of offers, and with the number of records."""

import csv
import itertools
import subprocess

import measure
from bench import R1, alike, right_if, verdict
from inputs import MILLION, check
from table import WRONG, at_most


def with_offers_in_memory(bench):
    """What the row reader makes of the first records of each programme: how many, and what they get."""
    taken, told = {}, {}
    for _ in range(bench.repeats):
        bench.inside("many", taken, told)
    bench.table.heading("Growth with offers, of which a fifth fit a record by its region: in memory, 1 thread, 32,768 records")
    for name in ("10", "100", "1000"):
        records = told[name][0]["records"]
        ratio = measure.times_as_long(taken[name], taken["10"])
        bench.table.row(f"trouw, columns, {int(name):,} offers", taken[name], records, f"{ratio:.1f} × the time of 10",
                        at_most(ratio, 15, " ×") if name == "1000" else "", verdict(told[name]))
    return {name: (int(one[0]["records"]), int(one[0]["value"])) for name, one in told.items()}


def value_of_first(path, records):
    with open(path, newline="", encoding="utf-8") as file:
        return sum(int(row["value"]) for row in itertools.islice(csv.DictReader(file), records))


def with_offers_to_file(bench, kind, rows):
    source = bench.customers.source(kind, bench.count)
    paths = {folder.name: bench.scratch / f"many-{kind}-{folder.name}.csv" for folder in bench.programmes()}
    taken = measure.in_turn({folder.name: measure.of_command(bench.dry_run(folder, source, 1, paths[folder.name]))
                             for folder in bench.programmes()}, bench.repeats)
    for name, path in paths.items():
        records, value = rows[name]
        result = right_if(value_of_first(path, records) == value)
        if kind == "db" and not alike([path, bench.scratch / f"many-csv-{name}.csv"]):
            result = f"{WRONG}: not what the CSV gave"
        ratio = measure.times_as_long(taken[name], taken["10"])
        bench.table.row(f"trouw, {'CSV' if kind == 'csv' else 'SQLite'}, {int(name):,} offers", taken[name], bench.count,
                        f"{ratio:.1f} × the time of 10", at_most(ratio, 15, " ×") if name == "1000" else "", result)


def with_offers(bench):
    rows = with_offers_in_memory(bench)
    bench.table.heading(f"Growth with offers: from a file to a file of results, 1 thread, {bench.count:,} records")
    for kind in ("csv", "db"):
        with_offers_to_file(bench, kind, rows)


def learnt(bench):
    """Whether trouw's results of R1's own customers are right; what more come to is then known."""
    path = bench.scratch / "learnt.csv"
    subprocess.run(bench.dry_run(R1, bench.customers.csv(bench.count), "2", path), check=True, stdout=subprocess.DEVNULL)
    return bench.customers.learn(path, path.with_suffix(".r1"))


def with_records(bench):
    counts = [MILLION // 100, MILLION // 10] + ([] if bench.quick else [MILLION, 10 * MILLION])
    bench.table.heading("Growth with records: R1 to a file of results, trouw, 2 threads")
    if not learnt(bench):
        bench.table.row("trouw, CSV", result=WRONG)
        return
    for kind, words in (("csv", "CSV"), ("db", "SQLite")):
        paths = {count: bench.scratch / f"growth-{kind}-{count}.csv" for count in counts}
        taken = measure.in_turn({count: measure.of_command(bench.dry_run(R1, bench.customers.source(kind, count), 2, path))
                                 for count, path in paths.items()}, min(bench.repeats, 3))
        for count, path in paths.items():
            fine = check.sha256(path) == bench.customers.expected(count)
            rate = count / counts[-1] * measure.times_as_long(taken[counts[-1]], taken[count])
            bench.table.row(f"trouw, {words}, {count:,} records", taken[count], count, f"{rate:.2f} × the pace of {counts[-1]:,}",
                            at_most(taken[count].megabytes, 200, " MB") if count == counts[-1] else "", right_if(fine))
            path.unlink()
