"""The language server by a real client, pygls, in whose types every answer must fit.

Ends with 77 where the client is not there (tools/dev/editors installs it): not run.
"""

import asyncio
import pathlib
import sys
import unittest

if "--packages" in sys.argv:
    number = sys.argv.index("--packages")
    sys.path.insert(0, sys.argv[number + 1])
    del sys.argv[number:number + 2]
try:
    from lsprotocol import types as lsp
    from pygls.lsp.client import LanguageClient
except ImportError:
    print("no pygls: not run")
    sys.exit(77)

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "command"))
from trouw_command import OFFERS, TROUW, CommandTest  # noqa: E402


class Client(CommandTest):
    def session(self, play, offers=OFFERS):
        """Opens a programme in an editor and plays what `play` does there."""
        folder = self.programme(offers=offers)
        self.uri = (folder / "offers.trouw").as_uri()

        async def run():
            client = LanguageClient("test", "1")
            told = asyncio.Queue()
            client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda params: told.put_nowait(params))
            await client.start_io(TROUW, "lsp", "--no-prove")
            answer = await client.initialize_async(lsp.InitializeParams(capabilities=lsp.ClientCapabilities()))
            client.initialized(lsp.InitializedParams())
            client.text_document_did_open(lsp.DidOpenTextDocumentParams(
                lsp.TextDocumentItem(uri=self.uri, language_id="trouw", version=1, text=offers)))
            await asyncio.wait_for(play(client, told, answer), 120)
            await client.shutdown_async(None)
            client.exit(None)
            await client.stop()

        asyncio.run(run())

    def place(self, words, plus=0, offers=OFFERS):
        before = offers[:offers.index(words) + plus]
        return {"text_document": lsp.TextDocumentIdentifier(self.uri),
                "position": lsp.Position(before.count("\n"), len(before) - before.rfind("\n") - 1)}

    def test_every_answer_fits_the_protocol(self):
        async def play(client, told, answer):
            self.assertEqual("trouw", answer.server_info.name)
            document = lsp.TextDocumentIdentifier(self.uri)
            whole = lsp.Range(lsp.Position(0, 0), lsp.Position(200, 0))
            place = self.place("complaints", 2)
            found = await client.text_document_completion_async(lsp.CompletionParams(**place))
            self.assertIn("complaints", [one.label for one in found.items])
            hover = await client.text_document_hover_async(lsp.HoverParams(**place))
            self.assertIn("whole number", hover.contents.value)
            definition = await client.text_document_definition_async(lsp.DefinitionParams(**place))
            self.assertTrue(definition.uri.endswith("programme.yaml"))
            title = self.place('"Renewal"', 2)
            uses = await client.text_document_references_async(
                lsp.ReferenceParams(**title, context=lsp.ReferenceContext(include_declaration=True)))
            self.assertEqual(2, len(uses))
            self.assertIsNotNone(await client.text_document_prepare_rename_async(lsp.PrepareRenameParams(**title)))
            renamed = await client.text_document_rename_async(lsp.RenameParams(**title, new_name="Renew"))
            self.assertEqual(3, len(renamed.changes[self.uri]))
            self.assertEqual(8, len(await client.text_document_document_symbol_async(lsp.DocumentSymbolParams(document))))
            self.assertTrue(await client.text_document_folding_range_async(lsp.FoldingRangeParams(document)))
            self.assertTrue((await client.text_document_semantic_tokens_full_async(lsp.SemanticTokensParams(document))).data)
            self.assertTrue(await client.text_document_inlay_hint_async(lsp.InlayHintParams(document, whole)))
            await client.text_document_code_lens_async(lsp.CodeLensParams(document))
            await client.text_document_formatting_async(
                lsp.DocumentFormattingParams(document, lsp.FormattingOptions(tab_size=2, insert_spaces=True)))

        self.session(play)

    def test_a_mistake_and_its_fix(self):
        wrong = OFFERS.replace("complaints is", "complaint is")

        async def play(client, told, answer):
            params = await told.get()
            while params.uri != self.uri or not params.diagnostics:
                params = await told.get()
            [mistake] = [one for one in params.diagnostics if one.severity == lsp.DiagnosticSeverity.Error]
            actions = await client.text_document_code_action_async(lsp.CodeActionParams(
                lsp.TextDocumentIdentifier(self.uri), mistake.range, lsp.CodeActionContext([mistake])))
            [edit] = actions[0].edit.changes[self.uri]
            client.text_document_did_change(lsp.DidChangeTextDocumentParams(
                lsp.VersionedTextDocumentIdentifier(uri=self.uri, version=2),
                [lsp.TextDocumentContentChangePartial(range=edit.range, text=edit.new_text)]))
            while [one for one in (await told.get()).diagnostics if one.severity == lsp.DiagnosticSeverity.Error]:
                pass

        self.session(play, wrong)


if __name__ == "__main__":
    unittest.main()
