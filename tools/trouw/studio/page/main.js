// The page: begins, saves, and shows one thing at a time.
import { ask, Gone, Refused, secret } from "./connection.js";
import { cards } from "./cards.js";
import { fill, h } from "./dom.js";
import { make_editor } from "./editor.js";
import { examples } from "./examples.js";
import { fields, refresh_fields } from "./fields.js";
import { figures } from "./figures.js";
import { begin as begin_keeping } from "./keeping.js";
import { messages } from "./messages.js";
import { count, round_money } from "./numbers.js";
import { people, show_person } from "./people.js";
import { changed, on, say, store, unsay } from "./store.js";
import { apply, attach, connected, is_dirty, load_all, pending, recover, send_all, show_both, text_of } from "./texts.js";
import { language, languages, speak, t } from "./words.js";

const page = document.getElementById("page");
const views = ["text", "cards", "examples", "fields"];
let editor = null;

// ---- The frame -------------------------------------------------------------------------------------------------

function unsaved() {
  return store.papers.filter(paper => paper.unsaved || is_dirty(paper.name));
}

function status() {
  const list = unsaved(), n = list.length;
  const [name, mood] = !store.connected ? ["offline", "bad"] : pending() ? ["sending", ""] : n ? ["unsaved", "warn"] : ["saved", "good"];
  return h("span", { class: "status " + mood, role: "status" }, t(name, { n, shown: count(n) }));
}

function head(host) {
  const draw = () => fill(host,
    h("span", { class: "mark-of-the-house" }, "trouw", h("span", { class: "faint" }, " ", t("studio"))),
    h("h1", {}, store.programme.programme),
    store.programme.read_only ? h("span", { class: "status" }, t("read_only")) : [status(),
      h("button", { class: "main", onclick: () => save(), disabled: unsaved().length === 0, "data-key": "save" }, t("save"))],
    h("label", { class: "inline language" }, h("span", { class: "hidden" }, t("language")),
      h("select", { "data-key": "language", onchange: event => { localStorage.setItem("trouw-language", event.target.value); location.reload(); } },
        languages.map(name => h("option", { value: name, selected: name === language(), lang: name }, { en: "English", nl: "Nederlands" }[name])))));
  on("papers sheets", draw);
  draw();
}

function remarks(host) {
  const draw = () => fill(host, store.said.map(one => h("div", { class: "said " + one.mood, role: one.mood === "bad" ? "alert" : "status" },
    h("span", {}, one.text), one.actions.map((action, i) => h("button", { onclick: action.do, "data-key": one.key + i }, action.text)))), both());
  on("said both", draw);
}

// Two texts side by side; lines that are not in both stand out.
function both() {
  if (!store.both) return null;
  const { name, mine, theirs } = store.both;
  const side = (title, text, other) => {
    const known = new Set(other.split("\n"));
    return h("div", { class: "side" }, h("h3", {}, title), h("pre", { tabindex: "0" }, text.split("\n").slice(0, 5000).map(line => [h("span", { class: known.has(line) ? "" : "differs" }, line), "\n"])));
  };
  return h("div", { class: "both", role: "region", "aria-label": name }, h("div", { class: "sides" }, side(t("yours"), mine, theirs), side(t("theirs"), theirs, mine)),
    h("button", { onclick: () => { store.both = null; changed("both"); } }, t("close")));
}

