"""The programs of engine/README.md: compiled as they stand, and what they print is what it says.

Run with the environment that tests/abi/CMakeLists.txt gives.
"""

import os
import pathlib
import re
import shlex
import subprocess
import tempfile
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
ENERGY = TOP / "rules-examples" / "01-energy"


def blocks():
    """(language, text) of every fenced block, in order."""
    text = (TOP / "engine" / "README.md").read_text(encoding="utf-8")
    return re.findall(r"^```(\w*)\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)


class ReadmeTest(unittest.TestCase):
    def printed(self, language, compiler):
        """What the program of this language prints, and what the block after it says."""
        found = blocks()
        at = [name for name, _ in found].index(language)
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(folder) / f"program.{language}"
            program = pathlib.Path(folder) / "program"
            source.write_text(found[at][1], encoding="utf-8")
            subprocess.run([*shlex.split(compiler[0]), source, "-o", program, *shlex.split(compiler[1])], check=True)
            run = subprocess.run([program, ENERGY], check=True, capture_output=True, text=True)
        self.assertEqual("", run.stderr)
        return run.stdout, found[at + 1][1]

    def test_c(self):
        printed, told = self.printed("c", (os.environ["TROUW_CC"], os.environ["TROUW_C_LIBRARIES"]))
        self.assertEqual(told, printed)

    def test_cpp(self):
        printed, told = self.printed("cpp", (os.environ["TROUW_CXX"], os.environ["TROUW_CXX_LIBRARIES"]))
        self.assertEqual(told, printed)

    def test_their_length(self):
        for language in ("c", "cpp"):
            lines = next(text for name, text in blocks() if name == language).strip().splitlines()
            self.assertLessEqual(len(lines), 36, f"{language}: some 30 lines")


if __name__ == "__main__":
    unittest.main()
