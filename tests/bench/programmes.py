"""A programme by itself: loading, checking and compiling many offers, and proving guarantees."""

import json
import subprocess

import measure
from bench import verdict
from inputs import ROOT
from table import RIGHT, WRONG, at_most

# By the way they are made (prove_programmes.h): what holds, in the order worse off, staying, leaving.
SHAPES = {"matched": ["holds"] * 3, "mirrored": ["holds"] * 3, "hole": ["broken", "holds", "broken"]}
# What a dry run decides, and no proof: what customers receive of all rewards.
OF_A_POPULATION = "guarantee customers receive"


def loading(bench):
    taken, told = {}, {}
    for _ in range(bench.repeats):
        for kind in ("load", "compile"):
            kept, said = taken.setdefault(kind, {}), told.setdefault(kind, {})
            bench.inside(kind, kept, said)
    bench.table.heading("A programme, loaded and checked, and compiled for columns")
    for kind, words in (("load", "load and check"), ("compile", "compile")):
        for name, one in taken[kind].items():
            wanted = at_most(one.median(), 0.3, " s") if (kind, name) == ("load", "1000") else ""
            bench.table.row(f"{words}, {int(name):,} offers", one, wanted=wanted, result=verdict(told[kind][name]))
    command = [bench.trouw, "check", bench.programmes()[-1], "--quiet"]
    bench.table.row("trouw check, 1,000 offers, with what it searches for",
                    measure.in_turn({"check": measure.of_command(command)}, bench.repeats)["check"], result=RIGHT)


def judged(found, expected):
    """A proof that is not right is a mistake; one that was not found is only told."""
    words = ", ".join(found)
    if any(word not in (right, "unknown") for word, right in zip(found, expected, strict=True)):
        return f"{WRONG}: {words}"
    return f"{RIGHT if found == expected else 'not found in time'}: {words}"


def prove_command(bench, folder):
    return [bench.trouw, "prove", folder, "--format", "json", "--timeout", "10"]


def of_example(bench, folder):
    """What `prove` says of each guarantee of an example, and what is right: everything there holds."""
    done = subprocess.run(prove_command(bench, folder), stdout=subprocess.PIPE, check=True, text=True)
    proofs = [one for one in json.loads(done.stdout)["guarantees"] if not one["text"].startswith(OF_A_POPULATION)]
    return judged([one["verdict"] for one in proofs], ["holds"] * len(proofs))


def of_made_up(bench, shape, count):
    """The same of a programme that trouw_prove_bench makes, and the seconds that its proofs took together."""
    done = subprocess.run([bench.build / "tests/bench/trouw_prove_bench", "--by", "both", shape, str(count)],
                          stdout=subprocess.PIPE, check=True, text=True)
    cells = [cell.split() for cell in done.stdout.splitlines()[-1].split("|")[3:-1]]
    return judged([cell[0] for cell in cells], SHAPES[shape]), sum(float(cell[1]) for cell in cells)


def proving(bench):
    bench.table.heading("Proofs, 3 guarantees a programme, 10 s each at most (the examples: the whole command)")
    examples = sorted(path.parent for path in (ROOT / "rules-examples").glob("*/programme.yaml"))
    taken = measure.in_turn({folder.name: measure.of_command(prove_command(bench, folder)) for folder in examples},
                            bench.repeats)
    for folder in examples:
        bench.table.row(f"trouw prove, {folder.name}", taken[folder.name], result=of_example(bench, folder))
    for shape in SHAPES:
        for count in (10, 30) if bench.quick else (10, 100):
            one = measure.Taken()
            for _ in range(min(bench.repeats, 3)):
                result, seconds = of_made_up(bench, shape, count)
                one.add(seconds)
            bench.table.row(f"{shape}, {count} offers (prove_programmes.h)", one, result=result)
