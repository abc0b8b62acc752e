"""trouw in Python: what each customer gets, why, and whether it is fair to those who stay.

>>> import trouw
>>> engine = trouw.loads(trouw.EXAMPLE_YAML, {"offers.trouw": trouw.EXAMPLE_OFFERS}).on("2027-03-01")
>>> decision = engine.decide({"id": "C-1", "joined": "2020-03-01", "price": "50.00"})
>>> print(decision.standing, decision.value)
customer 30.00
>>> [(line.offer, str(line.amount), line.bills) for line in decision.lines]
[('Thank you', '2.50', 12)]

Records are dicts, lists of dicts, names of files and databases, or anything with `__arrow_c_stream__` (pyarrow, polars,
pandas, DuckDB). Their keys and columns are those that programme.yaml names. Money is a `decimal.Decimal` where it is an
attribute, and a number of minor units in what the engine says as JSON.
"""

import ctypes
import dataclasses
import datetime
import decimal
import json
import os
import threading
from ctypes import byref, c_int32, c_size_t, c_void_p
from typing import Any, Dict, Iterable, Iterator, List, Mapping, Optional, Union

from . import _arrow, _c
from ._arrow import Results
from ._c import BadValue, NotFound, Refused, TrouwError, Unreadable

__all__ = ["load", "loads", "check", "Programme", "Engine", "Decision", "Line", "Diagnostic", "Field", "Offer", "Ledger",
           "Results", "TrouwError", "Mistakes", "BadValue", "NotFound", "Unreadable", "Refused", "__version__"]

__version__: str = _c.library.trouw_version().decode()

Day = Union[str, datetime.date]
Records = Any  # see above

EXAMPLE_YAML = """programme: Tulip Mobile
currency: EUR
prices: including tax
horizon: 12 months
billing period: 1 month
fields:
  contract: {type: text, column: id}
  joined:   {type: date, for newcomers: today}
  price:    {type: money, from: EUR 0, to: EUR 500, for newcomers: kept}
roles:
  id: contract
  joined: joined
  price: price
  newcomer price: same as price
  customer when: tenure is at least 1 month
  others: newcomer
"""
EXAMPLE_OFFERS = """offer "Thank you" to customers
  when tenure is at least 5 years
  give 5% off for 12 months
guarantee no customer is worse off than a newcomer
"""


@dataclasses.dataclass(frozen=True)
class Diagnostic:
    """A mistake, a warning or a note of the programme's texts."""

    severity: str
    code: str
    message: str
    help: str
    file: str
    line: int
    column: int
    rendered: str

    def __str__(self) -> str:
        return self.rendered


class Mistakes(TrouwError, ValueError):
    """The programme has errors: `diagnostics` tells all of them."""

    def __init__(self, message: str, diagnostics: List[Diagnostic]):
        super().__init__("mistakes", message)
        self.diagnostics = diagnostics

    def __str__(self) -> str:
        return "\n".join(one.rendered for one in self.diagnostics if one.severity == "error") or self.args[0]


@dataclasses.dataclass(frozen=True)
class Field:
    """A field of the records."""

    name: str
    column: str
    type: str
    optional: bool


@dataclasses.dataclass(frozen=True)
class Offer:
    title: str
    because: str
    is_match: bool


@dataclasses.dataclass(frozen=True)
class Line:
    """What a decision puts on bills: `amount` on each of `bills` bills from `first` on (from 1)."""

    offer: str
    kind: str
    text: str
    amount: decimal.Decimal
    first: int
    bills: int


