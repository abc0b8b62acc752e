"""What tests want of databases that are not everywhere: a PostgreSQL server of our own, DuckDB's C library.

A test that cannot have it is not run, and says so; it fails where TROUW_MUST_RUN names it.
"""

import ctypes
import os
import pathlib
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "agree" / "sql"))
import engines  # noqa: E402

NOT_RUN = 77


def start_postgresql():
    """A server; NotHere where there is none. `url` names a database of it."""
    server = engines.Postgresql()
    server.version()
    server.url = f"postgresql://trouw@/postgres?host={server.folder}"
    return server


class DuckdbLibrary:
    """The library, found where trouw finds it, or in build/engines; enough of it to write files with."""

    def __init__(self):
        folder = pathlib.Path(os.environ.get("TROUW_ENGINES", ROOT / "build" / "engines"))
        places = [folder / "libduckdb.so", *(pathlib.Path(p) / "libduckdb.so" for p in os.environ.get("LD_LIBRARY_PATH", "").split(":") if p),
                  pathlib.Path("/usr/local/lib/libduckdb.so")]
        found = [path for path in places if path.is_file()]
        if not found:
            raise engines.NotHere("DuckDB's library, libduckdb.so, is not here (`tools/dev/engines libduckdb` fetches it)")
        self.folder = found[0].parent
        self.library = ctypes.CDLL(str(found[0]))
        self.library.duckdb_result_error.restype = ctypes.c_char_p

    def run(self, *statements, file=None):
        database, connection = ctypes.c_void_p(), ctypes.c_void_p()
        result = (ctypes.c_uint64 * 8)()
        assert self.library.duckdb_open(str(file).encode() if file else None, ctypes.byref(database)) == 0
        assert self.library.duckdb_connect(database, ctypes.byref(connection)) == 0
        for statement in statements:
            failed = self.library.duckdb_query(connection, statement.encode(), ctypes.byref(result))
            why = self.library.duckdb_result_error(ctypes.byref(result)) if failed else b""
            self.library.duckdb_destroy_result(ctypes.byref(result))
            if failed:
                raise RuntimeError(f"{statement}: {why.decode()}")
        self.library.duckdb_disconnect(ctypes.byref(connection))
        self.library.duckdb_close(ctypes.byref(database))

    @property
    def environment(self):
        return {"LD_LIBRARY_PATH": f"{self.folder}:{os.environ.get('LD_LIBRARY_PATH', '')}"}


def main(name, start):
    """Runs the tests of the file with what `start` gives as `unittest.TestCase.outside`."""
    try:
        outside = start()
    except (engines.NotHere, subprocess.CalledProcessError, OSError) as why:
        print(f"not run: {why}")
        sys.exit(1 if name in os.environ.get("TROUW_MUST_RUN", "").split() else NOT_RUN)
    unittest.TestCase.outside = outside
    try:
        done = unittest.main(module="__main__", exit=False)
    finally:
        if hasattr(outside, "close"):
            outside.close()
    sys.exit(0 if done.result.wasSuccessful() else 1)
