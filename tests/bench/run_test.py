"""A benchmark that tells nothing wrong and leaves nothing out: commands that write rubbish, an engine that is not there."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

import measure
import table

HERE = pathlib.Path(__file__).resolve().parent
HEADER = "id,standing,newcomer_value,value_before_match,top_up,value,worse_off_before,worse_off,offers"


def command(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


class Runs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.data = tempfile.TemporaryDirectory()

    @classmethod
    def tearDownClass(cls):
        cls.data.cleanup()

    def run_with(self, by_hand):
        """The whole run from a file, by commands of our own; without the packages of this machine."""
        with tempfile.TemporaryDirectory() as folder:
            build = pathlib.Path(folder)
            (build / "CMakeCache.txt").write_text("CMAKE_BUILD_TYPE:STRING=Debug\n", encoding="utf-8")
            command(build / "tests/bench/trouw_bench", "exit 1")
            command(build / "tests/bench/trouw_by_hand", by_hand)
            command(build / "trouw", f'while [ $# -gt 0 ]; do [ "$1" = --results ] && echo {HEADER} >"$2"; shift; done')
            return subprocess.run([sys.executable, "-S", HERE / "run", "--build", build, "--quick", "--only", "files",
                                   "--packages", build / "none", "--data", self.data.name], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def test_wrong_results_end_the_run(self):
        done = self.run_with('echo id >"$3"')
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("WRONG: C++ by hand, 1 thread: WRONG", done.stderr)
        self.assertIn("WRONG: trouw, 2 threads: WRONG", done.stderr)
        rows = [line.split("|") for line in done.stdout.splitlines()]
        self.assertEqual([row[-2].strip() for row in rows if len(row) > 2 and "SQLite, one statement" in row[1]], ["right"])
        self.assertIn("not run: the Python package duckdb is not installed (tools/dev/engines duckdb)", done.stdout)

    def test_a_command_that_fails_is_no_measurement(self):
        done = self.run_with("echo it broke >&2; exit 3")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("exit code 3", done.stderr)
        self.assertIn("it broke", done.stderr)

    def test_a_build_without_benchmarks_is_said(self):
        done = subprocess.run([HERE / "run", "--build", "/none"], stderr=subprocess.PIPE, text=True)
        self.assertEqual(done.returncode, 2)
        self.assertIn("-DTROUW_BENCH=ON", done.stderr)


class Figures(unittest.TestCase):
    def test_the_first_round_does_not_count(self):
        seconds = iter([100.0, 1.0, 3.0, 2.0])
        taken = measure.in_turn({"one": lambda: (next(seconds), 4, 5)}, 3)["one"]
        self.assertEqual((taken.median(), taken.spread(), taken.megabytes), (2.0, 0.5, 5))

    def test_ratios_are_taken_round_by_round(self):
        rounds = iter([0.0, 0.0, 1.0, 2.0, 10.0, 20.0, 3.0, 9.0])
        taken = measure.in_turn({name: lambda: (next(rounds),) for name in ("one", "other")}, 3)
        self.assertEqual(measure.times_as_long(taken["other"], taken["one"]), 2.0)

    def test_memory_is_that_of_the_command_alone(self):
        held = bytearray(200_000_000)
        _, _, megabytes = measure.of_command(["true"])()
        self.assertLess(megabytes, 60)
        self.assertEqual(len(held), 200_000_000)

    def test_goals(self):
        self.assertEqual(table.at_least(0.75, 1.0), "≥ 1: SHORT by 25 %")
        self.assertEqual(table.at_least(1.0, 1.0), "≥ 1: reached")
        self.assertEqual(table.at_most(30, 15, " ×"), "≤ 15 ×: SHORT, 2.0 times that")

    def test_units_of_time(self):
        self.assertEqual([table.of_seconds(seconds) for seconds in (31.7, 0.9998, 0.0256, 7.7e-7)],
                         ["31.7 s", "1.00 s", "25.6 ms", "0.77 µs"])

    def test_a_table_is_aligned(self):
        made = table.Table()
        made.heading("A heading that is longer than everything below it, and widens nothing")
        made.not_run("DuckDB", "it is not here")
        lines = made.text().splitlines()
        self.assertEqual(len({len(line) for line in lines if "**" not in line}), 1)
        self.assertIn("not run: it is not here", lines[-1])


if __name__ == "__main__":
    unittest.main()