function tabs(host) {
  const pick = name => () => { show_file(name); };
  const view = name => h("button", { role: "tab", id: "view-" + name, "aria-selected": String(store.view === name), "aria-controls": "views", tabindex: store.view === name ? 0 : -1,
    "data-key": "view-" + name, onclick: () => show_view(name), onkeydown: event => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (by) show_view(views[(views.indexOf(name) + by + views.length) % views.length], true);
    } }, t("view_" + name));
  const draw = () => fill(host,
    h("div", { class: "views", role: "tablist", "aria-label": t("views") }, views.map(view)),
    (store.view === "text" || store.view === "cards") && h("div", { class: "file-list", role: "group", "aria-label": t("files") },
      store.papers.filter(paper => store.view === "text" || paper.name.endsWith(".trouw")).map(paper =>
        h("button", { class: "file" + (paper.name === store.file ? " now" : "") + (paper.unsaved || is_dirty(paper.name) ? " unsaved" : ""),
          "aria-pressed": String(paper.name === store.file), "data-key": "file-" + paper.name, onclick: pick(paper.name) }, paper.name)),
      !store.programme.read_only && h("button", { class: "file", "aria-label": t("new_file"), title: t("new_file"), "data-key": "new-file", onclick: new_file }, "+")),
    store.view === "text" && h("div", { class: "tools" },
      store.file.endsWith(".trouw") && h("button", { class: "small", "data-key": "lay-out", onclick: lay_out }, t("lay_out")),
      store.editor && h("button", { class: "small", "data-key": "plain", "aria-pressed": String(editor?.plain ?? false), onclick: switch_editor }, t("plain"))));
  on("papers view sheets file", draw);
  draw();
}

async function new_file() {
  const name = window.prompt(t("name_of_file"), "new.trouw");
  if (!name) return;
  await guarded(async () => {
    apply(await ask("add", { file: name.trim() }));
    store.wanted = name.trim();
  });
}

async function lay_out() {
  send_all();
  await guarded(async () => {
    const { text } = await ask("laid-out", { file: store.file });
    const now = text_of(store.file);
    if (text !== now) editor.change([{ from: 0, to: now.length, text }]);
  });
}

async function guarded(work) {
  try {
    await work();
  } catch (error) {
    if (error instanceof Gone) connected(false);
    else if (error instanceof Refused) say("refused", error.message, [{ text: t("fine"), do: () => unsay("refused") }], "bad");
    else throw error;
  }
}

function show_view(name, focus = false) {
  store.view = name;
  page.dataset.view = name;
  if (name === "cards" && !store.file.endsWith(".trouw")) show_file(store.papers.find(paper => paper.name.endsWith(".trouw"))?.name ?? store.file);
  changed("view");
  for (const [key, host] of Object.entries(store.hosts)) host.hidden = key !== name;
  if (name === "text") editor?.refresh();
  if (focus) queueMicrotask(() => document.getElementById("view-" + name)?.focus());
}

function show_file(name) {
  if (!name) return;
  store.file = name;
  editor?.set(text_of(name));
  editor?.fresh();
  editor?.label(t("editor", { file: name }));
  editor?.lock(Boolean(store.papers.find(paper => paper.name === name && !paper.legible)));
  changed("file", "view", "sheets", "told");
}

// To a place of the text.
function go(at) {
  if (!store.papers.some(paper => paper.name === at.file)) return;
  show_side("write");
  if (store.view !== "text") show_view("text");
  if (store.file !== at.file) show_file(at.file);
  queueMicrotask(() => editor?.go(at));
}

function show_side(name) {
  store.side = name;
  page.dataset.side = name;
  changed("side");
}

function sides(host) {
  const draw = () => fill(host, ["write", "result", "person"].map(name => h("button", { "aria-pressed": String(store.side === name), "data-key": "side-" + name, onclick: () => show_side(name) },
    t(name), name === "write" && store.told.errors > 0 && h("span", { class: "badge" }, count(store.told.errors)))));
  on("side told", draw);
  draw();
}

// ---- The text --------------------------------------------------------------------------------------------------

async function switch_editor() {
  const was_plain = editor?.plain;
  localStorage.setItem("trouw-plain", was_plain ? "" : "yes");
  await open_editor(!was_plain);
}

async function open_editor(wants_plain) {
  const host = store.hosts.text;
  host.replaceChildren();
  editor = await make_editor(host, wants_plain);
  attach(editor);
  show_file(store.file);
}

function lenses() {
  const list = [], live = store.live;
  if (live.current === false) return list;
  for (const offer of live.figures?.offers ?? [])
    if (offer.file === store.file) list.push({ line: offer.line - 1, text: t("reaches", { people: count(offer.counted), amount: round_money(offer.paid) }) });
  for (const one of live.guarantees ?? [])
    if (one.file === store.file) list.push({ line: one.line - 1, text: t("state_" + one.state), mood: one.state });
  return list;
}

