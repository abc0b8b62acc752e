#!/usr/bin/env python3
"""The sources are good for a processor of 32 bits as well: the compiler reads those that are about sizes and wide numbers.

  tests/house/narrow.py COMPILER [FILE …]

`all` in place of files: each of dsl and engine, which takes minutes. Not run, exit code 77, where the compiler has no
library of 32 bits (on Debian: g++-multilib).
"""

import pathlib
import platform
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
FILES = ["dsl/value/decimal.cpp", "dsl/value/rounding.cpp", "engine/abi/batch.cpp", "engine/abi/decision.cpp", "engine/abi/engine.cpp",
         "engine/columns/division.cpp", "engine/columns/kernels_base.cpp", "engine/columns/nodes.cpp", "engine/duckdb/rows.cpp",
         "engine/plan/apply.cpp", "engine/plan/build.cpp", "engine/proof/intervals.cpp", "engine/proof/sum.cpp",
         "engine/records/csv_marks.cpp", "engine/records/id_set.cpp", "engine/records/input.cpp"]
# Headers of a few libraries lie in a folder of the processor's own; no more than declarations is read of them.
BEHIND = ["-idirafter", f"/usr/include/{platform.machine()}-linux-gnu"]


def read(compiler, file):
    command = [compiler, "-m32", "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Wconversion", "-Werror", "-DTROUW_PROOF", '-DTROUW_VERSION="0"']
    for folder in ("dsl/include", "dsl", "engine/include", "engine") if file.startswith("engine") else ("dsl/include", "dsl"):
        command += ["-I", str(ROOT / folder)]
    return subprocess.run([*command, *BEHIND, "-x", "c++", file], cwd=ROOT, capture_output=True, encoding="utf-8")


def main():
    compiler, files = sys.argv[1], sys.argv[2:] or FILES
    if files == ["all"]:
        files = sorted(str(path.relative_to(ROOT)) for part in ("dsl", "engine") for path in (ROOT / part).rglob("*.cpp"))
    probe = subprocess.run([compiler, "-m32", "-std=c++20", "-fsyntax-only", "-x", "c++", "-"], input="#include <string>\n",
                           capture_output=True, encoding="utf-8")
    if probe.returncode != 0:
        print("Not run: there is no library of 32 bits to compile with.")
        sys.exit(77)
    wrong = [done.stderr for done in (read(compiler, file) for file in files) if done.returncode != 0]
    print("\n".join(wrong) or f"{len(files)} files are good for 32 bits.")
    sys.exit(1 if wrong else 0)


main()
