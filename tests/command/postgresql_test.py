"""PostgreSQL as a source of customers and a place for results."""

import datetime
import os
import unittest

import outside
from trouw_command import HEADER, ROWS, CommandTest

RESULTS = ("id text NOT NULL, standing text NOT NULL, newcomer_value bigint NOT NULL, value_before_match bigint NOT NULL, "
           "top_up bigint NOT NULL, value bigint NOT NULL, worse_off_before bigint NOT NULL, worse_off bigint NOT NULL, offers text NOT NULL")
KINDS = {"joined": "date", "left": "date", "contract_end": "date", "price": "numeric(8, 3)", "complaints": "smallint"}


class Postgresql(CommandTest):
    def setUp(self):
        super().setUp()
        self.server = self.outside
        self.server.ask("DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public")

    def table(self, rows=None, name="customer"):
        columns = ", ".join(f'"{column}" {KINDS.get(column, "text")}' for column in HEADER)
        lines = "".join("\t".join(cell.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n") or "\\N" for cell in row) + "\n"
                        for row in rows or ROWS)
        self.server.ask(f'CREATE TABLE {name} ({columns});\nCOPY {name} FROM STDIN;\n{lines}\\.\n')

    def url(self, part=""):
        return self.server.url + (f"#{part}" if part else "")

    def results_of(self, source):
        out = self.folder / "r.csv"
        done = self.dry_run(source, "--results", out)
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)
        return out.read_bytes()

    def test_the_same_bytes_as_a_csv(self):
        rows = ROWS + [["tab\there \\ \"q\" é\nend", *ROWS[0][1:]]]
        self.table(rows)
        wanted = self.results_of(self.csv_file(rows))
        for part in ("", "customer", "public.customer", "SELECT * FROM customer", "select * from customer where price > 0 order by 1"):
            with self.subTest(part):
                got = self.results_of(self.url(part))
                self.assertEqual(sorted(wanted.split(b"\n")), sorted(got.split(b"\n")))

    def test_many_rows_of_all_sorts(self):
        rows = [[str(i), "active", f"20{i % 20:02}-0{i % 9 + 1}-1{i % 10}", "", f"{i % 400}.{i % 10}0", "NH", str(i % 5), ""] for i in range(7000)]
        self.table(rows)
        self.assertEqual(self.results_of(self.csv_file(rows)), self.results_of(self.url()))

    def test_rejects_have_their_row(self):
        self.table([ROWS[0], [*ROWS[1][:4], "50.005", *ROWS[1][5:]], ROWS[0]])
        found, _ = self.rejects(self.url())
        self.assertEqual([(2, "2", "price", "50.005"), (3, "1", "number", "1")], found)

    def test_what_is_not_there(self):
        self.table()
        for part, said in (("customers", 'relation "customers" does not exist'), ("SELECT id FROM customer", "has no column “status”"),
                           ("SELECT * FROM", "syntax error"), ("SELECT 1/0 AS x", "division by zero")):
            done = self.dry_run(self.url(part))
            self.assertEqual((2, ""), (done.returncode, done.stdout))
            self.assertIn(said, done.stderr)
        done = self.dry_run("postgresql://user:secret@/nowhere?host=/nowhere#t")
        self.assertEqual(2, done.returncode)
        self.assertNotIn("secret", done.stderr)

    def test_a_query_cannot_write(self):
        self.table()
        self.dry_run(self.url("WITH gone AS (DELETE FROM customer RETURNING *) SELECT * FROM gone"))
        self.assertEqual("4", self.server.ask("SELECT count(*) FROM customer").strip())

    def written(self, table="results"):
        return [line.split("\x1f") for line in self.server.ask(f"SELECT * FROM {table} ORDER BY id").rstrip("\x1e\n").split("\x1e")]

    def test_results_are_made_and_added_to(self):
        rows = ROWS + [["tab\there \\ é\nend", *ROWS[0][1:]]]
        source = self.csv_file(rows)
        for times in (1, 2):
            done = self.dry_run(source, "--results", self.url("results"))
            self.assertEqual((0, ""), (done.returncode, done.stderr), done.stdout)
            self.assertEqual(times * 5, len(self.written()))
        self.assertEqual(["1", "customer", "13750", "6000", "7750", "13750", "7750", "0", "Loyalty|Same as new"][:2], self.written()[0][:2])
        types = self.server.ask("SELECT string_agg(column_name || ' ' || data_type || CASE is_nullable WHEN 'NO' THEN ' NOT NULL' ELSE '' END, "
                                "', ' ORDER BY ordinal_position) FROM information_schema.columns WHERE table_name = 'results'").strip("\x1e\n")
        self.assertEqual(RESULTS, types)
        self.assertIn("tab\there \\ é\nend", [row[0] for row in self.written()])

    def test_named_results(self):
        self.server.ask('CREATE SCHEMA "of mine"')
        for part, table in (("", "results"), ("of mine.March \"27\"", '"of mine"."March ""27"""')):
            self.assertEqual(0, self.dry_run(self.csv_file(), "--results", self.url(part)).returncode)
            self.assertEqual(4, len(self.written(table)))

    def test_a_table_with_other_columns_is_left_alone(self):
        for columns in (RESULTS.replace("top_up bigint", "top_up integer"), RESULTS + ", more text", "id text"):
            self.server.ask(f"DROP TABLE IF EXISTS results; CREATE TABLE results ({columns})")
            done = self.dry_run(self.csv_file(), "--results", self.url("results"))
            self.assertEqual((2, ""), (done.returncode, done.stdout))
            self.assertIn("The table results has other columns than results, so nothing is written to it. It has: id text", done.stderr)
            self.assertEqual("0", self.server.ask("SELECT count(*) FROM results").strip())

    def test_all_or_nothing(self):
        path = self.folder / "broken.ndjson"
        good = self.ndjson().read_text(encoding="utf-8")
        path.write_text(good + "{" + " " * (17 << 20), encoding="utf-8")
        done = self.dry_run(path, "--results", self.url("results"))
        self.assertEqual(2, done.returncode, done.stderr)
        self.assertEqual("", self.server.ask("SELECT to_regclass('results')").strip("\x1e\n"))
        path.write_text(good.replace('"id": "3"', '"id": "3\\u0000"'), encoding="utf-8")
        done = self.dry_run(path, "--results", self.url("results"))
        self.assertEqual(2, done.returncode, done.stderr)
        self.assertIn("an id has a zero byte in it", done.stderr)
        self.assertEqual("", self.server.ask("SELECT to_regclass('results')").strip("\x1e\n"))

    def test_what_is_read_is_not_written_over(self):
        self.table()
        done = self.dry_run(self.url("customer"), "--results", self.url("customer"))
        self.assertEqual((2, ""), (done.returncode, done.stdout))
        self.assertEqual("4", self.server.ask("SELECT count(*) FROM customer").strip())

    def test_init(self):
        self.table([[str(i), "active" if i % 3 else "former", "2017-02-10", "", "50.00", "NH", str(i % 4), ""] for i in range(40)])
        folder = self.folder / "p"
        done = self.trouw("init", folder, "--from", self.url("customer"))
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertEqual(40, self.summary(self.url("customer"), programme=folder)["decided"])

    def test_a_million(self):
        count = int(os.environ.get("TROUW_POSTGRESQL_ROWS", "20000"))
        self.server.ask(f"CREATE TABLE customer AS SELECT i AS id, 'active' AS status, date '2015-01-01' + i % 3000 AS joined, NULL::date AS left, "
                        f"(i % 40000) / 100.0 AS price, 'NH' AS region, i % 9 AS complaints, NULL::date AS contract_end FROM generate_series(1, {count}) i")
        begun = datetime.datetime.now()
        done = self.dry_run(self.url("customer"), "--results", self.url("results"), "--format", "json", timeout=3600)
        self.assertEqual(0, done.returncode, done.stderr)
        print(f"{count} rows there and back: {(datetime.datetime.now() - begun).total_seconds():.1f} s")
        self.assertEqual(str(count), self.server.ask("SELECT count(*) FROM results").strip())


if __name__ == "__main__":
    outside.main("postgresql", outside.start_postgresql)
