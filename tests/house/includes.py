#!/usr/bin/env python3
"""Holds the rooms to one direction: an include may only point up the list below.

  tests/house/includes.py [FOLDER]

Rooms on one line never include each other. Some rooms are seen by public headers alone, and some libraries by one room
alone.
"""

import pathlib
import re
import sys

# From top to bottom. A room is a folder; `include/trouw` are the public words of its part of the house.
LINES = [
    ["dsl/include/trouw"],
    ["dsl/base"],
    ["dsl/value"],
    ["dsl/schema", "dsl/syntax"],
    ["dsl/format"],
    ["dsl/check"],
    ["dsl/service"],
    ["engine/include/trouw", "engine/include"],
    ["engine/plan", "engine/sqlite", "engine/postgresql", "engine/duckdb", "engine/workbook"],
    ["engine/row", "engine/columns", "engine/sql", "engine/proof", "engine/records", "engine/ledger"],
    ["engine/books"],
    ["engine/api"],
    ["engine/abi"],
    ["tools/trouw/http"],
    ["tools/trouw", "tools/report"],
]
PUBLIC = ["dsl/include/trouw", "engine/include/trouw", "engine/include"]
LINE_OF = {room: number for number, line in enumerate(LINES) for room in line}

# Who sees what, beyond the direction: rooms whose path starts so include of other parts only these.
ONLY_PUBLIC = {"engine/": ["dsl/include/trouw"], "tools/": PUBLIC}
# The public words of the language stand on the standard library.
NO_LIBRARIES = ["dsl/include/trouw", "engine/include/trouw", "engine/include"]
LIBRARIES = {
    "yaml-cpp": "dsl/schema",
    "boost/spirit": "dsl/syntax",
    "sqlite3.h": "engine/sqlite",
    "roaring/": "engine/records",
    "z3": "engine/proof",
    "zip.h": "engine/workbook",
    "expat.h": "engine/workbook",
    "CLI/": "tools/trouw",
    "httplib.h": "tools/trouw/http",
}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
SOURCES = {".h", ".cpp", ".c", ".def", ".inc"}


def room_of(path):
    """The room that a file stands in, or None."""
    found = [room for room in LINE_OF if path.startswith(room + "/")]
    return max(found, key=len, default=None)


def target_of(path, name, files):
    """The file that `path` means by "name", or None for none of the house."""
    part = path.split("/")[0]
    room = room_of(path)
    roots = [part, f"{part}/include", "dsl/include", "engine/include", "dsl", "engine", "tools"]
    if room and room.startswith("tools/"):
        roots[:0] = [room, "tools/trouw"]
    roots.append(path.rsplit("/", 1)[0])
    return next((f"{root}/{name}" for root in roots if f"{root}/{name}" in files), None)


def wrong_room(path, target):
    """A sentence where the file may not include the other, or None."""
    room, other = room_of(path), room_of(target)
    if other is None:
        return f"{target} stands in no room of the list"
    if room == other:
        return None
    if LINE_OF[other] >= LINE_OF[room]:
        return f"{room} may not see {other}: an include points up, and not to its own line"
    for part, allowed in ONLY_PUBLIC.items():
        if room.startswith(part) and not other.startswith(part) and other not in allowed:
            return f"{room} may see only public headers of another part, not {other}"
    if room.startswith("tools/") and other not in PUBLIC and not other.startswith("tools/"):
        return f"{room} may see only public headers, not {other}"
    return None


def wrong_library(path, name):
    """A sentence where the file may not include a library's header, or None."""
    for library, only in LIBRARIES.items():
        if name.startswith(library) and room_of(path) != only:
            return f"only {only} may see {name}"
    if room_of(path) in NO_LIBRARIES and "/" in name:
        return f"public headers stand on the standard library, not on {name}"
    return None


def violations(files):
    """What is wrong with the includes of {path: text}: a sentence each."""
    wrong = []
    for path, text in sorted(files.items()):
        room = room_of(path)
        if room is None:
            wrong.append(f"{path}: stands in no room of the list")
            continue
        for match in INCLUDE.finditer(text):
            name = match[2]
            target = target_of(path, name, files) if match[1] == '"' else None
            if match[1] == '"' and target is None:
                sentence = f"“{name}” is no file of the house"
            else:
                sentence = wrong_room(path, target) if target else wrong_library(path, name)
            if sentence:
                line = text.count("\n", 0, match.start(2)) + 1
                wrong.append(f"{path}:{line}: {sentence}")
    return wrong


def sources(folder):
    """The sources below a checkout, as {path: text}."""
    found = {}
    for part in ("dsl", "engine", "tools"):
        for path in (folder / part).rglob("*"):
            if path.suffix in SOURCES and path.is_file():
                found[path.relative_to(folder).as_posix()] = path.read_text(encoding="utf-8")
    return found


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[2])
    files = sources(folder)
    wrong = violations(files)
    print("\n".join(wrong) or f"{len(files)} files: every include points up.")
    sys.exit(1 if wrong or not files else 0)


if __name__ == "__main__":
    main()
