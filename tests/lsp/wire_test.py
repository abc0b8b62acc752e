"""The language server byte by byte: frames, errors, positions, whole sessions."""

import pathlib
import sys
import unittest

from wire import Wire

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "command"))
from trouw_command import DAY, OFFERS, YAML, CommandTest  # noqa: E402


def moved(text, line, start, end, new):
    """The change that an editor tells of."""
    return {"range": {"start": {"line": line, "character": start}, "end": {"line": line, "character": end}}, "text": new}


class Session(CommandTest):
    def open(self, offers=OFFERS, options=("--no-prove",), **capabilities):
        folder = self.programme(offers=offers)
        self.uri = (folder / "offers.trouw").as_uri()
        self.yaml = (folder / "programme.yaml").as_uri()
        self.wire = Wire(*options)
        self.addCleanup(lambda: self.wire.process.poll() is None and self.wire.close())
        self.wire.start(**capabilities)
        self.wire.notify("textDocument/didOpen",
                         textDocument={"uri": self.uri, "languageId": "trouw", "version": 1, "text": offers})
        return self.wire

    def at(self, offers, words, plus=0):
        before = offers[:offers.index(words) + plus]
        return {"textDocument": {"uri": self.uri},
                "position": {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}}

    def change(self, *changes):
        self.wire.notify("textDocument/didChange", textDocument={"uri": self.uri, "version": 2}, contentChanges=list(changes))


class Protocol(Session):
    def test_nothing_before_initialize_and_after_shutdown(self):
        wire = Wire()
        self.assertEqual(-32002, wire.request("textDocument/hover")["error"]["code"])
        wire.start()
        self.assertEqual(-32601, wire.request("textDocument/moonPhase")["error"]["code"])
        self.assertEqual(-32602, wire.request("textDocument/hover")["error"]["code"])
        self.assertEqual(-32600, wire.request("initialize")["error"]["code"])
        self.assertIsNone(wire.ask("shutdown"))
        self.assertEqual(-32600, wire.request("textDocument/hover")["error"]["code"])
        wire.notify("exit")
        self.assertEqual(0, wire.close())

    def test_leaving_without_shutdown_is_told(self):
        wire = Wire()
        wire.start()
        wire.notify("exit")
        self.assertEqual(1, wire.close())
        self.assertEqual(1, Wire().close())

    def test_malformed(self):
        wire = Wire()
        wire.raw(b"Content-Length: 5\r\nContent-Type: x\r\n\r\n{oops")
        self.assertEqual(-32700, wire.reply()["error"]["code"])
        wire.send({"id": 7})
        self.assertEqual(-32600, wire.reply()["error"]["code"])
        wire.start()
        self.assertEqual(0, wire.end())
        for garbage in (b"Content-Length: -4\r\n\r\n", b"Content-Length: 99999999999999\r\n\r\n", b"x" * 20000):
            wire = Wire()
            try:
                wire.raw(garbage)
            except BrokenPipeError:
                pass
            self.assertEqual(1, wire.process.wait(timeout=60))
            for stream in (wire.process.stdout, wire.process.stderr):
                stream.close()

    def test_a_message_in_small_pieces(self):
        wire = Wire()
        body = b'{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}'
        for byte in b"content-length: %d\r\n\r\n" % len(body) + body:
            wire.raw(bytes([byte]))
        self.assertEqual("trouw", wire.reply()["result"]["serverInfo"]["name"])
        self.assertEqual(0, wire.end())

    def test_files_that_are_none_of_ours(self):
        wire = Wire()
        wire.start()
        for uri in ("untitled:1", "file:///nowhere/a.txt", "http://a/b.trouw", "file:///nowhere/b.trouw"):
            wire.notify("textDocument/didOpen", textDocument={"uri": uri, "text": "offer", "version": 1})
            self.assertIsNone(wire.ask("textDocument/hover", textDocument={"uri": uri}, position={"line": 0, "character": 0}))
        self.assertEqual(0, wire.end())


