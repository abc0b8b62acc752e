"""Records that do not fit: rejected by name, line and reason, the others decided."""

import json
import sqlite3
import unittest

from trouw_command import DAY, HEADER, ROWS, CommandTest


def changed(row, **values):
    return [values.get(name, value) for name, value in zip(HEADER, row)]


class Records(CommandTest):
    def one_reject(self, rows, line, field, value=None, records=None):
        found, summary = self.rejects(self.csv_file(rows))
        self.assertEqual(1, len(found), found)
        self.assertEqual((line, field), (found[0][0], found[0][2]))
        if value is not None:
            self.assertEqual(value, found[0][3])
        self.assertEqual((len(rows), len(rows) - 1, 1),
                         (summary["records"], summary["decided"], summary["rejected"]))

    def unreadable(self, source, *named):
        done = self.dry_run(source)
        self.assertEqual((2, ""), (done.returncode, done.stdout))
        for name in named:
            self.assertIn(name, done.stderr)
        self.assertEqual(1, done.stderr.count("\n"), done.stderr)

    def test_malformed_cells(self):
        for field, column, values in (
            ("joined", "joined", ["2027-02-30", "01-03-2027", "2027-3-1", "2027-03-01T00:00:00", "1899-12-31", "", "x"]),
            ("price", "price", ["-1", "500.01", "+5", "007", "1e3", "5 0", " 5", "5,00", "5.001", "", "nan", "EUR 5"]),
            ("complaints", "complaints", ["-1", "366", "1.5", "0x1", "99999999999999999999", "٣"]),
            ("region", "region", ["XX", "nh", " NH", ""]),
            ("contract end", "contract_end", ["soon", "2200-01-01"]),
        ):
            for value in values:
                with self.subTest(field=field, value=value):
                    self.one_reject([ROWS[0], changed(ROWS[1], **{column: value}), ROWS[2]], 3, field, value)

    def test_forms_that_are_fine(self):
        rows = [changed(ROWS[0], price="50.0"), changed(ROWS[1], price="50")]
        self.assertEqual(2, self.summary(self.csv_file(rows))["decided"])

    def test_zeros_beyond_the_places_may_be_thousands(self):
        """Second edition: a text cell 50.000 is fifty or fifty thousand."""
        self.one_reject([changed(ROWS[0], price="50.000"), ROWS[1]], 2, "price", "50.000")

    def test_duplicate_id(self):
        self.one_reject([ROWS[0], ROWS[1], changed(ROWS[2], id="1")], 4, "number", "1")

    def test_duplicate_of_a_reject_is_decided(self):
        self.one_reject([changed(ROWS[0], price="-1"), ROWS[0]], 2, "price")

    def test_no_standing(self):
        found, summary = self.rejects(self.csv_file([ROWS[0]]))
        self.assertEqual([], found)
        self.assertEqual({"customer": 1, "newcomer": 0, "returner": 0, "nobody": 0}, summary["standings"])

    def test_short_and_long_rows(self):
        path = self.csv_file([ROWS[0]])
        with open(path, "a", encoding="utf-8") as file:
            file.write("5,active\n" + ",".join(ROWS[1]) + ",more\n" + ",".join(ROWS[2]) + "\n")
        found, summary = self.rejects(path)
        self.assertEqual([3, 4], [line for line, *_ in found])
        self.assertEqual((4, 2), (summary["records"], summary["decided"]))

    def test_invalid_utf8_in_a_row(self):
        path = self.csv_file()
        path.write_bytes(path.read_bytes().replace(b"NH", b"N\xe9"))
        found, summary = self.rejects(path)
        self.assertEqual([2], [line for line, *_ in found])
        self.assertEqual((4, 3), (summary["records"], summary["decided"]))

    def test_quoted_newlines_keep_the_lines_right(self):
        rows = [changed(ROWS[0], id="a\nb"), changed(ROWS[1], price="-1")]
        found, _ = self.rejects(self.csv_file(rows))
        self.assertEqual([(4, "2", "price", "-1")], found)

    def test_byte_order_mark_and_line_ends(self):
        path = self.csv_file()
        expected = self.summary(path)
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
        again = self.summary(path)
        expected.pop("seconds"), again.pop("seconds")
        self.assertEqual(expected, again)

    def test_no_line_end_at_the_end(self):
        path = self.csv_file()
        path.write_bytes(path.read_bytes().rstrip(b"\n"))
        self.assertEqual(4, self.summary(path)["decided"])

    def test_missing_column(self):
        header = [name for name in HEADER if name != "complaints"]
        self.unreadable(self.csv_file([[1, "active", "2017-02-10", "", "50", "NH", ""]], header), "complaints")

    def test_header_only(self):
        summary = self.summary(self.csv_file([]))
        self.assertEqual((0, 0), (summary["records"], summary["decided"]))
        self.assertIn("no records", self.dry_run(self.csv_file([])).stdout)

    def test_unreadable_sources(self):
        self.unreadable(self.folder / "gone.csv", "gone.csv")
        self.unreadable(self.folder / "gone.db", "gone.db")
        self.assertFalse((self.folder / "gone.db").exists())
        (self.folder / "empty.csv").write_bytes(b"")
        self.unreadable(self.folder / "empty.csv", "empty.csv")
        (self.folder / "folder.csv").mkdir()
        self.unreadable(self.folder / "folder.csv", "folder.csv")
        self.unreadable(self.csv_file(name="customers.xlsx"), "customers.xlsx")

    def test_files_as_spreadsheets_save_them(self):
        rows = self.csv_file([ROWS[0]]).read_text(encoding="utf-8")
        path = self.folder / "saved.csv"
        for name, saved, told in (
            ("UTF-16", rows.encode("utf-16"), ("UTF-16", "UTF-8")),
            ("UTF-16 without a mark", rows.encode("utf-16-le"), ("UTF-16", "UTF-8")),
            ("Windows-1252", rows.replace("region", "r\u00e9gion").encode("cp1252"), ("line 1", "UTF-8")),
            ("old line ends", rows.replace("\r", "").replace("\n", "\r").encode(), ("carriage returns",)),
            ("a workbook", b"PK\x03\x04" + bytes(40), ("workbook", "CSV")),
            ("a title above", ("Customers\n" + rows).encode(), ("“Customers”", "Line 2 has it", "header line: 2")),
        ):
            with self.subTest(name):
                path.write_bytes(saved)
                self.unreadable(path, "saved.csv", *told)

    def test_other_separators_are_found_out_and_said(self):
        """Second edition: where the header leaves no doubt."""
        rows = self.csv_file([ROWS[0]]).read_text(encoding="utf-8")
        path = self.folder / "saved.csv"
        for mark in (";", "\t"):
            path.write_text(rows.replace(",", mark), encoding="utf-8")
            self.assertEqual(1, self.summary(path)["decided"])

    def test_dates_and_amounts_as_spreadsheets_write_them(self):
        for column, value, told in (("joined", "31-12-2020", "the year comes first"),
                                    ("joined", "1/3/2020", "the year comes first"),
                                    ("joined", "1.3.2020", "the year comes first"),
                                    ("joined", "43831", "is not a date like 2027-03-01"),
                                    ("price", "50,00", "the comma has to be a point"),
                                    ("price", "1.250,00", "is not an amount written like 12.50")):
            with self.subTest(value):
                found, _ = self.rejects(self.csv_file([changed(ROWS[0], **{column: value})]), code=1)
                self.assertEqual((column, value), (found[0][2], found[0][3]))
                self.assertIn(told, (self.folder / "rejects.csv").read_text(encoding="utf-8"))

    def test_a_database_cut_short(self):
        path = self.database()
        with open(path, "r+b") as file:
            file.truncate(path.stat().st_size - 1000)
        self.unreadable(path, "cut short")

    def test_unreadable_databases(self):
        (self.folder / "text.db").write_text("This is no database, however long it may be.\n" * 100)
        self.unreadable(self.folder / "text.db", "text.db")
        self.unreadable(f"{self.database()}#custmer", "custmer", "customer")

    def test_a_database_without_the_table(self):
        path = self.folder / "other.db"
        with sqlite3.connect(path) as base:
            base.execute("CREATE TABLE a (x)")
            base.execute("CREATE TABLE b (x)")
        base.close()
        self.unreadable(path, "customer")

    def test_all_sources_alike(self):
        answers = []
        for source, stdin in ((self.csv_file(), ""), (self.database(), ""), (f"{self.database(name='b.db')}#customer", ""),
                              (self.ndjson(), ""), ("-", self.ndjson().read_text())):
            results = self.folder / "results.csv"
            summary = self.summary(source, "--results", results, stdin=stdin)
            summary.pop("seconds")
            answers.append((summary, results.read_bytes()))
        for answer in answers[1:]:
            self.assertEqual(answers[0], answer)

    def test_malformed_json(self):
        good = json.dumps(dict(zip(HEADER, ROWS[0])) | {"left": None, "contract_end": None})
        bad = ["{", "[1]", "7", "nonsense", '{"id": "9"}', good.replace('"50.00"', "-1").replace('"1"', '"8"')]
        source = self.folder / "bad.ndjson"
        source.write_text("\n".join([good, *bad]) + "\n")
        found, summary = self.rejects(source)
        # all faults of a record, not the first only
        self.assertEqual([2, 3, 4, 5, 6, 6, 6, 6, 6, 7], [line for line, *_ in found])
        self.assertEqual((7, 1), (summary["records"], summary["decided"]))

    def test_explain_says_why_a_record_was_rejected(self):
        source = self.csv_file([ROWS[0], changed(ROWS[1], price="-1")])
        done = self.trouw("explain", self.programme(), "--customers", source, "--id", "2", "--on", DAY)
        self.assertEqual(1, done.returncode)
        self.assertIn("2 was rejected, at line 3: price", done.stdout)
        self.assertIn("-1", done.stdout)


if __name__ == "__main__":
    unittest.main()
