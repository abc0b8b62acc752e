"""Streams of Arrow's record batches, handed over as capsules: no library of Arrow's is needed."""

import ctypes
from ctypes import c_char_p, c_void_p, py_object

from . import _c

NAME = b"arrow_array_stream"

_new = ctypes.pythonapi.PyCapsule_New
_new.restype = py_object
_new.argtypes = (c_void_p, c_char_p, c_void_p)
_pointer = ctypes.pythonapi.PyCapsule_GetPointer
_pointer.restype = c_void_p
_pointer.argtypes = (py_object, c_char_p)
_end = ctypes.cast(_c.library.trouw_stream_capsule_end, c_void_p)


def capsule(stream):
    """A capsule of a stream, which is then the capsule's."""
    return _new(stream, NAME, _end)


def records_of(engine, data):
    """The records of anything that gives a stream."""
    held = data.__arrow_c_stream__()
    return _c.create("records", "trouw_records_of_arrow", engine, c_void_p(_pointer(held, NAME)))


class Results:
    """Decisions as a stream of record batches, read once: `pyarrow.table(results)`, `polars.DataFrame(results)`.

    Deciding goes on as the stream is read. Columns: id, standing, newcomer_value, value_before_match, top_up, value,
    worse_off_before, worse_off (decimals of the currency), offers (titles), rejected (why there is nothing else), and
    with `lines=True` lines (offer, kind, text, amount, first, bills, points).
    """

    def __init__(self, engine, records, lines):
        self._stream = _c.library.trouw_stream_create()
        if not self._stream:
            raise MemoryError
        _c.call("trouw_decide_arrow", engine, records, _c.LINES if lines else 0, self._stream)

    def __arrow_c_stream__(self, requested_schema=None):
        stream, self._stream = self._stream, None
        if stream is None:
            raise ValueError("the results were read before")
        return capsule(stream)

    def __del__(self):
        stream, self._stream = getattr(self, "_stream", None), None
        if stream is not None:
            _c.library.trouw_stream_release(stream)
