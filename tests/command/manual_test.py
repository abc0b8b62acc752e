"""Manual pages and completions say what each command says of itself."""

import json
import re
import shutil
import subprocess
import unittest

from trouw_command import CommandTest


class Manual(CommandTest):
    def usages(self):
        names = re.findall(r"^  ([a-z-]+) ", self.trouw("help").stdout.split("Examples:")[0], re.MULTILINE)
        self.assertIn("dry-run", names)
        return [json.loads(self.trouw(name, "--help", "json").stdout) for name in names]

    def actions(self):
        """What `trouw ledger` does, a usage each."""
        names = re.findall(r"^  ([a-z]+) +[A-Z]", self.trouw("ledger", "--help").stdout, re.MULTILINE)
        self.assertIn("grant", names)
        return [json.loads(self.trouw("ledger", name, "--help", "json").stdout) for name in names]

    def test_actions(self):
        page, fish = (self.trouw("help", *words).stdout for words in (["ledger", "--man"], ["--completion", "fish"]))
        for usage in self.actions():
            words = usage["name"].split()
            self.assertIn(f".SH {usage['name'].upper()}\n", page)
            self.assertEqual(self.trouw(*words, "--help").stdout, self.trouw("help", *words).stdout)
            options = [one["name"] for one in usage["options"]]
            for one in options:
                self.assertIn(".B " + one.replace("-", "\\-"), page)
                self.assertRegex(fish, rf"from {words[1]}' -l {one[2:]}\b")
            self.assertEqual(sorted(options + ["--help"]), sorted(self.complete("trouw", *words, "--")))
        self.assertEqual(["replay"], self.complete("trouw", "ledger", "rep"))
        self.assertEqual(["text", "json"], self.complete("trouw", "ledger", "verify", "--format", ""))

    def test_help_as_json(self):
        for usage in self.usages() + self.actions():
            self.assertEqual(["name", "question", "form", "example", "operands", "options"], list(usage))
            shown = self.trouw(*usage["name"].split(), "--help").stdout
            for one in usage["operands"] + usage["options"]:
                self.assertIn(f"  {one['name']} {one['value']}".rstrip(), shown)

    def test_pages(self):
        first = self.trouw("help", "--man").stdout
        for usage in self.usages():
            page = self.trouw("help", usage["name"], "--man").stdout
            self.assertIn("trouw " + usage["name"].replace("-", "\\-"), first)
            for one in usage["operands"] + usage["options"]:
                self.assertIn(".B " + one["name"].replace("-", "\\-"), page)
            self.assertIn(".SH EXIT STATUS", page)
            self.assertEqual([], [line for line in page.splitlines() if line.startswith("'")])

    @unittest.skipUnless(shutil.which("groff"), "groff is not there")
    def test_pages_are_well_formed(self):
        for words in (["--man"], *([usage["name"], "--man"] for usage in self.usages())):
            done = subprocess.run(["groff", "-man", "-Kutf8", "-Tutf8", "-ww", "-P-c"], input=self.trouw("help", *words).stdout,
                                  capture_output=True, text=True)
            self.assertEqual(("", 0), (done.stderr, done.returncode), words)

    def complete(self, *words):
        """What bash offers after these words, the last of them begun."""
        script = self.folder / "trouw.bash"
        script.write_text(self.trouw("help", "--completion", "bash").stdout)
        line = " ".join(f"'{word}'" for word in words)
        done = subprocess.run(["bash", "--norc", "-c", f"source '{script}'; COMP_WORDS=({line}); "
                               f"COMP_CWORD={len(words) - 1}; _trouw; printf '%s\\n' \"${{COMPREPLY[@]}}\""],
                              capture_output=True, text=True, cwd=self.folder)
        self.assertEqual("", done.stderr)
        return done.stdout.split()

    def test_bash(self):
        self.assertEqual(["dry-run"], self.complete("trouw", "dr"))
        self.assertEqual(["text", "json"], self.complete("trouw", "diff", "--format", ""))
        self.assertEqual(["--completion"], self.complete("trouw", "help", "--comp"))
        (self.folder / "customers.csv").touch()
        self.assertEqual(["customers.csv"], self.complete("trouw", "dry-run", "--customers", "cust"))
        for usage in self.usages():
            if usage["name"] != "ledger":
                self.assertEqual(sorted([one["name"] for one in usage["options"]] + ["--help"]),
                                 sorted(self.complete("trouw", usage["name"], "--")))

    @unittest.skipUnless(shutil.which("fish"), "fish is not there")
    def test_fish(self):
        script = self.trouw("help", "--completion", "fish").stdout

        def offered(line):
            done = subprocess.run(["fish", "--no-config", "-c", f'{script}\ncomplete -C "{line}"'], capture_output=True,
                                  text=True, cwd=self.folder, env={"HOME": str(self.folder), "PATH": "/usr/bin:/bin"})
            self.assertEqual("", done.stderr)
            return [row.split("\t")[0] for row in done.stdout.splitlines()]

        self.assertEqual(["dry-run"], offered("trouw dry"))
        self.assertEqual(["grant"], offered("trouw ledger gr"))
        self.assertEqual(["--months"], offered("trouw forecast --mon"))
        self.assertEqual(["--reserve"], offered("trouw ledger grant --res"))
        self.assertEqual([], offered("trouw ledger verify --res"))
        self.assertEqual(["json", "text"], sorted(offered("trouw diff --format ")))

    @unittest.skipUnless(shutil.which("zsh"), "zsh is not there")
    def test_zsh(self):
        script = self.folder / "_trouw"
        script.write_text(self.trouw("help", "--completion", "zsh").stdout)

        def offered(*words):
            """What would be handed to zsh's own functions, which need a terminal."""
            line = " ".join(f"'{word}'" for word in words)
            done = subprocess.run(["zsh", "-f", "-c", "_describe() { print -l -- ${(P)2%%:*} }\n"
                                   "_arguments() { print -l -- ${@%%\\[*} }\n"
                                   f"words=({line}); CURRENT={len(words)}; source '{script}'"],
                                  capture_output=True, text=True)
            self.assertEqual("", done.stderr)
            return done.stdout.split()

        self.assertIn("dry-run", offered("trouw", "dr"))
        self.assertIn("grant", offered("trouw", "ledger", "gr"))
        for usage in self.usages() + self.actions():
            if usage["name"] != "ledger":
                options = [word for word in offered("trouw", *usage["name"].split(), "--") if word.startswith("--")]
                self.assertEqual(["--help"] + [one["name"] for one in usage["options"]], options)

    def test_every_shell(self):
        for shell in ("bash", "zsh", "fish"):
            script = self.trouw("help", "--completion", shell).stdout
            for usage in self.usages():
                for one in usage["options"]:
                    self.assertRegex(script, rf"{one['name'].lstrip('-')}\b")
            if shutil.which(shell):
                done = subprocess.run([shell, "-n"], input=script, capture_output=True, text=True)
                self.assertEqual(("", 0), (done.stderr, done.returncode), shell)
        done = self.trouw("help", "--completion", "tcsh")
        self.assertEqual((2, ""), (done.returncode, done.stdout))


if __name__ == "__main__":
    unittest.main()
