"""R1 as one statement, in SQLite and in DuckDB."""

import pathlib
import sqlite3
import sys

from inputs import COLUMNS, ROOT, check

sys.path.append(str(ROOT / "tests" / "agree" / "sql"))
import engines  # noqa: E402
from engines import NotHere  # noqa: E402, F401: why DuckDB cannot run

STATEMENT = "\n".join(line for line in (pathlib.Path(__file__).parent / "r1.sql").read_text().splitlines()
                      if not line.startswith("--"))
RESULT = "id, newcomer_value, before_match AS total_before_match, top_up, mask"
DUCKDB_TYPES = {"id": "INTEGER", "monthly_price_cents": "INTEGER", "usage_kwh": "INTEGER", "clv_cents": "INTEGER",
                "referrals_12m": "INTEGER", "complaints_12m": "TINYINT", "open_complaint": "TINYINT", "autopay": "TINYINT",
                "consent": "TINYINT", "churn_risk": "DOUBLE", "joined_on": "DATE", "contract_end": "DATE",
                "birth_date": "DATE", "last_reward_on": "DATE"}


def written(words, customers):
    text = STATEMENT
    for name, word in {**words, "customers": customers}.items():
        text = text.replace("{" + name + "}", word)
    return text


def of_date(column, first, length):
    return f"CAST(substr({column}, {first}, {length}) AS INTEGER)"


SQLITE = {"least": "min", "greatest": "max", "div": "/", "stop": "LIMIT -1", "joined_year": of_date("joined_on", 1, 4),
          "joined_month": of_date("joined_on", 6, 2), "joined_day": of_date("joined_on", 9, 2),
          "birth_month": of_date("birth_date", 6, 2)}
DUCKDB = {"least": "least", "greatest": "greatest", "div": "//", "stop": "", "joined_year": "year(joined_on)",
          "joined_month": "month(joined_on)", "joined_day": "day(joined_on)", "birth_month": "month(birth_date)"}


def sums(statement):
    """All that R1 adds up (check.TOTALS), and of every other column of the result something that needs all of it."""
    values = ", ".join(f"sum(e{i})" for i in range(1, 10))
    return (f"SELECT sum(CASE WHEN active AND top_up > 0 THEN 1 ELSE 0 END), sum(top_up), {values}, "
            f"sum(newcomer_value), sum(before_match), sum(mask) FROM ({statement}) AS r")


def right_sums(row, count):
    return tuple(row[:11]) == check.TOTALS[count]


class SqliteInMemory:
    def __init__(self, path):
        self.base = sqlite3.connect(":memory:")
        source = sqlite3.connect(path)
        source.backup(self.base)
        source.close()
        self.statement = sums(written(SQLITE, "customer"))

    def decide(self):
        self.answer = self.base.execute(self.statement).fetchone()


def sqlite_to_file(results):
    """What the command sqlite3 is told, to write R1's results of an open database."""
    return (f'.mode csv\n.separator , "\\n"\n.headers on\n.output {results}\n'
            f"SELECT {RESULT} FROM ({written(SQLITE, 'customer')});\n")


class Duckdb:
    """DuckDB's library, in this process; NotHere where there is none. A column has the narrowest type that holds it."""

    def __init__(self, packages):
        if packages.exists():
            sys.path.append(str(packages))
        engine = engines.Duckdb()
        self.version = engine.version()
        self.connection = engine.connection

    def read(self, path):
        types = ", ".join(f"'{name}': '{DUCKDB_TYPES.get(name, 'VARCHAR')}'" for name, _ in COLUMNS)
        return f"read_csv('{path}', header = true, auto_detect = false, delim = ',', columns = {{{types}}})"

    def load(self, path):
        self.connection.execute(f"CREATE OR REPLACE TABLE customer AS SELECT * FROM {self.read(path)}")

    def decide(self, threads):
        self.connection.execute(f"SET threads = {threads}")
        self.answer = self.connection.execute(sums(written(DUCKDB, "customer"))).fetchone()

    def to_file(self, path, results, threads):
        self.connection.execute(f"SET threads = {threads}")
        self.connection.execute(f"COPY (SELECT {RESULT} FROM ({written(DUCKDB, self.read(path))}) AS r) "
                                f"TO '{results}' (FORMAT csv, HEADER)")
