// Visual Studio Code and `trouw lsp`: each answer of the server in the words of the editor. No library but the
// editor's own, so that the extension is these files and nothing else.
"use strict";

const {spawn} = require("child_process");
const vscode = require("vscode");
const {Wire} = require("./wire.js");

const documents = [{scheme: "file", language: "trouw"}, {scheme: "file", pattern: "**/programme.yaml"}];
const legend = new vscode.SemanticTokensLegend(
    ["keyword", "string", "string", "number", "comment", "property", "variable", "enumMember"]);
const ours = document => vscode.languages.match(documents, document) > 0;

// ---- From the protocol to the editor --------------------------------------------------------------------

const position = at => new vscode.Position(at.line, at.character);
const range = at => new vscode.Range(position(at.start), position(at.end));
const location = at => new vscode.Location(vscode.Uri.parse(at.uri), range(at.range));
const place = (document, at) => ({textDocument: {uri: document.uri.toString()},
                                  position: {line: at.line, character: at.character}});
const whole = document => ({textDocument: {uri: document.uri.toString()}});
const textEdit = edit => new vscode.TextEdit(range(edit.range), edit.newText);

function workspaceEdit(edit) {
  const made = new vscode.WorkspaceEdit();
  for (const [uri, edits] of Object.entries(edit.changes)) made.set(vscode.Uri.parse(uri), edits.map(textEdit));
  return made;
}

function diagnostic(one) {
  const made = new vscode.Diagnostic(range(one.range), one.message, one.severity - 1);
  made.code = one.code;
  made.source = one.source;
  made.relatedInformation = (one.relatedInformation || []).map(
      related => new vscode.DiagnosticRelatedInformation(location(related.location), related.message));
  return made;
}

function completion(one) {
  const made = new vscode.CompletionItem(one.label, one.kind - 1);
  made.detail = one.detail;
  made.sortText = one.sortText;
  made.filterText = one.filterText;
  made.insertText = new vscode.SnippetString(one.textEdit.newText);
  made.range = range(one.textEdit.range);
  return made;
}

function symbol(one) {
  const made = new vscode.DocumentSymbol(one.name, one.detail, one.kind - 1, range(one.range), range(one.selectionRange));
  made.children = one.children.map(symbol);
  return made;
}

// ---- The server -----------------------------------------------------------------------------------------

function options() {
  const settings = vscode.workspace.getConfiguration("trouw");
  const customers = settings.get("customers"), on = settings.get("on");
  return {command: settings.get("command"), words: customers && on ? ["--customers", customers, "--on", on] : []};
}

function providers(wire, lenses) {
  const on = vscode.languages;
  return [
    on.registerCompletionItemProvider(documents, {
      async provideCompletionItems(document, at) {
        const found = await wire.ask("textDocument/completion", place(document, at));
        return new vscode.CompletionList(found.items.map(completion), true);
      }}, "\"", " "),
    on.registerHoverProvider(documents, {
      async provideHover(document, at) {
        const found = await wire.ask("textDocument/hover", place(document, at));
        return found && new vscode.Hover(new vscode.MarkdownString(found.contents.value), range(found.range));
      }}),
    on.registerDefinitionProvider(documents, {
      async provideDefinition(document, at) {
        const found = await wire.ask("textDocument/definition", place(document, at));
        return found && location(found);
      }}),
    on.registerReferenceProvider(documents, {
      async provideReferences(document, at, context) {
        return (await wire.ask("textDocument/references", {...place(document, at), context})).map(location);
      }}),
    on.registerRenameProvider(documents, {
      async prepareRename(document, at) {
        const found = await wire.ask("textDocument/prepareRename", place(document, at));
        if (!found) throw new Error("Only offers and definitions can be renamed here.");
        return range(found);
      },
      async provideRenameEdits(document, at, newName) {
        const found = await wire.ask("textDocument/rename", {...place(document, at), newName});
        return found && workspaceEdit(found);
      }}),
    on.registerDocumentFormattingEditProvider(documents, {
      async provideDocumentFormattingEdits(document, style) {
        const found = await wire.ask("textDocument/formatting", {...whole(document), options: style});
        return (found || []).map(textEdit);
      }}),
    on.registerDocumentSemanticTokensProvider(documents, {
      async provideDocumentSemanticTokens(document) {
        const found = await wire.ask("textDocument/semanticTokens/full", whole(document));
        return new vscode.SemanticTokens(new Uint32Array(found.data));
      }}, legend),
    on.registerFoldingRangeProvider(documents, {
      async provideFoldingRanges(document) {
        const found = await wire.ask("textDocument/foldingRange", whole(document));
        return found.map(one => new vscode.FoldingRange(one.startLine, one.endLine));
      }}),
    on.registerDocumentSymbolProvider(documents, {
      async provideDocumentSymbols(document) {
        return (await wire.ask("textDocument/documentSymbol", whole(document))).map(symbol);
      }}),
    on.registerInlayHintsProvider(documents, {
      async provideInlayHints(document, seen) {
        const found = await wire.ask("textDocument/inlayHint", {...whole(document), range: seen});
        return found.map(one => Object.assign(new vscode.InlayHint(position(one.position), one.label), {paddingLeft: true}));
      }}),
    on.registerCodeLensProvider(documents, {
      onDidChangeCodeLenses: lenses.event,
      async provideCodeLenses(document) {
        const found = await wire.ask("textDocument/codeLens", whole(document));
        return found.map(one => new vscode.CodeLens(range(one.range), one.command));
      }}),
    on.registerCodeActionsProvider(documents, {
      async provideCodeActions(document, seen) {
        const found = await wire.ask("textDocument/codeAction", {...whole(document), range: seen, context: {diagnostics: []}});
        return found.map(one => {
          const made = new vscode.CodeAction(one.title, vscode.CodeActionKind.QuickFix);
          made.edit = workspaceEdit(one.edit);
          made.isPreferred = one.isPreferred;
          made.diagnostics = one.diagnostics.map(diagnostic);
          return made;
        });
      }}, {providedCodeActionKinds: [vscode.CodeActionKind.QuickFix]})
  ];
}

