"""The Python package: its examples, decisions, the ledger; and, where they are there, the libraries that give and take
Arrow's streams. TROUW_LIBRARY names the library, TROUW_PACKAGES a folder of packages to look in too."""

import datetime
import decimal
import doctest
import importlib.util
import os
import pathlib
import sqlite3
import sys
import tempfile
import threading
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "engine" / "python"))
if os.environ.get("TROUW_PACKAGES"):
    sys.path.append(os.environ["TROUW_PACKAGES"])

import trouw  # noqa: E402

ENERGY = TOP / "rules-examples" / "01-energy"
DAY = "2027-03-01"


def missing(*names):
    absent = [name for name in names if importlib.util.find_spec(name) is None]
    return unittest.skipIf(absent, f"not run: {', '.join(absent)} is not installed")


def customers():
    """The columns of the example's customers, and the rows."""
    database = sqlite3.connect(f"file:{ENERGY / 'customers.db'}?mode=ro", uri=True)
    rows = database.execute("SELECT * FROM customer")
    names = [column[0] for column in rows.description]
    found = rows.fetchall()
    database.close()
    return names, found


def load_tests(loader, tests, ignore):
    tests.addTests(doctest.DocTestSuite(trouw, extraglobs={"trouw": trouw},
                                        optionflags=doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL))
    return tests