class Decision:
    """What one record gets. `json` is all that `trouw explain --format json` says, with money in minor units."""

    def __init__(self, text: str, digits: int):
        self.text = text
        self.json: Dict[str, Any] = json.loads(text)
        self._digits = digits

    def _money(self, minor: int) -> decimal.Decimal:
        return decimal.Decimal(minor).scaleb(-self._digits)

    @property
    def id(self) -> str:
        return self.json["id"]

    @property
    def standing(self) -> str:
        return self.json["standing"]

    @property
    def value(self) -> decimal.Decimal:
        """Over the horizon, matches included."""
        return self._money(self.json["value"])

    @property
    def newcomer_value(self) -> decimal.Decimal:
        return self._money(self.json["newcomer_value"])

    @property
    def worse_off(self) -> decimal.Decimal:
        """Than a newcomer; 0: not at all."""
        return self._money(self.json["worse_off"])

    @property
    def offers(self) -> List[str]:
        return [award["offer"] for award in self.json["deal"]["given"]]

    @property
    def lines(self) -> List[Line]:
        return [Line(award["offer"], line["kind"], line["text"], self._money(line["amount"]), line["first"] + 1,
                     line["periods"]) for award in self.json["deal"]["given"] for line in award["lines"]]

    @property
    def not_given(self) -> List[Dict[str, Any]]:
        """Offers that were passed over, and why."""
        return self.json["not_given"]

    def __repr__(self) -> str:
        return f"<Decision {self.id}: {self.standing}, {self.value}>"


def _day(value: Day) -> int:
    number = c_int32()
    written = value.isoformat()[:10] if isinstance(value, datetime.date) else str(value)
    _c.call("trouw_day_of", *_c.text(written), byref(number))
    return number.value


def _optional_day(value: Optional[Day]) -> int:
    return _c.NEVER if value is None else _day(value)


def _cell(value: Any) -> Any:
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    raise TypeError(f"a field's value is a text, number, date, bool or None, not {type(value).__name__}")


def _json(value: Any) -> str:
    return json.dumps(value, default=_cell, allow_nan=False, ensure_ascii=False)


def _diagnostics(programme: _c.Handle) -> List[Diagnostic]:
    count, found = c_size_t(), []
    _c.call("trouw_programme_diagnostic_count", programme, byref(count))
    for index in range(count.value):
        one = _c.Diagnostic()
        _c.call("trouw_programme_diagnostic", programme, index, byref(one), ctypes.sizeof(one))
        found.append(Diagnostic(("error", "warning", "note")[one.severity], str(one.code), str(one.message),
                                str(one.help), str(one.file), one.line, one.column, str(one.rendered)))
    return found


def _read(name: str, *arguments: Any):
    """The programme, and what is told of its texts."""
    pointer = c_void_p()
    status, message = _c.status_of(name, *arguments, byref(pointer))
    if not pointer.value:
        raise _c.raised(status, message)
    programme = _c.Handle("programme", pointer.value)
    found = _diagnostics(programme)
    if status not in (0, _c.MISTAKES):
        raise _c.raised(status, message)
    return (programme if status == 0 else None), found, message


def _made(read: Any) -> "Programme":
    programme, found, message = read
    if programme is None:
        raise Mistakes(message, found)
    return Programme(programme, found)


def load(folder: Union[str, "os.PathLike[str]"]) -> "Programme":
    """Reads programme.yaml and every *.trouw below a folder.

    >>> trouw.load("there/is/none")
    Traceback (most recent call last):
    ...
    trouw._c.Unreadable: ...
    """
    return _made(_read("trouw_programme_load_folder", *_c.text(os.fspath(folder))))


def loads(yaml: str, offers: Mapping[str, str]) -> "Programme":
    """The same from memory: the text of programme.yaml, and of each file of offers by its name."""
    return _made(_read_memory(yaml, offers))


def _read_memory(yaml: str, offers: Mapping[str, str]):
    sources = (_c.Source * max(1, len(offers)))()
    for source, (name, text) in zip(sources, offers.items()):
        source.name, source.name_length = _c.text(name)
        source.text, source.text_length = _c.text(text)
    return _read("trouw_programme_load_memory", *_c.text(yaml), sources, len(offers))


def check(folder: Union[str, "os.PathLike[str]"]) -> List[Diagnostic]:
    """What is wrong with a programme's texts, or worth a look: an empty list where nothing is."""
    return _read("trouw_programme_load_folder", *_c.text(os.fspath(folder)))[1]


