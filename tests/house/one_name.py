#!/usr/bin/env python3
"""A type's name is one type's: two of a name in one namespace, in two files, are undefined behaviour that no compiler sees.

  tests/house/one_name.py [FOLDER]
"""

import collections
import pathlib
import re
import sys

NAMESPACE = re.compile(r"namespace(?: ([\w:]+))? ?\{")
END = re.compile(r"\}  // namespace")
TYPE = re.compile(r"(?:struct|class) (\w+)(?: final)? ?(?:: [^;]*)?\{")


def types(text):
    """The types that a file defines outside of nameless namespaces, by their whole names."""
    inside = []
    for line in text.splitlines():
        if found := NAMESPACE.match(line):
            inside.append(found.group(1) or "")
        elif END.match(line) and inside:
            inside.pop()
        elif (found := TYPE.match(line)) and "" not in inside:
            yield "::".join(inside + [found.group(1)])


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[2])
    seen = collections.defaultdict(list)
    for part in ("dsl", "engine", "tools"):
        for path in sorted((folder / part).rglob("*")):
            if path.suffix in (".h", ".cpp"):
                for name in set(types(path.read_text(encoding="utf-8"))):
                    seen[name].append(str(path.relative_to(folder)))
    wrong = [f"{name} is two types: {', '.join(paths)}" for name, paths in sorted(seen.items()) if len(paths) > 1]
    print("\n".join(wrong) or f"{len(seen)} types, each of its own name.")
    sys.exit(1 if wrong or not seen else 0)


if __name__ == "__main__":
    main()
