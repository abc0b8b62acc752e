"""The databases that decide in SQL: each loads a table and answers a statement, or says why it is not here."""

import datetime
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


def converted(kind, cell):
    """A cell of a CSV as the value that a column of that kind holds; ValueError where it holds no such thing."""
    if cell == "" or kind == "text":
        return cell or None
    if kind == "whole" and NUMBER.fullmatch(cell) and abs(int(cell)) < 1 << 63:
        return int(cell)
    if kind == "decimal" and NUMBER.fullmatch(cell) and len(cell) < 16:
        return float(cell)
    if kind == "truth" and cell in ("yes", "no"):
        return cell == "yes"
    if kind == "date":
        datetime.date.fromisoformat(cell)
        return cell
    raise ValueError(cell)


class Engine:
    """`load` makes a table of text rows; `typed` with columns of the types that they hold."""

    types = {}
    text = "TEXT"

    def __init__(self):
        self.connection = None

    def name(self, name):
        return '"' + name.replace('"', '""') + '"'

    def columns(self, columns, typed):
        return ", ".join(f"{self.name(name)} {self.types[kind] if typed else self.text}" for kind, name in columns)


class Sqlite(Engine):
    dialect = "sqlite"
    types = {"whole": "INTEGER", "decimal": "REAL", "date": "TEXT", "truth": "INTEGER", "text": "TEXT"}

    def version(self):
        self.connection = sqlite3.connect(":memory:")
        return sqlite3.sqlite_version

    def load(self, table, columns, rows, typed):
        self.connection.execute(f"DROP TABLE IF EXISTS {self.name(table)}")
        self.connection.execute(f"CREATE TABLE {self.name(table)} ({self.columns(columns, typed)})")
        marks = ", ".join("?" * len(columns))
        self.connection.executemany(f"INSERT INTO {self.name(table)} VALUES ({marks})", rows)

    def run(self, statement):
        return self.connection.execute(statement).fetchall()

    def close(self):
        self.connection.close()


class Postgresql(Engine):
    """A server of our own, on a socket in a folder of our own."""

    dialect = "postgresql"
    types = {"whole": "bigint", "decimal": "double precision", "date": "date", "truth": "boolean", "text": "text"}

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

    def load(self, table, columns, rows, typed):
        def cell(value):
            if value is None:
                return "\\N"
            text = str(value)
            return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")

        lines = "".join("\t".join(map(cell, row)) + "\n" for row in rows)
        self.ask(f"DROP TABLE IF EXISTS {self.name(table)};\n"
                 f"CREATE TABLE {self.name(table)} ({self.columns(columns, typed)});\n"
                 f"COPY {self.name(table)} FROM STDIN;\n{lines}\\.\n")

    def run(self, statement):
        answer = self.ask(statement).rstrip("\n")
        return [row.split("\x1f") for row in answer.split("\x1e")] if answer else []

    def close(self):
        self.server([f"{self.bin}/pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "stop"])
        shutil.rmtree(self.folder, ignore_errors=True)


class Duckdb(Engine):
    dialect = "duckdb"
    text = "VARCHAR"
    types = {"whole": "BIGINT", "decimal": "DOUBLE", "date": "DATE", "truth": "BOOLEAN", "text": "VARCHAR"}

    def version(self):
        try:
            import duckdb
        except ImportError as reason:
            raise NotHere("the Python package duckdb is not installed") from reason
        self.connection = duckdb.connect()
        return duckdb.__version__

    def load(self, table, columns, rows, typed):
        self.connection.execute(f"DROP TABLE IF EXISTS {self.name(table)}")
        self.connection.execute(f"CREATE TABLE {self.name(table)} ({self.columns(columns, typed)})")
        marks = ", ".join("?" * len(columns))
        self.connection.executemany(f"INSERT INTO {self.name(table)} VALUES ({marks})", rows)

    def run(self, statement):
        return self.connection.execute(statement).fetchall()

    def close(self):
        self.connection.close()


class Spark(Engine):
    """A cluster of two workers on this machine."""

    dialect = "spark"
    text = "STRING"
    types = {"whole": "BIGINT", "decimal": "DOUBLE", "date": "DATE", "truth": "BOOLEAN", "text": "STRING"}

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
        builder = SparkSession.builder.master(os.environ.get("TROUW_SPARK_MASTER", "local-cluster[2,1,1024]"))
        for key, value in {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "4",
                           "spark.driver.bindAddress": "127.0.0.1", "spark.sql.session.timeZone": "UTC",
                           "spark.sql.legacy.createHiveTableByDefault": "false"}.items():
            builder = builder.config(key, value)
        self.session = builder.getOrCreate()
        self.session.sparkContext.setLogLevel("OFF")
        return self.session.version

    def load(self, table, columns, rows, typed):
        dates = [i for i, (kind, _) in enumerate(columns) if typed and kind == "date"]
        rows = [list(row) for row in rows]
        for row in rows:
            for i in dates:
                row[i] = row[i] and datetime.date.fromisoformat(row[i])
        frame = self.session.createDataFrame(rows, self.columns(columns, typed))
        frame.createOrReplaceTempView(self.name(table))

    def run(self, statement):
        return [tuple(row) for row in self.session.sql(statement).collect()]

    def close(self):
        self.session.stop()


ALL = [Sqlite, Postgresql, Duckdb, Spark]
