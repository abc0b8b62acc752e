#!/usr/bin/env python3
"""Holds dsl/PROGRAMME.md, and what editors propose, to the keys, types and words that dsl/schema reads."""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / "dsl" / "PROGRAMME.md"
# Of each file the arrays whose words the page has to have.
ARRAYS = {
    "read_schema.cpp": ["top_keys"],
    "fields.cpp": ["own_keys", "type_words"],
    "notation.h": ["notation_keys"],
    "notation.cpp": ["reading_keys", "encoding_words", "preset_words", "round_words"],
    "origin.h": ["origin_keys", "gathering_keys"],
    "events.cpp": ["event_keys"],
    "roles.cpp": ["role_keys"],
    "header.cpp": ["price_words", "rounding_words"],
}
# The keys that dsl/service/yaml_keys.def has of each section.
SECTIONS = {
    "top": [("read_schema.cpp", "top_keys")],
    "field": [("fields.cpp", "own_keys"), ("notation.h", "notation_keys"), ("origin.h", "origin_keys"), ("origin.h", "gathering_keys")],
    "reading": [("notation.cpp", "reading_keys"), ("notation.h", "notation_keys")],
    "event": [("events.cpp", "event_keys")],
    "roles": [("roles.cpp", "role_keys")],
    "step": [("price_steps.cpp", "step_keys")],
    "products": [("products.cpp", "product_keys")],
    "perk": [("perks.cpp", "perk_keys")],
}


def words_of(file, array):
    text = (ROOT / "dsl" / "schema" / file).read_text(encoding="utf-8")
    found = re.search(rf"\b{array}\b[^=;]*=?\s*(.*?);", text, re.DOTALL)
    words = re.findall(r'"([^"]+)"', found.group(1)) if found else []
    return words


def proposed():
    """What is wrong with the keys that editors propose."""
    text = (ROOT / "dsl" / "service" / "yaml_keys.def").read_text(encoding="utf-8")
    found = re.findall(r'^TROUW_YAML_KEY\((\w+), "([^"]+)"', text, re.MULTILINE)
    wrong = [f"yaml_keys.def has {pair} twice" for pair in sorted(set(found)) if found.count(pair) > 1]
    for section, arrays in SECTIONS.items():
        read = {word for file, array in arrays for word in words_of(file, array)}
        known = {key for of, key in found if of == section}
        wrong += [f"dsl/service/yaml_keys.def lacks `{key}` ({section})" for key in sorted(read - known)]
        wrong += [f"dsl/service/yaml_keys.def has `{key}` ({section}), which is not read" for key in sorted(known - read)]
    return wrong + [f"dsl/service/yaml_keys.def has an unknown section {of}" for of in sorted({of for of, _ in found} - set(SECTIONS))]


def main():
    page = re.sub(r"```.*?```", "", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)
    named = set(re.findall(r"`([^`]+)`", page))
    wrong, known = [], set()
    for file, arrays in ARRAYS.items():
        for array in arrays:
            words = words_of(file, array)
            known.update(words)
            if not words:
                wrong.append(f"dsl/schema/{file}: there is no array {array}")
            wrong += [f"dsl/PROGRAMME.md does not name `{word}` ({file}, {array})" for word in words if word not in named]
    rows = re.findall(r"^\| ((?:`[^`]+`(?:, )?)+) \|", page.split("## Sources")[0], re.MULTILINE)
    keys = [key for row in rows for key in re.findall(r"`([^`]+)`", row)]
    wrong += [f"dsl/PROGRAMME.md has a row for `{key}`, which is no key" for key in keys if key not in known]
    wrong += proposed()
    print("\n".join(wrong) or f"{len(known)} words are there")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