class Programme:
    """A programme without errors. Any number of threads may use one."""

    TYPES = ("yes/no", "whole number", "decimal", "percentage", "money", "date", "months", "days", "choice", "text")

    def __init__(self, handle: _c.Handle, diagnostics: List[Diagnostic]):
        self._handle = handle
        self.diagnostics = diagnostics
        facts = _c.Facts()
        _c.call("trouw_programme_about", handle, byref(facts), ctypes.sizeof(facts))
        self.name, self.currency, self.fingerprint = str(facts.name), str(facts.currency), str(facts.fingerprint)
        self.currency_digits: int = facts.currency_digits
        self.horizon: int = facts.horizon
        self._counts = facts.fields, facts.offers

    @property
    def fields(self) -> List[Field]:
        made = []
        for index in range(self._counts[0]):
            one = _c.Field()
            _c.call("trouw_programme_field", self._handle, index, byref(one), ctypes.sizeof(one))
            made.append(Field(str(one.name), str(one.column), self.TYPES[one.type], bool(one.optional)))
        return made

    @property
    def offers(self) -> List[Offer]:
        made = []
        for index in range(self._counts[1]):
            one = _c.Offer()
            _c.call("trouw_programme_offer", self._handle, index, byref(one), ctypes.sizeof(one))
            made.append(Offer(str(one.title), str(one.because), bool(one.is_match)))
        return made

    def on(self, day: Day) -> "Engine":
        """The programme on a day."""
        return Engine(self, _day(day))

    def __repr__(self) -> str:
        return f"<Programme {self.name}, {self._counts[1]} offers>"


class Engine:
    """A programme on a day. Any number of threads may use one; they decide at the same time."""

    def __init__(self, programme: Programme, day: int):
        self.programme = programme
        self._handle = _c.create("engine", "trouw_engine_create", programme._handle, day)
        self._own = threading.local()

    def _records(self, data: Records) -> _c.Handle:
        if hasattr(data, "__arrow_c_stream__"):
            return _arrow.records_of(self._handle, data)
        if isinstance(data, (str, os.PathLike)):
            return _c.create("records", "trouw_records_open", self._handle, *_c.text(os.fspath(data)))
        if not isinstance(data, Mapping):
            data = [dict(one) for one in data]
        return _c.create("records", "trouw_records_of_json", self._handle, *_c.text(_json(data)))

    def _one(self):
        own = self._own
        if not hasattr(own, "record"):
            own.record = _c.create("record", "trouw_record_create", self._handle)
            own.decision = _c.create("decision", "trouw_decision_create")
        return own.record, own.decision

    def decide(self, record: Mapping[str, Any], ahead: bool = False) -> Decision:
        """What one record gets. `ahead`: and on which day it would get what it does not get now.

        >>> engine = trouw.loads(trouw.EXAMPLE_YAML, {"offers.trouw": trouw.EXAMPLE_OFFERS}).on("2027-03-01")
        >>> engine.decide({"id": "C-1", "joined": "2020-03-01", "price": "fifty"})
        Traceback (most recent call last):
        ...
        trouw._c.BadValue: price “fifty” is not an amount written like 12.50
        """
        own, decision = self._one()
        text = record if isinstance(record, str) else _json(dict(record))
        _c.call("trouw_record_set_json", own, self._handle, *_c.text(text))
        _c.call("trouw_decide_looking_ahead" if ahead else "trouw_decide", self._handle, own, decision)
        return Decision(_c.answer("trouw_decision_json", decision)[0], self.programme.currency_digits)

    def explain(self, record: Mapping[str, Any]) -> Decision:
        """decide(), looking ahead."""
        return self.decide(record, ahead=True)

    def decide_many(self, data: Records, lines: bool = False) -> Results:
        """Decides as the results are read; see Results.

        >>> engine = trouw.loads(trouw.EXAMPLE_YAML, {"offers.trouw": trouw.EXAMPLE_OFFERS}).on("2027-03-01")
        >>> results = engine.decide_many([{"id": "C-1", "joined": "2020-03-01", "price": "50.00"}])
        >>> hasattr(results, "__arrow_c_stream__")
        True
        """
        return Results(self._handle, self._records(data), lines)

    def dry_run(self, data: Records, threads: int = 1) -> Dict[str, Any]:
        """The figures of all records together, as `trouw dry-run --format json` has them; `rejected_records` too."""
        text, handle = _c.answer("trouw_dry_run", self._handle, self._records(data), threads)
        return {**json.loads(text), "rejected_records": list(_c.rejects_of(handle))}

    def prove(self, seconds: float = 60) -> List[Dict[str, Any]]:
        """The guarantees over every record that can be.

        >>> engine = trouw.loads(trouw.EXAMPLE_YAML, {"offers.trouw": trouw.EXAMPLE_OFFERS}).on("2027-03-01")
        >>> [proof["verdict"] for proof in engine.prove(seconds=10)]
        ['holds']
        """
        return json.loads(_c.answer("trouw_prove", self._handle, float(seconds))[0])["guarantees"]

    def sql(self, dialect: str, table: str = "") -> str:
        """The decision as one statement of "sqlite", "postgresql", "duckdb" or "spark"."""
        return _c.answer("trouw_sql", self._handle, *_c.text(dialect), *_c.text(table))[0]


