// The texts on the screen and on the server. One request at a time for each file; what another tab or the disk
// has changed meanwhile is shown beside, and never taken over unseen.
import { ask, Gone, Refused } from "./connection.js";
import { forget, keep } from "./keeping.js";
import { changed, say, store, unsay } from "./store.js";
import { t } from "./words.js";

const files = {};  // name: {text, mark, dirty, sending, other}
let screen = null; // the editor, once there is one
let timer = 0;

export const attach = editor => { screen = editor; };
export const text_of = name => files[name]?.text ?? "";
export const is_dirty = name => Boolean(files[name]?.dirty || files[name]?.sending);
export const is_there = name => Boolean(files[name]);

export function pending() {
  return Object.values(files).some(file => file.dirty || file.sending);
}

function put(name, sheet) {
  const same = files[name]?.text === sheet.text;
  files[name] = { text: sheet.text, mark: sheet.mark, dirty: false, sending: false, other: null };
  store.sheets[name] = sheet;
  if (store.file === name && !same) screen?.set(sheet.text);
  changed("sheets");
}

// What somebody typed, or a form wrote.
export function edited(name, text) {
  const file = files[name];
  if (!file || file.text === text) return;
  file.text = text;
  file.dirty = true;
  if (!keep(name, text, file.mark)) changed("papers");
  changed("papers");
  clearTimeout(timer);
  timer = setTimeout(send_all, 60);
}

export function send_all() {
  for (const name of Object.keys(files)) send(name);
}

async function send(name) {
  const file = files[name];
  if (!file || !file.dirty || file.sending || file.other) return;
  file.dirty = false;
  file.sending = true;
  const text = file.text;
  try {
    const answer = await ask("text", { file: name, text, was: file.mark });
    connected(true);
    file.mark = answer.sheet.mark;
    if (file.text === text) {
      forget(name);
      store.sheets[name] = { ...answer.sheet, text };
      apply(answer);
      changed("sheets");
    } else {
      keep(name, file.text, file.mark);
    }
  } catch (error) {
    file.dirty = file.dirty || file.text === text;
    if (error instanceof Gone) connected(false);
    else if (error instanceof Refused && error.kind === "other-text") differ(name, error.problem.sheet);
    else {
      file.dirty = false;
      say("text-" + name, error.message, [], "bad");
    }
  }
  file.sending = false;
  changed("papers");
  if (file.dirty && store.connected) send(name);
}

// Another tab was quicker: its text and this one.
function differ(name, sheet) {
  const file = files[name];
  if (sheet.text === file.text) {
    file.mark = sheet.mark;
    file.dirty = false;
    forget(name);
    return;
  }
  file.other = sheet;
  say("other-" + name, t("other_tab", { file: name }), [
    { text: t("keep_mine"), do: () => settle(name, false) },
    { text: t("take_theirs"), do: () => settle(name, true) },
    { text: t("show_both"), do: () => show_both(name, file.text, sheet.text) },
  ], "bad");
}

function settle(name, theirs) {
  const file = files[name];
  const sheet = file.other;
  unsay("other-" + name);
  store.both = null;
  file.other = null;
  if (theirs) {
    forget(name);
    put(name, sheet);
  } else {
    file.mark = sheet.mark;
    file.dirty = true;
    send(name);
  }
  changed("both", "papers");
}

export function show_both(name, mine, theirs) {
  store.both = { name, mine, theirs };
  changed("both");
}

export function connected(yes) {
  if (store.connected === yes) return;
  store.connected = yes;
  changed("papers");
  if (yes) {
    unsay("gone");
    send_all();
  } else {
    say("gone", t("gone"), [], "bad");
  }
}

// What the server says of everything.
export function apply(answer) {
  store.stamp = answer.stamp;
  store.papers = answer.papers;
  store.told = answer.told;
  store.live = answer.live;
  if (answer.draft_failure) say("drafts", t("no_drafts", { why: answer.draft_failure }), [], "bad");
  else unsay("drafts");
  for (const paper of store.papers) {
    const file = files[paper.name];
    if (!file || (file.mark !== paper.mark && !file.dirty && !file.sending && !file.other)) load(paper.name);
  }
  for (const name of Object.keys(files))
    if (!store.papers.some(paper => paper.name === name) && !is_dirty(name)) {
      delete files[name];
      delete store.sheets[name];
    }
  changed("papers", "told", "live");
}

const loading = new Map();

// One question at a time for each file. What was typed, or taken over, while it was on its way is newer.
function load(name) {
  if (!loading.has(name)) loading.set(name, load_once(name).finally(() => loading.delete(name)));
  return loading.get(name);
}

async function load_once(name) {
  const before = { ...files[name] };
  try {
    const sheet = await ask("sheet", { file: name });
    const now = files[name];
    if (!now || (now.text === before.text && now.mark === before.mark && !is_dirty(name))) put(name, sheet);
  } catch (error) {
    if (error instanceof Gone) connected(false);
  }
}

export async function load_all() {
  await Promise.all(store.papers.map(paper => load(paper.name)));
}

// What was typed before a tab or the server ended. Made of the very text that is there: it goes on from it.
export function recover(found) {
  for (const { file: name, text, was } of found) {
    const file = files[name];
    if (!file || file.text === text) {
      forget(name);
      continue;
    }
    const known = store.sheets[name];
    file.text = text;
    if (store.file === name) screen?.set(text);
    say("recovered-" + name, t("recovered", { file: name }), [{ text: t("fine"), do: () => unsay("recovered-" + name) }]);
    if (was === file.mark) {
      file.dirty = true;
      send(name);
    } else {
      differ(name, known);
    }
  }
}

// ---- Edits, as the server and the forms make them ------------------------------------------------------------

export function offset(text, place) {
  let at = 0;
  for (let line = 0; line < place.line; ++line) {
    const end = text.indexOf("\n", at);
    if (end < 0) return text.length;
    at = end + 1;
  }
  const end = text.indexOf("\n", at);
  return Math.min(at + place.ch, end < 0 ? text.length : end);
}

export const slice = at => {
  const text = text_of(at.file);
  return text.slice(offset(text, at.from), offset(text, at.to));
};

export function make_edits(edits) {
  const of_file = {};
  for (const edit of edits) (of_file[edit.at.file] ??= []).push(edit);
  for (const [name, list] of Object.entries(of_file)) {
    let text = text_of(name);
    const placed = list.map(edit => ({ from: offset(text, edit.at.from), to: offset(text, edit.at.to), text: edit.text }))
      .sort((a, b) => b.from - a.from);
    if (name === store.file && screen) {
      screen.change(placed);
      continue;
    }
    for (const one of placed) text = text.slice(0, one.from) + one.text + text.slice(one.to);
    edited(name, text);
  }
}
