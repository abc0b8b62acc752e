"""Customers as a table: written as CSV, NDJSON or SQLite, byte for byte the same each time."""

import json
import sqlite3


class Table:
    """Column names, their SQLite types, and rows (an iterable). None is NULL, or an empty cell."""

    def __init__(self, name, columns, rows):
        self.name = name
        self.columns = columns  # pairs: name, SQLite type
        self.rows = rows

    def header(self):
        return [name for name, _ in self.columns]


def cell(value):
    if value is None:
        return ""
    text = str(value)
    if any(c in text for c in ',"\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


def write_csv(table, out):
    """RFC 4180, LF line ends, to a binary stream."""
    lines = [",".join(table.header())]
    for row in table.rows:
        lines.append(",".join(map(cell, row)))
        if len(lines) > 4096:
            out.write(("\n".join(lines) + "\n").encode())
            lines = []
    if lines:
        out.write(("\n".join(lines) + "\n").encode())


def json_value(value, kind):
    """Text in quotes, numbers with the digits that the CSV has."""
    if value is None:
        return "null"
    return json.dumps(value, ensure_ascii=False) if kind == "TEXT" else str(value)


def write_ndjson(table, out):
    """One object a line, to a binary stream."""
    columns = [(json.dumps(name), kind.split()[0]) for name, kind in table.columns]
    for row in table.rows:
        pairs = (f"{name}: {json_value(v, kind)}" for (name, kind), v in zip(columns, row))
        out.write(("{" + ", ".join(pairs) + "}\n").encode())


def stored(value, kind):
    """What SQLite holds: a REAL is the double nearest to the decimal that the CSV writes."""
    return float(value) if kind == "REAL" and value is not None else value


def write_sqlite(table, path):
    """A new database with one table; the first column is the key."""
    kinds = [kind.split()[0] for _, kind in table.columns]
    columns = ", ".join(f'"{name}" {kind}' for name, kind in table.columns)
    marks = ", ".join("?" * len(table.columns))
    base = sqlite3.connect(path)
    base.execute("PRAGMA page_size = 4096")
    base.execute(f'CREATE TABLE "{table.name}" ({columns})')
    rows = (tuple(map(stored, row, kinds)) for row in table.rows)
    base.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', rows)
    base.commit()
    base.close()
