// Each offer as a form that reads and writes the same text. What a form cannot show stays as text, in its place.
import { fill, h } from "./dom.js";
import { count, round_money } from "./numbers.js";
import { audiences, choices, fresh, fresh_offer, outline_of, pieces_of, quoted, read, read_length, start, words, write, write_length } from "./phrases.js";
import { changed, on, store } from "./store.js";
import { make_edits, slice, text_of } from "./texts.js";
import { t } from "./words.js";

const as_words = new Set();  // parts that somebody wants to see as text
const forms = new Set();     // parts that are shown as forms

export function cards(go) {
  const host = h("section", { class: "cards", "aria-label": t("view_cards") });
  const draw = () => { if (store.view === "cards") fill(host, all(go)); };
  on("sheets view live fields cards", draw);
  return host;
}

const language_of = file => store.sheets[file]?.cards[0]?.language ?? store.programme.languages[file] ?? "en";
const day = () => store.live.on || new Date().toISOString().slice(0, 10);

function all(go) {
  const file = store.file, sheet = store.sheets[file];
  if (!sheet || !file.endsWith(".trouw")) return h("p", { class: "faint" }, t("no_cards", { file }));
  const list = sheet.cards.map((card, number) => one_card(card, number, go));
  const add_offer = () => {
    const text = text_of(file), language = language_of(file);
    const lines = text.split("\n");
    let title = t("new_offer_title"), n = 2;
    while (text.includes(quoted(title))) title = `${t("new_offer_title")} ${n++}`;
    const end = { line: lines.length - 1, ch: lines.at(-1).length };
    const gap = text === "" ? "" : text.endsWith("\n\n") ? "" : text.endsWith("\n") ? "\n" : "\n\n";
    make_edits([{ at: { file, from: end, to: end }, text: gap + fresh_offer(language, title) }]);
  };
  return [list.length ? list : h("p", { class: "faint" }, t("no_cards", { file })),
    h("p", { class: "ways" }, h("button", { class: "main", onclick: add_offer, "data-key": "new-offer" }, t("new_offer")))];
}

function one_card(card, number, go) {
  const key = `card${number}-`;
  const figure = store.live.current !== false && store.live.figures?.offers.find(offer => offer.title === card.title);
  const list = audiences[card.language] ?? audiences.en;
  const same = card.at && slice(card.title_at) !== undefined;
  return h("article", { class: "card", "aria-label": card.title },
    h("header", {},
      h("input", { class: "title", value: card.title, "aria-label": t("title"), "data-key": key + "title", disabled: !same,
        onchange: event => event.target.value.trim() && make_edits([{ at: card.title_at, text: quoted(event.target.value.trim()) }]) }),
      card.audience_at.file && h("label", { class: "inline" }, t("audience"), " ",
        h("select", { "data-key": key + "audience", onchange: event => make_edits([{ at: card.audience_at, text: list[event.target.value] }]) },
          Object.keys(list).map(name => h("option", { value: name, selected: name === card.audience }, t("audience_" + name))))),
      figure && h("span", { class: "reach" }, t("reaches", { people: count(figure.counted), amount: round_money(figure.paid) }))),
    !card.whole && h("p", { class: "bad" }, t("not_whole")),
    h("dl", { class: "clauses" }, card.clauses.map((clause, i) => [
      h("dt", {}, t("card_" + clause.kind)),
      h("dd", {}, clause_form(card, clause, `${key}${i}-`), h("span", { class: "of-clause" }, as_text_button(card, clause, `${key}${i}-`),
        card.whole && card.clauses.length > 1 && h("button", { class: "link quiet", "data-key": `${key}${i}-remove`, onclick: () => remove(clause), "aria-label": `${t("remove")}: ${clause.text}` }, "×")))])),
    h("footer", {},
      card.whole && ["when", "give", "runs", "limit", "tell"].filter(kind => kind !== "runs" || !card.clauses.some(one => one.kind === "runs"))
        .filter(kind => kind !== "give" || !card.clauses.some(one => one.kind === "match"))
        .map(kind => h("button", { class: "small", "data-key": key + "add" + kind, onclick: () => add(card, kind) }, "+ ", t("add_" + kind))),
      h("button", { class: "link", "data-key": key + "text", onclick: () => go(card.title_at) }, t("in_text"))));
}

function add(card, kind) {
  const last = card.clauses.at(-1)?.at.to ?? card.at.to;
  make_edits([{ at: { file: card.at.file, from: last, to: last }, text: "\n  " + fresh(card.language, kind, day()) }]);
}

// With the line that it stands on.
function remove(clause) {
  const lines = text_of(clause.at.file).split("\n");
  const { from, to } = clause.at;
  const alone = lines[from.line].slice(0, from.ch).trim() === "" && lines[to.line].slice(to.ch).trim() === "" && from.line > 0;
  const at = alone ? { file: clause.at.file, from: { line: from.line - 1, ch: lines[from.line - 1].length }, to: { line: to.line, ch: lines[to.line].length } } : clause.at;
  make_edits([{ at, text: "" }]);
}

const put = (clause, text) => make_edits([{ at: clause.at, text }]);

// ---- Clauses ---------------------------------------------------------------------------------------------------

function clause_form(card, clause, key) {
  const language = card.language, fields = store.fields.map(field => field.name).concat(words(language).tenure);
  const id = card.title + key;
  if (!as_words.has(id) && !clause.text.includes("\n") && !clause.text.includes("#")) {
    const form = clause.kind === "when" || clause.kind === "unless" ? several("condition", card, clause, fields, key)
      : clause.kind === "give" ? several("give", card, clause, fields, key)
        : single(clause.kind, card, clause, fields, key);
    if (form) {
      forms.add(id);
      return form;
    }
  }
  forms.delete(id);
  return raw(clause.text, text => put(clause, text), t("form_of", { what: t("card_" + clause.kind) }), key);
}

