"""The engine inside Spark's executors: mapInArrow over a cluster of two workers on this machine gives the rows of a dry run,
however the table is cut. Not run where Spark or Java is not there.

  TROUW_LIBRARY names the library, TROUW_PACKAGES a folder of packages, TROUW_SPARK_RECORDS how many records (20000).
"""

import csv
import importlib.util
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
PYTHON = str(TOP / "engine" / "python")
PACKAGES = os.environ.get("TROUW_PACKAGES", "")
sys.path.insert(0, PYTHON)
if PACKAGES:
    sys.path.append(PACKAGES)

ENERGY = str(TOP / "rules-examples" / "01-energy")
DAY = "2027-03-01"
RECORDS = int(os.environ.get("TROUW_SPARK_RECORDS", "20000"))
FIGURES = ("newcomer_value", "value_before_match", "top_up", "value", "worse_off_before", "worse_off")


def deciding(folder, day):
    """What each partition runs."""
    def decide(batches):
        import pyarrow
        import trouw
        batches = list(batches)
        if not batches:
            return
        engine = trouw.load(folder).on(day)
        results = pyarrow.table(engine.decide_many(pyarrow.Table.from_batches(batches)))
        joined = pyarrow.array(["|".join(row) if row is not None else None for row in results["offers"].to_pylist()],
                               type=pyarrow.string())
        made = results.select(["id", "standing", *FIGURES]).append_column("offers", joined)
        yield from made.set_column(1, "standing", results["standing"].cast("string")).to_batches()
    return decide


class Spark(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        from pyspark.sql import SparkSession
        os.chdir(tempfile.gettempdir())  # Spark leaves folders where it is begun
        path = os.pathsep.join(filter(None, [PYTHON, PACKAGES]))
        os.environ["PYTHONPATH"] = path
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        cls.spark = (SparkSession.builder.master("local-cluster[2,1,1024]").appName("trouw")
                     .config("spark.ui.enabled", "false").config("spark.executorEnv.PYTHONPATH", path)
                     .config("spark.executorEnv.TROUW_LIBRARY", os.environ["TROUW_LIBRARY"])
                     .config("spark.executorEnv.LD_LIBRARY_PATH", os.environ.get("LD_LIBRARY_PATH", ""))
                     .config("spark.sql.session.timeZone", "UTC").getOrCreate())
        cls.spark.sparkContext.setLogLevel("ERROR")

    @classmethod
    def tearDownClass(cls):
        cls.spark.stop()

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def customers(self):
        """The example's customers over and over, each with an id of its own, as Parquet and as CSV."""
        import pyarrow
        from pyarrow import csv as arrow_csv
        from pyarrow import parquet
        database = sqlite3.connect(f"file:{ENERGY}/customers.db?mode=ro", uri=True)
        found = database.execute("SELECT * FROM customer")
        names, rows = [column[0] for column in found.description], found.fetchall()
        database.close()
        times = -(-RECORDS // len(rows))
        table = {name: ([row[i] for row in rows] * times)[:RECORDS] for i, name in enumerate(names)}
        table["id"] = list(range(1, RECORDS + 1))
        made = pyarrow.table(table)
        parquet.write_table(made, self.folder / "customers.parquet", row_group_size=max(1, RECORDS // 8))
        arrow_csv.write_csv(made, self.folder / "customers.csv")

    def expected(self):
        if "TROUW" not in os.environ:
            self.skipTest("not run: TROUW names no command")
        subprocess.run([os.environ["TROUW"], "dry-run", ENERGY, "--customers", self.folder / "customers.csv", "--on", DAY,
                        "--results", self.folder / "expected.csv", "--quiet"], capture_output=True, check=False)
        with open(self.folder / "expected.csv", newline="", encoding="utf-8") as file:
            return sorted(tuple(row) for row in list(csv.reader(file))[1:])

    def test_the_rows_of_a_dry_run(self):
        self.customers()
        expected = self.expected()
        schema = "id string, standing string, " + ", ".join(f"{name} decimal(19, 2)" for name in FIGURES) + ", offers string"
        customers = self.spark.read.parquet(str(self.folder / "customers.parquet"))
        for parts in (1, 6):
            began = time.monotonic()
            rows = customers.repartition(parts).mapInArrow(deciding(ENERGY, DAY), schema).collect()
            print(f"{len(rows)} records in {parts} parts: {time.monotonic() - began:.1f} s", file=sys.stderr)
            made = sorted((row["id"], row["standing"], *(str(int(row[name].scaleb(2))) for name in FIGURES), row["offers"])
                          for row in rows if row["standing"] is not None)
            self.assertEqual(len(expected), len(made))
            self.assertTrue(expected == made)


if __name__ == "__main__":
    absent = [name for name in ("pyspark", "pyarrow", "pandas") if importlib.util.find_spec(name) is None]
    if absent or shutil.which("java") is None:
        print(f"not run: {', '.join(absent) or 'java'} is not installed")
        sys.exit(77)
    unittest.main()
