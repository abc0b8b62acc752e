"""trouw approve: two people sign a programme, and any change voids it."""

import json
import shutil
import subprocess
import unittest

from trouw_command import OFFERS, YAML, CommandTest


@unittest.skipUnless(shutil.which("ssh-keygen"), "ssh-keygen is not there")
class Approve(CommandTest):
    def setUp(self):
        super().setUp()
        self.signers = self.folder / "signers"
        self.allowed = []
        for name in ("anna", "bram", "mallory"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", self.folder / name],
                           check=True)
            kind, key = (self.folder / f"{name}.pub").read_text().split()[:2]
            self.allowed.append(f"{name} {kind} {key}\n")
        self.signers.write_text("".join(self.allowed[:2]))

    def sign(self, name, programme, key=None, on="2027-02-20", code=0):
        done = self.trouw("approve", programme, "--key", self.folder / (key or name), "--by", name, "--on", on)
        self.assertEqual(code, done.returncode, done.stderr)
        return done

    def ask(self, programme, code=0):
        done = self.trouw("approve", programme, "--signers", self.signers, "--format", "json")
        self.assertEqual(code, done.returncode, done.stderr + done.stdout)
        return json.loads(done.stdout)

    def grant(self, programme, code):
        done = self.trouw("ledger", "grant", programme, "--customers", self.csv_file(), "--on", "2027-03-01", "--ledger",
                          self.folder / "ledger.db", "--approved-only", self.signers)
        self.assertEqual(code, done.returncode, done.stderr)
        return done.stderr

    def test_two_people(self):
        programme = self.programme()
        self.assertIn("0 people agreed", self.grant(programme, 1))
        self.sign("anna", programme)
        self.assertIn("1 person agreed", self.grant(programme, 1))
        self.sign("anna", programme, on="2027-02-21")
        self.assertEqual(1, self.ask(programme, 1)["agreed"])
        self.assertFalse((self.folder / "ledger.db").exists())
        self.sign("bram", programme)
        self.assertEqual(2, self.ask(programme)["agreed"])
        self.grant(programme, 0)

    def test_any_change_voids_it(self):
        programme = self.programme()
        self.sign("anna", programme)
        self.sign("bram", programme)
        for yaml, offers in [(YAML, OFFERS + "# a remark\n"), (YAML + "\n", OFFERS),
                             (YAML, OFFERS.replace("EUR 30", "EUR 31"))]:
            self.programme(yaml, offers)
            found = self.ask(programme, 1)
            self.assertEqual((0, [False, False]), (found["agreed"], [one["current"] for one in found["approvals"]]))
        self.programme()
        self.assertEqual(2, self.ask(programme)["agreed"])

    def test_who_may_not(self):
        programme = self.programme()
        self.sign("anna", programme)
        self.sign("mallory", programme)                       # not on the list
        self.sign("bram", programme, key="mallory")           # in another's name
        found = self.ask(programme, 1)
        self.assertEqual({"anna": True, "bram": False, "mallory": False},
                         {one["by"]: one["valid"] for one in found["approvals"]})
        # One key under two names is one person.
        self.signers.write_text(self.allowed[0] + self.allowed[0].replace("anna", "bram"))
        self.sign("bram", programme, key="anna", on="2027-02-22")
        self.assertEqual(1, self.ask(programme, 1)["agreed"])

    def test_a_signature_is_for_its_statement(self):
        programme = self.programme()
        self.sign("anna", programme)
        self.sign("bram", programme)
        for path in (programme / "approvals").iterdir():
            text = path.read_text()
            path.write_text(text.replace("day: 2027-02-20", "day: 2027-02-19"))
        self.assertEqual(0, self.ask(programme, 1)["agreed"])
        for path in (programme / "approvals").iterdir():
            path.write_text("rubbish")
        said = self.trouw("approve", programme, "--signers", self.signers)
        self.assertIn("is no approval", said.stdout)

    def test_what_cannot_be_signed(self):
        programme = self.programme()
        self.assertIn("ssh-keygen did not sign", self.sign("anna", programme, key="nobody", code=2).stderr)
        self.assertIn("no name of a signer", self.sign("anna b", programme, key="anna", code=2).stderr)
        self.assertIn("--by NAME", self.trouw("approve", programme, "--key", self.folder / "anna").stderr)
        self.assertIn("Nobody has approved", self.trouw("approve", programme).stdout)


if __name__ == "__main__":
    unittest.main()
