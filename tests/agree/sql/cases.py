"""What every engine is asked: programmes with their records, and what the row reader makes of them."""

import csv
import json
import pathlib
import random
import sqlite3
import subprocess
import sys

import engines

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path += [str(ROOT / "tests" / "r1"), str(ROOT / "tests" / "bench")]
import check as r1  # noqa: E402
import many_offers  # noqa: E402

DAY = "2027-03-01"


class NoResults(Exception):
    """The dry run itself broke off: its sums leave 64 bits."""


def called(command):
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if "the sums of this run" in done.stderr:
        raise NoResults
    if done.returncode not in (0, 1):
        sys.exit(f"exit code {done.returncode} from {' '.join(map(str, command))}\n{done.stderr}")
    return done.stdout


def read_rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.reader(file))[1:]


def dry_run(trouw, programme, customers, day, folder):
    """The rows of `--results`, and the summary."""
    results, rejects = folder / "expected.csv", folder / "rejects.csv"
    summary = called([trouw, "dry-run", programme, "--customers", customers, "--on", day, "--results", results,
                      "--rejects", rejects, "--quiet", "--format", "json"])
    return [tuple(row) for row in read_rows(results)], json.loads(summary)


def with_idle_zeros(folder):
    """The ids of records with a text such as 1.500, which may be two numbers; in a column of numbers it is one."""
    return {id_ for _, id_, _, value, reason in read_rows(folder / "rejects.csv")
            if value.endswith("0") and reason.startswith(("could be", "has more than", "is not a whole"))}


class Case:
    """A programme on a day, and records as texts. `columns` are pairs of a kind and a name."""

    def __init__(self, trouw, name, programme, day, columns, customers, folder, table="customer", only=None):
        self.name, self.programme, self.day, self.columns, self.table = name, programme, day, columns, table
        self.customers, self.only = customers, only  # only: the dialects that are asked
        self.rows = read_rows(customers)
        self.expected, self.summary = dry_run(trouw, programme, customers, day, folder)
        self.idle_zeros = with_idle_zeros(folder)

    def rows_in(self, kinds):
        """The rows that columns of those kinds can hold."""
        if kinds == "text":
            return [[cell or None for cell in row] for row in self.rows]
        made = []
        for row in self.rows:
            if row[0] in self.idle_zeros:
                continue
            try:
                made.append([engines.converted(kind, cell, kinds == "exact") for (kind, _), cell in zip(self.columns, row)])
            except ValueError:
                continue
        return made


class R1:
    """The workload whose results are known by their SHA-256: read from a CSV, through a view, which is then kept."""

    def __init__(self, folder, count):
        self.count, self.customers = count, r1.make_customers(folder, "csv", count)
        self.columns = r1_columns(self.customers)

    def difference(self, found):
        path = self.customers.with_suffix(".found")
        with open(path, "w", newline="", encoding="utf-8") as out:
            out.write("id,newcomer_value,total_before_match,top_up,mask\n")
            for row in sorted(found, key=lambda row: int(row[0])):
                out.write(f"{row[0]},{row[2]},{row[3]},{row[4]},{r1.mask(row[8])}\n")
        digest = r1.sha256(path)
        return None if digest == r1.RESULTS[self.count] else f"R1 of {self.count}: the results' SHA-256 is {digest}"


def r1_columns(path):
    """Kinds and names of the columns of R1's customers."""
    kinds = {"joined_on": "date", "contract_end": "date", "birth_date": "date", "last_reward_on": "date",
             "churn_risk": "decimal", "status": "text", "product": "text", "region": "text"}
    with open(path, newline="", encoding="utf-8") as file:
        return [(kinds.get(name, "whole"), name) for name in next(csv.reader(file))]


def columns_of(folder):
    lines = (folder / "columns.tsv").read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t", 1)) for line in lines]


def made_up(given, out):
    subprocess.run([given.cases, out, "made", str(given.first), str(given.count), str(given.records)], check=True)
    for seed in range(given.first, given.first + given.count):
        folder = out / f"seed-{seed}"
        try:
            yield Case(given.trouw, folder.name, folder, (folder / "day").read_text(), columns_of(folder),
                       folder / "records.csv", folder)
        except NoResults:
            continue


def hostile(given, out, programme):
    """A programme that is there, on hostile records."""
    name = "-".join(programme.relative_to(ROOT).parts)
    folder = out / name
    subprocess.run([given.cases, folder, "folder", programme, DAY, str(given.records)], check=True)
    return Case(given.trouw, name, programme, DAY, columns_of(folder), folder / "records.csv", folder)


