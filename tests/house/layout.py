#!/usr/bin/env python3
"""The top level is fixed, files stay readable, and what the README says is there.

  tests/house/layout.py [FOLDER]
"""

import pathlib
import re
import subprocess
import sys

TOP = {"CMakeLists.txt", "LICENSE", "README.md", "dsl", "engine", "rules-examples", "tests", "tools"}
LONGEST = 500  # lines of a source file
COMMANDS = ["sh tools/dev/try", "sh tools/dev/test"]
PATHS = re.compile(r"`((?:dsl|engine|tests|tools|rules-examples)/[\w/.-]*)`")
CODES = re.compile(r"^TROUW_MESSAGE\(\w+,\s*(\d+),", re.MULTILINE)


def top_level(folder):
    names = [path.name for path in folder.iterdir()]
    return [f"{name}: not a name of the top level" for name in sorted(names)
            if name not in TOP and not name.startswith((".", "build"))]


def lengths(folder):
    wrong = []
    for part in ("dsl", "engine", "tools", "tests"):
        for path in sorted((folder / part).rglob("*")):
            if path.suffix in (".h", ".cpp", ".c", ".py"):
                lines = path.read_text(encoding="utf-8").count("\n")
                if lines > LONGEST:
                    wrong.append(f"{path.relative_to(folder)}: {lines} lines, more than {LONGEST}")
    return wrong


def readme(folder):
    """Commands that the README shows."""
    text = (folder / "README.md").read_text(encoding="utf-8")
    wrong = [f"README.md: does not show `{command}`" for command in COMMANDS if command not in text]
    wrong += [f"README.md: {command} is no script here" for command in COMMANDS
              if not (folder / command.split()[1]).is_file()]
    return wrong


def named_paths(folder):
    """Every path that a README names is there."""
    wrong = []
    rooms = [path for part in ("dsl", "engine", "tools", "tests") for path in sorted((folder / part).rglob("README.md"))]
    for page in [folder / "README.md", *rooms]:
        for path in sorted(set(PATHS.findall(page.read_text(encoding="utf-8")))):
            if not (folder / path).exists():
                wrong.append(f"{page.relative_to(folder)}: names {path}, which is not there")
    return wrong


def test_rooms(folder):
    """The folders and files of tests/ and the rooms of the house that tests/README.md names are there."""
    text = (folder / "tests/README.md").read_text(encoding="utf-8")
    wrong = []
    for name in sorted(set(re.findall(r"`([a-z_]+/[\w/.-]*)`", text))):
        if not (folder / "tests" / name).exists() and not (folder / name).exists():
            wrong.append(f"tests/README.md: names {name}, which is not there")
    sources = [path for part in ("dsl", "engine", "tools", "tests") for path in (folder / part).rglob("*") if path.is_file()]
    names = {path.name for path in sources}
    wrong += [f"tests/README.md: names {name}, which is not there"
              for name in sorted(set(re.findall(r"`(\w+\.(?:cpp|h|c|py))`", text))) if name not in names]
    code = "".join(path.read_text(encoding="utf-8", errors="replace") for path in sources if path.suffix in (".py", ".cpp", ".c", ".h"))
    wrong += [f"tests/README.md: nothing reads {name}" for name in sorted(set(re.findall(r"`(TROUW_[A-Z_]+)=", text)))
              if name not in code]
    return wrong


def nothing_made(folder):
    """What a tool makes of the sources is not among them."""
    known = subprocess.run(["git", "-C", str(folder), "ls-files"], capture_output=True, text=True)
    names = known.stdout.splitlines() if known.returncode == 0 else []
    return [f"{name}: is made, not written" for name in names if name.endswith((".pyc", ".o", ".orig", ".rej", ".swp"))]


def headers(folder):
    """A header that nothing includes is dead, but for those that others install."""
    sources = [path for part in ("dsl", "engine", "tools", "tests") for path in sorted((folder / part).rglob("*"))
               if path.suffix in (".h", ".cpp", ".c", ".inc", ".def", ".md")]
    text = "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in sources)
    included = {name.split("/")[-1] for name in re.findall(r'#\s*include\s*[<"]([^>"]+)[>"]', text)}
    return [f"{path.relative_to(folder)}: no file includes it" for path in sources
            if path.suffix in (".h", ".inc", ".def") and path.name not in included]


def wide_sizes(folder):
    """A size may have 32 bits."""
    wide = re.compile(r"size_t\{\d+\}\s*<<\s*(3[2-9]|[4-6]\d)")
    return [f"{path.relative_to(folder)}: a size of more than 32 bits" for part in ("dsl", "engine", "tools")
            for path in sorted((folder / part).rglob("*")) if path.suffix in (".h", ".cpp", ".inc")
            and wide.search(path.read_text(encoding="utf-8"))]


def message_codes(folder):
    """No two messages share a code."""
    seen, wrong = {}, []
    for path in sorted((folder / "dsl/base").glob("messages_*.def")):
        for code in CODES.findall(path.read_text(encoding="utf-8")):
            if code in seen:
                wrong.append(f"{path.relative_to(folder)}: T{int(code):04} stands in {seen[code]} too")
            seen[code] = path.name
    return wrong


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[2])
    wrong = top_level(folder) + lengths(folder) + readme(folder) + named_paths(folder) + message_codes(folder)
    wrong += test_rooms(folder) + nothing_made(folder) + headers(folder) + wide_sizes(folder)
    print("\n".join(wrong) or "The house is in order.")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
