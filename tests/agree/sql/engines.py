"""The databases that decide in SQL: each loads a table and answers a statement, or says why it is not here."""

import csv
import datetime
import decimal
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import tempfile


class NotHere(Exception):
    """Why an engine cannot run on this machine."""


NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")

TRUTHS = {"yes": True, "1": True, "true": True, "ja": True, "no": False, "0": False, "false": False, "nee": False}


def converted(kind, cell, exact=False):
    """A cell of a CSV as the value that a column of that kind holds; ValueError where it holds no such thing.

    `exact`: numbers as decimals, and yes and no as 1 and 0, as other tables have them.
    """
    if cell == "" or kind == "text":
        return cell or None
    if kind == "whole" and NUMBER.fullmatch(cell) and abs(int(cell)) < 1 << 63:
        return decimal.Decimal(cell) if exact else int(cell)
    if kind == "decimal" and NUMBER.fullmatch(cell) and len(cell) < 16:
        return decimal.Decimal(cell) if exact else float(cell)
    if kind == "truth" and cell.lower() in TRUTHS:
        truth = TRUTHS[cell.lower()]
        return int(truth) if exact else truth
    if kind == "date":
        datetime.date.fromisoformat(cell)
        return cell
    raise ValueError(cell)


class Engine:
    """One that decides in SQL. A table has columns of texts (`kinds` "text"), of the types that they hold ("typed"), or of
    decimals and small numbers ("exact")."""

    text = "TEXT"
    typed = {}
    exact = {}
    slow = False  # too slow to be asked of every case in every way

    def __init__(self):
        self.connection = None

    def name(self, name):
        return '"' + name.replace('"', '""') + '"'

    def columns(self, columns, kinds):
        types = {"typed": self.typed, "exact": {**self.typed, **self.exact}}.get(kinds, {})
        return ", ".join(f"{self.name(name)} {types.get(kind, self.text)}" for kind, name in columns)

    def create(self, table, columns, kinds):
        self.execute(f"DROP TABLE IF EXISTS {self.name(table)}")
        self.execute(f"CREATE TABLE {self.name(table)} ({self.columns(columns, kinds)})")

    def execute(self, statement):
        self.connection.execute(statement)

    def run(self, statement):
        """The rows that a statement yields."""
        return self.connection.execute(statement).fetchall()

    def load(self, table, columns, rows, kinds):
        """Makes a table of these rows."""
        self.create(table, columns, kinds)
        marks = ", ".join("?" * len(columns))
        self.connection.executemany(f"INSERT INTO {self.name(table)} VALUES ({marks})", rows)

    def keep(self, rows_of, table):
        """Writes the rows of a view or table into a new table."""
        self.execute(f"DROP TABLE IF EXISTS {self.name(table)}")
        self.execute(f"CREATE TABLE {self.name(table)} AS SELECT * FROM {self.name(rows_of)}")

    def close(self):
        self.connection.close()


class Sqlite(Engine):
    dialect = "sqlite"
    typed = {"whole": "INTEGER", "decimal": "REAL", "date": "TEXT", "truth": "INTEGER"}
    exact = {"whole": "NUMERIC", "decimal": "NUMERIC"}

    def version(self):
        self.connection = sqlite3.connect(":memory:")
        return sqlite3.sqlite_version

    def load(self, table, columns, rows, kinds):
        if kinds == "exact":
            rows = [[str(cell) if isinstance(cell, decimal.Decimal) else cell for cell in row] for row in rows]
        super().load(table, columns, rows, kinds)

    def load_csv(self, table, columns, path):
        with open(path, newline="", encoding="utf-8") as file:
            rows = csv.reader(file)
            next(rows)
            self.load(table, columns, ([cell or None for cell in row] for row in rows), "typed")


