// The text: CodeMirror where it is on the machine, else a plain field with the colours laid under it. Both answer
// to the same calls; places are {line, ch}.
import { ask } from "./connection.js";
import { fill, h, mark_name, marks } from "./dom.js";
import { store } from "./store.js";
import { edited, send_all, text_of } from "./texts.js";
import { t } from "./words.js";

const most_coloured = 300_000;

function load(path) {
  return new Promise((done, failed) => {
    const element = path.endsWith(".css") ? h("link", { rel: "stylesheet", href: path }) : h("script", { src: path });
    element.addEventListener("load", done);
    element.addEventListener("error", () => failed(new Error(path)));
    document.head.append(element);
  });
}

export async function make_editor(host, wants_plain) {
  if (store.editor && !wants_plain) {
    try {
      for (const file of ["lib/codemirror.css", "addon/hint/show-hint.css", "lib/codemirror.js", "addon/hint/show-hint.js",
        "addon/comment/comment.js"])
        await load("/codemirror/" + file);
      return rich(host);
    } catch { /* it is not there after all */ }
  }
  return plain(host);
}

async function suggestions(file, at) {
  send_all();
  for (let i = 0; i < 20; ++i) {
    const sheet = store.sheets[file];
    if (sheet && sheet.text === text_of(file)) {
      try {
        return (await ask("complete", { file, at, mark: sheet.mark })).list;
      } catch {
        return [];  // without an answer nothing is suggested
      }
    }
    await new Promise(done => setTimeout(done, 50));
  }
  return [];
}

