"""Draws programmes and compares what trouw decides with what the oracle reads in LANGUAGE.md."""
import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time

import days
import draw
import examples
import generate
import oracle

MONEY = ["newcomer_value", "value_before_match", "top_up", "value", "worse_off_before", "worse_off"]


def run(trouw, *arguments):
    done = subprocess.run([trouw, *arguments], capture_output=True, text=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout, done.stderr


class Differences(list):
    def same(self, where, theirs, ours):
        if theirs != ours:
            self.append(f"{where}: trouw says {theirs}, the text {ours}")


def compare(trouw, programme, folder, explained):
    """None where trouw takes the programme for mistaken; else what differs."""
    on = days.text_of(programme["on"])
    records, results = os.path.join(folder, "records.csv"), os.path.join(folder, "results.csv")
    code, out, err = run(trouw, "dry-run", folder, "--customers", records, "--on", on, "--results", results,
                         "--format", "json", "--quiet")
    if not out:
        return None, err
    found = Differences()
    ours = {values["contract"]: oracle.decide(programme, values, programme["on"]) for values, _ in programme["records"]}
    with open(results, encoding="utf-8", newline="") as rows:
        theirs = {row["id"]: row for row in csv.DictReader(rows)}
    for name, mine in ours.items():
        found.same(f"{name} is decided", name in theirs, mine is not None)
        if mine is not None and name in theirs:
            compare_row(programme, name, theirs[name], mine, found)
    compare_totals(programme, json.loads(out), [mine for mine in ours.values() if mine], found)
    compare_guarantees(programme, json.loads(out), found)
    if not found and examples.write(programme, folder, ours):
        code, out, err = run(trouw, "test", folder)
        found.same("the examples hold", code == 0 or out + err, True)
    suspects = [name for name in ours if any(text.startswith(name + " ") for text in found)]
    for name in (suspects + [name for name in ours if ours[name] and name not in suspects])[:explained]:
        compare_bills(trouw, programme, folder, name, ours[name], found)
    return found, ""


def compare_row(programme, name, theirs, mine, found):
    found.same(f"{name} standing", theirs["standing"], mine["standing"])
    for key in MONEY:
        found.same(f"{name} {key}", int(theirs[key]), mine[key])
    titles = "|".join(programme["offers"][index]["title"] for index in mine["counted"])
    found.same(f"{name} offers", theirs["offers"], titles)


def compare_totals(programme, theirs, ours, found):
    for key in MONEY[:4]:
        found.same(f"total {key}", theirs[key], sum(mine[key] for mine in ours))
    for when, key in (("before", "worse_off_before"), ("after", "worse_off")):
        found.same(f"total worse off {when}", theirs["worse_off"][when],
                   {"count": sum(mine[key] > 0 for mine in ours), "total": sum(mine[key] for mine in ours)})
    found.same("total facts broken", theirs["not_covered"]["facts_broken"], sum(mine["facts"] > 0 for mine in ours))
    for offer, said in zip(programme["offers"], theirs["offers"]):
        index = offer["index"]
        for key, number in (("open", sum(index in mine["open"] for mine in ours)),
                            ("counted", sum(index in mine["counted"] for mine in ours)),
                            ("value", sum(mine["values"].get(index, 0) for mine in ours)),
                            ("paid", sum(mine["paid"].get(index, 0) for mine in ours))):
            found.same(f"total {offer['title']} {key}", said[key], number)


def compare_guarantees(programme, theirs, found):
    for number, guarantee in enumerate(programme["guarantees"]):
        gaps = {values["contract"]: oracle.gap(guarantee, programme, values, programme["on"])
                for values, _ in programme["records"]}
        broken = {name: gap for name, gap in gaps.items() if gap is not None and gap > guarantee["within"]}
        said = theirs["guarantees"][number]
        where = f"guarantee {number} ({guarantee['kind']})"
        found.same(f"{where} broken", said["broken_count"], len(broken))
        found.same(f"{where} holds", said["holds"], not broken)
        if broken:
            found.same(f"{where} worst", broken.get(said["worst_id"]), max(broken.values()))


def compare_bills(trouw, programme, folder, name, mine, found):
    code, out, err = run(trouw, "explain", folder, "--customers", os.path.join(folder, "records.csv"), "--id", name,
                         "--on", days.text_of(programme["on"]), "--format", "json")
    if code != 0:
        found.append(f"{name} explain fails: {err}")
        return
    theirs = json.loads(out)
    for key in MONEY:
        found.same(f"{name} explained {key}", theirs[key], mine[key])
    if mine["bills"] is None:
        return
    found.same(f"{name} bills", [bill["to_pay"] for bill in theirs["bills"]], mine["bills"])
    found.same(f"{name} newcomer's bills", [bill["newcomer_pays"] for bill in theirs["bills"]], mine["bills_twin"])
    for award in theirs["deal"]["given"]:
        index = next(o["index"] for o in programme["offers"] if o["title"] == award["offer"])
        found.same(f"{name} {award['offer']} value", award["value"], mine["values"].get(index))
        found.same(f"{name} {award['offer']} paid", award["paid"], mine["paid"].get(index, 0))


def one(trouw, seed, root, explained):
    programme = generate.generate(draw.Draw(seed))
    folder = os.path.join(root, str(seed))
    generate.write(programme, folder)
    return compare(trouw, programme, folder, explained)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trouw", required=True)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--programmes", type=int, default=int(os.environ.get("TROUW_MEANING_PROGRAMMES", "70")))
    parser.add_argument("--explain", type=int, default=2, help="records of each programme that are explained")
    parser.add_argument("--keep", help="a folder for the programmes")
    options = parser.parse_args()
    started, mistaken, wrong = time.monotonic(), 0, 0
    with tempfile.TemporaryDirectory() as scratch:
        for seed in range(options.first, options.first + options.programmes):
            found, message = one(options.trouw, seed, options.keep or scratch, options.explain)
            if found is None:
                mistaken += 1
                print(f"programme {seed} is not taken:\n{message}")
            elif found:
                wrong += 1
                print(f"programme {seed} ({len(found)} differences)\n  " + "\n  ".join(found[:12]))
    taken = options.programmes - mistaken
    print(f"{taken} programmes compared, {mistaken} not taken, {wrong} differ; {time.monotonic() - started:.0f} s")
    return 1 if wrong or mistaken * 10 > options.programmes else 0


if __name__ == "__main__":
    sys.exit(main())
