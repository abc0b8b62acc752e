"""The forecast is the ledger played forward: on random programmes its cost, month by month and offer by offer, is what the
ledger's bills have when it is run day by day, to the cent. TROUW_LIVES for more, TROUW_SEED to begin with another; `--life N`
tells one."""
import argparse
import os
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import beside  # noqa: E402
import days  # noqa: E402
import drawn  # noqa: E402
import said  # noqa: E402

MONTHS = 20


def played(engine, record):
    """(month, title) -> what the bills of the month have."""
    costs = {}
    for month in range(MONTHS):
        on = days.text_of(days.add_months(drawn.START, month))
        engine.say("grant", on, engine.records, "confirmed")
        for _, title, amount in engine.say("due", on, engine.records, record["contract"], f"B{month}", 1000000):
            costs[month, title] = costs.get((month, title), 0) + int(amount)
    return {place: cost for place, cost in costs.items() if cost}


def foretold(engine):
    told = engine.say("forecast", days.text_of(drawn.START), MONTHS, engine.records)
    return {(int(month), title): int(cost) for _, month, title, cost in told if int(cost)}


def differs(engine, programme, record):
    try:
        engine.begin(programme, record)
        ahead, ledger = foretold(engine), played(engine, record)
    except RuntimeError as wrong:
        return str(wrong)
    for place in sorted(ahead.keys() | ledger.keys()):
        if ahead.get(place, 0) != ledger.get(place, 0):
            return f"month {place[0]}, {place[1]}: forecast {ahead.get(place, 0)}, ledger {ledger.get(place, 0)}"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", required=True)
    parser.add_argument("--first", type=int, default=int(os.environ.get("TROUW_SEED", "1")))
    parser.add_argument("--lives", type=int, default=int(os.environ.get("TROUW_LIVES", "60")))
    parser.add_argument("--life", type=int)
    options = parser.parse_args()
    started, wrong = time.monotonic(), 0
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:
        engine = beside.Engine(options.engine, folder)
        seeds = [options.life] if options.life is not None else range(options.first, options.first + options.lives)
        for seed in seeds:
            chance = drawn.Drawn(seed)
            programme, record = chance.programme(), chance.record()
            found = differs(engine, programme, record)
            if found:
                wrong += 1
                print(f"life {seed}: {found} (forecast.py --life {seed} tells it)")
                if options.life is not None:
                    print(said.offers(programme))
        engine.close()
    print(f"{len(seeds)} programmes, {wrong} differ; {time.monotonic() - started:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
