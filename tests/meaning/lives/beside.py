"""The engine beside the model on random lives: what is granted on each day, and what each bill has, to the cent.

Not drawn, and so not compared yet, is what WITHOUT below lists. TROUW_LIVES for more, TROUW_SEED to begin with another; `--life N` tells one, made
small; `--with WORD` draws what is left out otherwise."""
import argparse
import os
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import billing  # noqa: E402
import days  # noqa: E402
import drawn  # noqa: E402
import granting  # noqa: E402
import said  # noqa: E402
from contract import Contract  # noqa: E402

WITHOUT = {"caps", "void"}


class Engine:
    """One process for all lives."""

    def __init__(self, program, folder):
        self.folder, self.number = folder, 0
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")

    def say(self, *words):
        self.process.stdin.write("\t".join(str(word) for word in words) + "\n")
        self.process.stdin.flush()
        told = []
        for line in iter(self.process.stdout.readline, ".\n"):
            if not line:
                raise RuntimeError("the engine stopped")
            told += [line.rstrip("\n")] if line.strip() else []
        if any(line.startswith("wrong\t") for line in told):
            raise RuntimeError("\n".join(told))
        return [line.split("\t") for line in told]

    def begin(self, programme, record):
        for name in os.listdir(self.folder):
            if name.startswith("ledger"):
                os.remove(os.path.join(self.folder, name))
        self.number += 1
        self.say("ledger", os.path.join(self.folder, f"ledger{self.number}.db"))
        self.programme(programme)
        self.record(record)

    def programme(self, programme):
        said.write(programme, self.folder)
        self.say("programme", self.folder)

    def record(self, record):
        self.records = os.path.join(self.folder, "records.csv")
        said.write_records([record], self.records)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def step_of(engine, contract, programme, record, step):
    """What the engine and the model make of a step."""
    on, what = step[0], step[2]
    if what == "grant":
        theirs = sorted(title for _, _, title in engine.say("grant", days.text_of(on), engine.records, step[3]))
        return theirs, sorted(award.title for award in granting.grant(contract, programme, record, on, step[3])[1])
    if what == "bill":
        engine.record(billed(record, step[3]))
        told = engine.say("due", days.text_of(on), engine.records, record["contract"], step[4], int(step[3] * 1000000))
        engine.record(record)
        lines = billing.make(contract, programme, record, on, *step[3:])
        return summed((title, int(amount)) for _, title, amount in told), \
            summed((award.title, amount) for award, amount in lines)
    if what == "settle":
        engine.say("settle", record["contract"], step[3])
        for award in contract.awards:
            award.state = step[3] if award.state == "reserved" else award.state
    elif what == "void":
        if any(made.invoice == step[3] for made in contract.bills):
            engine.say("void", record["contract"], step[3])
            billing.void(contract, step[3])
    else:
        engine.programme(programme)
    return None, None


def billed(record, share):
    """A bill for part of a period has that part of the price: its amounts are its own."""
    return dict(record, **{"price now": int(record["price now"] * share), "new price": int(record["new price"] * share)})


def summed(lines):
    sums = {}
    for title, amount in lines:
        sums[title] = sums.get(title, 0) + amount
    return {title: amount for title, amount in sums.items() if amount}


def differs(engine, programme, record, steps, tell=lambda *_: None):
    contract = Contract()
    try:
        engine.begin(programme, record)
        for step in steps:
            programme = step[3] if step[2] == "edit" else programme
            theirs, ours = step_of(engine, contract, programme, record, step)
            tell(days.text_of(step[0]), *step[2:], theirs) if step[2] != "edit" else tell(days.text_of(step[0]), "edit")
            if theirs != ours:
                return f"{days.text_of(step[0])} {step[2]}: trouw says {theirs}, the text {ours}"
    except RuntimeError as wrong:
        return str(wrong)
    return None


def life(seed, without):
    chance = drawn.Drawn(seed, without)
    programme, record = chance.programme(), chance.record()
    return programme, record, chance.steps(programme)


def smaller(engine, programme, record, steps):
    for place in range(len(steps)):
        less = steps[:place] + steps[place + 1:]
        if differs(engine, programme, record, less):
            return smaller(engine, programme, record, less)
    return steps


def told(engine, seed, without):
    programme, record, steps = life(seed, without)
    if not differs(engine, programme, record, steps):
        print(f"life {seed} agrees")
        return
    steps = smaller(engine, programme, record, steps)
    print(f"life {seed}, joined {days.text_of(record['joined'])}, price {record['price now'] // 100}, "
          f"horizon {programme['horizon']} × {programme['period'][1]} months")
    for edition in [programme] + [step[3] for step in steps if step[2] == "edit"]:
        print(said.offers(edition))
    print([(days.text_of(step[0]), step[2]) for step in steps])
    print(differs(engine, programme, record, steps, lambda *line: print("    ", *line)))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", required=True)
    parser.add_argument("--first", type=int, default=int(os.environ.get("TROUW_SEED", "1")))
    parser.add_argument("--lives", type=int, default=int(os.environ.get("TROUW_LIVES", "60")))
    parser.add_argument("--life", type=int)
    parser.add_argument("--with", action="append", default=[], dest="drawn")
    options = parser.parse_args()
    without = set() if "all" in options.drawn else WITHOUT - set(options.drawn)
    started, wrong = time.monotonic(), 0
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:
        engine = Engine(options.engine, folder)
        for seed in [options.life] if options.life is not None else range(options.first, options.first + options.lives):
            if options.life is not None:
                told(engine, seed, without)
                continue
            found = differs(engine, *life(seed, without))
            if found:
                wrong += 1
                print(f"life {seed}: {found} (beside.py --life {seed} tells it)")
        engine.close()
    if options.life is None:
        print(f"{options.lives} lives from seed {options.first}, {wrong} differ; {time.monotonic() - started:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
