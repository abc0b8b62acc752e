#!/usr/bin/env python3
"""Every engine that decides in SQL against the row reader: made-up programmes, the examples, R1, odd names, hostile records.

  tests/agree/sql/agree.py --trouw build/trouw --cases build/…/trouw_sql_cases [--engine NAME …] [--first N] [--count N]

An engine that is not on this machine is said not to have run, by name. With one --engine, that is exit code 77, or 1 where
the variable TROUW_MUST_RUN names it.
"""

import argparse
import os
import pathlib
import sqlite3
import sys
import tempfile

import cases
import engines
import readme

NOT_RUN = 77


def difference(expected, found):
    """A sentence on the first row that is not alike, or none."""
    found = sorted(tuple(str(cell) for cell in row) for row in found)
    expected = sorted(expected)
    if found == expected:
        return None
    ours, theirs = set(expected), set(found)
    missing, more = sorted(ours - theirs), sorted(theirs - ours)
    of_one = next((row for row in more if missing and row[0] == missing[0][0]), more[0] if more else "no such row")
    return (f"{len(missing)} rows differ, {len(found)} rows for {len(expected)}\n"
            f"    row reader: {missing[0] if missing else 'no such row'}\n    statement:  {of_one}")


def statement(trouw, case, dialect, *more):
    return cases.called([trouw, "sql", case.programme, "--dialect", dialect, "--on", case.day, "--table", case.table,
                         "--quiet", *more])


def in_kind(engine, text, case, kinds):
    """Rows in columns of some kind: what is wrong, or none."""
    rows = case.rows_in(kinds)
    if not rows:
        return "no row fits columns of these types"
    ids = {str(row[0]) for row in rows}
    expected = [row for row in case.expected if row[0] in ids]
    engine.load(case.table, case.columns, rows, kinds)
    return difference(expected, engine.run(text))


def figures(summary):
    """What a statement with --summary should yield, as name, offer and amount."""
    rows = [(name, None, summary[name]) for name in ("records", "decided", "rejected")]
    rows += [(f"standings.{name}", None, count) for name, count in summary["standings"].items()]
    rows += [(name, None, summary[name]) for name in ("newcomer_value", "value_before_match", "top_up", "value")]
    rows += [(f"worse_off.{when}.{name}", None, amount)
             for when, part in summary["worse_off"].items() for name, amount in part.items()]
    rows += [(f"not_covered.{name}", None, summary["not_covered"][name]) for name in ("facts_broken", "nobody")]
    rows += [(f"offers.{name}", offer["title"], int(offer[name]))
             for offer in summary["offers"] for name in ("open", "counted", "value", "paid")]
    return rows


def in_summary(engine, trouw, case):
    engine.load(case.table, case.columns, case.rows_in("text"), "text")
    found = [tuple(row) for row in engine.run(statement(trouw, case, engine.dialect, "--summary"))]
    found = [(name, offer or None, int(amount)) for name, offer, amount in found]
    of_guarantees = [row for row in found if row[0] == "guarantees.broken_count"]
    broken = {(one["text"], one["broken_count"]) for one in case.summary["guarantees"]}
    if any((text, count) not in broken for _, text, count in of_guarantees):
        return f"the summary has {of_guarantees}, the dry run {sorted(broken)}"
    found = [row for row in found if row not in of_guarantees]
    expected = figures(case.summary)
    if found == expected:
        return None
    return f"the summary has {[row for row in found if row not in expected][:3]}, not {[row for row in expected if row not in found][:3]}"


def in_any_storage(engine, trouw, case, folder):
    """SQLite alone: columns without types, each cell of any kind, beside the dry run on the same file."""
    path = folder / "stored.db"
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    names = ", ".join(engine.name(name) for _, name in case.columns)
    database.execute(f"CREATE TABLE {engine.name(case.table)} ({names})")
    marks = ", ".join("?" * len(case.columns))
    database.executemany(f"INSERT INTO {engine.name(case.table)} VALUES ({marks})", cases.stored_values(case, 1))
    database.commit()
    expected, _ = cases.dry_run(trouw, case.programme, f"{path}#{case.table}", case.day, folder)
    found = database.execute(statement(trouw, case, "sqlite")).fetchall()
    database.close()
    return difference(expected, found)


