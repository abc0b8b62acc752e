#!/usr/bin/env python3
"""The tests of engine/java, and Java beside C on made-up programmes. Not run where Maven, a JDK, or what they need of the
registry is not there.

  java_test.py --trouw FILE --cases FILE
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
JAVA = HERE.parents[1] / "engine" / "java"
ABSENT = ("Could not resolve dependencies", "Could not transfer artifact", "could not be resolved", "No compiler is provided")


def main():
    missing = [name for name in ("mvn", "javac") if shutil.which(name) is None]
    if missing:
        print(f"not run: {', '.join(missing)} is not installed")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as folder:
        kept = os.path.join(folder, "kept")
        subprocess.run([sys.executable, "-B", HERE / "agree.py", *sys.argv[1:], "--count", "24", "--keep", kept], check=True)
        made = shutil.copytree(JAVA, pathlib.Path(folder) / "java", ignore=shutil.ignore_patterns("target"))
        done = subprocess.run(["mvn", "-B", "test"], cwd=made, env={**os.environ, "TROUW_AGREE": kept}, capture_output=True,
                              text=True)
    if done.returncode != 0 and any(words in done.stdout for words in ABSENT):
        print("not run: what the tests need is not in reach of Maven")
        sys.exit(77)
    print("\n".join(line for line in done.stdout.splitlines() if re.search(r"Tests run|FAIL|ERROR|expected", line)))
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
