"""Random programmes and random lives: is anybody ever below what somebody without a past would get, and does a day decided
twice grant anything twice? TROUW_LIVES for more, TROUW_SEED to begin with another; `--life N` tells one, made small.

Not drawn here, because the law cannot hold to the cent: `a price of` beside percentages (what counts on a bill is valued
alone, and is worth less beside a lower price), and percentages of odd cents (stacked, they are rounded once).
Not drawn, because the law leaves it out: records and prices that change, what is reversed."""
import argparse
import multiprocessing
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import billing  # noqa: E402
import days  # noqa: E402
import drawn  # noqa: E402
import granting  # noqa: E402
import law  # noqa: E402
from contract import Contract  # noqa: E402


def broken(programme, record, steps, tell=lambda *_: None):
    """What the life breaks first, or None."""
    contract = Contract()
    for step in steps:
        on, what = step[0], step[2]
        if what == "edit":
            programme = step[3]
        elif what == "bill":
            lines = billing.make(contract, programme, record, on, *step[3:])
            tell(days.text_of(on), *step[2:], [(award.title, amount) for award, amount in lines])
        elif what == "void":
            billing.void(contract, step[3])
            tell(days.text_of(on), *step[2:])
        elif what == "settle":
            for award in contract.awards:
                award.state = step[3] if award.state == "reserved" else award.state
            tell(days.text_of(on), *step[2:])
        else:
            _, new = granting.grant(contract, programme, record, on, *step[3:])
            tell(days.text_of(on), *step[2:], [(a.title, a.ceiling, [t.reward for t in a.terms]) for a in new])
            again = granting.grant(contract, programme, record, on)[1]
            if again:
                return f"{days.text_of(on)}: decided twice, {[award.title for award in again]} is granted twice"
            had, to_come = law.has(contract, programme, record, on)
            fresh = law.would_get(contract, programme, record, on)
            if had + to_come < fresh:
                return f"{days.text_of(on)}: had {had} and to come {to_come}, without a past {fresh}"
    return None


def life(seed):
    chance = drawn.Drawn(seed)
    programme, record = chance.programme(), chance.record()
    return programme, record, chance.steps(programme)


def one(seed):
    return seed, broken(*life(seed))


def smaller(programme, record, steps):
    """The same life without what it can do without."""
    for place in range(len(steps)):
        less = steps[:place] + steps[place + 1:]
        if broken(programme, record, less):
            return smaller(programme, record, less)
    return steps


def told(seed):
    programme, record, steps = life(seed)
    if not broken(programme, record, steps):
        print(f"life {seed} holds")
        return
    print(f"life {seed}, joined {days.text_of(record['joined'])}, horizon {programme['horizon']}, {programme['combine']}")
    steps = smaller(programme, record, steps)
    for edition in [programme] + [step[3] for step in steps if step[2] == "edit"]:
        for offer in edition["offers"]:
            print("  ", offer, [day and days.text_of(day) for day in offer.get("runs", ())])
    print(broken(programme, record, steps, lambda *line: print("    ", *line)))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=int(os.environ.get("TROUW_SEED", "1")))
    parser.add_argument("--lives", type=int, default=int(os.environ.get("TROUW_LIVES", "200")))
    parser.add_argument("--life", type=int)
    options = parser.parse_args()
    if options.life is not None:
        told(options.life)
        return 0
    started, wrong = time.monotonic(), 0
    with multiprocessing.Pool() as pool:
        for seed, found in pool.imap(one, range(options.first, options.first + options.lives), 20):
            if found:
                wrong += 1
                print(f"life {seed}: {found} (lives.py --life {seed} tells it)")
    print(f"{options.lives} lives from seed {options.first}, {wrong} break the law; {time.monotonic() - started:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
