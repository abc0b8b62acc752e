#!/usr/bin/env python3
"""Syntax files for editors, made of the keyword table, dsl/syntax/phrases.def.

  dsl/editors/generate.py           write trouw.tmLanguage.json
  dsl/editors/generate.py --check   exit code 1 where it is not what the table says
"""

import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
TABLE = HERE.parent / "syntax" / "phrases.def"
GRAMMAR = HERE / "trouw.tmLanguage.json"

ENTRY = re.compile(r'^TROUW_PHRASE\((\w+),\s*(\w+),\s*"([^"]*)",\s*"([^"]*)"', re.MULTILINE)
SCOPES = {"statement": "keyword.control", "clause": "keyword.control", "expect": "keyword.control",
          "condition": "keyword.operator.word", "word": "keyword.operator.word", "value": "constant.language",
          "audience": "support.type", "unit": "keyword.other.unit", "month": "constant.language"}


def runs(pattern):
    """The stretches of a pattern between its slots: "{x} is between {a} and {b}" has two."""
    return [run for piece in re.split(r"\{\w+\}", pattern) if (run := piece.strip(" ,:"))]


def phrases(column):
    """(run of words, scope), the longest first: of two that begin alike, the longer is meant."""
    found = {}
    for entry in ENTRY.findall(TABLE.read_text(encoding="utf-8")):
        for pattern in entry[2 + column].split("|"):
            for run in runs(pattern):
                found.setdefault(run, SCOPES.get(entry[1], "keyword.other"))
    return sorted(found.items(), key=lambda item: (-len(item[0]), item[0]))


def keywords(column, language):
    """A rule for each stretch of phrases of one scope, so that the order of lengths stands."""
    rules, last = [], None
    for run, scope in phrases(column):
        words = r"\s+".join(re.escape(word) for word in run.split())
        if scope == last:
            rules[-1]["words"].append(words)
        else:
            rules.append({"name": f"{scope}.trouw.{language}", "words": [words]})
        last = scope
    return [{"name": rule["name"], "match": rf"(?<![\w-])(?:{'|'.join(rule['words'])})(?![\w-])"} for rule in rules]


def grammar():
    literals = [
        {"name": "comment.line.number-sign.trouw", "match": "#.*$"},
        {"name": "string.quoted.double.trouw", "begin": '"', "end": '"|$', "patterns": [
            {"name": "constant.character.escape.trouw", "match": r'\\["\\]'},
            {"name": "variable.parameter.trouw", "match": r"\{[^{}\"]*\}"}]},
        {"name": "variable.other.trouw", "match": r"\[[^\]\n]*\]"},
        {"name": "constant.other.date.trouw", "match": r"(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])"},
        {"name": "constant.numeric.money.trouw", "match": r"(?<![\w-])(?:[A-Z]{3}\s+|€\s*)\d+(?:\.\d+)?(?![\w-])"},
        {"name": "constant.numeric.percentage.trouw", "match": r"(?<![\w-])\d+(?:\.\d+)?\s*%"},
        {"name": "constant.numeric.trouw", "match": r"(?<![\w-])-?\d+(?:\.\d+)?(?![\w-])"}]
    return {
        "name": "trouw", "scopeName": "source.trouw", "fileTypes": ["trouw"],
        "comment": "Made by dsl/editors/generate.py of dsl/syntax/phrases.def.",
        "patterns": [
            {"begin": r"^\s*(language)\s+(nl)(?![\w-])", "end": "(?!)",
             "beginCaptures": {"1": {"name": "keyword.control.trouw"}, "2": {"name": "constant.language.trouw"}},
             "patterns": [{"include": "#literals"}, {"include": "#nl"}]},
            {"include": "#literals"}, {"include": "#en"}],
        "repository": {"literals": {"patterns": literals}, "en": {"patterns": keywords(0, "en")},
                       "nl": {"patterns": keywords(1, "nl")}}}


def main():
    text = json.dumps(grammar(), indent=2, ensure_ascii=False) + "\n"
    if sys.argv[1:] != ["--check"]:
        GRAMMAR.write_text(text, encoding="utf-8")
        return 0
    if GRAMMAR.is_file() and GRAMMAR.read_text(encoding="utf-8") == text:
        return 0
    print(f"{GRAMMAR.name} is not what {TABLE.name} says: run dsl/editors/generate.py")
    return 1


if __name__ == "__main__":
    sys.exit(main())