class Postgresql(Engine):
    """A server of our own, on a socket in a folder of our own."""

    dialect = "postgresql"
    typed = {"whole": "bigint", "decimal": "double precision", "date": "date", "truth": "boolean"}
    exact = {"whole": "numeric", "decimal": "numeric(24, 9)", "truth": "smallint"}

    def version(self):
        found = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        initdb = shutil.which("initdb") or (str(found[-1]) if found else None)
        self.psql = shutil.which("psql")
        if not initdb or not self.psql:
            raise NotHere("PostgreSQL is not installed")
        self.bin = pathlib.Path(initdb).parent
        self.folder = tempfile.mkdtemp(prefix="trouw-pg-")
        self.user = []
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
            self.user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        data = f"{self.folder}/data"
        self.server([initdb, "-D", data, "-A", "trust", "-U", "trouw", "-E", "UTF8", "--locale=C", "--no-sync"])
        options = f"-k {self.folder} -c listen_addresses= -c fsync=off -c jit=off"
        self.server([f"{self.bin}/pg_ctl", "-D", data, "-w", "-l", f"{self.folder}/log", "-o", options, "start"])
        return self.ask("SHOW server_version;").strip()

    def server(self, command):
        subprocess.run(self.user + [str(word) for word in command], check=True, stdout=subprocess.DEVNULL, cwd="/")

    def ask(self, text):
        command = [self.psql, "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", self.folder, "-U", "trouw",
                   "-d", "postgres", "-F", "\x1f", "-R", "\x1e"]
        done = subprocess.run(command, input=text, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if done.returncode != 0:
            raise RuntimeError(done.stderr[:2000])
        return done.stdout

    def execute(self, statement):
        self.ask(statement)

    def load(self, table, columns, rows, kinds):
        def cell(value):
            if value is None:
                return "\\N"
            text = str(value)
            return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")

        lines = "".join("\t".join(map(cell, row)) + "\n" for row in rows)
        self.create(table, columns, kinds)
        self.ask(f"COPY {self.name(table)} FROM STDIN;\n{lines}\\.\n")

    def load_csv(self, table, columns, path):
        self.create(table, columns, "typed")
        self.ask(f"\\copy {self.name(table)} FROM '{path}' (FORMAT csv, HEADER)\nANALYZE {self.name(table)};")

    def run(self, statement):
        answer = self.ask(statement).rstrip("\n")
        return [row.split("\x1f") for row in answer.split("\x1e")] if answer else []

    def close(self):
        self.server([f"{self.bin}/pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "stop"])
        shutil.rmtree(self.folder, ignore_errors=True)


class Duckdb(Engine):
    dialect = "duckdb"
    text = "VARCHAR"
    typed = {"whole": "BIGINT", "decimal": "DOUBLE", "date": "DATE", "truth": "BOOLEAN"}
    exact = {"whole": "HUGEINT", "decimal": "DECIMAL(24, 9)", "truth": "TINYINT"}

    def version(self):
        try:
            import duckdb
        except ImportError as reason:
            raise NotHere("the Python package duckdb is not installed") from reason
        self.connection = duckdb.connect()
        return duckdb.__version__

    def load(self, table, columns, rows, kinds):
        """By way of a CSV: rows given one by one take a millisecond each."""
        self.create(table, columns, kinds)
        with tempfile.NamedTemporaryFile("w", suffix=".csv", newline="", encoding="utf-8") as file:
            for row in rows:
                cells = ("\\N" if cell is None else '"' + str(cell).replace('"', '""') + '"' for cell in row)
                file.write(",".join(cells) + "\n")
            file.flush()
            self.execute(f"COPY {self.name(table)} FROM '{file.name}' (FORMAT csv, AUTO_DETECT false, HEADER false, "
                         "DELIMITER ',', QUOTE '\"', ESCAPE '\"', NULLSTR '\\N', PARALLEL false)")

    def load_csv(self, table, columns, path):
        self.create(table, columns, "typed")
        self.execute(f"COPY {self.name(table)} FROM '{path}' (HEADER)")


class Spark(Engine):
    """A cluster of two workers on this machine."""

    dialect = "spark"
    text = "STRING"
    typed = {"whole": "BIGINT", "decimal": "DOUBLE", "date": "DATE", "truth": "BOOLEAN"}
    exact = {"whole": "DECIMAL(20, 0)", "decimal": "DECIMAL(24, 9)", "truth": "INT"}
    slow = True

    def name(self, name):
        return "`" + name.replace("`", "``") + "`"

    def version(self):
        try:
            from pyspark.sql import SparkSession
        except ImportError as reason:
            raise NotHere("the Python package pyspark is not installed") from reason
        if not shutil.which("java"):
            raise NotHere("Java is not installed")
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        self.folder = tempfile.mkdtemp(prefix="trouw-spark-")
        builder = SparkSession.builder.master(os.environ.get("TROUW_SPARK_MASTER", "local-cluster[2,1,1024]"))
        for key, value in {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "4",
                           "spark.driver.bindAddress": "127.0.0.1", "spark.sql.session.timeZone": "UTC",
                           "spark.ui.showConsoleProgress": "false", "spark.driver.memory": "2g",
                           "spark.sql.warehouse.dir": f"{self.folder}/tables",
                           "spark.sql.legacy.createHiveTableByDefault": "false"}.items():
            builder = builder.config(key, value)
        self.session = builder.getOrCreate()
        self.session.sparkContext.setLogLevel("OFF")
        return self.session.version

    def execute(self, statement):
        self.session.sql(statement.rstrip().rstrip(";"))

    def run(self, statement):
        return [tuple(row) for row in self.session.sql(statement).collect()]

    def load(self, table, columns, rows, kinds):
        dates = [i for i, (kind, _) in enumerate(columns) if kinds != "text" and kind == "date"]
        rows = [list(row) for row in rows]
        for row in rows:
            for i in dates:
                row[i] = row[i] and datetime.date.fromisoformat(row[i])
        frame = self.session.createDataFrame(rows, self.columns(columns, kinds))
        frame.createOrReplaceTempView(self.name(table))

    def load_csv(self, table, columns, path):
        frame = self.session.read.csv(str(path), header=True, schema=self.columns(columns, "typed"))
        frame.write.mode("overwrite").saveAsTable(self.name(table))

    def keep(self, rows_of, table):
        self.session.table(self.name(rows_of)).write.mode("overwrite").parquet(f"{self.folder}/{table}")

    def close(self):
        self.session.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


ALL = [Sqlite, Postgresql, Duckdb, Spark]
