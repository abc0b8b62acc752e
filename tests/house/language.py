#!/usr/bin/env python3
"""The language reference lists every keyword and every code, and no other; every one of them is met by some test.

  tests/house/language.py [--update]     writes the tables of dsl/README.md
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
README = ROOT / "dsl" / "README.md"
TEXT = r'"((?:[^"\\]|\\.)*)"'
PHRASE = re.compile(r"^TROUW_PHRASE\((\w+), (\w+),\s*" + r",\s*".join([TEXT] * 3) + r"\)", re.MULTILINE)
MESSAGE = re.compile(r"^TROUW_MESSAGE\((\w+), (\d+), (\w+),\s*" + TEXT + r",\s*" + TEXT, re.MULTILINE)
# Met by tests that do not name the code: files and folders (command/check_test.py), and the note on guarantees.
UNNAMED = {"T0602", "T0444", "T0470", "T0471", "T0472", "T0476", "T0505"}
# Guards behind the grammar and at sizes that no test builds, and what the shared programme of the corpus cannot hold.
INTERNAL = {"T0134", "T0225", "T0252", "T0307", "T0318", "T0322", "T0401", "T0404", "T0416", "T0459", "T0461",
            "T0462", "T0473", "T0474", "T0475"}


def phrases():
    return PHRASE.findall((ROOT / "dsl/syntax/phrases.def").read_text(encoding="utf-8"))


def messages():
    found = []
    for path in sorted((ROOT / "dsl/base").glob("messages_*.def")):
        found += MESSAGE.findall(path.read_text(encoding="utf-8"))
    return sorted((f"T{int(number):04}", severity, title) for _, number, severity, _, title in found)


def tables():
    lines = ["## Keywords", "", "What stands in braces is filled in; behind a bar is another form that is read too.", "",
             "| English | Dutch | meaning |", "|---|---|---|"]
    for _, _, english, dutch, meaning in phrases():
        cells = [" \\| ".join(f"`{form.strip()}`" for form in text.split("|")) for text in (english, dutch)]
        lines.append(f"| {cells[0]} | {cells[1]} | {meaning} |")
    lines += ["", "## Messages", "", "`trouw help CODE` shows each with a wrong and a right example.", "",
              "| code | kind | about |", "|---|---|---|"]
    lines += [f"| {code} | {severity} | {title} |" for code, severity, title in messages()]
    return "\n".join(lines) + "\n"


def unmet():
    """Keywords that no text of offers has, and codes that no test names."""
    offers = [path.read_text(encoding="utf-8", errors="replace") for part in ("rules-examples", "tests", "dsl")
              for path in (ROOT / part).rglob("*") if path.suffix in (".trouw", ".script", ".txt", ".cpp", ".py", ".md")
              and path not in (README, pathlib.Path(__file__).resolve())]
    text = re.sub(r'[\s"\\]+', " ", "\n".join(offers))
    codes = set(re.findall(r"T0\d\d\d", text))
    wrong = [f"{code}: no test meets it ({title})" for code, _, title in messages()
             if code not in codes | INTERNAL | UNNAMED]
    wrong += [f"{code}: called internal, and met by a test" for code in sorted((INTERNAL | UNNAMED) & codes)]
    for name, _, *columns, _ in phrases():
        for column in columns:
            for words in re.sub(r"\{\w+\}", "\n", column.split("|")[0]).split("\n"):
                words = words.strip(" ,:")
                if words and not re.search(r"(?<!\w)" + re.escape(words) + r"(?!\w)", text):
                    wrong.append(f"{name}: no test has “{words}”")
    return wrong


def main():
    text = README.read_text(encoding="utf-8")
    prose = text.split("## Keywords\n")[0]
    if "--update" in sys.argv:
        README.write_text(prose + tables(), encoding="utf-8")
        text = prose + tables()
    wrong = [] if text == prose + tables() else ["dsl/README.md: tables differ from the code; tests/house/language.py --update"]
    wrong += unmet()
    print("\n".join(wrong) or f"{len(phrases())} keywords and {len(messages())} messages.")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
