"""Workbooks as customers: what a sheet shows is what is read."""

import datetime
import json
import pathlib
import unittest

import workbook
from trouw_command import CommandTest
from workbook import Raw, Text

YAML = """programme: P
currency: EUR
prices: including tax
horizon: 12 months
billing period: 1 month
{more}
fields:
  id: {{type: text}}
  price: {{type: money, for newcomers: kept}}
  joined: {{type: date, for newcomers: today}}
  active: {{type: yes/no, for newcomers: yes}}
  churn: {{type: percentage, optional: true, for newcomers: unknown{churn}}}
roles: {{id: id, price: price, newcomer price: same as price, joined: joined, customer when: active, others: nobody}}
"""
OFFERS = 'offer "Risk" to customers\n  when churn is at least 7.5%\n  give 10% off for 12 months\n'
HEADER = ["id", "price", "joined", "active", "churn"]
JOINED = datetime.date(2015, 3, 13)


class Workbook(CommandTest):
    def described(self, more="", churn=""):
        return self.programme(YAML.format(more=more, churn=churn), OFFERS)

    def run_on(self, rows, described=None, sheet="", **how):
        path = workbook.write(self.folder / "c.xlsx", rows if isinstance(rows, dict) else {"Klanten": rows}, **how)
        out = self.folder / "results.ndjson"
        rejects = self.folder / "rejects.csv"
        self.done = self.dry_run(f"{path}{sheet}", "--results", out, "--rejects", rejects, programme=described or self.described())
        if self.done.returncode == 2:
            return None, None
        decided = {row["id"]: row["value"] for row in map(json.loads, out.read_text(encoding="utf-8").splitlines())}
        return decided, rejects.read_text(encoding="utf-8").splitlines()[1:]

    def refused(self, *said):
        self.assertEqual((2, ""), (self.done.returncode, self.done.stdout))
        for text in said:
            self.assertIn(text, self.done.stderr)

    def test_what_cells_show(self):
        decided, rejects = self.run_on([
            HEADER,
            [1001, 50, JOINED, True, Raw('s="2"><v>7.4999999999999997E-2</v>')],
            ["Bé & <Co>", Raw('s="4"><v>50.000000000000007</v>'), Raw('s="1"><v>42076</v>'), "ja", Raw('s="2"><v>0.07</v>')],
            [Text(" x_x000A_y"), Raw('><f>10*5</f><v>5E1</v>'), Raw('t="d"><v>2015-03-13</v>'), Raw('t="str"><f>A1</f><v>yes</v>'), "12.5"],
        ])
        self.assertEqual([], rejects)
        self.assertEqual({"1001": 6000, "Bé & <Co>": 0, " x\ny": 6000}, decided)

    def test_a_percentage_is_what_is_shown_however_others_are_stored(self):
        rows = [HEADER, ["a", 50, JOINED, True, Raw('s="2"><v>0.075</v>')], ["b", 50, JOINED, True, 0.075], ["c", 50, JOINED, True, 7.5]]
        self.assertEqual({"a": 6000, "b": 0, "c": 6000}, self.run_on(rows)[0])
        self.assertEqual({"a": 6000, "b": 6000, "c": 6000}, self.run_on(rows, self.described(churn=", stored in: fractions"))[0])

    def test_days(self):
        for since_1904 in (False, True):
            day = [HEADER] + [[str(i), 50, datetime.date(*when), True] for i, when in
                              enumerate([(1904, 1, 2), (2000, 2, 29), (2015, 3, 13), (2026, 12, 31)])]
            decided, rejects = self.run_on(day, since_1904=since_1904)
            self.assertEqual((4, []), (len(decided), rejects))

    def test_days_that_are_none(self):
        rows = [HEADER] + [[str(i), 50, Raw(f's="1"><v>{number}</v>'), True] for i, number in
                           enumerate(["60", "0", "-1", "2958466", "1E+9", "42076.5", "42076.999999999", "0.25"])]
        decided, rejects = self.run_on(rows)
        self.assertEqual({"6": 0}, decided)
        self.assertEqual([2, 3, 4, 5, 6, 7, 9], [int(line.split(",")[0]) for line in rejects])
        self.assertIn("2015-03-13T12:00:00,\"is a point in time, not a date like 2027-03-01\"", rejects[5])

    def test_a_count_of_days_that_no_format_shows_as_a_date(self):
        _, rejects = self.run_on([HEADER, ["a", 50, 42076, True]])
        self.assertIn("42076,is not a date", rejects[0])

    def test_formulas_are_never_guessed(self):
        rows = [HEADER, [Raw('t="e"><v>#REF!</v>'), 50, JOINED, True], ["b", Raw("><f>A1*2</f><v></v>"), JOINED, True],
                ["c", 50, JOINED, True, Raw('t="e"><f>NA()</f><v>#N/A</v>')]]
        decided, rejects = self.run_on(rows)
        self.assertEqual({}, decided)
        self.assertIn("2,#REF!,id,#REF!,is what a formula shows that came to a mistake", rejects[0])
        self.assertIn("3,b,price,=A1*2,is a formula whose value was not saved: open the workbook and save it", rejects[1])
        self.assertIn('add “unknown when: ["#N/A"]”', " ".join(self.done.stdout.split()))
        decided, _ = self.run_on(rows, self.described(churn=', unknown when: ["#N/A"]'))
        self.assertEqual({"c": 0}, decided)

    def test_rows_have_their_own_numbers_and_empty_ones_are_passed_over(self):
        decided, rejects = self.run_on({"K": {3: HEADER, 5: ["a", 50, JOINED, True], 6: [], 7: ["", None], 9: ["b", "x", JOINED, True]}})
        self.assertEqual(["a"], list(decided))
        self.assertEqual(["9"], [line.split(",")[0] for line in rejects])
        self.assertIn("4 blank lines", self.done.stdout)

    def test_which_sheet(self):
        good, other = [HEADER, ["a", 50, JOINED, True]], [["x"], [1]]
        sheets = {"Blad1": other, "Klanten & co": good, "Verborgen": other}
        self.assertEqual(["a"], list(self.run_on(sheets, sheet="#Klanten & co")[0]))
        self.assertEqual("", self.done.stderr)
        self.assertEqual(["a"], list(self.run_on(sheets, hidden=["Blad1"])[0]))
        self.assertIn("its sheet “Klanten & co” is read, one of 3; name another behind a #.", self.done.stderr)
        self.assertEqual(["a"], list(self.run_on(sheets, self.described("records: Klanten & co"))[0]))
        self.run_on(sheets, sheet="#klanten")
        self.refused("c.xlsx has no sheet “klanten”")

    def test_titles_above_the_header(self):
        rows = [["Klantenlijst"], [datetime.date(2027, 1, 1)], [" id ", *HEADER[1:]], ["a", 50, JOINED, True]]
        self.run_on(rows)
        self.refused("has no column “id” for the field “id”", "Row 3 has it: write “header line: 3” under “reading:”")
        self.assertEqual(["a"], list(self.run_on(rows, self.described("reading: {header line: 3}"))[0]))
        self.run_on(rows, self.described("reading: {header line: 9}"))
        self.refused("row 9 of its sheet “Klanten” is empty")

    def test_init(self):
        rows = [["Klantenlijst"], HEADER] + [[f"k{i}", 50.5 + i, JOINED, i % 2 == 0, Raw(f's="2"><v>0.{i}5</v>')] for i in range(9)]
        path = workbook.write(self.folder / "c.xlsx", {"Klanten": rows})
        self.assertEqual(0, self.trouw("init", self.folder / "p", "--from", path).returncode)
        said = self.summary(path, programme=self.folder / "p", code=0)
        self.assertEqual((9, 9), (said["records"], said["decided"]), pathlib.Path(self.folder / "p/programme.yaml").read_text())
        self.assertIn("churn: {type: percentage", (self.folder / "p/programme.yaml").read_text(encoding="utf-8"))

    def test_what_is_no_workbook(self):
        path = self.folder / "c.xlsx"
        for content, said in ((b"", "cannot be read as a workbook"), (b"id,price\n1,2\n", "cannot be read as a workbook: Not a zip archive"),
                              (b"\xd0\xcf\x11\xe0" + bytes(600), "is a workbook of the older kind (.xls), or one with a password")):
            path.write_bytes(content)
            self.done = self.dry_run(path, programme=self.described())
            self.refused(said)
        self.done = self.dry_run(self.folder / "no.xlsx", programme=self.described())
        self.refused("There is no file")
        rows = [HEADER, ["a", 50, JOINED, True]]
        bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet/>'
        for instead, said in (({"_rels/.rels": None}, "it is an archive of something else"),
                              ({"xl/workbook.xml": None}, "it is an archive of something else"),
                              ({"xl/workbook.xml": "<workbook/>"}, "it has no sheets of cells"),
                              ({"xl/worksheets/sheet1.xml": None}, "it has no xl/worksheets/sheet1.xml"),
                              ({"xl/worksheets/sheet1.xml": "<worksheet><sheetData>"}, "xl/worksheets/sheet1.xml: "),
                              ({"xl/worksheets/sheet1.xml": bomb}, "it has a document type of its own"),
                              ({"xl/worksheets/sheet1.xml": "<a>" * 300}, "its elements nest too deeply"),
                              ({"xl/worksheets/sheet1.xml": "<a " + "b" * (18 << 20) + "='1'/>"}, "it has a tag that does not end"),
                              ({"xl/worksheets/sheet1.xml": "<worksheet/>"}, "its sheet “Klanten” is empty"),
                              ({"xl/sharedStrings.xml": "<sst/>"}, "a cell's text is not among the texts of the workbook")):
            with self.subTest(said):
                self.run_on(rows, instead=instead)
                self.refused("c.xlsx", said)

    def test_sheets_that_break_off_or_go_back(self):
        start = ('<worksheet><sheetData><row r="1">' + "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in HEADER) +
                 '</row><row r="2"><c r="B2"><v>1</v></c>')
        for rest, said in (('<c r="A2"><v>1</v></c></row>', "the cells of row 2 are not in order"),
                           ('</row><row r="2"/>', "the rows of the sheet are not in order"),
                           ('<c r="XFE2"><v>1</v></c></row>', "a cell is in no column that a sheet can have: XFE2"),
                           ('<c r="7"><v>1</v></c></row>', "a cell is in no column that a sheet can have: 7")):
            with self.subTest(said):
                self.run_on([HEADER], instead={"xl/worksheets/sheet1.xml": start + rest + "</sheetData></worksheet>"})
                self.refused(said)

    def test_events_on_another_sheet(self):
        described = self.programme(YAML.format(more='events:\n  call: {records: Calls, contract: who, day: "on"}', churn="")
                                   .replace("roles:", "  calls: {type: whole number, events: call, for newcomers: 0}\nroles:"),
                                   OFFERS.replace("churn is at least 7.5%", "calls is at least 2"))
        calls = [["who", "on"], ["a", JOINED], ["a", JOINED], ["b", JOINED]]
        decided, rejects = self.run_on({"K": [HEADER, ["a", 50, JOINED, True], ["b", 50, JOINED, True]], "Calls": calls}, described)
        self.assertEqual(({"a": 6000, "b": 0}, []), (decided, rejects))


if __name__ == "__main__":
    unittest.main()
