"""R1's customers in files, made once and kept, and what their results must be."""

import hashlib
import itertools
import pathlib
import sqlite3
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT / "tests" / "r1"), str(ROOT / "tools" / "dev")]
import check  # noqa: E402: the right results of R1
from customers.r1 import COLUMNS  # noqa: E402

MILLION = 1000000


def digest_of(lines):
    digest = hashlib.sha256()
    while block := b"".join(itertools.islice(lines, 100000)):
        digest.update(block)
    return digest.hexdigest()


class Customers:
    """Files in a folder. `most` are R1's own, 100,000 or a million; more are those again, with ids that follow on."""

    def __init__(self, folder, most):
        self.folder, self.most = folder, most
        self.results = None
        folder.mkdir(parents=True, exist_ok=True)

    def csv(self, count):
        path = self.folder / f"customers-{count}.csv"
        if not path.exists():
            if count == self.most:
                self.made(path)
            else:
                self.copied(path, count)
        if count == self.most and check.sha256(path) != check.CUSTOMERS[count]:
            sys.exit(f"{path} is not what it should be: delete it, and it is made again")
        return path

    def made(self, path):
        part = path.with_name(path.name + ".part")
        subprocess.run([sys.executable, check.MAKE_CUSTOMERS, "r1", str(self.most), "--output", part], check=True)
        part.rename(path)

    def copied(self, path, count):
        part = path.with_name(path.name + ".part")
        with open(self.csv(self.most), "rb") as source, open(part, "wb") as out:
            out.write(next(source))
            out.writelines(self.repeated(list(source), count))
        part.rename(path)

    def repeated(self, lines, count):
        """`count` lines that begin with an id from 1 on, and go on as `lines` do, again and again."""
        rests = [line[line.index(b","):] for line in lines]
        return (b"%d%s" % (number, rest) for number, rest in zip(range(1, count + 1), itertools.cycle(rests)))

    def db(self, count):
        path = self.folder / f"customers-{count}.db"
        if path.exists():
            return path
        part = path.with_name(path.name + ".part")
        part.unlink(missing_ok=True)
        with sqlite3.connect(part) as base, open(self.csv(count), encoding="utf-8") as source:
            next(source)
            base.execute(f"CREATE TABLE customer ({', '.join(' '.join(column) for column in COLUMNS)})")
            rows = ([cell or None for cell in line.rstrip("\n").split(",")] for line in source)
            base.executemany(f"INSERT INTO customer VALUES ({', '.join('?' * len(COLUMNS))})", rows)
        base.close()
        part.rename(path)
        return path

    def source(self, kind, count):
        return self.csv(count) if kind == "csv" else self.db(count)

    def in_r1(self, path):
        """Whether a file in R1's columns is right, for `most` customers."""
        return check.sha256(path) == check.RESULTS[self.most]

    def learn(self, results, scratch):
        """Whether trouw's results of `most` customers are right. If so they tell what those of any number are."""
        check.translate(results, scratch)
        if not self.in_r1(scratch):
            return False
        with open(results, "rb") as file:
            self.header, *self.results = file
        return True

    def expected(self, count):
        """The SHA-256 of trouw's results of so many. REQUIRES that learn() said yes."""
        return digest_of(itertools.chain([self.header], self.repeated(self.results, count)))
