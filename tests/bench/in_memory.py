"""R1 in memory, one thread unless said: by hand, by trouw, and by a statement over a table that is loaded."""

import measure
import peers
from bench import right_if, verdict
from inputs import check
from table import at_least, at_most, of_seconds

ROWS, COLUMNS, TOLD = "by hand, rows", "by hand, columns", "by hand, columns, told"
LEVELS = ["columns, base", "columns, AVX2", "columns, AVX-512"]
DUCKDB, DUCKDB2 = "DuckDB, 1 thread", "DuckDB, 2 threads"


def statements(bench):
    """Actions by name, what answers them, and why DuckDB is not here."""
    sqlite = peers.SqliteInMemory(bench.customers.db(bench.count))
    actions, answers = {"SQLite": measure.of_action(sqlite.decide)}, {"SQLite": sqlite}
    duckdb, reason = bench.duckdb()
    if duckdb:
        duckdb.load(bench.customers.csv(bench.count))
        actions[DUCKDB] = measure.of_action(lambda: duckdb.decide(1))
        actions[DUCKDB2] = measure.of_action(lambda: duckdb.decide(2))
        answers[DUCKDB] = answers[DUCKDB2] = duckdb
    return actions, answers, reason


def rounds(bench, actions, answers):
    """Everything in turn, and whether the statements' sums were right each time."""
    taken, told, fine = {}, {}, {name: True for name in actions}
    for action in actions.values():
        action()
    for _ in range(bench.repeats):
        bench.inside("r1", taken, told)
        for name, action in actions.items():
            taken.setdefault(name, measure.Taken()).add(*action())
            fine[name] = fine[name] and peers.right_sums(answers[name].answer, bench.count)
    return taken, told, fine


def sums_of_rows(told, count):
    return all((one["worse_off"], one["top_up"]) == check.TOTALS[count][:2] for one in told)


def of_one(bench, name, taken, told, goal):
    """A call's p50 in microseconds, over the rounds; the whole of its time is a mean, and is not shown."""
    middles = measure.Taken()
    for one in told:
        middles.add(one["p50"] * 1e-9)
    slow = max(one["p99"] for one in told) * 1e-9
    bench.table.row(f"trouw, {name}, p50 (p99 at worst {of_seconds(slow)})", middles,
                    wanted=at_most(middles.median() * 1e6, goal, " µs"), result=verdict(told))


def measured(bench):
    actions, answers, reason = statements(bench)
    taken, told, fine = rounds(bench, actions, answers)
    table, count = bench.table, bench.count
    table.heading(f"R1 in memory, {count:,} records")

    def row(what, name, result, goal=None):
        ratio = measure.times_as_long(taken[COLUMNS], taken[name])
        wanted = at_least(ratio, goal) if goal else ""
        table.row(what, taken[name], count, f"{ratio:.2f} × columns by hand", wanted, result)

    rows_fine = verdict(told[ROWS]) if sums_of_rows(told[ROWS], count) else right_if(False)
    row("C++ by hand, a struct per record", ROWS, rows_fine)
    row("C++ by hand, columns", COLUMNS, verdict(told[COLUMNS]))
    row("C++ by hand, columns, GCC told that none overlap", TOLD, verdict(told[TOLD]))
    levels = [name for name in LEVELS if name in taken]
    for name in levels:
        row(f"trouw, {name}", name, verdict(told[name]), 0.6 if name == levels[-1] else None)
    for name in LEVELS[len(levels):]:
        table.not_run(f"trouw, {name}", "the processor has none")
    for theirs, words, goal in ((TOLD, "columns by hand, GCC told", 0.6), (ROWS, "a struct per record", 1), (DUCKDB, DUCKDB, 10)):
        if theirs in taken:
            ratio = measure.times_as_long(taken[theirs], taken[levels[-1]])
            table.row("… the same, beside another", ratio=f"{ratio:.2f} × {words}", wanted=at_least(ratio, goal))
    row("SQLite, one statement, 1 thread", "SQLite", right_if(fine["SQLite"]))
    if reason:
        table.not_run("DuckDB, one statement", reason)
    else:
        version = answers[DUCKDB].version
        row(f"DuckDB {version}, one statement, 1 thread", DUCKDB, right_if(fine[DUCKDB]))
        row(f"DuckDB {version}, one statement, 2 threads", DUCKDB2, right_if(fine[DUCKDB2]))
    of_one(bench, "totals of one record", taken, told["totals of one"], 1)
    of_one(bench, "Decision with reasons", taken, told["decision of one"], 10)