// Texts as they are on the screen, and files that change on the disk.
function watching(wire) {
  const opened = document => ours(document) && wire.tell("textDocument/didOpen", {textDocument: {
    uri: document.uri.toString(), languageId: "trouw", version: document.version, text: document.getText()}});
  vscode.workspace.textDocuments.forEach(opened);
  const disk = vscode.workspace.createFileSystemWatcher("**/{*.trouw,programme.yaml}");
  const changed = type => uri => wire.tell("workspace/didChangeWatchedFiles", {changes: [{uri: uri.toString(), type}]});
  return [
    vscode.workspace.onDidOpenTextDocument(opened),
    vscode.workspace.onDidChangeTextDocument(event => ours(event.document) && wire.tell("textDocument/didChange", {
      textDocument: {uri: event.document.uri.toString(), version: event.document.version},
      contentChanges: event.contentChanges.map(one => ({range: one.range, text: one.text}))})),
    vscode.workspace.onDidCloseTextDocument(document => ours(document) && wire.tell("textDocument/didClose", whole(document))),
    disk, disk.onDidCreate(changed(1)), disk.onDidChange(changed(2)), disk.onDidDelete(changed(3))
  ];
}

let leave = () => undefined;

async function activate(context) {
  const {command, words} = options();
  const server = spawn(command, ["lsp", ...words]);
  server.on("error", wrong => vscode.window.showErrorMessage(
      `trouw: ${command} could not be started (${wrong.message}). The setting “trouw.command” says where it is.`));
  const said = vscode.languages.createDiagnosticCollection("trouw");
  const lenses = new vscode.EventEmitter();
  const wire = new Wire(server.stdout, server.stdin, (method, params) => {
    if (method === "textDocument/publishDiagnostics") said.set(vscode.Uri.parse(params.uri), params.diagnostics.map(diagnostic));
    if (method === "workspace/codeLens/refresh") lenses.fire();
    if (method === "window/showMessage") vscode.window.showInformationMessage(params.message);
  });
  leave = async () => {
    await wire.ask("shutdown");
    wire.tell("exit");
  };
  await wire.ask("initialize", {processId: process.pid, rootUri: null, capabilities: {
    textDocument: {completion: {completionItem: {snippetSupport: true}}}, workspace: {codeLens: {refreshSupport: true}}}});
  wire.tell("initialized", {});
  context.subscriptions.push(said, lenses, ...providers(wire, lenses), ...watching(wire),
      vscode.commands.registerCommand("trouw.show", text => vscode.window.showInformationMessage(text, {modal: true})));
}

module.exports = {activate, deactivate: () => leave()};
