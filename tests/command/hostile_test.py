"""Programmes that nobody should write: a message and an exit code, never a crash, never a long wait."""

import time
import unittest

from trouw_command import ADDED, OFFERS, YAML, CommandTest

EXTRA = 'offer "X" to customers\n  when {}\n  give EUR 5 once\n'


class Hostile(CommandTest):
    def quick(self, limit=20):
        """Fails where a test takes longer, in seconds: generous, for a slow machine."""
        start = time.monotonic()
        self.addCleanup(lambda: self.assertLess(time.monotonic() - start, limit))

    def test_deep_parentheses(self):
        self.quick()
        for opened, closed in ((100_000, 100_000), (100_000, 0), (0, 100_000)):
            with self.subTest(opened=opened, closed=closed):
                condition = "(" * opened + "complaints is 1" + ")" * closed
                found = self.errors(self.programme(offers=OFFERS + EXTRA.format(condition)))
                self.assertLessEqual(len(found), 2)
                self.assertIn(found[0]["line"], (ADDED, ADDED + 1))

    def test_nesting_within_the_limit(self):
        condition = "(" * 60 + "complaints is 1" + ")" * 60
        self.assertEqual([], self.errors(self.programme(offers=OFFERS + EXTRA.format(condition)), code=0))

    def test_long_chain_of_not(self):
        self.quick()
        self.errors(self.programme(offers=OFFERS + EXTRA.format("not " * 30_000 + "complaints is 1")))

    def test_huge_file(self):
        self.quick()
        error = self.one_error(self.programme(offers="".join(
            f'offer "{number}" to customers\n  give EUR 5 once\n\n' for number in range(1_000_000))), code=2)
        self.assertIn("MB", error["message"])

    def test_huge_yaml(self):
        self.quick()
        self.errors(self.programme(yaml=YAML + "# filler\n" * 6_000_000), code=2)

    def test_long_title(self):
        self.quick()
        error = self.one_error(self.programme(offers=OFFERS + f'offer "{"x" * 1_000_000}" to customers\n'
                                              "  give EUR 5 once\n"))
        self.assertEqual(ADDED, error["line"])
        self.assertLess(len(error["message"]), 1_000)

    def test_title_with_a_bar(self):
        self.assertIn("|", self.one_error(self.programme(offers=OFFERS + 'offer "a|b" to customers\n'
                                                         "  give EUR 5 once\n"))["message"])

    def test_long_line_in_text(self):
        offers = OFFERS + "x" * 1_000_000 + "\n"
        done = self.trouw("check", self.programme(offers=offers))
        self.assertEqual(1, done.returncode)
        self.assertLess(len(done.stderr), 20_000)

    def test_many_mistakes_are_counted(self):
        self.quick()
        offers = "".join(f'offer "{number}" to customers\n  when nothing is 1\n  give EUR 5 once\n'
                         for number in range(500))
        done = self.trouw("check", self.programme(offers=offers))
        self.assertEqual((1, "500 errors.\n"), (done.returncode, done.stdout))
        self.assertEqual(200, done.stderr.count("error[T"))
        self.assertIn("300 more", done.stderr)

    def test_invalid_utf8(self):
        folder = self.programme(offers=OFFERS.encode() + b'offer "caf\xe9" to customers\n  give EUR 5 once\n')
        self.assertEqual(ADDED, self.one_error(folder)["line"])
        folder = self.programme(yaml=YAML.encode().replace(b"Ten Trees", b"Ten Tr\xe9es"))
        self.assertEqual(1, self.one_error(folder)["line"])

    def test_binary(self):
        for noise in (bytes(range(256)) * 100, b"\0" * 10_000, b"\xff\xfe" + OFFERS.encode("utf-16-le")):
            self.assertTrue(self.errors(self.programme(offers=noise)))
            self.assertTrue(self.errors(self.programme(yaml=noise)))

    def test_control_characters_do_not_reach_the_terminal(self):
        done = self.trouw("check", self.programme(offers=OFFERS + "offer \x1b[31m to customers\n"))
        self.assertEqual(1, done.returncode)
        self.assertNotIn("\x1b", done.stderr)

    def test_yaml_bombs(self):
        self.quick()
        bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
            f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(20))
        for yaml in (bomb, "[" * 10_000, "{a: " * 10_000, "a: *a\n", "- " * 10_000, "? " * 10_000):
            with self.subTest(yaml=yaml[:10]):
                self.errors(self.programme(yaml=yaml))

    def test_byte_order_mark_and_line_ends(self):
        def windows(text):
            return b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
        self.assertEqual([], self.errors(self.programme(yaml=windows(YAML), offers=windows(OFFERS)), code=0))


if __name__ == "__main__":
    unittest.main()