def example(given, out, programme, kinds):
    """An example on its own customers, which are rows of a CSV or of a database."""
    source, folder = programme / "customers.csv", out / f"{programme.name}-own"
    folder.mkdir()
    if not source.exists():
        source = folder / "customers.csv"
        rows = sqlite3.connect(f"file:{programme / 'customers.db'}?mode=ro", uri=True).execute("SELECT * FROM customer")
        with open(source, "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow([column[0] for column in rows.description])
            writer.writerows(rows)
    with open(source, newline="", encoding="utf-8") as file:
        columns = [(kinds.get(name, "text"), name) for name in next(csv.reader(file))]
    return Case(given.trouw, folder.name, programme, DAY, columns, source, folder)


def many(given, out):
    """A thousand offers, for the engines that have to take so many."""
    folder = many_offers.write(1000, out / "thousand-offers")
    customers = r1.make_customers(folder, "csv", 200)
    return Case(given.trouw, folder.name, folder, DAY, r1_columns(customers), customers, folder,
                only=("sqlite", "postgresql"))


EVIL = """it's "quoted"; DROP TABLE customer; -- `x` \\ ${y} {z} %s /* */ é 日本"""

NAMES = """programme: Names
currency: EUR
prices: including tax
horizon: 12 months
billing period: 1 month
fields:
  number: {type: text, column: order}
  select: {type: choice, column: COLUMN, values: {group: EVIL, where: "''", table: select}, for newcomers: kept}
  join: {type: money, column: "group by", for newcomers: kept, from: EUR 0, to: EUR 100}
  user: {type: text, column: "a.b", for newcomers: kept, optional: true}
  values: {type: yes/no, column: "x\\"y", stored as: {yes: EVIL, no: "N'"}, for newcomers: kept}
  case: {type: date, column: Größe, for newcomers: today}
  end: {type: date, column: "`", optional: true, for newcomers: unknown}
  été: {type: decimal, places: 2, column: "é è", if missing: 0.5, for newcomers: kept}
roles: {id: number, joined: case, left: end, price: join, newcomer price: same as price, customer when: select is group or select is where, former when: select is table}
""".replace("EVIL", json.dumps(EVIL, ensure_ascii=False)).replace(
    "COLUMN", json.dumps(EVIL.replace("${y}", "$y"), ensure_ascii=False))

NAMES_OFFERS = """offer "TITLE" to newcomers
  when user is Größe or values
  give 10% off for 3 months
offer "'; DROP TABLE customer; --" to customers
  when select is none of where, table and été is at least 0.5
  give EUR 5 once
offer "*/ union select 1; /*" to everyone
  give 1% off for every year of tenure, at most 15%, for 12 months
offer "match the newcomer deal" to customers
  match the newcomer deal
""".replace("TITLE", EVIL.replace("\\", "\\\\").replace('"', '\\"'))


def names(given, out):
    """Quotes, semicolons, letters of all the world and words of SQL, wherever a name or a text can stand."""
    folder = out / "names"
    folder.mkdir()
    (folder / "programme.yaml").write_text(NAMES, encoding="utf-8")
    (folder / "offers.trouw").write_text(NAMES_OFFERS, encoding="utf-8")
    subprocess.run([given.cases, folder / "records", "folder", folder, DAY, str(given.records)], check=True)
    columns, records = columns_of(folder / "records"), folder / "records" / "records.csv"
    return [Case(given.trouw, f"names, table {table}", folder, DAY, columns, records, folder, table)
            for table in ("select", "x;y", "Kunden Größe", 'it\'s "a" `table`; --')]


def stored_values(case, seed):
    """The rows of a case with each cell as any kind of value that a column without a type may hold."""
    draw = random.Random(seed)

    def stored(cell):
        kind = draw.randrange(12)
        if kind == 0:
            return draw.choice(["", b"1", b"", 0.6, -0.0, 1e18, 5, -1, "1", " ", float("inf")])
        if cell is None or kind < 6:
            return cell
        try:
            number = float(cell) if "." in cell or kind < 8 else int(cell)
        except ValueError:
            return cell
        return number if abs(number) < 1 << 63 else cell

    return [[row[0]] + [stored(cell) for cell in row[1:]] for row in case.rows_in("text")]


def all_cases(given, out):
    programmes = sorted(path.parent for path in (ROOT / "rules-examples").glob("*/programme.yaml"))
    kinds = {}
    for programme in programmes:
        case = hostile(given, out, programme)
        kinds[programme] = {name: kind for kind, name in case.columns}
        yield case
        yield example(given, out, programme, kinds[programme])
    yield from names(given, out)
    yield hostile(given, out, ROOT / "tests" / "r1")
    yield many(given, out)
    yield from made_up(given, out)
    if given.count > 10:
        for path in sorted((ROOT / "tests" / "offers").glob("*/programme.yaml")):
            yield hostile(given, out, path.parent)
