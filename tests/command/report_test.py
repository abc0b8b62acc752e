"""trouw dry-run --report: the page adds up to the results of the same run, and shows every name as text."""

import collections
import csv
import datetime
import pathlib
import re
import unittest

import page
from page import minor
from trouw_command import DAY, OFFERS, ROWS, YAML, CommandTest

HOUSE = pathlib.Path(__file__).resolve().parents[2]
HOSTILE = "<script>alert('x')</script> \"&amp; </td>"


def many_rows():
    """Customers of every tenure, region and price; some newcomers, some who left, some that are rejected."""
    rows = []
    for number in range(400):
        joined = datetime.date(2027, 3, 1) - datetime.timedelta(days=37 * number % 9000)
        price = f"{5 + 7 * number % 300}.{number % 100:02}"
        status = "active" if number % 10 else "former"
        left = "2025-01-01" if number % 20 == 0 else "2027-01-15"
        joined = min(joined, datetime.date(2024, 1, 1)) if status == "former" else joined
        rows.append([f"n{number}", status, joined.isoformat(), left if status == "former" else "",
                     "-1" if number % 50 == 49 else price, ["NH", "UT", "GE"][number % 3], str(number % 4),
                     "2027-04-15" if number % 7 == 0 else ""])
    return rows


class Report(CommandTest):
    def report(self, customers, *words, name="report.html", code=0, **options):
        path = self.folder / name
        done = self.dry_run(customers, "--report", path, *words, **options)
        self.assertEqual(code, done.returncode, done.stderr)
        return page.check(self, path)

    def results(self, path):
        with open(path, newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        return [{key: int(value) if re.fullmatch(r"-?\d+", value) else value for key, value in row.items()}
                for row in rows]

    def test_adds_up_to_the_results(self):
        rows = many_rows()
        source, path = self.csv_file(rows), self.folder / "results.csv"
        made = self.report(source, "--results", path)
        summary = self.summary(source)
        decided = self.results(path)
        region = {row[0]: row[5] for row in rows}
        customers = [row for row in decided if row["standing"] == "customer"]

        tenure = made.numbers("What a deal is worth")
        self.assertEqual(len(customers), minor(tenure["all"]["customers"]))
        self.assertEqual(sum(row["value"] for row in customers), minor(tenure["all"]["all deals"]))
        years = [cells for name, cells in tenure.items() if name != "all"]
        for key in ("customers", "worse off before matches", "after", "all deals"):
            self.assertEqual(minor(tenure["all"][key]), sum(minor(cells[key]) for cells in years), key)

        worse = made.numbers("Who is worse off")
        bands = [cells for name, cells in worse.items() if name != "all"]
        self.assertEqual(sum(row["worse_off_before"] > 0 for row in decided),
                         sum(minor(cells["before matches"]) for cells in bands))
        self.assertEqual(summary["worse_off"]["before"]["count"], minor(worse["all"]["before matches"]))

        cost = made.numbers("Cost of each offer")
        for offer in summary["offers"]:
            self.assertEqual((offer["open"], offer["counted"], offer["paid"]),
                             tuple(minor(cost[offer["title"]][key]) for key in ("open", "counted", "cost in EUR")))
        self.assertEqual(summary["value"], minor(cost["all offers"]["cost in EUR"]))

        spent = made.numbers("Newcomers and customers")
        for standing in ("customer", "newcomer"):
            self.assertEqual(sum(row["value"] for row in decided if row["standing"] == standing),
                             minor(spent[standing + "s"]["spent"]))

        regions = made.numbers("Deals by region")
        counted = made.numbers("For how many records each offer counted, by region")
        for name in ("NH", "UT", "GE"):
            here = [row for row in decided if region[row["id"]] == name]
            self.assertEqual((len(here), sum(row["value"] for row in here)),
                             (minor(regions[name]["records"]), minor(regions[name]["all deals"])))
            titles = collections.Counter(title for row in here for title in row["offers"].split("|") if title)
            self.assertEqual(titles, collections.Counter({title: minor(cells[name]) for title, cells in counted.items()
                                                          if title != "records" and minor(cells[name])}))
        self.assertEqual(8, minor(made.numbers("Rejected records")["all rejected"]["records"]))

    def test_shares_of_customer_value(self):
        made = self.report(self.csv_file(many_rows()))
        rows = list(made.numbers("Who brings in the money").items())
        self.assertEqual({"of the price": "100%", "of the rewards": "100%"}, rows[-1][1])
        self.assertEqual("first 100%", rows[-1][0])
        shares = [float(cells["of the price"].rstrip("%")) for _, cells in rows]
        self.assertEqual(sorted(shares), shares)

    def test_same_page_for_any_number_of_threads(self):
        source = self.csv_file(many_rows())
        made = {self.report(source, "--threads", threads, name=f"{threads}.html").bytes for threads in ("1", "2", "5")}
        self.assertEqual(1, len(made))

    def test_names_are_shown_as_text(self):
        title = HOSTILE.replace('"', '\\"')
        offers = OFFERS + f'offer "{title}" to customers\n  give EUR 1 once\n'
        yaml = YAML.replace("programme: Ten Trees", "programme: <img src=x onerror=alert(1)>")
        yaml = yaml.replace("[NH, UT, GE]", "{NH: NH, UT: UT, GE: GE, bold: '<b>'}")
        rows = [[HOSTILE, *ROWS[0][1:5], "<b>", *ROWS[0][6:]], ["<i>2</i>", *ROWS[1][1:4], "-1", *ROWS[1][5:]]]
        made = self.report(self.csv_file(rows), programme=self.programme(yaml, offers))
        self.assertIn("<img src=x onerror=alert(1)> on " + DAY, made.headings[0][1])
        self.assertIn(HOSTILE, made.numbers("Cost of each offer"))
        self.assertIn(HOSTILE, made.words)
        self.assertNotIn("img", made.names)
        self.assertNotIn("script", made.names)

    def test_nobody_and_nothing(self):
        for rows, code in (([], 0), (ROWS[2:3], 0), ([[*ROWS[0][:4], "-1", *ROWS[0][5:]]], 1)):
            made = self.report(self.csv_file(rows), code=code)
            self.assertIn("Not checked: ", made.words)

    def test_broken_guarantees_are_said_first(self):
        without = OFFERS.replace('offer "Same as new" to customers\n  match the newcomer deal\n', "")
        made = self.report(self.csv_file(), programme=self.programme(offers=without), code=1)
        self.assertIn("1 of 2 customers are worse off than a newcomer", made.words)
        self.assertEqual("broken", list(made.numbers("What the programme promises").values())[0]["on these records"])

    def test_files(self):
        source = self.csv_file()
        text = source.read_bytes()
        self.assertEqual(2, self.dry_run(source, "--report", source).returncode)
        same = self.folder / "same.csv"
        self.assertEqual(2, self.dry_run(source, "--report", same, "--results", same).returncode)
        done = self.dry_run(source, "--report", self.folder / "no" / "report.html")
        self.assertEqual(2, done.returncode)
        self.assertIn("report.html cannot be written", done.stderr)
        self.assertEqual(text, source.read_bytes())
        self.assertEqual([], [path.name for path in self.folder.iterdir() if "partial" in path.name])

    def test_examples(self):
        for folder in sorted((HOUSE / "rules-examples").iterdir()):
            customers = next(path for path in folder.glob("customers.*") if path.suffix in (".csv", ".db"))
            with self.subTest(folder.name):
                made = self.report(customers, programme=folder, name=folder.name + ".html")
                self.assertLess(len(made.bytes), 500_000)


class Contrast(unittest.TestCase):
    """Words stand out from what is behind them by 4.5 to 1 or more, lines and shapes by 3 to 1 (WCAG 2.1, 1.4.3 and 1.4.11)."""

    def luminance(self, colour):
        colour = colour.lstrip("#")
        colour = "".join(2 * digit for digit in colour) if len(colour) == 3 else colour
        parts = [int(colour[at:at + 2], 16) / 255 for at in (0, 2, 4)]
        parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    def contrast(self, one, other):
        low, high = sorted((self.luminance(one), self.luminance(other)))
        return (high + 0.05) / (low + 0.05)

    def test_contrast(self):
        style = (HOUSE / "tools/trouw/report/style.h").read_text(encoding="utf-8")
        palettes = [dict(re.findall(r"--(\w+):(#\w+)", part)) for part in re.findall(r":root\{([^}]*)\}", style)]
        self.assertEqual(3, len(palettes))
        for colours in palettes:
            for behind in ("paper", "wash"):
                for words in ("ink", "faint", "good", "bad"):
                    self.assertGreaterEqual(self.contrast(colours[words], colours[behind]), 4.5, (words, behind))
                for shape in ("a", "b"):
                    self.assertGreaterEqual(self.contrast(colours[shape], colours[behind]), 3, (shape, behind))


if __name__ == "__main__":
    unittest.main()
