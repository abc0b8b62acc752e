"""Customer files of many families, read as they are; small and made up."""

import datetime
import json
import pathlib
import sqlite3
import unittest

import workbook
from trouw_command import CommandTest

OFFERS = 'offer "Thanks" to customers\n  when tenure is at least 1 year\n  give 10% off for 12 months\n'
YAML = """programme: P
currency: EUR
prices: including tax
{reading}
fields:
  id: {{type: text, column: {id}}}
  price: {{type: money, column: {price}, for newcomers: kept}}
  joined: {{type: date, column: {joined}, for newcomers: today{dates}}}
  active: {{type: yes/no, column: {active}{stored}, for newcomers: yes}}
  end: {{type: date, column: {end}, optional: true, for newcomers: unknown{ends}}}
roles: {{id: id, price: price, newcomer price: same as price, joined: joined, customer when: active, others: nobody}}
"""
NAMES = {"id": "id", "price": "price", "joined": "joined", "active": "active", "end": "end", "reading": "", "dates": "",
         "stored": "", "ends": ""}
# Two customers of eleven years and one of half a year, of EUR 1,234.56, EUR 45 and EUR 9.99 a month.
STRICT = "id,price,joined,active,end\n1,1234.56,2015-03-13,yes,\n2,45.00,2015-12-01,yes,2027-12-31\n3,9.99,2026-07-01,yes,\n"
FAMILIES = {
    "dutch": ("cp1252", "id;naam;price;joined;active;end;naam\r\n1;Café;€ 1.234,56;13-3-2015;J;n.v.t.;x\r\n\r\n"
                        "2;Bos;45,00;1-12-2015;J;31-12-2027;y\r\n3;Vos;9,99;1-7-2026;J;;\r\n",
              {"reading": 'reading: {like: dutch spreadsheet, unknown when: ["n.v.t."]}', "stored": ", stored as: {yes: J, no: N}"}),
    "german": ("utf-16", "id;price;joined;active;end\n1;1.234,56 €;13.03.2015;ja;\n2;45;01.12.2015;ja;31.12.2027\n3;9,99;01.07.2026;ja;\n",
               {"reading": "reading: {like: german spreadsheet, encoding: utf-16}", "stored": ", stored as: {yes: ja, no: nein}"}),
    "german latin-1": ("latin-1", "id;price;joined;active;end;Straße\n1;1.234,56;13.03.2015;ja;;ü\n2;45;01.12.2015;ja;31.12.2027;\n"
                       "3;9,99;01.07.2026;ja;;\n",
                       {"reading": "reading: {like: german spreadsheet, encoding: latin-1}"}),
    "american": ("utf-8", 'id,price,joined,active,end\n1,"$1,234.56",3/13/2015,Yes,\n2,$45.00,12/1/2015,Yes,12/31/2027\n3,9.99,7/1/2026,Yes,\n'
                 .replace("$", "€"), {"reading": "reading: {like: us spreadsheet, encoding: utf-8}"}),
    "shop": ("utf-8", "id,price,joined,active,end\n1,1234.56,2015-03-13 10:04:05 +0100,1,0\n2,45,2015-11-30T23:30:00Z,1,2027-12-31\n"
             "3,9.99,2026-07-01T00:00:00,1,0\n",
             {"reading": "reading: {timestamps: Europe/Amsterdam}", "ends": ', unknown when: ["0"]'}),
    "payments": ("utf-8", "id,price,joined,active,end\n1,1234.56,1426201200,true,-1\n2,45,1448924400,true,1830207600\n3,9.99,1782860400,true,-1\n",
                 {"reading": "reading: {dates: unix seconds, timestamps: Europe/Amsterdam}", "ends": ', unknown when: ["-1"]'}),
    "sentinels": ("utf-8", "id\tprice\tjoined\tactive\tend\n1\t 1234.56 \t2015-03-13\tyes\t9999-12-31\n2\t45.00\t2015-12-01\tyes\t2027-12-31\n"
                  "3\t9.99\t2026-07-01\tyes\t9999-12-31\n",
                  {"reading": "reading: {separator: tab, blanks: trim}", "ends": ", unknown when: 9999-12-31"}),
}


