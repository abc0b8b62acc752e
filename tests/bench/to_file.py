"""R1 from a file of customers to a file of results."""

import measure
import peers
from bench import R1, right_if
from inputs import check
from table import at_least


BY_HAND = "C++ by hand, 1 thread"


def ways(bench, kind, duckdb):
    """Name, action and the file that it writes."""
    source, out = bench.customers.source(kind, bench.count), bench.scratch

    def file(name):
        return out / f"{kind}-{name}.csv"

    yield (BY_HAND, file("by-hand"), measure.of_command(
        [bench.build / "tests/bench/trouw_by_hand", kind, source, file("by-hand")]))
    for threads in (1, 2):
        path = file(f"trouw-{threads}")
        yield f"trouw, {threads} thread{'s'[:threads - 1]}", path, measure.of_command(
            bench.dry_run(R1, source, threads, path))
    if kind == "db":
        path = file("sqlite")
        yield ("SQLite, one statement, 1 thread", path,
               measure.of_command(["sqlite3", "-batch", source], peers.sqlite_to_file(path)))
    elif duckdb:
        for threads in (1, 2):
            path = file(f"duckdb-{threads}")
            yield (f"DuckDB {duckdb.version}, one statement, {threads} thread{'s'[:threads - 1]}", path,
                   measure.of_action(lambda path=path, threads=threads: duckdb.to_file(source, path, threads)))


def fine(bench, name, path):
    """Whether a file of results is right; what trouw writes is put into R1's columns first."""
    if not name.startswith("trouw"):
        return bench.customers.in_r1(path)
    ours = path.with_suffix(".r1")
    check.translate(path, ours)
    return bench.customers.in_r1(ours)


def measured(bench):
    duckdb, reason = bench.duckdb()
    for kind, words, goal in (("csv", "CSV", 1.0), ("db", "SQLite", 1.3)):
        all_ways = list(ways(bench, kind, duckdb))
        taken = measure.in_turn({name: action for name, _, action in all_ways}, bench.repeats)
        bench.table.heading(f"R1 from {words} to a file of results, {bench.count:,} records")
        for name, path, _ in all_ways:
            ratio = measure.times_as_long(taken[BY_HAND], taken[name])
            wanted = at_least(ratio, goal) if name == "trouw, 2 threads" else ""
            bench.table.row(name, taken[name], bench.count, f"{ratio:.2f} × by hand", wanted,
                            right_if(fine(bench, name, path)))
        if kind == "csv" and reason:
            bench.table.not_run("DuckDB, one statement", reason)
