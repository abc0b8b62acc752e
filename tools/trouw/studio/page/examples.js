// The examples as forms: what is expected beside what comes out.
import { ask, Gone, Refused } from "./connection.js";
import { fill, h } from "./dom.js";
import { cell, day, minor, money } from "./numbers.js";
import { input_of } from "./people.js";
import { changed, on, say, store, unsay } from "./store.js";
import { connected, make_edits } from "./texts.js";
import { t } from "./words.js";

let list = [], asked = "", drafts = {};

export function examples(go) {
  const host = h("section", { class: "cards", "aria-label": t("view_examples") });
  const draw = () => { if (store.view === "examples") fill(host, list.length ? list.map((one, i) => form(one, i, go)) : h("p", { class: "faint" }, t("no_examples"))); };
  on("examples fields", draw);
  on("view live sheets", refresh);
  return host;
}

async function refresh() {
  if (store.view !== "examples") return;
  const now = store.stamp;
  if (now === asked) return;
  asked = now;
  try {
    list = (await ask("examples")).examples;
    changed("examples");
  } catch (error) {
    if (error instanceof Gone) connected(false);
    asked = "";
  }
}

const name_of = one => ({
  offer: one.title, no_offer: t("expect_no", { title: one.title }), bill: t("expect_bill", { n: one.number, shown: one.number }),
})[one.kind] ?? t("expect_" + one.kind);

// What somebody has changed in the form and not yet written.
const draft_of = one => drafts[one.title] ?? { title: one.title, facts: one.facts, expects: one.expects, changed: false };

function form(one, i, go) {
  const key = `example${i}-`, draft = draft_of(one);
  const change = now => { drafts[one.title] = { ...draft, ...now, changed: true }; changed("examples"); };
  const expect = (at, now) => change({ expects: draft.expects.map((each, j) => (j === at ? { ...each, ...now } : each)) });
  const fixed = !one.simple;
  return h("article", { class: "card example " + (one.holds === false ? "fails" : ""), "aria-label": one.title },
    h("header", {},
      h("input", { class: "title", value: draft.title, "aria-label": t("title"), "data-key": key + "title", disabled: fixed, onchange: event => change({ title: event.target.value }) }),
      one.holds !== undefined && h("span", { class: one.holds ? "good" : "bad" }, t(one.holds ? "holds" : "fails")),
      h("span", { class: "faint" }, t("standing_" + one.standing), " · ", day(one.on))),
    fixed && h("p", { class: "faint" }, t("has_remarks")),
    h("dl", { class: "facts" }, draft.facts.map((fact, j) => {
      const field = store.fields.find(each => each.name === fact.field);
      return [h("dt", {}, h("label", { for: key + "f" + j }, fact.field)), h("dd", {}, field && !fixed ? with_id(input_of(field, fact.value, value =>
        change({ facts: draft.facts.map((each, n) => (n === j ? { ...each, value } : each)) }), key + "f" + j), key + "f" + j) : fact.value)];
    })),
    h("table", {},
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("expect")), h("th", { scope: "col" }, t("expected")), h("th", { scope: "col" }, t("comes_out")), !fixed && h("td", {}))),
      h("tbody", {}, draft.expects.map((each, j) => h("tr", { class: each.holds === false ? "fails" : "" },
        h("th", { scope: "row" }, name_of(each)),
        h("td", {}, each.kind === "no_offer" || each.kind === "guarantees" ? "" : fixed ? money(each.expected)
          : h("input", { class: "amount", inputmode: "decimal", value: cell(each.expected), "aria-label": `${t("expected")}: ${name_of(each)}`, "data-key": key + "e" + j,
            onchange: event => { const found = minor(event.target.value); if (found !== undefined) expect(j, { expected: found }); else changed("examples"); } })),
        h("td", { title: each.text || undefined }, each.actual === undefined || each.actual === null ? (each.holds === false ? each.text : "") : money(each.actual)),
        !fixed && h("td", {}, h("button", { class: "link quiet", "data-key": key + "x" + j, "aria-label": `${t("remove")}: ${name_of(each)}`, onclick: () => change({ expects: draft.expects.filter((_, n) => n !== j) }) }, "×")))))),
    !fixed && h("p", { class: "ways" }, more_facts(draft, change, key), more_expects(draft, change, key)),
    h("footer", {},
      !fixed && draft.expects.some(each => each.holds === false) && h("button", { "data-key": key + "take", onclick: () => write(one, { ...draft, expects: draft.expects.map(taken) }) }, t("take_actual")),
      !fixed && draft.changed && h("button", { class: "main", "data-key": key + "write", onclick: () => write(one, draft) }, t("change_example")),
      h("button", { class: "link", "data-key": key + "text", onclick: () => go(one.at) }, t("in_text"))));
}

// A list to pick one more from.
function more(label, options, pick, key) {
  return options.length > 0 && h("select", { class: "more", "aria-label": label, "data-key": key, onchange: event => event.target.value && pick(event.target.value) },
    h("option", { value: "" }, "+ ", label), options.map(([value, words]) => h("option", { value }, words)));
}

function more_facts(draft, change, key) {
  const said = new Set(draft.facts.map(fact => fact.field));
  const rest = store.fields.filter(field => field.asked && !said.has(field.name));
  return more(t("field"), rest.map(field => [field.name, field.name]), name =>
    change({ facts: [...draft.facts, { field: name, value: rest.find(field => field.name === name).typical }] }), key + "more-facts");
}

function more_expects(draft, change, key) {
  const titles = [...new Set(Object.values(store.sheets).flatMap(sheet => sheet.cards.map(card => card.title)))];
  const options = [...["deal", "newcomer_deal", "worse_off", "guarantees"].map(kind => ({ kind, title: "", number: 0, expected: 0 })),
    { kind: "bill", title: "", number: 1, expected: 0 }, ...titles.map(title => ({ kind: "offer", title, number: 0, expected: 0 }))]
    .filter(one => !draft.expects.some(each => each.kind === one.kind && each.title === one.title));
  return more(t("expect"), options.map((one, i) => [String(i), name_of(one)]), i => change({ expects: [...draft.expects, options[i]] }), key + "more-expects");
}

const with_id = (element, id) => { element.id = id; return element; };

// As it comes out: an offer that gives nothing is expected to give none.
function taken(each) {
  if (each.holds !== false || typeof each.actual !== "number") return each;
  if (each.kind === "no_offer") return { ...each, kind: "offer", expected: each.actual };
  if (each.kind === "offer" && each.actual === 0) return { ...each, kind: "no_offer" };
  return { ...each, expected: each.actual };
}

async function write(one, draft) {
  try {
    const answer = await ask("example", {
      title: draft.title.trim() || one.title, file: one.at.file, on: one.on, replaces: one.title,
      fields: Object.fromEntries(draft.facts.map(fact => [fact.field, fact.value])),
      expects: draft.expects.map(({ kind, title, number, expected }) => ({ kind, title, number, expected })),
    });
    delete drafts[one.title];
    make_edits(answer.edits);
    unsay("example");
  } catch (error) {
    if (error instanceof Gone) connected(false);
    else if (error instanceof Refused) say("example", error.message, [{ text: t("fine"), do: () => unsay("example") }], "bad");
    else throw error;
  }
}
