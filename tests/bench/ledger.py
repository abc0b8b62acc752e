"""The ledger: a first grant, a night on which nothing is new, bills in a batch; and a forecast, which plays one forward."""

import json
import shutil
import sqlite3
import statistics
import subprocess
import sys

import measure
from bench import R1, ROOT, right_if
from inputs import MILLION, check
from table import WRONG, at_most

ENERGY = ROOT / "rules-examples" / "01-energy"
DAY, NEXT = "2027-04-01", "2027-04-02"

# All that a night asks of a ledger, by SQLite alone.
READ = """
import sqlite3, sys
ledger = sqlite3.connect("file:" + sys.argv[1] + "?mode=ro", uri=True)
print(ledger.execute("SELECT sum(length(key) + length(id)) FROM contracts").fetchone())
print(ledger.execute(
    "SELECT sum(length(a.state) + length(a.standing) + a.offer + a.occasion + a.day + a.is_match + a.paid + a.horizon + a.used "
    "+ a.reached + a.had + a.taken + a.open + a.competed + d.programme + p.amount + p.terms) FROM awards a CROSS JOIN "
    "decisions d ON d.number = a.decision LEFT JOIN promises p ON p.award = a.number WHERE a.contract > 0 AND a.state <> "
    "'released'").fetchone())
"""


class Ledgers:
    """Files of customers and ledgers, beside those of the other parts."""

    def __init__(self, bench):
        self.bench = bench
        self.folder = bench.scratch.parent / "ledgers"
        self.folder.mkdir(parents=True, exist_ok=True)

    def energy(self, count):
        path = self.folder / f"energy-{count}.csv"
        if not path.exists():
            part = path.with_name(path.name + ".part")
            subprocess.run([sys.executable, check.MAKE_CUSTOMERS, "energy", str(count), "--output", part], check=True)
            part.rename(path)
        return path

    def fresh(self, name):
        path = self.folder / name
        for one in self.folder.glob(name + "*"):
            one.unlink()
        return path

    def command(self, *words):
        return [self.bench.trouw, *words, "--quiet"]

    def grant(self, programme, customers, ledger, day):
        return self.command("ledger", "grant", programme, "--customers", customers, "--ledger", ledger, "--on", day)

    def dry_run(self, programme, customers, day, *more):
        return self.command("dry-run", programme, "--customers", customers, "--on", day, "--threads", 1, *more)

    def told(self, command):
        done = subprocess.run([str(word) for word in [*command, "--format", "json"]], check=True, stdout=subprocess.PIPE)
        return json.loads(done.stdout)

    def after(self, made, command):
        """A command that is measured without what is made ready for it."""
        run = measure.of_command(command)

        def action():
            made()
            return run()

        return action


def of_ledger(ledger, sql):
    connection = sqlite3.connect(ledger)
    try:
        return connection.execute(sql).fetchone()
    finally:
        connection.close()


def first_grant(ledgers):
    bench = ledgers.bench
    count = MILLION // 10
    customers, ledger = bench.customers.csv(count), ledgers.folder / "first.db"
    command = ledgers.grant(R1, customers, ledger, DAY)
    taken = measure.in_turn({"": ledgers.after(lambda: ledgers.fresh(ledger.name), command)}, bench.repeats)[""]
    awards, paid = of_ledger(ledger, "SELECT count(*), sum(paid) FROM awards")
    value = ledgers.told(ledgers.dry_run(R1, customers, DAY))["value"]
    size = ledger.stat().st_size / awards / 1000
    bench.table.row(f"first grant: {awards:,} awards to R1's {count:,} customers", taken, count, f"{size:.2f} kB an award",
                    f"{at_most(taken.median(), 5, ' s')}; {at_most(size, 0.6, ' kB')}", right_if(paid == value))
    return customers, ledger