// Of Markdown what the meanings have: **strong** and `code`.
const inline = text => text.split(/(\*\*[^*]+\*\*|`[^`]+`)/).map(piece =>
  piece.startsWith("**") ? h("b", {}, piece.slice(2, -2)) : piece.startsWith("`") ? h("code", {}, piece.slice(1, -1)) : piece);

const colour = kind => "tk-" + kind;
const plain_place = at => ({ line: at.line, ch: at.ch });

// ---- CodeMirror ------------------------------------------------------------------------------------------------

function rich(host) {
  const CodeMirror = window.CodeMirror;
  let setting = false, waiting = 0;
  const cm = CodeMirror(host, {
    lineNumbers: true, lineWrapping: true, mode: null, tabSize: 2, indentUnit: 2,
    specialChars: marks, viewportMargin: 40, screenReaderLabel: t("editor", { file: store.file }),
    specialCharPlaceholder: mark => h("span", { class: "mark", title: mark_name(mark) }, mark_name(mark)),
    readOnly: false, inputStyle: "contenteditable",
    extraKeys: { "Ctrl-Space": () => suggest(), "Ctrl-/": "toggleComment", Tab: false, "Shift-Tab": false, Esc: () => cm.getInputField().blur() },
  });
  // A click on what stands beside the text is one into the text.
  cm.getWrapperElement().addEventListener("click", () => cm.hasFocus() || cm.focus());
  cm.on("change", (_, change) => {
    if (setting) return;
    edited(store.file, cm.getValue());
    clearTimeout(waiting);
    if (change.origin === "+input" && /[\p{L}]$/u.test(change.text.at(-1))) waiting = setTimeout(suggest, 350);
  });

  function suggest() {
    if (!cm.hasFocus()) return;
    const file = store.file, at = plain_place(cm.getCursor());
    let moved = false;
    const move = (handle, by) => { moved = true; handle.moveFocus(by); };
    cm.showHint({
      completeSingle: false,
      hint: async () => {
        const list = await suggestions(file, at);
        const now = cm.getCursor();
        if (!list.length || now.line !== at.line || now.ch !== at.ch) return { list: [], from: at, to: at };
        return {
          from: plain_place(list[0].at.from), to: plain_place(list[0].at.to),
          list: list.slice(0, 60).map(one => ({
            text: one.text, from: plain_place(one.at.from), to: plain_place(one.at.to),
            render: element => element.append(h("span", { class: "hint-label" }, one.label), h("span", { class: "hint-detail" }, one.detail)),
          })),
        };
      },
      extraKeys: {
        Down: (_, handle) => move(handle, 1), Up: (_, handle) => move(handle, -1),
        Tab: (_, handle) => handle.pick(),
        Enter: (_, handle) => {
          if (moved) return handle.pick();
          handle.close();
          cm.execCommand("newlineAndIndent");
        },
      },
    });
  }

  // What stands under the pointer, or with F1 under the cursor.
  const tip = h("div", { class: "tip", role: "tooltip", hidden: true });
  document.body.append(tip);
  let hovering = 0;
  const hide = () => { clearTimeout(hovering); tip.hidden = true; };
  async function explain(at, left, top) {
    const sheet = store.sheets[store.file];
    if (!sheet || sheet.text !== text_of(store.file)) return;
    try {
      const { text } = await ask("hover", { file: store.file, at });
      if (!text) return hide();
      fill(tip, text.split(/\n\n+/).map(part => h("p", {}, inline(part))));
      tip.hidden = false;
      tip.style.left = `${Math.max(8, Math.min(left, innerWidth - tip.offsetWidth - 12))}px`;
      tip.style.top = `${top + tip.offsetHeight + 30 > innerHeight ? top - tip.offsetHeight - 12 : top + 18}px`;
    } catch {
      hide();  // it is gone, or changed: there is nothing to tell
    }
  }
  cm.getWrapperElement().addEventListener("mousemove", event => {
    hide();
    if (event.buttons) return;
    const { clientX: left, clientY: top } = event;
    hovering = setTimeout(() => {
      const at = cm.coordsChar({ left, top }, "window");
      if (!at.outside) explain(plain_place(at), left, top);
    }, 450);
  });
  cm.getWrapperElement().addEventListener("mouseleave", hide);
  cm.on("keydown", hide);
  cm.on("scroll", hide);
  cm.addKeyMap({ F1: () => { const at = cm.getCursor(), box = cm.cursorCoords(at, "window"); explain(plain_place(at), box.left, box.top); } });

  let problems = [], tokens = [], notes = [];
  const clear = list => { for (const one of list) one.clear(); return []; };
  return {
    plain: false,
    set(text) {
      setting = true;
      const at = cm.getCursor(), scroll = cm.getScrollInfo();
      cm.operation(() => {
        tokens = clear(tokens); problems = clear(problems); notes = clear(notes);
        cm.setValue(text);
        cm.setCursor(at);
        cm.scrollTo(scroll.left, scroll.top);
      });
      setting = false;
    },
    fresh() { cm.clearHistory(); },
    change(list) {
      cm.operation(() => {
        for (const one of list)
          cm.replaceRange(one.text, cm.posFromIndex(one.from), cm.posFromIndex(one.to), "+form");
      });
    },
    colour(list) {
      cm.operation(() => {
        tokens = clear(tokens);
        if (cm.getValue().length > most_coloured) return;
        tokens = list.map(([kind, from, to]) => cm.markText(from, to, { className: colour(kind) }));
      });
    },
    underline(list) {
      cm.operation(() => {
        problems = clear(problems);
        for (const one of list) {
          let { from, to } = one.at;
          if (from.line === to.line && from.ch === to.ch) to = { line: to.line, ch: to.ch + 1 };
          problems.push(cm.markText(from, to, { className: "wave " + one.severity, attributes: { title: one.message } }));
        }
      });
    },
    note(list) {
      cm.operation(() => {
        notes = clear(notes);
        for (const one of list)
          notes.push(cm.setBookmark({ line: one.line, ch: (cm.getLine(one.line) ?? "").length },
            { widget: h("span", { class: "lens " + (one.mood ?? ""), "aria-hidden": "true" }, one.text), insertLeft: true, handleMouseEvents: true }));
      });
    },
    go(at) {
      cm.focus();
      cm.setSelection(at.from, at.to);
      cm.scrollIntoView(at, 80);
    },
    focus: () => cm.focus(), suggest,
    refresh() {
      cm.refresh();
      if (cm.hasFocus()) cm.scrollIntoView(null, 60);
    },
    label: text => cm.getInputField().setAttribute("aria-label", text),
    lock: yes => cm.setOption("readOnly", yes),
    place: () => plain_place(cm.getCursor()),
  };
}

// ---- A plain field ---------------------------------------------------------------------------------------------

function plain(host) {
  const under = h("pre", { class: "under", "aria-hidden": "true" });
  const field = h("textarea", { class: "over", spellcheck: "false", autocapitalize: "off", autocomplete: "off", wrap: "soft" });
  host.append(h("div", { class: "plain" }, under, field));
  let tokens = [], problems = [], timer = 0;
  const fit = () => { under.scrollTop = field.scrollTop; };
  field.addEventListener("scroll", fit);
  field.addEventListener("input", () => {
    draw();
    edited(store.file, field.value);
  });

  const start_of = () => {
    const starts = [0];
    for (let at = field.value.indexOf("\n"); at >= 0; at = field.value.indexOf("\n", at + 1)) starts.push(at + 1);
    return starts;
  };

  function draw() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const text = field.value;
      if (text.length > most_coloured) return under.replaceChildren();
      const starts = start_of(), index = at => Math.min((starts[at.line] ?? text.length) + at.ch, text.length);
      const pieces = tokens.map(([kind, from, to]) => [index(from), index(to), colour(kind)])
        .concat(problems.map(one => [index(one.at.from), Math.max(index(one.at.to), index(one.at.from) + 1), "wave " + one.severity]));
      const cuts = [...new Set([0, text.length, ...pieces.flatMap(([from, to]) => [from, to])])].filter(at => at <= text.length).sort((a, b) => a - b);
      const made = [];
      for (let i = 0; i + 1 < cuts.length; ++i) {
        const names = pieces.filter(([from, to]) => from <= cuts[i] && cuts[i + 1] <= to).map(piece => piece[2]).join(" ");
        const part = document.createElement("span");
        part.className = names;
        part.textContent = text.slice(cuts[i], cuts[i + 1]);
        made.push(part);
      }
      under.replaceChildren(...made, "\n");
      fit();
    }, 30);
  }

  return {
    plain: true,
    set(text) {
      const at = field.selectionStart, top = field.scrollTop;
      field.value = text;
      field.setSelectionRange(at, at);
      field.scrollTop = top;
      tokens = problems = [];
      draw();
    },
    fresh() {},
    change(list) {
      let text = field.value;
      for (const one of list) text = text.slice(0, one.from) + one.text + text.slice(one.to);
      field.value = text;
      draw();
      edited(store.file, text);
    },
    colour(list) { tokens = list; draw(); },
    underline(list) { problems = list; draw(); },
    note() {},
    go(at) {
      const starts = start_of();
      field.focus();
      field.setSelectionRange((starts[at.from.line] ?? 0) + at.from.ch, (starts[at.to.line] ?? 0) + at.to.ch);
      field.scrollTop = Math.max(0, at.from.line - 4) * parseFloat(getComputedStyle(field).lineHeight);
    },
    focus: () => field.focus(), refresh: draw, suggest() {},
    label: text => field.setAttribute("aria-label", text),
    lock: yes => { field.readOnly = yes; },
    place() {
      const before = field.value.slice(0, field.selectionStart).split("\n");
      return { line: before.length - 1, ch: before.at(-1).length };
    },
  };
}
