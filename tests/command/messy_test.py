"""trouw init --from: whatever file an organisation has, what it writes reads it at once."""

import re
import unittest

import messy
from trouw_command import CommandTest


class Messy(CommandTest):
    def test_every_file_is_read_by_what_was_guessed_of_it(self):
        for name, path, types, count in messy.write_all(self.folder):
            with self.subTest(name):
                folder = self.folder / f"from {name}"
                done = self.trouw("init", folder, "--from", path)
                self.assertEqual((0, ""), (done.returncode, done.stderr))
                text = (folder / "programme.yaml").read_text(encoding="utf-8")
                done = self.trouw("check", folder, "--no-prove")
                self.assertEqual(0, done.returncode, done.stderr + text)
                done = self.dry_run(path, "--format", "json", programme=folder)
                self.assertIn(done.returncode, (0, 1), done.stderr + text)
                said = self.summary(path, programme=folder, code=done.returncode)
                self.assertEqual((count, count), (said["records"], said["decided"]), done.stderr + text)
                for column, kind in types.items():
                    found = re.search(rf'type: ([^,]+), column: "{re.escape(column)}"', text)
                    self.assertEqual(kind, found and found.group(1), f"{column}: {text}")


if __name__ == "__main__":
    unittest.main()
