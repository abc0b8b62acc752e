#!/usr/bin/env python3
"""libtrouw.so exports what its headers declare, and nothing else.

  symbols.py LIBRARY HEADER…
"""

import re
import subprocess
import sys


def declared(header):
    """The functions of the header."""
    text = re.sub(r"/\*.*?\*/", "", header, flags=re.DOTALL)
    return set(re.findall(r"^TROUW_API\b[^;]*?\b(trouw_\w+)\(", text, flags=re.MULTILINE))


def exported(listing):
    """The symbols of nm -D --defined-only --with-symbol-versions, but for the name of the version itself."""
    found = set()
    for line in listing.splitlines():
        kind, name = line.split()[-2:]
        if kind != "A":
            found.add(name.split("@")[0])
    return found


def main():
    library, *headers = sys.argv[1:]
    wanted = set()
    for header in headers:
        with open(header, encoding="utf-8") as file:
            wanted |= declared(file.read())
    listing = subprocess.run(["nm", "-D", "--defined-only", library], check=True, capture_output=True, text=True)
    there = exported(listing.stdout)
    for name in sorted(wanted - there):
        print(f"missing: {name}")
    for name in sorted(there - wanted):
        print(f"exported, and not declared: {name}")
    if not wanted:
        print("the headers declare nothing")
    sys.exit(0 if wanted and wanted == there else 1)


if __name__ == "__main__":
    main()
