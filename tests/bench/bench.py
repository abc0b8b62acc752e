"""What every part of the run has at hand: the build, the customers, the table, and how the inside is asked."""

import json
import subprocess

import many_offers
import measure
import peers
from inputs import MILLION, ROOT, Customers, check
from table import RIGHT, WRONG, Table

R1 = ROOT / "tests" / "r1"


class Bench:
    def __init__(self, build, data, packages, quick, repeats):
        self.build, self.packages, self.quick, self.repeats = build, packages, quick, repeats
        self.count = MILLION // 10 if quick else MILLION
        self.customers = Customers(data, self.count)
        self.scratch = data / "results"
        self.scratch.mkdir(parents=True, exist_ok=True)
        self.table = Table(goals=not quick)
        self.trouw = build / "trouw"

    def programmes(self):
        """Folders of programmes of 10, 100 and 1,000 offers."""
        return [many_offers.write(count, self.scratch.parent / "many" / str(count)) for count in (10, 100, 1000)]

    def dry_run(self, programme, source, threads, results=None, *more):
        command = [self.trouw, "dry-run", programme, "--customers", source, "--on", check.DAY, "--threads", threads,
                   "--quiet", *more]
        return [*command, "--results", results] if results else command

    def inside(self, names, taken, told):
        """One round of the benchmarks inside of a kind; adds to `taken`, and to `told` what each said of itself."""
        seconds = "0.05" if self.quick else "0.2"
        done = subprocess.run([self.build / "tests/bench/trouw_bench", f"--benchmark_filter=^{names}/",
                               f"--benchmark_min_time={seconds}", "--benchmark_format=json", self.customers.csv(self.count),
                               str(self.count), R1, *self.programmes()], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              text=True)
        if done.returncode != 0:
            raise RuntimeError(f"exit code {done.returncode} from trouw_bench\n{done.stderr}")
        for one in json.loads(done.stdout)["benchmarks"]:
            name = one["name"].split("/", 1)[1]
            told.setdefault(name, []).append(one)
            unit = {"ns": 1e-9, "ms": 1e-3}[one["time_unit"]]
            taken.setdefault(name, measure.Taken()).add(one["real_time"] * unit, one["cpu_time"] * unit)

    def duckdb(self):
        """DuckDB, or the reason why it is not here."""
        try:
            return peers.Duckdb(self.packages), None
        except peers.NotHere as reason:
            return None, f"{reason} (tools/dev/engines duckdb)"


def verdict(told):
    """Of all rounds of a benchmark."""
    wrong = [one["error_message"] for one in told if one.get("error_occurred")]
    return f"{WRONG}: {wrong[0]}" if wrong else RIGHT


def right_if(fine):
    return RIGHT if fine else WRONG


def alike(paths):
    return len({check.sha256(path) for path in paths}) == 1
