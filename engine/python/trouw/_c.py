"""The C ABI of trouw as Python sees it: the library, its structs, and calls whose failures are exceptions.

Calls let go of the interpreter's lock while the library works.
"""

import ctypes
import os
import pathlib
from ctypes import POINTER, Structure, byref, c_char_p, c_double, c_int32, c_int64, c_size_t, c_uint32, c_uint64, c_void_p

ABI_VERSION = 2
NEVER = -(2**31)
LINES = 1


class Text(Structure):
    _fields_ = [("bytes", c_void_p), ("size", c_size_t)]

    def __str__(self):
        return ctypes.string_at(self.bytes, self.size).decode("utf-8") if self.size else ""


class Source(Structure):
    _fields_ = [("name", c_char_p), ("name_length", c_size_t), ("text", c_char_p), ("text_length", c_size_t)]


class Diagnostic(Structure):
    _fields_ = [("severity", c_int32), ("line", c_int32), ("column", c_int32), ("length", c_int32), ("code", Text),
                ("message", Text), ("help", Text), ("file", Text), ("rendered", Text), ("json", Text)]


class Facts(Structure):
    _fields_ = [("name", Text), ("currency", Text), ("fingerprint", Text), ("currency_digits", c_int32),
                ("prices_include_tax", c_int32), ("horizon", c_int32), ("bill_months", c_int32), ("bill_weeks", c_int32),
                ("fields", c_size_t), ("offers", c_size_t)]


class Field(Structure):
    _fields_ = [("name", Text), ("column", Text), ("unit", Text), ("type", c_int32), ("places", c_int32),
                ("optional", c_int32), ("has_default", c_int32), ("from_", c_int64), ("to", c_int64),
                ("choices", c_size_t)]


class Offer(Structure):
    _fields_ = [("title", Text), ("because", Text), ("is_match", c_int32), ("claims", c_size_t)]


class Reject(Structure):
    _fields_ = [("line", c_uint64), ("id", Text), ("field", Text), ("value", Text), ("reason", Text)]


class GrantOptions(Structure):
    _fields_ = [("booked", c_int32), ("reserve", c_int32), ("dry", c_int32)]


class Bill(Structure):
    _fields_ = [("id", c_char_p), ("id_length", c_size_t), ("invoice", c_char_p), ("invoice_length", c_size_t),
                ("starts", c_int32), ("booked", c_int32), ("share", c_int64)]


class Reversal(Structure):
    _fields_ = [("award", c_int64), ("amount", c_int64), ("points", c_int64), ("day", c_int32),
                ("reference", c_char_p), ("reference_length", c_size_t), ("why", c_char_p), ("why_length", c_size_t)]


class TrouwError(Exception):
    """What the engine or the ledger did not do, and why. `status` is the name of the C ABI's status."""

    def __init__(self, status, message):
        super().__init__(message)
        self.status = status


class BadValue(TrouwError, ValueError):
    """A value that does not fit its field, or a record that lacks one."""


class NotFound(TrouwError, LookupError):
    """No such award, contract, record or dialect."""


class Unreadable(TrouwError, OSError):
    """A folder, file, database or stream."""


class Refused(TrouwError):
    """What the ledger does not allow."""


KINDS = {4: NotFound, 5: Unreadable, 7: BadValue, 8: BadValue, 11: Refused}
MISTAKES = 6


def _folders():
    here = pathlib.Path(__file__).resolve().parent
    if "TROUW_LIBRARY" in os.environ:
        yield os.environ["TROUW_LIBRARY"]
    yield str(here / "libtrouw.so")
    yield "libtrouw.so.0"


def _load():
    tried = []
    for name in _folders():
        try:
            return ctypes.CDLL(name)
        except OSError as error:
            tried.append(f"{name}: {error}")
    raise ImportError("libtrouw.so cannot be loaded; " + "; ".join(tried))


library = _load()