function as_text_button(card, clause, key) {
  const id = card.title + key;
  return forms.has(id) && h("button", { class: "link quiet", "data-key": key + "as", onclick: () => { as_words.add(id); changed("cards"); } }, t("as_text"));
}

function raw(text, set, label, key) {
  const rows = text.split("\n").length;
  return h(rows > 1 ? "textarea" : "input", { class: "raw", value: text, rows: rows > 1 ? rows : undefined, "aria-label": label, "data-key": key + "raw", spellcheck: "false",
    onchange: event => event.target.value.trim() && set(event.target.value) });
}

function single(kind, card, clause, fields, key) {
  const found = read(kind, clause.text, card.language, fields);
  return found && sentence(kind, found, card.language, text => put(clause, text), key, t("card_" + clause.kind));
}

// Several in a row, with `and` between them.
function several(kind, card, clause, fields, key) {
  const language = card.language, said = words(language);
  const lead = said[clause.kind];
  if (!lead || !clause.text.startsWith(lead)) return null;
  const parts = clause.text.slice(lead.length).split(said.and);
  const found = parts.map(part => read(kind, part, language, fields));
  if (found.some(one => !one)) return null;
  const set = (i, text) => put(clause, lead + parts.map((part, j) => (i === j ? text : part)).join(said.and));
  return h("div", { class: "several" }, found.map((one, i) => [i > 0 && h("span", { class: "faint" }, t("and")),
    sentence(kind, one, language, text => set(i, text), `${key}${i}-`, t("card_" + clause.kind))]));
}

function sentence(kind, found, language, set, key, label) {
  const fields = store.fields;
  const about = { currency: store.programme.currency, day: day(), field: fields[0]?.name ?? "tenure" };
  const pick = event => {
    const next = read_slots(event.target.value);
    const values = Object.fromEntries(next.map(slot => [slot.name, found.values[slot.name] ?? start(slot.kind, language, about)]));
    set(write(event.target.value, values));
  };
  const change = (name, value) => set(write(found.template, { ...found.values, [name]: value }));
  // The words before or after the first slot are the choice; the others stand between the rest as they are.
  const pieces = pieces_of(found.template), lead = words(language)[kind] ?? "";
  const choice = pieces.findIndex(piece => typeof piece === "string" && piece.trim());
  const several_ways = choices(kind, language).length > 1;
  const select = !several_ways ? null : h("select", { class: "template", "aria-label": label, "data-key": key + "template", onchange: pick },
    choices(kind, language).map(template => h("option", { value: template, selected: template === found.template }, outline_of(template, lead, choices(kind, language)))));
  return h("span", { class: "sentence-form" }, pieces.map((piece, i) => typeof piece === "string"
    ? i === choice ? select : /[^\s,]/.test(piece) && h("span", { class: "between" }, piece.replace(/^[\s,]+/, "").trim())
    : slot_input(piece, found, language, value => change(piece.name, value), key + piece.name, label)),
    choice < 0 && select);
}

const read_slots = template => [...template.matchAll(/\{(\w+):(\w+)\}/g)].map(([, name, kind]) => ({ name, kind }));

function slot_input(slot, found, language, set, key, label) {
  const value = found.values[slot.name];
  const common = { "data-key": key, "aria-label": t("slot", { what: label, name: slot.name }) };
  switch (slot.kind) {
    case "date":
      return h("input", { ...common, type: "date", value, onchange: event => event.target.value && set(event.target.value) });
    case "length": {
      const { number, unit } = read_length(value, language);
      return h("span", { class: "length" },
        h("input", { ...common, class: "short", inputmode: "numeric", value: number, onchange: event => /^\d+$/.test(event.target.value) && set(write_length(event.target.value, unit, language)) }),
        h("select", { "aria-label": common["aria-label"], "data-key": key + "unit", onchange: event => set(write_length(number, event.target.value, language)) },
          ["day", "week", "month", "year"].map(name => h("option", { value: name, selected: name === unit }, t((number === "1" ? "unit_one_" : "unit_") + name)))));
    }
    case "share":
      return h("span", { class: "length" }, h("input", { ...common, class: "short", inputmode: "decimal", value: value.replace("%", ""), onchange: event => set(event.target.value.replace("%", "").trim() + "%") }), "%");
    case "field": {
      const bare = value.replace(/^\[|\]$/g, "");
      const names = [words(language).tenure, ...store.fields.map(field => field.name)];
      return h("select", { ...common, onchange: event => set(event.target.value) },
        names.map(name => h("option", { value: name, selected: name === bare }, name)));
    }
    case "value": {
      const field = store.fields.find(one => one.name === found.values.field?.replace(/^\[|\]$/g, ""));
      if (field?.choices.length)
        return h("select", { ...common, onchange: event => set(event.target.value) },
          field.choices.map(one => h("option", { value: one.name, selected: one.name === value.replace(/^\[|\]$/g, "") }, one.name)));
      return h("input", { ...common, value, onchange: event => event.target.value.trim() && set(event.target.value.trim()) });
    }
    case "text":
      return h("input", { ...common, class: "raw", value: value.slice(1, -1).replace(/\\(.)/g, "$1"), onchange: event => set(quoted(event.target.value)) });
    default:
      return h("input", { ...common, class: slot.kind === "number" || slot.kind === "money" ? "middle" : "raw", value, onchange: event => event.target.value.trim() && set(event.target.value.trim()) });
  }
}
