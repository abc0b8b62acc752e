"""Every programme that dsl/README.md shows is well written."""

import pathlib
import re
import unittest

from trouw_command import CommandTest

ROOT = pathlib.Path(__file__).resolve().parents[2]
YAML = (ROOT / "rules-examples" / "01-energy" / "programme.yaml").read_text(encoding="utf-8")
YAML = YAML.replace("joined_on, for newcomers: today", "joined_on, for newcomers: today, typical: 2020-01-15")


class Language(CommandTest):
    def test_snippets(self):
        shown = re.findall(r"```trouw\n(.*?)```", (ROOT / "dsl" / "README.md").read_text(encoding="utf-8"), re.DOTALL)
        self.assertGreaterEqual(len(shown), 2)
        for offers in shown:
            with self.subTest(offers=offers[:60]):
                done = self.trouw("check", self.programme(yaml=YAML, offers=offers))
                self.assertEqual((0, 1), (done.returncode, done.stderr.count("[T0")), done.stderr)


if __name__ == "__main__":
    unittest.main()
