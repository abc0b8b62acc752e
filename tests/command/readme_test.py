"""What the README shows is so."""

import pathlib
import re
import unittest

from trouw_command import CommandTest

ROOT = pathlib.Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


class Readme(CommandTest):
    def test_the_language_in_twelve_lines(self):
        offers = next(block for block in re.findall(r"```\n(.*?)```", README, re.DOTALL) if block.startswith("offer"))
        self.assertEqual(12, offers.count("\n"))
        yaml = (ROOT / "rules-examples" / "01-energy" / "programme.yaml").read_text(encoding="utf-8")
        done = self.trouw("check", self.programme(yaml=yaml, offers=offers))
        self.assertEqual((0, 1, "4 offers, 1 guarantee: well written; the guarantee holds.\n"),
                         (done.returncode, done.stderr.count("[T0"), done.stdout))

    def test_every_command_is_in_the_table(self):
        told = set(re.findall(r"^\| `trouw ([\w-]+)", README, re.MULTILINE))
        listed = self.trouw("help").stdout.split("Commands:\n")[1].split("\n\n")[0]
        self.assertEqual(set(re.findall(r"^  ([\w-]+)", listed, re.MULTILINE)), told)

    def test_libraries_are_installed(self):
        packages = (ROOT / "tools" / "dev" / "packages").read_text(encoding="utf-8").split("\n")
        for package in ("libboost-dev", "libboost-test-dev", "libyaml-cpp-dev", "libsqlite3-dev", "libfmt-dev",
                        "libcli11-dev", "nlohmann-json3-dev", "libsimdjson-dev", "libssl-dev", "libutf8proc-dev",
                        "libz3-dev", "libroaring-dev"):
            self.assertIn(package, packages)


if __name__ == "__main__":
    unittest.main()
