"""Commands, options and help."""

import unittest

from trouw_command import DAY, CommandTest

COMMANDS = ["check", "dry-run", "explain", "test", "init", "fmt", "help"]


class Usage(CommandTest):
    def wrong(self, *words):
        done = self.trouw(*words)
        self.assertEqual((2, ""), (done.returncode, done.stdout), words)
        return done.stderr

    def test_no_command(self):
        self.assertIn("trouw help", self.wrong())

    def test_unknown_command(self):
        self.assertIn("dry-run", self.wrong("dryrun"))
        self.assertIn("explain", self.wrong("explian"))
        self.assertIn("trouw help", self.wrong("zzzzzz"))

    def test_help_lists_commands(self):
        for words in (["help"], ["--help"], ["-h"]):
            done = self.trouw(*words)
            self.assertEqual(0, done.returncode)
            for command in COMMANDS:
                self.assertIn(f"  {command}", done.stdout)

    def test_help_of_each_command(self):
        for command in COMMANDS:
            done = self.trouw(command, "--help")
            self.assertEqual((0, ""), (done.returncode, done.stderr))
            self.assertIn("Example:", done.stdout)
            self.assertTrue(all(len(line) <= 80 for line in done.stdout.splitlines()), done.stdout)
            self.assertEqual(done.stdout, self.trouw("help", command).stdout)

    def test_help_of_codes(self):
        done = self.trouw("help", "T0201")
        self.assertEqual(0, done.returncode)
        self.assertIn("T0201: ", done.stdout)
        self.assertIn("Right:", done.stdout)
        self.assertIn("T9999", self.wrong("help", "T9999"))
        self.assertIn("dry-run", self.wrong("help", "dryrun"))

    def test_version(self):
        self.assertRegex(self.trouw("--version").stdout, r"^trouw \d+\.\d+\.\d+\n$")

    def test_missing_and_wrong_options(self):
        programme, customers = self.programme(), self.csv_file()
        self.assertIn("PROGRAMME", self.wrong("check"))
        self.assertIn("--on", self.wrong("dry-run", programme, "--customers", customers))
        self.assertIn("--customers", self.wrong("dry-run", programme, "--on", DAY))
        self.assertIn("--id", self.wrong("explain", programme, "--customers", customers, "--on", DAY))
        self.assertIn("--customers", self.wrong("dry-run", programme, "--customer", customers, "--on", DAY))
        self.assertIn("--format", self.wrong("check", programme, "--format", "xml"))
        self.assertIn("--format needs a value", self.wrong("check", programme, "--format"))
        self.assertIn("only once", self.wrong("dry-run", programme, "--on", DAY, "--on", DAY))
        self.assertIn("too many", self.wrong("check", programme, programme))
        for number in ("0", "-1", "x", "1.5", "99999999999999999999999"):
            self.assertIn("--threads", self.wrong("dry-run", programme, "--customers", customers, "--on", DAY,
                                                  f"--threads={number}"))

    def test_no_names_of_libraries(self):
        for words in (["check", "--format"], ["check", "--nonsense"], ["dry-run", "--threads", "x"]):
            text = self.wrong(*words)
            for name in ("CLI", "TEXT", "UINT", "std::"):
                self.assertNotIn(name, text)


if __name__ == "__main__":
    unittest.main()