class Ledger:
    """What was given, in one file. A call that changes it has happened, or it has not. For one thread at a time.

    `key`: what is asked under one is done once, and answered the same when it is asked again.

    >>> import os, tempfile
    >>> engine = trouw.loads(trouw.EXAMPLE_YAML, {"offers.trouw": trouw.EXAMPLE_OFFERS}).on("2027-03-01")
    >>> customer = {"id": "C-1", "joined": "2020-03-01", "price": "50.00"}
    >>> with trouw.Ledger(os.path.join(tempfile.mkdtemp(), "ledger.db")) as ledger:
    ...     granted = ledger.grant(engine, customer)["granted"]
    ...     bill = {"id": "C-1", "invoice": "2027-04", "starts": "2027-04-01"}
    ...     lines = ledger.due(engine, customer, [bill])
    >>> granted, [(line["text"], line["amount"]) for line in lines]
    (1, [('5% off for 12 months', 250)])
    """

    ACCESS = {"read": 0, "write": 1, "make": 2}

    def __init__(self, path: Union[str, "os.PathLike[str]"], access: str = "make"):
        if access not in self.ACCESS:
            raise ValueError("access is read, write or make")
        self._handle = _c.create("ledger", "trouw_ledger_open", *_c.text(os.fspath(path)), self.ACCESS[access])

    def close(self) -> None:
        self._handle.close()

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    @property
    def head(self) -> str:
        """The hash of the last entry, to be kept outside."""
        text = _c.Text()
        _c.call("trouw_ledger_head", self._handle, byref(text))
        return str(text)

    def _once(self, key: Optional[str], *request: Any) -> None:
        if key is None:
            return
        if any(hasattr(part, "__arrow_c_stream__") for part in request):
            raise TypeError("with a key, records are dicts or the name of a source: what is asked is kept")
        _c.call("trouw_ledger_once", self._handle, *_c.text(key), *_c.text(_json(request)))

    def _ask(self, name: str, *arguments: Any) -> Any:
        return json.loads(_c.answer(name, self._handle, *arguments)[0])

    def grant(self, engine: Engine, data: Records, *, reserve: bool = False, dry: bool = False,
              booked: Optional[Day] = None, key: Optional[str] = None) -> Dict[str, Any]:
        """Grants what is new on the engine's day. With a key, `data` is dicts or the name of a source."""
        options = _c.GrantOptions(_optional_day(booked), int(reserve), int(dry))
        self._once(key, "grant", engine.programme.fingerprint, options.booked, reserve, data)
        records = engine._records(data)
        text, handle = _c.answer("trouw_ledger_grant", self._handle, engine._handle, records, byref(options),
                                 ctypes.sizeof(options))
        return {**json.loads(text), "rejected_records": list(_c.rejects_of(handle))}

    def due(self, engine: Engine, data: Records, bills: Iterable[Mapping[str, Any]], *,
            key: Optional[str] = None) -> List[Dict[str, Any]]:
        """Hands bills (id, invoice, starts, and where they differ booked, share in millionths) their lines."""
        listed = [dict(bill) for bill in bills]
        made = (_c.Bill * max(1, len(listed)))()
        for bill, of in zip(made, listed):
            bill.id, bill.id_length = _c.text(of["id"])
            bill.invoice, bill.invoice_length = _c.text(of["invoice"])
            bill.starts, bill.booked = _day(of["starts"]), _optional_day(of.get("booked"))
            bill.share = of.get("share", 0)
        self._once(key, "due", listed, data)
        return self._ask("trouw_ledger_due", engine._handle, engine._records(data), made, len(listed),
                         ctypes.sizeof(_c.Bill))

    def confirm(self, award: int, on: Day, *, key: Optional[str] = None) -> Dict[str, Any]:
        self._once(key, "confirm", award, _day(on))
        return self._ask("trouw_ledger_confirm", award, _day(on))

    def release(self, award: int, on: Day, *, key: Optional[str] = None) -> Dict[str, Any]:
        self._once(key, "release", award, _day(on))
        return self._ask("trouw_ledger_unreserve", award, _day(on))

    def reverse(self, award: int, on: Day, *, amount: int = 0, points: int = 0, reference: str = "", why: str = "",
                key: Optional[str] = None) -> Dict[str, Any]:
        """Takes an award back: all of it, or an amount in minor units, or points."""
        self._once(key, "reverse", award, _day(on), amount, points, reference, why)
        reversal = _c.Reversal(award, amount, points, _day(on), *_c.text(reference), *_c.text(why))
        return self._ask("trouw_ledger_reverse", byref(reversal), ctypes.sizeof(reversal))

    def void(self, id: str, invoice: str, on: Day, *, key: Optional[str] = None) -> Dict[str, Any]:
        self._once(key, "void", id, invoice, _day(on))
        return self._ask("trouw_ledger_void", *_c.text(id), *_c.text(invoice), _day(on))

    def left(self, id: str, on: Day, *, key: Optional[str] = None) -> Dict[str, Any]:
        """A contract ends: its awards stop, and what offers reclaim is taken back."""
        self._once(key, "left", id, _day(on))
        return self._ask("trouw_ledger_left", *_c.text(id), _day(on))

    def correct(self, record: Mapping[str, Any], id: str, day: Day, on: Day, *,
                key: Optional[str] = None) -> Dict[str, Any]:
        """Late data: decides a past day again, with the record as it should have been."""
        self._once(key, "correct", id, dict(record), _day(day), _day(on))
        return self._ask("trouw_ledger_correct", *_c.text(id), *_c.text(_json(dict(record))), _day(day), _day(on))

    def forget(self, id: str, on: Day) -> Dict[str, Any]:
        return self._ask("trouw_ledger_forget", *_c.text(id), _day(on))

    def awards(self, since: Day) -> List[Dict[str, Any]]:
        return self._ask("trouw_ledger_awards_since", _day(since))

    def contract(self, id: str) -> Dict[str, Any]:
        """What a contract was granted, and every entry of it."""
        return self._ask("trouw_ledger_contract", *_c.text(id))

    def why(self, award: int) -> Dict[str, Any]:
        return self._ask("trouw_ledger_why", award)

    def verify(self, head: str = "") -> Dict[str, Any]:
        """Is the file whole? `wrong` has a sentence for each thing that is not; `head` was kept outside."""
        return self._ask("trouw_ledger_verify", *_c.text(head))