def through_a_view(engine, trouw, workload):
    """R1: the table from a CSV, the view from the statement, and the results kept."""
    engine.load_csv("customer", workload.columns, workload.customers)
    engine.execute(cases.called([trouw, "sql", cases.ROOT / "tests" / "r1", "--dialect", engine.dialect, "--on", cases.DAY,
                                 "--view", "loyalty", "--quiet"]))
    engine.keep("loyalty", "loyalty_kept")
    found = engine.run("SELECT * FROM loyalty")
    engine.execute("DROP VIEW loyalty")
    return workload.difference(found)


def questions(engine, given, case, number, folder):
    """How a case is put to an engine, each with a name."""
    text = statement(given.trouw, case, engine.dialect)
    if case.only:
        return [("typed columns", lambda: in_kind(engine, text, case, "typed"))]
    asked = [(f"{kinds} columns", lambda kinds=kinds: in_kind(engine, text, case, kinds))
             for kinds in ("text", "typed", "exact")]
    asked.append(("--summary", lambda: in_summary(engine, given.trouw, case)))
    if engine.dialect == "sqlite" and ";" not in case.table:
        asked.append(("any storage", lambda: in_any_storage(engine, given.trouw, case, folder)))
    return asked[number % len(asked):][:1] if engine.slow else asked


def tried(engine, given, name, question):
    """A sentence on what is wrong, in a list, or none."""
    try:
        problem = question()
    except Exception as reason:  # whatever the engine throws is what it says of the statement
        problem = f"{type(reason).__name__}: {str(reason)[:600]}"
    return [f"{name}: {problem}"] if problem else []


def run(engine, given, everything, workload, folder):
    """All sentences on what is wrong with an engine, and how much it was asked."""
    wrong = tried(engine, given, "R1", lambda: through_a_view(engine, given.trouw, workload))
    wrong += tried(engine, given, "tools/README.md", lambda: readme.followed(engine, given.trouw, folder / "readme"))
    asked = 2
    for number, case in enumerate(everything):
        if case.only and engine.dialect not in case.only:
            continue
        for kind, question in questions(engine, given, case, number, folder):
            wrong += tried(engine, given, f"{case.name} on {case.day}, {kind}", question)
            asked += 1
    return wrong, asked


def arguments():
    parser = argparse.ArgumentParser(description="Every engine that decides in SQL against the row reader.")
    parser.add_argument("--trouw", required=True)
    parser.add_argument("--cases", required=True)
    parser.add_argument("--engine", action="append", choices=[engine.dialect for engine in engines.ALL])
    parser.add_argument("--packages", help="a folder of Python packages for engines (tools/dev/engines)")
    parser.add_argument("--first", type=int, default=1, help="the seed of the first programme that is made up")
    parser.add_argument("--count", type=int, default=40, help="how many programmes are made up")
    parser.add_argument("--records", type=int, default=300, help="for each programme")
    parser.add_argument("--r1", type=int, default=1000, help="customers of R1: 1000, 100000 or 1000000")
    given = parser.parse_args()
    given.trouw = str(pathlib.Path(given.trouw).resolve())
    return given


def main():
    given = arguments()
    if given.packages:
        sys.path.insert(0, given.packages)
    must = os.environ.get("TROUW_MUST_RUN", "").split()
    wanted = [kind for kind in engines.ALL if not given.engine or kind.dialect in given.engine]
    failed, absent = False, 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        everything = workload = None
        for kind in wanted:
            engine = kind()
            try:
                version = engine.version()
            except engines.NotHere as reason:
                print(f"{engine.dialect}: not run: {reason}")
                absent += 1
                failed = failed or engine.dialect in must
                continue
            if everything is None:
                everything, workload = list(cases.all_cases(given, folder)), cases.R1(folder, given.r1)
            wrong, asked = run(engine, given, everything, workload, folder)
            engine.close()
            print(f"{engine.dialect} {version}: {len(everything)} programmes and tables, {asked} questions: "
                  f"{f'{len(wrong)} differ' if wrong else 'all alike'}", *wrong[:10], sep="\n  ", flush=True)
            failed = failed or bool(wrong)
    sys.exit(1 if failed else NOT_RUN if absent == len(wanted) else 0)


if __name__ == "__main__":
    main()
