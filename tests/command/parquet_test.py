"""Parquet files and DuckDB's own, by way of DuckDB's library."""

import os
import unittest

import outside
from trouw_command import HEADER, ROWS, CommandTest

KINDS = {"joined": "DATE", "left": "DATE", "contract_end": "DATE", "price": "DECIMAL(8, 3)", "complaints": "UTINYINT"}


class Parquet(CommandTest):
    def setUp(self):
        super().setUp()
        self.library = self.outside

    def trouw(self, *words, env=None, **options):
        return super().trouw(*words, env={**self.library.environment, **(env or {})}, **options)

    def selected(self, rows, kinds):
        """A query that gives the rows."""
        values = ", ".join("(" + ", ".join("NULL" if cell == "" else "'" + cell.replace("'", "''") + "'" for cell in row) + ")" for row in rows)
        columns = ", ".join(f'CAST("{column}" AS {kinds.get(column, "VARCHAR")}) AS "{column}"' for column in HEADER)
        return f"SELECT {columns} FROM (VALUES {values}) AS t({', '.join(chr(34) + column + chr(34) for column in HEADER)})"

    def parquet(self, rows=None, kinds=KINDS, name="c.parquet"):
        path = self.folder / name
        self.library.run(f"COPY ({self.selected(rows or ROWS, kinds)}) TO '{path}' (FORMAT parquet)")
        return path

    def results_of(self, source):
        out = self.folder / "r.csv"
        done = self.dry_run(source, "--results", out)
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)
        return out.read_bytes()

    def test_the_same_bytes_as_a_csv(self):
        rows = ROWS + [["it's \"é\"\n, a longer text than twelve", *ROWS[0][1:]]]
        wanted = self.results_of(self.csv_file(rows))
        for kinds in (KINDS, {}, {"price": "DOUBLE", "complaints": "BIGINT"}, {"joined": "DATE", "price": "DECIMAL(30, 2)", "complaints": "HUGEINT"},
                      {"price": "FLOAT"}):
            with self.subTest(kinds):
                self.assertEqual(wanted, self.results_of(self.parquet(rows, kinds)))

    def test_many_rows_over_many_chunks(self):
        rows = [[str(i), "active", f"20{i % 20:02}-0{i % 9 + 1}-1{i % 10}", "", f"{i % 400}.{i % 10}0", "NH", str(i % 5), ""] for i in range(7000)]
        self.assertEqual(self.results_of(self.csv_file(rows)), self.results_of(self.parquet(rows)))

    def test_duckdb_tables(self):
        path = self.folder / "c.duckdb"
        self.library.run(f"CREATE TABLE customer AS {self.selected(ROWS, KINDS)}", "CREATE SCHEMA s", "CREATE VIEW s.v AS FROM customer", file=path)
        wanted = self.results_of(self.csv_file())
        for part in ("", "#customer", "#s.v", "#SELECT * FROM customer"):
            with self.subTest(part):
                self.assertEqual(wanted, self.results_of(f"{path}{part}"))
        done = self.dry_run(f"{path}#customers")
        self.assertEqual(2, done.returncode)
        self.assertIn("customers", done.stderr)

    def test_rejects_have_their_row(self):
        found, _ = self.rejects(self.parquet([ROWS[0], [*ROWS[1][:4], "50.005", *ROWS[1][5:]], ROWS[0]]))
        self.assertEqual([(2, "2", "price", "50.005"), (3, "1", "number", "1")], found)

    def test_timestamps_and_binary(self):
        """A text that its writer did not mark as one is binary, and read as the text that it is."""
        kinds = {**KINDS, "joined": "TIMESTAMP", "region": "BLOB"}
        found, _ = self.rejects(self.parquet(kinds=kinds), code=1)
        self.assertEqual({"joined"}, {field for _, _, field, _ in found})

    def test_what_is_no_parquet(self):
        path = self.folder / "x.parquet"
        for content in (b"", b"id,price\n", b"PAR1" + bytes(100) + b"PAR1"):
            path.write_bytes(content)
            done = self.dry_run(path)
            self.assertEqual((2, ""), (done.returncode, done.stdout))
            self.assertIn("x.parquet", done.stderr)
        done = self.dry_run(self.folder / "none.parquet")
        self.assertIn("There is no file", done.stderr)

    def test_where_the_library_is_missing(self):
        path = self.parquet()
        done = super().trouw("dry-run", self.programme(), "--customers", path, "--on", "2027-03-01", env={"LD_LIBRARY_PATH": ""})
        if done.returncode == 0:
            self.skipTest("the library is where the system looks for libraries")
        self.assertEqual(2, done.returncode)
        self.assertIn("put libduckdb.so", done.stderr)

    def test_init(self):
        path = self.parquet([[str(i), "active" if i % 3 else "former", "2017-02-10", "", "50.00", "NH", str(i % 4), ""] for i in range(40)])
        folder = self.folder / "p"
        done = self.trouw("init", folder, "--from", path)
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertEqual(40, self.summary(path, programme=folder)["decided"])


if __name__ == "__main__":
    outside.main("libduckdb", outside.DuckdbLibrary)
