"""tools/README.md, followed to the letter on each engine: what comes out is the example's expected results."""

import contextlib
import csv
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess

import engines

ROOT = pathlib.Path(__file__).resolve().parents[3]
EXAMPLE = ROOT / "rules-examples" / "01-energy"
TITLES = {"sqlite": "SQLite", "postgresql": "PostgreSQL", "duckdb": "DuckDB", "spark": "Spark"}


def blocks(dialect):
    """Pairs of a language and lines, below the heading of an engine."""
    text = (ROOT / "tools" / "README.md").read_text(encoding="utf-8")
    section = re.search(rf"^### {TITLES[dialect]}\n(.*?)(?=^###? )", text, re.MULTILINE | re.DOTALL).group(1)
    found = re.findall(r"^```(\w+)\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
    for language, lines in found:
        if len(lines.splitlines()) > 5:
            raise ValueError(f"{TITLES[dialect]}: more than five lines")
    return found


def customers(folder):
    """The example's customers as customers.db and customers.csv."""
    shutil.copyfile(EXAMPLE / "customers.db", folder / "customers.db")
    rows = sqlite3.connect(folder / "customers.db").execute("SELECT * FROM customer")
    with open(folder / "customers.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([column[0] for column in rows.description])
        writer.writerows(rows)


def columns(folder):
    kinds = {"joined_on": "date", "left_on": "date", "contract_end": "date", "churn_risk": "decimal"}
    with open(folder / "customers.csv", newline="", encoding="utf-8") as file:
        names = next(csv.reader(file))
    texts = {"id", "status", "product", "region"}
    return [("text" if name in texts else kinds.get(name, "whole"), name) for name in names]


def results(engine, folder):
    if engine.dialect == "spark":
        rows = engine.session.read.parquet(str(folder / "results")).select(
            "id", "standing", "newcomer_value", "value_before_match", "top_up", "value", "worse_off_before", "worse_off",
            "offers").collect()
        return {tuple(str(cell) for cell in row) for row in rows}
    return set(rows_of(folder / "results.csv"))


def rows_of(path):
    with open(path, newline="", encoding="utf-8") as file:
        return [tuple(row) for row in csv.reader(file)][1:]


def prepare(engine, folder):
    """What the page takes to be there; how the shell finds it."""
    environment = {}
    if engine.dialect == "postgresql":
        engine.load_csv("customer", columns(folder), folder / "customers.csv")
        environment = {"PGHOST": engine.folder, "PGUSER": "trouw", "PGDATABASE": "postgres"}
    if engine.dialect == "spark":
        schema = engine.columns(columns(folder), "typed")
        engine.session.read.csv(str(folder / "customers.csv"), header=True, schema=schema).write.parquet(
            str(folder / "customers"))
    return environment


def shell(lines, trouw, environment):
    path = f"{pathlib.Path(trouw).parent}:{os.environ['PATH']}"
    done = subprocess.run(["sh", "-e", "-c", lines], env={**os.environ, **environment, "PATH": path},
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr[:600])


def followed(engine, trouw, folder):
    """A sentence on what is wrong, or none."""
    if engine.dialect == "sqlite" and not shutil.which("sqlite3"):
        raise engines.NotHere("the shell of SQLite is not installed")
    folder = folder / engine.dialect
    folder.mkdir(parents=True)
    customers(folder)
    (folder / "rules-examples").symlink_to(ROOT / "rules-examples")
    environment = prepare(engine, folder)
    with contextlib.chdir(folder):
        for language, lines in blocks(engine.dialect):
            if language == "sh":
                shell(lines, trouw, environment)
            else:
                if engine.dialect == "spark":  # Java does not follow us into the folder
                    lines = lines.replace('parquet("', f'parquet("{folder}/')
                exec(compile(lines, "tools/README.md", "exec"), {})  # the page's own lines
    if engine.dialect == "postgresql":
        engine.execute("DROP VIEW loyalty")
    if results(engine, folder) != set(rows_of(EXAMPLE / "expected" / "results.csv")):
        return "the results are not those of the example"
    return None