class Positions(Session):
    OFFERS = 'offer "😀é" to customers  # 😀\n  when complaints is at least 2 and regoin is NH\n  give EUR 5 once\n'

    def test_utf_16(self):
        wire = self.open(self.OFFERS)
        found = wire.diagnostics(self.uri, bool)
        self.assertEqual({"line": 1, "character": 36}, found[0]["range"]["start"])
        self.change(moved(self.OFFERS, 0, 7, 10, "😀"))
        found = wire.ask("textDocument/documentSymbol", textDocument={"uri": self.uri})
        self.assertEqual("😀", found[0]["name"])
        self.assertEqual({"line": 0, "character": 10}, found[0]["selectionRange"]["end"])

    def test_utf_8(self):
        wire = self.open(self.OFFERS, general={"positionEncodings": ["utf-8", "utf-16"]})
        found = wire.ask("textDocument/documentSymbol", textDocument={"uri": self.uri})
        self.assertEqual({"line": 0, "character": 14}, found[0]["selectionRange"]["end"])

    def test_places_beyond_the_text(self):
        wire = self.open(self.OFFERS)
        for line, character in ((0, 999), (999, 0), (2**31 - 1, 2**31 - 1)):
            place = {"textDocument": {"uri": self.uri}, "position": {"line": line, "character": character}}
            wire.ask("textDocument/completion", **place)
            wire.ask("textDocument/hover", **place)
        self.assertEqual(0, wire.end())


