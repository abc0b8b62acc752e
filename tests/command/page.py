"""Reads a page that trouw wrote, and holds it to what every page promises."""

import html.parser
import re


class Page(html.parser.HTMLParser):
    """The texts, headings and tables of a page."""

    VOID = {"meta", "line", "rect", "circle", "polyline", "br", "link", "img"}

    def __init__(self, path):
        super().__init__()
        self.bytes = path.read_bytes()
        self.markup = self.bytes.decode("utf-8")
        self.names, self.open, self.headings, self.tables = [], [], [], []
        self.texts, self.table, self.scopes, self.wrong = [], None, [], []
        self.attributes, self.style = set(), ""
        self.feed(self.markup)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.handle_startendtag(tag, attributes)
        if tag not in self.VOID:
            self.open.append(tag)
        if tag in ("h1", "h2", "h3"):
            self.headings.append([tag, ""])
        if tag == "table":
            self.table = {"caption": "", "rows": []}
            self.tables.append(self.table)
        if tag == "tr":
            self.table["rows"].append([])
        if tag in ("td", "th"):
            self.table["rows"][-1].append("")
        if tag == "th":
            self.scopes.append(dict(attributes).get("scope"))

    def handle_startendtag(self, tag, attributes):
        self.names.append(tag)
        self.attributes |= {name for name, _ in attributes}
        self.style += "".join(value for name, value in attributes if name == "style")

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.wrong.append(f"</{tag}> closes {self.open[-1:]}")
        else:
            self.open.pop()

    def handle_data(self, data):
        if "style" in self.open:
            self.style += data
        else:
            self.texts.append(data)
        if self.open and self.open[-1] in ("h1", "h2", "h3"):
            self.headings[-1][1] += data
        if self.open and self.open[-1] == "caption":
            self.table["caption"] += data
        if self.open and self.open[-1] in ("td", "th"):
            self.table["rows"][-1][-1] += data

    @property
    def words(self):
        return " ".join(" ".join(self.texts).split())

    def numbers(self, caption):
        """The rows of the table whose caption contains this: {first cell: {heading: cell}}."""
        table = next(table for table in self.tables if caption in table["caption"])
        heading, *rows = table["rows"]
        return {row[0]: dict(zip(heading[1:], row[1:])) for row in rows}


def minor(cell):
    """EUR 1,234.50 as 123450."""
    return int(re.sub(r"[^0-9-]", "", cell))


def check(test, path):
    """A whole page: well formed, on its own, with a heading for each level and a header for each table."""
    page = Page(path)
    test.assertEqual([], page.wrong)
    test.assertEqual([], page.open)
    test.assertTrue(page.markup.startswith("<!DOCTYPE html>"))
    test.assertNotIn("script", page.names)
    test.assertEqual(set(), page.attributes & {"src", "href", "xlink:href", "action", "srcset", "data"})
    test.assertNotRegex(page.style, r"(?i)url\((?!#)|@import|https?:")
    test.assertEqual("h1", page.headings[0][0])
    test.assertEqual(1, [tag for tag, _ in page.headings].count("h1"))
    for (before, _), (tag, text) in zip(page.headings, page.headings[1:]):
        test.assertLessEqual(int(tag[1]), int(before[1]) + 1, text)
    test.assertTrue(all(text.strip() for _, text in page.headings))
    test.assertTrue(all(scope in ("col", "row") for scope in page.scopes))
    for table in page.tables:
        test.assertTrue(table["caption"].strip())
        test.assertEqual(1, len({len(row) for row in table["rows"]}), table["caption"])
    return page