function dress() {
  if (!editor) return;
  const sheet = store.sheets[store.file];
  if (!sheet || sheet.text !== text_of(store.file)) return;
  editor.colour(sheet.tokens);
}

function underline() {
  const sheet = store.sheets[store.file];
  if (!editor || !sheet || sheet.text !== text_of(store.file)) return;
  editor.underline(store.told.list.filter(one => one.at.file === store.file && one.line > 0));
}

function annotate() {
  const sheet = store.sheets[store.file];
  if (!editor || !sheet || sheet.text !== text_of(store.file)) return;
  editor.note(lenses());
}

// ---- Saving ----------------------------------------------------------------------------------------------------

async function save(despite = false, over = {}) {
  if (store.programme.read_only) return;
  for (let i = 0; i < 60 && pending() && store.connected; ++i) {
    send_all();
    await new Promise(done => setTimeout(done, 50));
  }
  if (!store.connected || pending()) return;
  const fine = [{ text: t("fine"), do: () => unsay("save") }];
  try {
    const done = await ask("save", { despite, over });
    store.papers = done.papers;
    changed("papers");
    say("save", done.written.length ? t("saved_files", { files: done.written.join(", ") }) : t("nothing_saved"), fine, "good");
    setTimeout(() => unsay("save"), 4000);
  } catch (error) {
    if (error instanceof Gone) return connected(false);
    if (!(error instanceof Refused)) throw error;
    if (error.kind === "mistakes") say("save", t("save_mistakes", { n: error.problem.errors, shown: count(error.problem.errors) }), fine, "bad");
    else if (error.kind === "doubts")
      say("save", [t("doubts"), ...error.problem.doubts.map(one => t("doubt_" + one.kind, { text: one.text }))].join(" "),
        [{ text: t("save_despite"), do: () => save(true, over) }, ...fine], "bad");
    else if (error.kind === "changed-outside") for (const name of error.problem.files) outside(name);
    else say("save", error.message, fine, "bad");
  }
}

// A file that was changed on the disk as well as here.
async function outside(name) {
  await guarded(async () => {
    const answer = await ask("outside", { file: name });
    if (!answer.mark) return unsay("outside-" + name);
    say("outside-" + name, t(answer.gone ? "outside_gone" : "outside", { file: name }), [
      { text: t("overwrite"), do: () => { unsay("outside-" + name); save(true, { [name]: answer.mark }); } },
      !answer.gone && { text: t("take_outside"), do: () => guarded(async () => { unsay("outside-" + name); apply(await ask("take-back", { file: name })); }) },
      !answer.gone && { text: t("show_both"), do: () => show_both(name, answer.yours, answer.theirs) },
    ].filter(Boolean), "bad");
  });
}

function watch_papers() {
  const told = {};
  on("papers", () => {
    for (const paper of store.papers) {
      const mark = paper.gone ? "gone" : paper.outside;
      if (mark && told[paper.name] !== mark) outside(paper.name);
      if (!mark && told[paper.name]) unsay("outside-" + paper.name);
      told[paper.name] = mark;
    }
    if (store.wanted && text_of(store.wanted) !== undefined && store.papers.some(paper => paper.name === store.wanted)) {
      show_file(store.wanted);
      store.wanted = "";
    }
    if (store.file && !store.papers.some(paper => paper.name === store.file)) show_file(store.papers[0]?.name);
  });
}

// ---- The beginning ---------------------------------------------------------------------------------------------

async function follow() {
  for (;;) {
    try {
      const answer = await ask("wait", { stamp: store.stamp });
      connected(true);
      if (!pending()) apply(answer);
      else store.stamp = answer.stamp;
      if (!answer.patient) await new Promise(done => setTimeout(done, 1000));
      else if (pending()) await new Promise(done => setTimeout(done, 100));
    } catch (error) {
      if (error instanceof Refused && error.status !== 401) throw error;
      connected(false);
      await new Promise(done => setTimeout(done, 1200));
    }
  }
}

