"""trouw evidence: a folder that adds up to the dry run, comes out again to the byte, and shows one changed byte."""

import csv
import hashlib
import json
import shutil
import subprocess
import unittest

from report_test import many_rows
from trouw_command import DAY, OFFERS, ROWS, YAML, CommandTest

NO_MATCH = OFFERS.replace('offer "Same as new" to customers\n  match the newcomer deal\n', "")
# Customers of nine years pay a list price that newcomers do not: a raised base.
RAISED_YAML = YAML.replace("  newcomer price: same as price", "  newcomer price: list price").replace(
    "  region: ", "  list price: {type: money, from: EUR 0, to: EUR 500, for newcomers: kept, typical: EUR 60}\n  region: ")
RAISED_HEADER = ["id", "status", "joined", "left", "price", "list_price", "region", "complaints", "contract_end"]


def table(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def bytes_below(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class Evidence(CommandTest):
    def make(self, customers, *words, out="evidence", offers=OFFERS, yaml=YAML, code=0):
        place = self.folder / out
        done = self.trouw("evidence", self.programme(yaml, offers), "--customers", customers, "--on", DAY, "--out",
                          place, *words)
        self.assertEqual(code, done.returncode, done.stderr + done.stdout)
        return place, done

    def verify(self, place, *words, code=0):
        done = self.trouw("evidence", "verify", place, *words)
        self.assertEqual(code, done.returncode, done.stderr + done.stdout)
        return done.stdout + done.stderr

    def test_adds_up_to_the_dry_run(self):
        source = self.csv_file(many_rows())
        results = self.folder / "results.csv"
        self.dry_run(source, "--results", results, programme=self.programme(YAML, NO_MATCH))
        place, _ = self.make(source, offers=NO_MATCH, code=1)
        rows, decided = table(place / "decisions.csv"), table(results)
        self.assertEqual([(one["id"], one["standing"], one["worse_off_before"], one["worse_off"], one["offers"])
                          for one in decided],
                         [(one["id"], one["standing"], one["worse_off_before"], one["worse_off"], one["offers"])
                          for one in rows])
        breaches = table(place / "breaches.csv")
        self.assertEqual([one["id"] for one in rows if one["worse_off"] != "0"], [one["id"] for one in breaches])
        self.assertTrue(breaches and all("newcomer" in one["reason"] and "credit" in one["remedy"] for one in breaches))
        for one in rows:
            if one["standing"] == "customer":
                self.assertEqual(max(0, int(one["net"]) - int(one["newcomer_net"])), int(one["worse_off"]))

        penalty = [one for one in table(place / "penalty.csv")]
        customers = [one for one in rows if one["standing"] == "customer"]
        self.assertEqual(len(customers), sum(int(one["customers"]) for one in penalty))
        self.assertEqual(sum(int(one["net"]) for one in customers), sum(int(one["net"]) for one in penalty))
        about = json.loads((place / "about.json").read_text())
        self.assertEqual((len(rows), len(breaches)), (about["decided"], about["breaches"]))
        self.assertEqual(hashlib.sha256(source.read_bytes()).hexdigest(), about["customers"]["sha256"])
        verdicts = json.loads((place / "verdicts.json").read_text())["guarantees"]
        self.assertEqual(["broken"], [one["verdict"] for one in verdicts])

    def test_comes_out_again_to_the_byte(self):
        source = self.csv_file(many_rows())
        first, _ = self.make(source, out="first")
        second, _ = self.make(source, out="second")
        self.assertEqual(bytes_below(first), bytes_below(second))

    def test_verify_finds_what_was_changed(self):
        source = self.csv_file(many_rows())
        place, done = self.make(source)
        fingerprint = done.stdout.split()[-1]
        self.assertIn("as they were made", self.verify(place, "--fingerprint", fingerprint))
        self.assertIn("all alike", self.verify(place, "--customers", source))
        if shutil.which("sha256sum"):
            subprocess.run(["sha256sum", "--check", "--quiet", "--strict", "manifest.sha256"], cwd=place, check=True)
        for name in sorted(bytes_below(place)):
            path, was = place / name, (place / name).read_bytes()
            if not was:
                continue
            path.write_bytes(bytes([was[0] ^ 1]) + was[1:])
            code = self.code_of_manifest(was) if name == "manifest.sha256" else 1
            self.assertTrue(self.verify(place, "--fingerprint", fingerprint, code=code), name)
            path.write_bytes(was)
        (place / "extra.txt").write_text("more")
        self.assertIn("extra.txt was added", self.verify(place, code=1))
        (place / "extra.txt").unlink()
        (place / "verdicts.json").unlink()
        self.assertIn("verdicts.json is missing", self.verify(place, code=1))

    @staticmethod
    def code_of_manifest(was):
        # A hash that begins otherwise is another hash; one that begins with what is no digit is no manifest.
        return 1 if chr(was[0] ^ 1) in "0123456789abcdef" else 2

    def test_a_manifest_made_anew_is_told_by_its_fingerprint(self):
        source = self.csv_file(many_rows())
        place, done = self.make(source)
        fingerprint = done.stdout.split()[-1]
        path = place / "decisions.csv"
        text = path.read_text()
        path.write_text(text.replace(",0,0,", ",0,00,", 1))
        manifest = place / "manifest.sha256"
        lines = [f"{hashlib.sha256((place / name).read_bytes()).hexdigest()}  {name}\n"
                 for name in sorted(bytes_below(place)) if name != "manifest.sha256"]
        manifest.write_text("".join(lines))
        self.assertIn("its fingerprint is", self.verify(place, "--fingerprint", fingerprint, code=1))
        self.assertIn("it comes out as", self.verify(place, "--customers", source, code=1))

    def test_other_customers_and_a_sample(self):
        rows = many_rows()
        source = self.csv_file(rows)
        place, _ = self.make(source)
        self.assertIn("10 decisions were taken again", self.verify(place, "--customers", source, "--sample", "10"))
        self.assertIn("0 decisions were taken again", self.verify(place, "--customers", source, "--sample", "0"))
        other = self.csv_file([rows[0], *rows[2:]], name="other.csv")
        self.assertIn("it comes out as", self.verify(place, "--customers", other, code=1))

    def test_hashed_ids(self):
        key = self.folder / "key"
        key.write_bytes(b"k" * 32)
        source = self.csv_file(many_rows())
        place, _ = self.make(source, "--hash-ids", key, offers=NO_MATCH, code=1)
        plain, _ = self.make(source, out="plain", offers=NO_MATCH, code=1)
        self.assertEqual([hashlib.sha256(b"k" * 32 + one["id"].encode()).hexdigest()
                          for one in table(plain / "decisions.csv")],
                         [one["id"] for one in table(place / "decisions.csv")])
        worst = json.loads((plain / "dry-run.json").read_text())["guarantees"][0]["worst_id"]
        for name, data in bytes_below(place).items():
            if not name.startswith("programme/"):
                self.assertNotIn(f'"{worst}"'.encode(), data, name)
        self.assertIn("all alike", self.verify(place, "--customers", source, "--hash-ids", key))
        self.assertIn("name the file with the key", self.verify(place, "--customers", source, code=2))
        key.write_bytes(b"short")
        self.make(source, "--hash-ids", key, out="third", code=2)
        self.assertFalse((self.folder / "third").exists())

    def test_a_raised_base_and_the_penalty_flag(self):
        def row(number, joined, price):
            return [str(number), "active", joined, "", price, "50.00", "GE", "0", ""]
        rows = [row(i, "2016-01-01", "54.00") for i in range(40)] + [row(100 + i, "2025-09-01", "50.00") for i in range(40)]
        source = self.csv_file(rows, header=RAISED_HEADER)
        offers = 'offer "Loyal" to customers\n  when tenure is at least 9 years\n  give EUR 1 off for 12 months\n' \
                 'guarantee no customer is worse off than a newcomer\n'
        place, done = self.make(source, offers=offers, yaml=RAISED_YAML, code=1)
        self.assertIn("40 customers are billed more before offers than a newcomer; 40 of them get a discount",
                      " ".join(done.stdout.split()))
        old = next(one for one in table(place / "penalty.csv") if one["tenure"] == "nine years or more")
        self.assertEqual(("106.0000", "6.0000", "yes", "40"),
                         (old["ratio_percent"], old["gap_points"], old["flagged"], old["worse_off"]))
        few = self.csv_file(rows[:29] + rows[40:], header=RAISED_HEADER, name="few.csv")
        place, _ = self.make(few, out="few", offers=offers, yaml=RAISED_YAML, code=1)
        old = next(one for one in table(place / "penalty.csv") if one["tenure"] == "nine years or more")
        self.assertEqual(("yes", "no"), (old["small"], old["flagged"]))

    def test_groups_and_a_technical_price(self):
        source = self.csv_file(many_rows())
        place, _ = self.make(source, "--by", "region", "--technical-price", "price")
        rows = table(place / "penalty.csv")
        self.assertIn("NH", {one["region"] for one in rows})
        per = {}
        for one in rows:
            per.setdefault(one["region"] == "all", 0)
            per[one["region"] == "all"] += int(one["net"])
        self.assertEqual(per[True], per[False])
        self.assertIn("did you mean “region”?", self.make(source, "--by", "regio", out="x", code=2)[1].stderr)

    def test_on_top_of_a_ledger(self):
        source, ledger = self.csv_file(ROWS), self.folder / "ledger.db"
        programme = self.programme()
        done = self.trouw("ledger", "grant", programme, "--customers", source, "--on", "2027-02-01", "--ledger", ledger)
        self.assertEqual(0, done.returncode, done.stderr)
        place, _ = self.make(source, "--ledger", ledger)
        controls = json.loads((place / "controls.json").read_text())
        self.assertEqual([], controls["ledger"]["wrong"])
        self.assertEqual(controls["replay"]["decisions"], controls["replay"]["alike"])
        self.assertIn("all alike", self.verify(place, "--customers", source, "--ledger", ledger))
        self.assertIn("name that, --ledger FILE", self.verify(place, "--customers", source, code=2))

    def test_never_over_what_is_there(self):
        source = self.csv_file(ROWS)
        place, _ = self.make(source)
        self.assertIn("is there already", self.make(source, code=2)[1].stderr)
        self.assertIn("cannot be read", self.verify(self.folder / "nowhere", code=2))
        left = [path for path in self.folder.iterdir() if path.name.startswith("evidence.")]
        self.assertEqual([], left)

    def test_nobody_checked(self):
        source = self.csv_file([["1", "gone", "2017-02-10", "", "50.00", "NH", "0", ""]])
        place, done = self.make(source, code=1)
        self.assertIn("1 rejected", done.stdout)
        self.assertIn("Nobody was checked", (place / "index.html").read_text())


if __name__ == "__main__":
    unittest.main()