class Writing(Session):
    def test_a_mistake_comes_and_is_mended_by_its_fix(self):
        wire = self.open()
        wire.diagnostics(self.uri)
        line = OFFERS[:OFFERS.index("complaints is")].count("\n")
        self.change(moved(OFFERS, line, 7, 17, "complaint"))
        found = wire.diagnostics(self.uri, bool)
        self.assertEqual(["T0301"], [one["code"] for one in found if one["severity"] == 1])
        self.assertIn("complaints", found[0]["message"])
        actions = wire.ask("textDocument/codeAction", textDocument={"uri": self.uri}, range=found[0]["range"],
                           context={"diagnostics": found})
        self.assertEqual("Write complaints", actions[0]["title"])
        [edit] = actions[0]["edit"]["changes"][self.uri]
        self.assertEqual("complaints", edit["newText"])
        self.change(edit | {"text": edit["newText"]})
        wire.diagnostics(self.uri, lambda all: not [one for one in all if one["severity"] == 1])
        self.assertEqual(0, wire.end())

    def test_completion(self):
        wire = self.open(textDocument={"completion": {"completionItem": {"snippetSupport": True}}})
        found = wire.ask("textDocument/completion", **self.at(OFFERS, "NH, UT"))["items"]
        self.assertEqual({"NH", "UT", "GE"}, {one["label"] for one in found if one["kind"] == 20})
        offers = OFFERS + 'offer "New" to customers\n  when contract end is w'
        self.change({"text": offers})
        found = wire.ask("textDocument/completion", textDocument={"uri": self.uri},
                         position={"line": offers.count("\n"), "character": 24})["items"]
        self.assertIn("within the next …", [one["label"] for one in found])
        self.assertIn("within the next ${1:12 months}", [one["textEdit"]["newText"] for one in found])

    def test_hover_definition_references_rename(self):
        wire = self.open()
        self.assertIn("whole number", wire.ask("textDocument/hover", **self.at(OFFERS, "complaints", 2))["contents"]["value"])
        self.assertEqual(self.yaml, wire.ask("textDocument/definition", **self.at(OFFERS, "complaints", 2))["uri"])
        self.assertEqual(2, len(wire.ask("textDocument/references", **self.at(OFFERS, '"Renewal"', 2),
                                         context={"includeDeclaration": True})))
        self.assertIsNotNone(wire.ask("textDocument/prepareRename", **self.at(OFFERS, '"Renewal"', 2)))
        edits = wire.ask("textDocument/rename", **self.at(OFFERS, '"Renewal"', 2), newName="Renew")["changes"][self.uri]
        self.assertEqual(3, len(edits))
        self.assertTrue(any('formerly "Renewal"' in one["newText"] for one in edits))
        self.assertIsNone(wire.ask("textDocument/rename", **self.at(OFFERS, '"Renewal"', 2), newName="Loyalty"))
        self.assertIn("already", wire.until(lambda m: m["method"] == "window/showMessage")["params"]["message"])

    def test_the_shape_of_a_file(self):
        wire = self.open()
        document = {"textDocument": {"uri": self.uri}}
        self.assertEqual(8, len(wire.ask("textDocument/documentSymbol", **document)))
        self.assertGreaterEqual(len(wire.ask("textDocument/foldingRange", **document)), 6)
        data = wire.ask("textDocument/semanticTokens/full", **document)["data"]
        self.assertEqual(0, len(data) % 5)
        self.assertEqual([0, 0, 5, 0, 0], data[:5])
        self.assertEqual(6, len(wire.ask("textDocument/inlayHint", **document,
                                         range={"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}})))
        self.change({"text": OFFERS.replace("  give", "      give")})
        [edit] = wire.ask("textDocument/formatting", **document, options={"tabSize": 2, "insertSpaces": True})
        self.assertIn("\n  give 20% off for 6 months\n", edit["newText"])

    def test_programme_yaml(self):
        wire = self.open()
        wire.notify("textDocument/didOpen", textDocument={"uri": self.yaml, "version": 1, "text": YAML.replace("money", "mony")})
        self.assertTrue(wire.diagnostics(self.yaml, bool))
        wire.notify("textDocument/didClose", textDocument={"uri": self.yaml})
        self.assertFalse([one for one in wire.diagnostics(self.yaml, lambda all: len(all) == 0)])

    def test_what_changed_on_the_disk(self):
        wire = self.open()
        other = self.folder / "programme" / "more.trouw"
        other.write_text("offer", encoding="utf-8")
        wire.notify("workspace/didChangeWatchedFiles", changes=[{"uri": other.as_uri(), "type": 1}])
        self.assertTrue(wire.diagnostics(other.as_uri(), bool))
        other.unlink()
        wire.notify("workspace/didChangeWatchedFiles", changes=[{"uri": other.as_uri(), "type": 3}])
        self.assertEqual(0, wire.end())


class Beside(Session):
    """What is worked out beside the writing."""

    EXAMPLE = 'example "Apology"\n  on 2027-03-01\n  customer with joined is 2020-01-01, complaints is 2, price is EUR 50\n' \
              '  expect "Apology" EUR 55\n'

    def lenses(self, wanted):
        for _ in range(200):
            titles = [one["command"]["title"] for one in
                      self.wire.ask("textDocument/codeLens", textDocument={"uri": self.uri})]
            if any(wanted in title for title in titles):
                return titles
            self.wire.until(lambda m: m["method"] == "workspace/codeLens/refresh")
        raise AssertionError(titles)

    def test_examples(self):
        self.open(OFFERS + self.EXAMPLE, workspace={"codeLens": {"refreshSupport": True}})
        self.assertIn("example fails: EUR 30, not “Apology” EUR 55".replace("“", '"').replace("”", '"'),
                      " ".join(self.lenses("example fails")).replace("“", '"').replace("”", '"'))
        found = self.wire.diagnostics(self.uri, lambda all: any(one["code"] == "T0463" for one in all))
        self.assertTrue(found)
        self.change({"text": OFFERS + self.EXAMPLE.replace("55", "30")})
        self.assertIn("example holds", self.lenses("example holds"))
        self.assertEqual(0, self.wire.end())

    def test_customers(self):
        self.open(options=("--customers", self.csv_file(), "--on", DAY, "--no-prove"),
                  workspace={"codeLens": {"refreshSupport": True}})
        self.assertIn("1 customer · EUR 30.00", self.lenses("customer"))

    def test_guarantees(self):
        self.open(OFFERS.replace('offer "Same as new" to customers\n  match the newcomer deal\n', ""), options=(),
                  workspace={"codeLens": {"refreshSupport": True}})
        self.lenses("broken")
        [lens] = [one for one in self.wire.ask("textDocument/codeLens", textDocument={"uri": self.uri})
                  if "broken" in one["command"]["title"]]
        self.wire.ask("workspace/executeCommand", command="trouw.show", arguments=lens["command"]["arguments"])
        self.assertTrue(self.wire.until(lambda m: m["method"] == "window/showMessage")["params"]["message"])

    def test_usage(self):
        for options, word in ((("--customers", "a.csv"), "--on"), (("--customers", "-", "--on", DAY), "standard input"),
                              (("--on", "soon", "--customers", "a.csv"), "soon")):
            wire = Wire(*options)
            error = wire.process.stderr.read().decode()
            self.assertEqual(2, wire.close())
            self.assertIn(word, error)


if __name__ == "__main__":
    unittest.main()