async function begin() {
  const wanted = localStorage.getItem("trouw-language");
  speak(wanted ?? (navigator.language.startsWith("nl") ? "nl" : "en"));
  fill(page, h("p", { class: "loading", role: "status" }, t("loading")));
  let answer;
  try {
    answer = await ask("begin");
  } catch (error) {
    const text = error instanceof Refused && error.status === 401 ? t("no_token") : error instanceof Gone ? t("gone") : error.message;
    fill(page, h("p", { class: "loading bad", role: "alert" }, text));
    if (error instanceof Gone) setTimeout(() => location.reload(), 3000);
    return;
  }
  store.programme = answer.programme;
  store.editor = answer.editor;
  // The programme's own language, unless another was chosen.
  const own = Object.values(answer.programme.languages);
  if (!wanted && own.length) speak(own[0]);
  apply(answer);
  await load_all();
  await refresh_fields();
  build();
  for (const paper of store.papers) {
    if (paper.restored && paper.unsaved)
      say("restored-" + paper.name, t("restored", { file: paper.name }), [{ text: t("fine"), do: () => unsay("restored-" + paper.name) },
        { text: t("back_to_disk"), do: () => guarded(async () => { unsay("restored-" + paper.name); apply(await ask("take-back", { file: paper.name })); }) }]);
    if (!paper.legible) say("illegible-" + paper.name, t("illegible", { file: paper.name }), [{ text: t("fine"), do: () => unsay("illegible-" + paper.name) }]);
  }
  await open_editor(localStorage.getItem("trouw-plain") === "yes");
  recover(await begin_keeping(store.programme.folder));
  changed("papers", "told", "live", "sheets", "said");
  page.dataset.ready = "yes";
  follow();
}

function build() {
  document.title = `${store.programme.programme} · trouw studio`;
  store.file = (store.papers.find(paper => paper.name.endsWith(".trouw")) ?? store.papers[0]).name;
  const parts = { head: h("header", { class: "head" }), said: h("div", { class: "remarks" }), tabs: h("div", { class: "tabs" }), sides: h("nav", { class: "sides-nav", "aria-label": t("views") }) };
  store.hosts = { text: h("div", { class: "editor" }), cards: cards(go), examples: examples(go), fields: fields(go) };
  const person = people(), result = figures(go, id => { show_side("person"); show_person(id); });
  fill(page, h("a", { class: "skip", href: "#", onclick: event => { event.preventDefault(); show_view("text"); editor?.focus(); } }, t("skip")),
    parts.head, parts.said,
    h("div", { class: "desk" },
      h("main", { class: "write" }, parts.tabs, h("div", { class: "sheet", id: "views", role: "tabpanel", "aria-label": t("write") }, Object.values(store.hosts)), messages(go), h("p", { class: "keys" }, t("keys"))),
      h("aside", { class: "result", "aria-label": t("result") }, result, person)),
    parts.sides);
  head(parts.head);
  remarks(parts.said);
  tabs(parts.tabs);
  sides(parts.sides);
  watch_papers();
  show_side("write");
  page.dataset.view = store.view;
  on("told", () => {
    const errors = store.told.list.length > 0 ? "yes" : "no";
    if (page.dataset.errors === errors) return;
    page.dataset.errors = errors;
    editor?.refresh();
  });
  for (const [key, host] of Object.entries(store.hosts)) host.hidden = key !== store.view;
  on("sheets file", dress);
  on("sheets told file", underline);
  on("sheets live file", annotate);
  addEventListener("keydown", event => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") {
      event.preventDefault();
      save();
    }
  });
  addEventListener("beforeunload", event => { if (pending()) event.preventDefault(); });
}

// A browser that the studio opened has a pass, good for one time: it becomes the key.
async function enter() {
  if (secret().startsWith("once-")) {
    try {
      const { secret: key } = await ask("enter", { pass: secret() });
      history.replaceState(null, "", "#" + key);
    } catch { /* it was used before: the page says what to open */ }
  }
  addEventListener("hashchange", () => location.reload());
  await begin();
}

if (secret()) enter();
else {
  speak(navigator.language.startsWith("nl") ? "nl" : "en");
  fill(page, h("p", { class: "loading bad", role: "alert" }, t("no_token")));
}