class Reading(CommandTest):
    def described(self, name, **keys):
        folder = pathlib.Path(self.folder) / name
        folder.mkdir(exist_ok=True)
        (folder / "programme.yaml").write_text(YAML.format(**(NAMES | keys)), encoding="utf-8")
        (folder / "offers.trouw").write_text(OFFERS, encoding="utf-8")
        return str(folder)

    def results(self, programme, source):
        out = pathlib.Path(self.folder) / "results.csv"
        done = self.trouw("dry-run", programme, "--customers", str(source), "--on", "2027-01-01", "--results", str(out), "--strict")
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)
        return out.read_bytes()

    def write(self, name, text, encoding="utf-8"):
        path = pathlib.Path(self.folder) / name
        path.write_bytes(text.encode(encoding))
        return path

    def test_every_family_comes_to_the_same_bytes(self):
        wanted = self.results(self.described("strict"), self.write("strict.csv", STRICT))
        self.assertIn(b"1,customer,0,148152,0,148152,0,0,Thanks", wanted)
        for name, (encoding, text, keys) in FAMILIES.items():
            with self.subTest(name):
                programme = self.described(name.replace(" ", "_"), **keys)
                self.assertEqual(wanted, self.results(programme, self.write("c.csv", text, encoding)))

    def test_every_format_comes_to_the_same_bytes(self):
        """Three spellings of a CSV, JSON, a database and a workbook; Parquet and PostgreSQL in tests of their own."""
        names, *rows = [line.split(",") for line in STRICT.splitlines()]
        folder = pathlib.Path(self.folder)
        plain = self.described("strict")
        wanted = self.results(plain, self.write("strict.csv", STRICT))
        for text in (STRICT.replace("\n", "\r\n"), "\ufeff" + STRICT, STRICT.replace(",", ";"),
                     "\n".join(",".join(f'"{cell}"' for cell in line.split(",")) for line in STRICT.splitlines())):
            self.assertEqual(wanted, self.results(plain, self.write("c.csv", text)))
        text = "".join(json.dumps(dict(zip(names, [r[0], float(r[1]), r[2], True, r[4] or None]))) + "\n" for r in rows)
        self.assertEqual(wanted, self.results(plain, self.write("c.ndjson", text)))
        with sqlite3.connect(folder / "c.db") as base:
            base.execute("CREATE TABLE c (id INTEGER, price REAL, joined TEXT, active INTEGER, end TEXT)")
            base.executemany("INSERT INTO c VALUES (?, ?, ?, ?, ?)", [[r[0], float(r[1]), r[2], 1, r[4] or None] for r in rows])
        base.close()
        self.assertEqual(wanted, self.results(plain, folder / "c.db"))
        day = datetime.date.fromisoformat
        sheet = [names] + [[int(r[0]), float(r[1]), day(r[2]), True, r[4] and day(r[4]) or None] for r in rows]
        self.assertEqual(wanted, self.results(plain, workbook.write(folder / "c.xlsx", {"Customers": sheet})))

    def test_objects_within_objects(self):
        rows = [line.split(",") for line in STRICT.splitlines()[1:]]
        text = "".join(json.dumps({"id": r[0], "plan": {"amount": float(r[1])}, "created": r[2], "active": True,
                                   "end": r[4] or None}) + "\n" for r in rows)
        programme = self.described("api", price="plan.amount", joined="created")
        wanted = self.results(self.described("strict"), self.write("strict.csv", STRICT))
        self.assertEqual(wanted, self.results(programme, self.write("c.ndjson", text)))

    def test_a_misspelt_key_is_told(self):
        source = self.write("c.ndjson", '{"id":"1","price":1,"joined":"2020-01-01","active":true,"ends":null}\n')
        done = self.trouw("dry-run", self.described("p"), "--customers", str(source), "--on", "2027-01-01")
        self.assertEqual(2, done.returncode)
        self.assertIn("has no key “end” in any record, for the field “end”; did you mean “ends”?", done.stderr)

    def test_a_misspelt_key_is_told_of_one_record_too(self):
        rows = "".join(f'{{"id":"{i}","price":1,"joined":"2020-01-01","active":true,"ends":null}}\n' for i in range(3))
        source, programme, ledger = self.write("c.ndjson", rows), self.described("p"), self.folder / "L.db"
        self.assertEqual(0, self.trouw("ledger", "grant", programme, "--customers", self.write("d.ndjson", rows.replace("ends", "end")),
                                       "--on", "2027-01-01", "--ledger", ledger).returncode)
        for words in (("explain", programme, "--id", "0", "--on", "2027-01-01"),
                      ("ledger", "correct", "0", "--day", "2027-01-01", "--on", "2027-01-02", "--ledger", ledger)):
            done = self.trouw(*words, "--customers", source)
            self.assertEqual((2, ""), (done.returncode, done.stdout), words)
            self.assertIn("did you mean “ends”?", done.stderr)

    def test_a_key_that_no_record_has_is_told(self):
        text = '{"id":"1","price":1,"joined":"2020-01-01","active":true}\n'
        source = self.write("c.ndjson", text)
        done = self.trouw("dry-run", self.described("p", end="stopped_on"), "--customers", str(source), "--on", "2027-01-01")
        self.assertEqual(2, done.returncode)
        self.assertIn("has no key “stopped_on” in any record, for the field “end”", done.stderr)
        within = self.described("q", end="plan.ends")
        for more, code in ((',"plan":null', 0), (',"plan":{"ends":null}', 0), (',"plan":{"end":null}', 2), (',"plan":3', 2)):
            with self.subTest(more):
                source = self.write("c.ndjson", text + text.replace('"1"', '"2"').replace("}", more + "}"))
                done = self.trouw("dry-run", within, "--customers", str(source), "--on", "2027-01-01")
                self.assertEqual(code, done.returncode, done.stderr)
        for text_of in (text, ""):  # one or two records that leave out what they do not know; and none
            done = self.trouw("dry-run", self.described("p"), "--customers", "-", "--on", "2027-01-01", stdin=text_of)
            self.assertEqual(0, done.returncode, done.stderr)

    def test_rows_without_an_id_have_their_number(self):
        yaml = YAML.replace("id: {{type: text, column: {id}}}", "id: {{type: whole number, from row number: yes}}").replace(
            "price: {{type: money, column: {price}, for", "price: {{type: money, always: EUR 29.99, for")
        folder = self.programme(yaml.format(**NAMES), OFFERS)
        rows = [f'"x\n{i}",2015-03-13,{"yes" if i % 7 else "perhaps"},' for i in range(5000)]
        text = "id,joined,active,end\n" + "\n".join(f"{row}\n" if i % 10 == 3 else row for i, row in enumerate(rows)) + "\n"
        source = self.write("c.csv", text)
        found = set()
        for threads in ("1", "2", "7"):
            out = pathlib.Path(self.folder) / "r.csv"
            done = self.trouw("dry-run", folder, "--customers", str(source), "--on", "2027-01-01", "--results", str(out), "--threads", threads)
            self.assertIn("715 records were rejected", done.stdout)
            found.add(out.read_bytes())
        self.assertEqual(1, len(found))
        lines = found.pop().decode().splitlines()[1:]
        self.assertEqual((4285, "4,customer,0,3600,0,3600,0,0,Thanks"), (len(lines), lines[0]))
        done = self.trouw("explain", folder, "--customers", str(source), "--on", "2027-01-01", "--id", "4")
        self.assertEqual(0, done.returncode, done.stderr)

    def test_tables_and_objects_have_row_numbers_too(self):
        yaml = YAML.replace("id: {{type: text, column: {id}}}", "id: {{type: whole number, from row number: yes}}")
        folder = self.programme(yaml.format(**NAMES), OFFERS)
        rows = [line.split(",")[1:] for line in STRICT.splitlines()[1:]]
        with sqlite3.connect(pathlib.Path(self.folder) / "c.db") as base:
            base.execute("CREATE TABLE c (price, joined, active, end)")
            base.executemany("INSERT INTO c (rowid, price, joined, active, end) VALUES (?, ?, ?, ?, ?)",
                             [[10 * i + 5, *row] for i, row in enumerate(rows)])
        base.close()
        names = STRICT.splitlines()[0].split(",")[1:]
        self.write("c.ndjson", "\n" + "\n".join(json.dumps(dict(zip(names, row))) for row in rows))
        for name, wanted in (("c.db", ["1", "2", "3"]), ("c.ndjson", ["2", "3", "4"])):
            results = self.results(str(folder), pathlib.Path(self.folder) / name).decode().splitlines()[1:]
            self.assertEqual(wanted, [line.split(",")[0] for line in results])

    def test_all_that_is_wrong_and_what_to_add(self):
        source = self.write("c.csv", "id,price,joined,active,end\n1,\"12,50\",13-03-2015,maybe,\n2,\"7,00\",14-03-2015,yes,\n")
        rejects = pathlib.Path(self.folder) / "rejects.csv"
        done = self.trouw("dry-run", self.described("p"), "--customers", str(source), "--on", "2027-01-01", "--rejects", str(rejects))
        self.assertIn("2 records were rejected", done.stdout)
        self.assertIn("add “decimals: comma”", " ".join(done.stdout.split()))
        self.assertIn("add “dates: d-m-yyyy”", " ".join(done.stdout.split()))
        self.assertEqual(6, len(rejects.read_text(encoding="utf-8").splitlines()))

    def test_init_from_a_file_runs_at_once(self):
        for name, (encoding, text, _) in FAMILIES.items():
            with self.subTest(name):
                source = self.write("c.csv", text, encoding)
                folder = pathlib.Path(self.folder) / ("from_" + name.replace(" ", "_"))
                done = self.trouw("init", str(folder), "--from", str(source))
                self.assertEqual(0, done.returncode, done.stderr)
                done = self.trouw("dry-run", str(folder), "--customers", str(source), "--on", "2027-01-01", "--format", "json")
                self.assertIn(done.returncode, (0, 1), done.stderr)
                self.assertEqual(3, json.loads(done.stdout)["decided"], done.stdout)


if __name__ == "__main__":
    unittest.main()
