"""Workbooks (.xlsx) made cell by cell, with the standard library alone."""

import datetime
import zipfile

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
# The styles that cells below have, in their order: as it is, a date, a percentage, a date of the workbook's own, an amount
# whose format has letters of dates in quotes, a time.
STYLES = ["0", "14", "10", "164", "165", "20"]
OWN_FORMATS = {"164": "dd\\-mm\\-yyyy;@", "165": '[$€-413] #,##0.00" per day";[Red]\\-#,##0.00'}


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def serial(day, since_1904=False):
    return (day - (datetime.date(1904, 1, 1) if since_1904 else datetime.date(1899, 12, 30))).days


def name_of(column):
    return (chr(64 + column // 26) if column >= 26 else "") + chr(65 + column % 26)


class Text(str):
    """A text that stands in its cell, not among those that cells share."""


class Raw(str):
    """What stands within <c …> as it is: Raw('t="e"><v>#N/A</v>')."""


def cell(value, where, shared, since_1904):
    if isinstance(value, Raw):
        return f'<c r="{where}" {value}</c>'
    if isinstance(value, bool):
        return f'<c r="{where}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, datetime.date):
        return f'<c r="{where}" s="3"><v>{serial(value, since_1904)}</v></c>'
    if isinstance(value, (int, float)):
        return f'<c r="{where}"><v>{value!r}</v></c>'
    if isinstance(value, Text):
        return f'<c r="{where}" t="inlineStr"><is><t xml:space="preserve">{escaped(value)}</t></is></c>'
    index = shared.setdefault(value, len(shared))
    return f'<c r="{where}" t="s"><v>{index}</v></c>'


def sheet_xml(rows, shared, since_1904):
    """Rows by their number, or in a list from 1 on; None is no cell."""
    numbered = rows.items() if isinstance(rows, dict) else enumerate(rows, 1)
    made = []
    for number, row in numbered:
        cells = "".join(cell(value, f"{name_of(i)}{number}", shared, since_1904)
                        for i, value in enumerate(row) if value is not None)
        made.append(f'<row r="{number}">{cells}</row>')
    return f'<?xml version="1.0" encoding="UTF-8"?><worksheet {MAIN}><sheetData>{"".join(made)}</sheetData></worksheet>'


def write(path, sheets, since_1904=False, hidden=(), instead=None, compression=zipfile.ZIP_DEFLATED):
    """`sheets`: rows by name. `instead`: the text of parts that are otherwise than made here, or None for a part to leave out."""
    shared = {}
    parts = {}
    for number, rows in enumerate(sheets.values(), 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = sheet_xml(rows, shared, since_1904)
    named = "".join(f'<sheet name="{escaped(name)}" sheetId="{i}" r:id="rId{i}"{" state=" + chr(34) + "hidden" + chr(34) if name in hidden else ""}/>'
                    for i, name in enumerate(sheets, 1))
    parts["xl/workbook.xml"] = (f'<workbook {MAIN} xmlns:r="{OFFICE}"><workbookPr date1904="{int(since_1904)}"/>'
                                f"<sheets>{named}</sheets></workbook>")
    targets = [(f"rId{i}", "worksheet", f"worksheets/sheet{i}.xml") for i in range(1, len(sheets) + 1)]
    targets += [("rIdT", "sharedStrings", "/xl/sharedStrings.xml"), ("rIdS", "styles", "styles.xml")]
    parts["xl/_rels/workbook.xml.rels"] = f"<Relationships {RELATIONS}>" + "".join(
        f'<Relationship Id="{i}" Type="{OFFICE}/{kind}" Target="{target}"/>' for i, kind, target in targets) + "</Relationships>"
    parts["_rels/.rels"] = (f'<Relationships {RELATIONS}><Relationship Id="r" Type="{OFFICE}/officeDocument" '
                            'Target="xl/workbook.xml"/></Relationships>')
    parts["xl/sharedStrings.xml"] = f"<sst {MAIN}>" + "".join(
        f"<si><r><t xml:space=\"preserve\">{escaped(text[:1])}</t></r><rPh><t>no</t></rPh><r><t xml:space=\"preserve\">{escaped(text[1:])}</t></r></si>"
        for text in shared) + "</sst>"
    formats = "".join(f'<numFmt numFmtId="{i}" formatCode="{escaped(code)}"/>' for i, code in OWN_FORMATS.items())
    parts["xl/styles.xml"] = (f'<styleSheet {MAIN}><numFmts>{formats}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
                              f'<cellXfs>{"".join(f"<xf numFmtId={chr(34)}{i}{chr(34)}/>" for i in STYLES)}</cellXfs></styleSheet>')
    parts.update(instead or {})
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, text in parts.items():
            if text is not None:
                archive.writestr(name, text)
    return path