# Text arguments are bytes and their length.
_T = (c_char_p, c_size_t)
_H = c_void_p
_SIGNATURES = {
    "trouw_day_of": (*_T, POINTER(c_int32)),
    "trouw_programme_load_folder": (*_T, POINTER(_H)),
    "trouw_programme_load_memory": (*_T, POINTER(Source), c_size_t, POINTER(_H)),
    "trouw_programme_diagnostic_count": (_H, POINTER(c_size_t)),
    "trouw_programme_diagnostic": (_H, c_size_t, POINTER(Diagnostic), c_size_t),
    "trouw_programme_about": (_H, POINTER(Facts), c_size_t),
    "trouw_programme_field": (_H, c_size_t, POINTER(Field), c_size_t),
    "trouw_programme_offer": (_H, c_size_t, POINTER(Offer), c_size_t),
    "trouw_engine_create": (_H, c_int32, POINTER(_H)),
    "trouw_record_create": (_H, POINTER(_H)),
    "trouw_record_set_json": (_H, _H, *_T),
    "trouw_decision_create": (POINTER(_H),),
    "trouw_decide": (_H, _H, _H),
    "trouw_decide_looking_ahead": (_H, _H, _H),
    "trouw_decision_json": (_H, _H),
    "trouw_records_open": (_H, *_T, POINTER(_H)),
    "trouw_records_of_json": (_H, *_T, POINTER(_H)),
    "trouw_records_of_arrow": (_H, c_void_p, POINTER(_H)),
    "trouw_decide_arrow": (_H, _H, c_uint32, c_void_p),
    "trouw_answer_create": (POINTER(_H),),
    "trouw_answer_text": (_H, POINTER(Text)),
    "trouw_answer_reject_count": (_H, POINTER(c_size_t)),
    "trouw_answer_reject": (_H, c_size_t, POINTER(Reject), c_size_t),
    "trouw_dry_run": (_H, _H, c_uint32, _H),
    "trouw_prove": (_H, c_double, _H),
    "trouw_sql": (_H, *_T, *_T, _H),
    "trouw_ledger_open": (*_T, c_int32, POINTER(_H)),
    "trouw_ledger_head": (_H, POINTER(Text)),
    "trouw_ledger_once": (_H, *_T, *_T),
    "trouw_ledger_grant": (_H, _H, _H, POINTER(GrantOptions), c_size_t, _H),
    "trouw_ledger_due": (_H, _H, _H, POINTER(Bill), c_size_t, c_size_t, _H),
    "trouw_ledger_confirm": (_H, c_int64, c_int32, _H),
    "trouw_ledger_unreserve": (_H, c_int64, c_int32, _H),
    "trouw_ledger_reverse": (_H, POINTER(Reversal), c_size_t, _H),
    "trouw_ledger_void": (_H, *_T, *_T, c_int32, _H),
    "trouw_ledger_left": (_H, *_T, c_int32, _H),
    "trouw_ledger_correct": (_H, *_T, *_T, c_int32, c_int32, _H),
    "trouw_ledger_forget": (_H, *_T, c_int32, _H),
    "trouw_ledger_awards_since": (_H, c_int32, _H),
    "trouw_ledger_contract": (_H, *_T, _H),
    "trouw_ledger_why": (_H, c_int64, _H),
    "trouw_ledger_verify": (_H, *_T, _H),
}

library.trouw_abi_version.restype = c_uint32
library.trouw_version.restype = c_char_p
library.trouw_status_name.restype = c_char_p
library.trouw_error_create.restype = _H
library.trouw_stream_create.restype = _H
library.trouw_stream_release.argtypes = (_H,)
library.trouw_stream_release.restype = None
library.trouw_error_release.argtypes = (_H,)
library.trouw_error_message.argtypes = (_H,)
library.trouw_error_message.restype = c_char_p
for _name, _arguments in _SIGNATURES.items():
    _function = getattr(library, _name, None)
    if _function is None:
        raise ImportError(f"libtrouw.so is older than this package: it has no {_name}")
    _function.argtypes = (*_arguments, _H)
    _function.restype = c_int32
for _kind in ("programme", "engine", "record", "decision", "records", "answer", "ledger"):
    getattr(library, f"trouw_{_kind}_release").argtypes = (_H,)
    getattr(library, f"trouw_{_kind}_release").restype = None


def status_of(name, *arguments):
    """Calls a function; its status, and what it says of it."""
    error = library.trouw_error_create()
    if not error:
        raise MemoryError
    try:
        status = getattr(library, name)(*arguments, error)
        return status, (library.trouw_error_message(error) or b"").decode("utf-8", "replace")
    finally:
        library.trouw_error_release(error)


def raised(status, message):
    if status == 9:
        return MemoryError(message)
    kind = KINDS.get(status, TrouwError)
    return kind(library.trouw_status_name(status).decode(), message)


def call(name, *arguments):
    status, message = status_of(name, *arguments)
    if status != 0:
        raise raised(status, message)


def text(value):
    """The two arguments of a text."""
    encoded = value.encode("utf-8") if isinstance(value, str) else bytes(value)
    return encoded, len(encoded)


class Handle:
    """A handle that is released with the object."""

    def __init__(self, kind, pointer):
        self._kind = kind
        self._pointer = pointer

    @property
    def _as_parameter_(self):
        if not self._pointer:
            raise ValueError(f"the {self._kind} is closed")
        return c_void_p(self._pointer)

    def close(self):
        pointer, self._pointer = self._pointer, None
        if pointer:
            getattr(library, f"trouw_{self._kind}_release")(pointer)

    def __del__(self):
        self.close()


def create(kind, name, *arguments):
    """Calls a function whose last argument is the handle that it makes."""
    pointer = c_void_p()
    call(name, *arguments, byref(pointer))
    return Handle(kind, pointer.value)


def answer(name, *arguments):
    """Calls a function that answers; the text, and the handle."""
    handle = create("answer", "trouw_answer_create")
    call(name, *arguments, handle)
    return text_of(handle), handle


def text_of(handle):
    made = Text()
    call("trouw_answer_text", handle, byref(made))
    return str(made)


def rejects_of(handle):
    count = c_size_t()
    call("trouw_answer_reject_count", handle, byref(count))
    for index in range(count.value):
        reject = Reject()
        call("trouw_answer_reject", handle, index, byref(reject), ctypes.sizeof(reject))
        yield {"line": reject.line, **{name: str(getattr(reject, name)) for name in ("id", "field", "value", "reason")}}
