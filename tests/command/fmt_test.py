"""trouw fmt: what it writes, what it leaves alone, and its exit codes."""

import os
import pathlib
import shutil
import stat
import unittest

from trouw_command import OFFERS, CommandTest

ROOT = pathlib.Path(__file__).resolve().parents[2]
UNTIDY = '# About\noffer "A"  to customers when region is NH give EUR 5\n once # paid at once\n'
TIDY = '# About\noffer "A" to customers\n  when region is NH\n  give EUR 5 once  # paid at once\n'
DUTCH = 'language nl\n\n# About\naanbieding "A" voor klanten\n  voorwaarde: region is NH\n' \
        "  geef EUR 5 eenmalig  # paid at once\n"


class Fmt(CommandTest):
    def file(self, text, name="a.trouw"):
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def test_in_place(self):
        path = self.file(UNTIDY)
        done = self.trouw("fmt", path)
        self.assertEqual((0, f"{path}\n", "1 file, 1 laid out anew.\n"), (done.returncode, done.stdout, done.stderr))
        self.assertEqual(TIDY, path.read_text())
        done = self.trouw("fmt", path)
        self.assertEqual((0, "", "1 file, laid out already.\n"), (done.returncode, done.stdout, done.stderr))
        self.assertEqual(["a.trouw"], os.listdir(self.folder))

    def test_check_writes_nothing(self):
        path = self.file(UNTIDY)
        done = self.trouw("fmt", "--check", path, "--quiet")
        self.assertEqual((1, f"{path}\n", ""), (done.returncode, done.stdout, done.stderr))
        self.assertEqual(UNTIDY, path.read_text())
        self.assertEqual(0, self.trouw("fmt", "--check", self.file(TIDY)).returncode)

    def test_translates_there_and_back(self):
        path = self.file(UNTIDY)
        self.assertEqual(0, self.trouw("fmt", "--language", "nl", path).returncode)
        self.assertEqual(DUTCH, path.read_text())
        self.assertEqual(0, self.trouw("fmt", path).returncode)
        self.assertEqual(DUTCH, path.read_text())
        self.assertEqual(0, self.trouw("fmt", "--language", "en", path).returncode)
        self.assertEqual(TIDY, path.read_text())

    def test_line_ends_marks_and_mode(self):
        path = self.file("\ufeff" + UNTIDY.replace("\n", "\r\n").replace("give", "give\u00a0"))
        path.chmod(0o640)
        self.assertEqual(0, self.trouw("fmt", path).returncode)
        self.assertEqual(TIDY.encode(), path.read_bytes())
        self.assertEqual(0o640, stat.S_IMODE(path.stat().st_mode))

    def test_a_link_stays_a_link(self):
        path = self.file(UNTIDY)
        link = self.folder / "link.trouw"
        link.symlink_to(path)
        self.assertEqual(0, self.trouw("fmt", link, path).returncode)
        self.assertTrue(link.is_symlink())
        self.assertEqual(TIDY, path.read_text())

    def test_a_mistake_leaves_the_file_and_only_it(self):
        wrong, right = self.file(UNTIDY + "offre\n"), self.file(UNTIDY, "b.trouw")
        done = self.trouw("fmt", self.folder)
        self.assertEqual((1, f"{right}\n"), (done.returncode, done.stdout))
        self.assertIn("a.trouw:4:1", done.stderr)
        self.assertEqual(UNTIDY + "offre\n", wrong.read_text())
        self.assertEqual(TIDY, right.read_text())

    def test_a_folder(self):
        folder = self.programme(offers=OFFERS.replace("  give", "give"))
        yaml = (folder / "programme.yaml").read_bytes()
        (folder / "more").mkdir()
        (folder / "more" / "b.trouw").write_text(UNTIDY)
        self.assertEqual(2, self.trouw("fmt", folder).stdout.count("\n"))
        self.assertEqual(OFFERS, (folder / "offers.trouw").read_text())
        self.assertEqual(yaml, (folder / "programme.yaml").read_bytes())

    def test_what_is_no_file_of_offers(self):
        (self.folder / "empty").mkdir()
        for path in (self.folder / "nowhere.trouw", self.folder / "empty", self.programme() / "programme.yaml"):
            with self.subTest(path=path):
                done = self.trouw("fmt", path)
                self.assertEqual((2, ""), (done.returncode, done.stdout))
                self.assertIn(path.name, done.stderr)
        self.assertEqual(2, self.trouw("fmt").returncode)
        self.assertEqual(2, self.trouw("fmt", "--language", "fr", self.file(TIDY)).returncode)

    def test_empty_and_only_comments(self):
        for text in ("", "# nothing yet\n", "# one\n\n# two\n", "language nl\n\n# niets\n"):
            with self.subTest(text=text):
                path = self.file(text)
                self.assertEqual(0, self.trouw("fmt", path).returncode)
                self.assertEqual(text, path.read_text())

    @unittest.skipIf(os.geteuid() == 0, "whoever may write everything is refused nothing")
    def test_a_file_that_may_not_be_written(self):
        path = self.file(UNTIDY)
        path.chmod(0o444)
        self.assertEqual(2, self.trouw("fmt", path).returncode)
        self.assertEqual(UNTIDY, path.read_text())

    def test_programmes_of_the_repository(self):
        for folder in ("rules-examples", "tests/offers", "tests/r1"):
            done = self.trouw("fmt", "--check", ROOT / folder)
            self.assertEqual((0, ""), (done.returncode, done.stdout))

    def test_a_translated_programme_means_the_same(self):
        for example in sorted((ROOT / "rules-examples").iterdir()):
            if not example.is_dir():
                continue
            with self.subTest(example=example.name):
                folder = self.folder / example.name
                shutil.copytree(example, folder)
                before = {path: path.read_bytes() for path in folder.rglob("*.trouw")}
                said = self.trouw("check", "--no-prove", folder)
                was = "nl" if b"language nl" in b"".join(before.values()) else "en"
                other = "en" if was == "nl" else "nl"
                self.assertEqual(0, self.trouw("fmt", "--language", other, folder).returncode)
                after = self.trouw("check", "--no-prove", folder)
                self.assertEqual((said.returncode, said.stdout), (after.returncode, after.stdout))
                self.assertEqual(0, self.trouw("fmt", "--language", was, folder).returncode)
                self.assertEqual(before, {path: path.read_bytes() for path in before})


if __name__ == "__main__":
    unittest.main()