def bills(ledgers, customers, granted):
    bench, ledger, batch = ledgers.bench, ledgers.folder / "due.db", ledgers.folder / "bills.csv"
    count = MILLION // 10
    batch.write_text("id,invoice,starts\n" + "".join(f"{number},2027-04,{DAY}\n" for number in range(1, count + 1)),
                     encoding="ascii")

    def ready():
        shutil.copyfile(granted, ledgers.fresh(ledger.name))

    command = ledgers.command("ledger", "due", R1, "--customers", customers, "--ledger", ledger, "--batch", batch)
    taken = measure.in_turn({"": ledgers.after(ready, command)}, bench.repeats)[""]
    lines, bills_had, contracts = of_ledger(
        ledger, "SELECT (SELECT count(*) FROM lines), (SELECT count(*) FROM invoices), (SELECT count(*) FROM contracts)")
    again = ledgers.told(command)
    fine = bills_had == contracts and lines == len(again) and all(line["again"] for line in again)
    bench.table.row(f"ledger due --batch: {lines:,} lines on {bills_had:,} of {count:,} bills", taken, count, "",
                    at_most(taken.median(), 10, " s"), right_if(fine))


def night(ledgers):
    bench, count = ledgers.bench, ledgers.bench.count
    customers, ledger = ledgers.energy(count), ledgers.fresh("night.db")
    for day in (DAY, NEXT):
        subprocess.run([str(word) for word in ledgers.grant(ENERGY, customers, ledger, day)], check=True, stdout=subprocess.DEVNULL)
    ways = {"dry": ledgers.dry_run(ENERGY, customers, NEXT), "read": [sys.executable, "-c", READ, ledger],
            "night": ledgers.grant(ENERGY, customers, ledger, NEXT),
            "with": ledgers.dry_run(ENERGY, customers, NEXT, "--ledger", ledger)}
    taken = measure.in_turn({name: measure.of_command(command) for name, command in ways.items()}, bench.repeats)
    told = ledgers.told(ways["night"])
    awards = of_ledger(ledger, "SELECT count(*) FROM awards")[0]
    fine = told["granted"] == 0 and told["running"] == awards and told["decided"] == count
    wanted = statistics.median(night / (3 * dry + read) for night, dry, read in
                               zip(taken["night"].seconds, taken["dry"].seconds, taken["read"].seconds, strict=True))
    ratio = measure.times_as_long(taken["night"], taken["dry"])
    bench.table.row("dry run without a ledger, 1 thread", taken["dry"], count)
    bench.table.row("all that a night asks of the ledger, read once by SQLite", taken["read"], count)
    bench.table.row(f"a night with nothing new: {awards:,} awards run", taken["night"], count, f"{ratio:.1f} × the dry run",
                    f"{at_most(wanted, 1, ' of 3 × the dry run and one reading')}", right_if(fine))
    bench.table.row("dry run with the ledger (reads records twice, since offers have limits)", taken["with"], count,
                    f"{measure.times_as_long(taken['with'], taken['dry']):.1f} × the dry run")


def forecast(ledgers):
    bench, count = ledgers.bench, MILLION // 100
    customers = ledgers.energy(count)
    command = ledgers.command("forecast", ENERGY, "--customers", customers, "--from", DAY, "--months", "12")
    taken = measure.in_turn({"": measure.of_command(command)}, min(bench.repeats, 3))[""]
    granted = ledgers.told(ledgers.grant(ENERGY, customers, ledgers.fresh("forecast.db"), DAY))
    first = ledgers.told(command)["days"][0]
    fine = first["granted"] == granted["granted"] and first["worth"] == sum(one["paid"] for one in granted["offers"])
    bench.table.row(f"forecast of 12 months, {count:,} contracts", taken, count, "", "",
                    right_if(fine) if fine else f"{WRONG}: its first month is not what the ledger grants")


def measured(bench):
    ledgers = Ledgers(bench)
    bench.table.heading("The ledger, 1 thread")
    customers, granted = first_grant(ledgers)
    bills(ledgers, customers, granted)
    bench.table.heading(f"A night over {bench.count:,} contracts with pasts (rules-examples/01-energy), 1 thread")
    night(ledgers)
    bench.table.heading("The ledger played forward")
    forecast(ledgers)
