"""The editors' grammar is what the keyword table says, and colours what it should."""

import importlib.util
import pathlib
import re
import subprocess
import sys
import unittest

EDITORS = pathlib.Path(__file__).resolve().parents[2] / "dsl" / "editors"
SPEC = importlib.util.spec_from_file_location("generate", EDITORS / "generate.py")
generate = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(generate)


def colours(line, language):
    """(text, scope) of what is matched in a line: the leftmost, and the first rule where several begin there."""
    rules = generate.grammar()["repository"]
    rules = [rule for rule in rules["literals"]["patterns"] + rules[language]["patterns"] if "match" in rule]
    found, at = [], 0
    while True:
        matches = [(match, rule) for rule in rules if (match := re.compile(rule["match"]).search(line, at))]
        if not matches:
            return found
        match, rule = min(matches, key=lambda pair: pair[0].start())
        found.append((match.group(), ".".join(rule["name"].split(".")[:2])))
        at = match.end()


class Editors(unittest.TestCase):
    def test_the_file_is_what_the_table_says(self):
        done = subprocess.run([sys.executable, "-B", EDITORS / "generate.py", "--check"], capture_output=True, text=True)
        self.assertEqual((0, ""), (done.returncode, done.stdout))

    def test_english(self):
        self.assertEqual([("when", "keyword.control"), ("is at least", "keyword.operator"), ("1", "constant.numeric"),
                          ("year", "keyword.other"), ("or", "keyword.operator")],
                         colours("when contract age is at least 1 year or heavy user", "en"))
        self.assertEqual([("guarantee staying longer is never worse", "keyword.control")],
                         colours("guarantee staying longer is never worse", "en"))
        self.assertEqual([("[date of birth]", "variable.other"), ("# off", "comment.line")],
                         colours("[date of birth] # off", "en"))

    def test_dutch(self):
        self.assertEqual([("geef", "keyword.control"), ("EUR 15.50", "constant.numeric"), ("eenmalig", "keyword.other")],
                         colours("geef EUR 15.50 eenmalig", "nl"))

    def test_every_phrase_is_coloured_whole(self):
        for column, language in ((0, "en"), (1, "nl")):
            for run, _ in generate.phrases(column):
                self.assertEqual([run], [text for text, _ in colours(run, language)])


if __name__ == "__main__":
    unittest.main()
