#!/usr/bin/env python3
"""Mistakes that people make, and to the letter what each is told.

  tests/mistakes/check.py COMMAND [--update] [WORD]

Every *.txt here holds cases: a line `== what was meant`, what somebody wrote, a line `--`, and what `trouw check` says
to it. In a file whose name begins with `yaml` the text is laid over tests/scripts/base/energy.yaml: a key replaces the
key of that name in its section, and a new key joins it. `--update` writes what is said now; read it before you keep
it. WORD: only cases whose name holds it.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
BASE = (HERE.parent / "scripts" / "base" / "energy.yaml").read_text(encoding="utf-8")
FEWEST = 150
GOOD = 'offer "A" to customers\n  give EUR 5 once\nguarantee staying longer is never worse\n'


def cases(path):
    """Each case of a file as [name, written, said]."""
    for part in path.read_text(encoding="utf-8").split("\n== ")[1:]:
        name, _, rest = part.partition("\n")
        written, _, said = (rest + "\n").partition("\n--\n")
        yield [name, written + "\n", said.strip("\n") + "\n"]


def sections(text):
    """The top-level keys of a YAML text, each with its line and the lines below it by their keys."""
    found = {}
    for line in text.splitlines():
        if line.startswith(" ") and found:
            lines = found[list(found)[-1]]
            key = line.split(":")[0].strip() if re.match(r"  \S", line) else f"{len(lines)}"
            lines[f"{key} (again)" if key in lines else key] = line
        else:
            key = line.split(":")[0]
            found[f"{key} (again)" if key in found else key] = {"": line}
    return found


def laid_over(written):
    base = sections(BASE)
    for key, lines in sections(written).items():
        if key not in base or len(lines) == 1:
            base[key] = lines
            continue
        for name, line in lines.items():
            base[key][name] = line
    return "".join(line + "\n" for lines in base.values() for line in lines.values())


def said_to(command, folder, written, yaml):
    (folder / "programme.yaml").write_text(laid_over(written) if yaml else BASE, encoding="utf-8")
    (folder / "offers.trouw").write_text(GOOD if yaml else written, encoding="utf-8")
    done = subprocess.run([command, "check", str(folder)], capture_output=True, encoding="utf-8", timeout=60)
    if done.returncode not in (0, 1):
        return f"exit code {done.returncode}\n{done.stderr}"
    blocks = done.stderr.replace(str(folder) + "/", "").strip("\n").split("\n\n")
    return "\n\n".join(block for block in blocks if not block.startswith("note[")) + "\n"


def main():
    words = [word for word in sys.argv[2:] if word != "--update"]
    update = "--update" in sys.argv
    wrong = total = 0
    with tempfile.TemporaryDirectory() as made:
        for path in sorted(HERE.glob("*.txt")):
            head = path.read_text(encoding="utf-8").split("\n== ")[0]
            kept = []
            for name, written, said in cases(path):
                total += 1
                if words and not any(word in name for word in words):
                    kept.append((name, written, said))
                    continue
                now = said_to(sys.argv[1], pathlib.Path(made), written, path.name.startswith("yaml"))
                kept.append((name, written, now))
                if now != said and not update:
                    wrong += 1
                    print(f"{path.name}: {name}\n{written}-- is told\n{now}-- and not\n{said}")
            if update:
                path.write_text(head + "".join(f"\n== {name}\n{written}--\n{said}" for name, written, said in kept),
                                encoding="utf-8")
    if total < FEWEST:
        print(f"{total} mistakes are fewer than {FEWEST}.")
        wrong += 1
    print(f"{total} mistakes, {wrong} told otherwise.")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
