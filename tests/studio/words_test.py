"""The page's words: the same names in both languages, none that is never said, none that is said and not there."""

import pathlib
import re
import unittest

PAGE = pathlib.Path(__file__).resolve().parents[2] / "tools/trouw/studio/page"
NAME = re.compile(r'(?:^|[{,]\s*)"?([a-z_]+(?: [a-z]+)?)"?: "((?:[^"\\]|\\.)*)"', re.MULTILINE)


def tables():
    text = (PAGE / "words.js").read_text(encoding="utf-8")
    parts = re.split(r"^  (en|nl): \{$", text, flags=re.MULTILINE)
    found = {}
    for language, body in zip(parts[1::2], parts[2::2]):
        body = body.split("\n  },")[0]
        found[language] = {}
        for line in body.splitlines():
            for name, words in re.findall(r'"?([a-z_]+(?: [a-z]+)?)"?: "((?:[^"\\]|\\.)*)"', line):
                assert name not in found[language], name
                found[language][name] = words
    return found


class Words(unittest.TestCase):
    def test_both_languages_have_all(self):
        found = tables()
        self.assertEqual(["en", "nl"], sorted(found))
        self.assertGreater(len(found["en"]), 200)
        self.assertEqual(list(found["en"]), list(found["nl"]))
        for name, words in found["en"].items():
            self.assertTrue(words and found["nl"][name], name)
            self.assertEqual(sorted(set(re.findall(r"\{\w+\}", words))),
                             sorted(set(re.findall(r"\{\w+\}", found["nl"][name]))), name)

    def test_the_page_says_what_there_is(self):
        code = "\n".join(path.read_text(encoding="utf-8") for path in PAGE.glob("*.js") if path.name != "words.js")
        table = tables()["en"]
        said = set(re.findall(r'\bt\((?:[^()"]*\? )?"([\w ]+)"', code)) | set(re.findall(r'"([\w ]+)"', code))
        begun = tuple(set(re.findall(r'"(\w+_)" \+', code)) | set(re.findall(r'"(\w+_)"\)', code)))
        for name in re.findall(r'\bt\("([\w ]+)"[,)]', code):
            self.assertIn(name, table)
        for name in table:
            plain = name.removesuffix("_one")
            self.assertTrue(plain in said or plain.startswith(begun), f"{name} is never said")
        for start in begun:
            if start not in ("trouw_",):
                self.assertTrue(any(name.startswith(start) for name in table), start)


if __name__ == "__main__":
    unittest.main()
