"""The test of the includes can fail."""

import unittest

import includes


def wrong(path, include, *others):
    files = {other: "" for other in others}
    files[path] = f"#pragma once\n#include {include}\n"
    return includes.violations(files)


class Includes(unittest.TestCase):
    def test_up_is_fine(self):
        self.assertEqual([], wrong("dsl/check/a.cpp", '"syntax/tree.h"', "dsl/syntax/tree.h"))
        self.assertEqual([], wrong("engine/row/a.cpp", '"plan/plan.h"', "engine/plan/plan.h"))
        self.assertEqual([], wrong("engine/plan/a.cpp", '"trouw/value.h"', "dsl/include/trouw/value.h"))
        self.assertEqual([], wrong("tools/trouw/a.cpp", '"shell/b.h"', "tools/trouw/shell/b.h"))

    def test_down_is_wrong(self):
        self.assertEqual(
            ["dsl/syntax/a.cpp:2: dsl/syntax may not see dsl/check: an include points up, and not to its own line"],
            wrong("dsl/syntax/a.cpp", '"check/check.h"', "dsl/check/check.h"))

    def test_same_line_is_wrong(self):
        self.assertEqual(1, len(wrong("dsl/schema/a.cpp", '"syntax/tree.h"', "dsl/syntax/tree.h")))
        self.assertEqual(1, len(wrong("engine/records/a.cpp", '"row/lines.h"', "engine/row/lines.h")))

    def test_the_engine_sees_public_words_of_the_language(self):
        self.assertEqual(1, len(wrong("engine/plan/a.cpp", '"base/limits.h"', "dsl/base/limits.h")))

    def test_tools_see_public_headers(self):
        self.assertEqual(1, len(wrong("tools/trouw/a.cpp", '"plan/plan.h"', "engine/plan/plan.h")))
        self.assertEqual([], wrong("tools/trouw/a.cpp", '"trouw/engine.h"', "engine/include/trouw/engine.h"))

    def test_libraries_stay_in_their_rooms(self):
        self.assertEqual([], wrong("dsl/schema/yaml.cpp", "<yaml-cpp/yaml.h>"))
        self.assertEqual(["dsl/check/a.cpp:2: only dsl/schema may see yaml-cpp/yaml.h"],
                         wrong("dsl/check/a.cpp", "<yaml-cpp/yaml.h>"))
        self.assertEqual(1, len(wrong("engine/records/a.cpp", "<sqlite3.h>")))
        self.assertEqual(1, len(wrong("dsl/check/a.h", "<boost/spirit/home/x3.hpp>")))
        self.assertEqual(1, len(wrong("dsl/include/trouw/a.h", "<fmt/format.h>")))

    def test_unknown_rooms_and_files(self):
        self.assertEqual(1, len(wrong("dsl/helpers/a.cpp", "<vector>")))
        self.assertEqual(1, len(wrong("dsl/check/a.cpp", '"check/gone.h"')))


if __name__ == "__main__":
    unittest.main()