class Deciding(unittest.TestCase):
    def setUp(self):
        self.programme = trouw.loads(trouw.EXAMPLE_YAML, {"offers.trouw": trouw.EXAMPLE_OFFERS})
        self.engine = self.programme.on(DAY)

    def test_a_programme_tells_of_itself(self):
        self.assertEqual(("Tulip Mobile", "EUR", 2, 12),
                         (self.programme.name, self.programme.currency, self.programme.currency_digits,
                          self.programme.horizon))
        self.assertEqual(["text", "date", "money"], [field.type for field in self.programme.fields])
        self.assertEqual(["Thank you"], [offer.title for offer in self.programme.offers])

    def test_mistakes_are_told_all_at_once(self):
        with self.assertRaises(trouw.Mistakes) as raised:
            trouw.loads(trouw.EXAMPLE_YAML, {"a.trouw": 'offer "A" to customers\n  give 20% of\n'})
        found = raised.exception.diagnostics
        self.assertEqual(("error", "a.trouw", 2), (found[0].severity, found[0].file, found[0].line))
        self.assertIn("a.trouw:2", str(raised.exception))

    def test_values_of_python(self):
        texts = self.engine.decide({"id": "C-1", "joined": "2020-03-01", "price": "50.00"})
        own = self.engine.decide({"id": "C-1", "joined": datetime.date(2020, 3, 1), "price": decimal.Decimal("50.00")})
        self.assertEqual(texts.text, own.text)
        self.assertEqual(decimal.Decimal("30.00"), own.value)
        with self.assertRaises(TypeError):
            self.engine.decide({"id": "C-1", "joined": object(), "price": 1})
        with self.assertRaises(ValueError):
            self.engine.decide({"id": "C-1", "joined": "2020-03-01", "price": float("nan")})

    def test_many_at_once_in_threads(self):
        record = {"id": "C-1", "joined": "2020-03-01", "price": "50.00"}
        expected, wrong = self.engine.decide(record).text, []

        def decide():
            for _ in range(200):
                if self.engine.decide(record).text != expected:
                    wrong.append(1)

        threads = [threading.Thread(target=decide) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual([], wrong)

    def test_dry_run_counts_and_tells_rejects(self):
        run = self.engine.dry_run([{"id": "C-1", "joined": "2020-03-01", "price": "50.00"},
                                   {"id": "C-2", "joined": "never", "price": "50.00"}])
        self.assertEqual((2, 1, 1, 3000), (run["records"], run["decided"], run["rejected"], run["value"]))
        self.assertEqual([(2, "C-2", "joined", "never")],
                         [(one["line"], one["id"], one["field"], one["value"]) for one in run["rejected_records"]])

    def test_sql(self):
        self.assertIn("SELECT", self.engine.sql("sqlite", "customers"))
        with self.assertRaises(trouw.NotFound):
            self.engine.sql("cobol", "customers")

    def test_results_that_nobody_reads_are_released(self):
        for _ in range(100):
            results = self.engine.decide_many([{"id": "C-1", "joined": "2020-03-01", "price": "50.00"}])
            held = results.__arrow_c_stream__()
            with self.assertRaises(ValueError):
                results.__arrow_c_stream__()
            del held


class Keeping(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.engine = trouw.loads(trouw.EXAMPLE_YAML, {"offers.trouw": trouw.EXAMPLE_OFFERS}).on(DAY)
        self.customer = {"id": "C-1", "joined": "2020-03-01", "price": "50.00"}
        self.ledger = trouw.Ledger(os.path.join(self.folder.name, "ledger.db"))
        self.addCleanup(self.ledger.close)

    def test_once(self):
        first = self.ledger.grant(self.engine, self.customer, key="k")
        self.assertEqual(1, first["granted"])
        self.assertEqual(first, self.ledger.grant(self.engine, self.customer, key="k"))
        self.assertEqual((0, 1), tuple(self.ledger.grant(self.engine, self.customer)[name]
                                       for name in ("granted", "running")))
        with self.assertRaises(trouw.TrouwError) as raised:
            self.ledger.grant(self.engine, {**self.customer, "price": "60.00"}, key="k")
        self.assertEqual("wrong order", raised.exception.status)

    def test_a_life(self):
        self.ledger.grant(self.engine, self.customer, reserve=True)
        self.ledger.confirm(1, DAY)
        bill = {"id": "C-1", "invoice": "2027-04", "starts": "2027-04-01"}
        lines = self.ledger.due(self.engine, self.customer, [bill])
        self.assertEqual([("2027-04", 250, False)], [(line["invoice"], line["amount"], line["again"]) for line in lines])
        again = self.ledger.due(self.engine, self.customer, [bill])
        self.assertEqual([(lines[0]["key"], True)], [(line["key"], line["again"]) for line in again])
        self.assertEqual(100, self.ledger.reverse(1, "2027-04-10", amount=100, reference="c")["back"])
        self.assertEqual(100, self.ledger.reverse(1, "2027-04-10", amount=100, reference="c")["back"])
        self.assertFalse(self.ledger.void("C-1", "2027-04", "2027-04-12")["again"])
        self.assertEqual("confirmed", self.ledger.awards(DAY)[0]["state"])
        self.assertTrue(self.ledger.why(1)["alike"])
        self.assertEqual([], self.ledger.correct(self.customer, "C-1", DAY, "2027-04-20")["changes"])
        self.assertEqual(1, self.ledger.left("C-1", "2027-05-01")["ended"])
        self.assertEqual([], self.ledger.verify(self.ledger.head)["wrong"])
        self.assertEqual("C-1", self.ledger.contract("C-1")["id"])
        self.assertEqual(1, self.ledger.forget("C-1", "2027-12-01")["records"])
        with self.assertRaises(trouw.NotFound):
            self.ledger.why(99)
        with self.assertRaises(trouw.NotFound):
            self.ledger.due(self.engine, self.customer, [{**bill, "id": "C-9"}])


class Arrow(unittest.TestCase):
    def setUp(self):
        self.engine = trouw.load(ENERGY).on(DAY)
        self.names, self.rows = customers()

    def table(self):
        import pyarrow
        return pyarrow.table({name: [row[i] for row in self.rows] for i, name in enumerate(self.names)})

    def expected(self):
        import pyarrow
        return pyarrow.table(self.engine.decide_many(str(ENERGY / "customers.db")))

    @missing("pyarrow")
    def test_pyarrow(self):
        import pyarrow
        table = self.table()
        expected = self.expected()
        self.assertEqual(len(self.rows), expected.num_rows)
        self.assertTrue(expected.equals(pyarrow.table(self.engine.decide_many(table))))
        one = expected.slice(0, 1).to_pylist()[0]
        decided = self.engine.decide(dict(zip(self.names, self.rows[0])))
        self.assertEqual((decided.id, decided.standing, decided.value, decided.newcomer_value, decided.offers),
                         (one["id"], one["standing"], one["value"], one["newcomer_value"], one["offers"]))

    @missing("pyarrow")
    def test_every_way_to_write_a_column(self):
        import pyarrow
        from pyarrow import compute
        table = self.table()
        expected = self.expected()
        ways = {"status": compute.dictionary_encode(table["status"]), "joined_on": table["joined_on"].cast("date32"),
                "left_on": table["left_on"].cast("date32").cast("date64"),
                "monthly_price_cents": table["monthly_price_cents"].cast(pyarrow.decimal128(20, 0)),
                "product": table["product"].cast("large_string"),
                "region": pyarrow.array(table["region"].to_pylist(), type=pyarrow.string_view()),
                "open_complaint": table["open_complaint"].cast("bool"), "usage_kwh": table["usage_kwh"].cast("uint32"),
                "complaints_12m": table["complaints_12m"].cast("int8"),
                "id": table["id"].cast("string")}
        for name, column in ways.items():
            with self.subTest(name):
                other = table.set_column(table.column_names.index(name), name, column)
                self.assertTrue(expected.equals(pyarrow.table(self.engine.decide_many(other))))
        for rows in (1, 7, 100000):
            batches = pyarrow.RecordBatchReader.from_batches(table.schema, table.to_batches(max_chunksize=rows))
            self.assertTrue(expected.equals(pyarrow.table(self.engine.decide_many(batches))))
        self.assertTrue(expected.slice(10, 20).equals(pyarrow.table(self.engine.decide_many(table.slice(10, 20)))))

    @missing("pyarrow")
    def test_what_does_not_fit_is_told(self):
        import pyarrow
        table = self.table().slice(0, 3)
        bad = table.set_column(4, "monthly_price_cents", pyarrow.array(["5000", "fifty", None]))
        rows = pyarrow.table(self.engine.decide_many(bad)).to_pylist()
        self.assertEqual([None, "monthly price “fifty” is not a whole number of minor units like 1250",
                          "monthly price is missing"], [row["rejected"] for row in rows])
        self.assertIsNone(rows[1]["value"])
        with self.assertRaisesRegex(trouw.Unreadable, "no column “usage_kwh”"):
            self.engine.decide_many(table.drop_columns(["usage_kwh"]))
        with self.assertRaisesRegex(trouw.Unreadable, "“usage_kwh” in a type that no field is read from"):
            self.engine.decide_many(table.set_column(10, "usage_kwh", pyarrow.array([[1], [2], [3]])))

        def broken():
            yield table.to_batches()[0]
            raise RuntimeError("the source broke off")
        reader = pyarrow.RecordBatchReader.from_batches(table.schema, broken())
        with self.assertRaisesRegex(Exception, "the source broke off"):
            pyarrow.table(self.engine.decide_many(reader))
        with self.assertRaisesRegex(trouw.Unreadable, "the source broke off"):
            self.engine.dry_run(pyarrow.RecordBatchReader.from_batches(table.schema, broken()))

    @missing("pyarrow")
    def test_lines(self):
        import pyarrow
        row = pyarrow.table(self.engine.decide_many(self.table(), lines=True)).slice(0, 1).to_pylist()[0]
        decided = self.engine.decide(dict(zip(self.names, self.rows[0])))
        self.assertEqual([(line.offer, line.kind, line.text, line.amount, line.first, line.bills) for line in decided.lines],
                         [tuple(line[name] for name in ("offer", "kind", "text", "amount", "first", "bills"))
                          for line in row["lines"]])

    @missing("pyarrow", "polars")
    def test_polars(self):
        import polars
        frame = polars.from_arrow(self.table())
        decided = polars.DataFrame(self.engine.decide_many(frame))
        self.assertEqual([row["value"] for row in self.expected().to_pylist()], decided["value"].to_list())

    @missing("pyarrow", "pandas")
    def test_pandas(self):
        import pyarrow
        decided = pyarrow.table(self.engine.decide_many(self.table().to_pandas()))
        self.assertTrue(self.expected().equals(decided))

    @missing("pyarrow", "duckdb")
    def test_duckdb(self):
        import duckdb
        import pyarrow
        customers = self.table()  # noqa: F841: DuckDB finds it by its name
        connection = duckdb.connect()
        relation = connection.sql("SELECT * FROM customers")
        self.assertTrue(self.expected().equals(pyarrow.table(self.engine.decide_many(relation))))


if __name__ == "__main__":
    unittest.main()
