// One customer: looked for by number, or made up; what they get and why; and an example of them.
import { ask, Gone, Refused } from "./connection.js";
import { fill, h } from "./dom.js";
import { count, day, money } from "./numbers.js";
import { changed, on, say, store, unsay } from "./store.js";
import { connected, make_edits } from "./texts.js";
import { t } from "./words.js";

let shown = null, wrong = "", made_up = {}, title = "", number = "", asking = 0;

export function people() {
  const host = h("section", { class: "part person", id: "person" });
  const draw = () => fill(host, h("h2", {}, t("person")), search(), like(), wrong && h("p", { class: "bad", role: "alert" }, wrong), shown && result(shown));
  on("person fields", draw);
  // What they get changes with the text.
  on("live", () => { if (shown && !shown.busy && shown.stamp !== fingerprint()) again(); });
  draw();
  return host;
}

const fingerprint = () => store.papers.map(paper => paper.mark).join() + store.live.on;

export async function show_person(id) {
  number = id;
  await find({ id });
  document.getElementById("person")?.scrollIntoView({ block: "start" });
}

const again = () => find(shown.id ? { id: shown.id } : { fields: made_up }, true);

async function find(question, quiet = false) {
  const turn = ++asking;
  const stamp = fingerprint();
  if (shown) shown.busy = true;
  try {
    const answer = await ask("person", question);
    if (turn !== asking) return;
    shown = { ...answer, stamp };
    wrong = "";
    if (!quiet) title = "";
  } catch (error) {
    if (turn !== asking) return;
    if (shown) shown.busy = false;
    if (error instanceof Gone) return connected(false);
    if (!(error instanceof Refused)) throw error;
    if (quiet) {
      shown.stamp = stamp;
      return;
    }
    wrong = error.message;
    shown = null;
  }
  changed("person");
}

function search() {
  if (!store.programme.customers) return null;
  return h("form", { class: "search", onsubmit: event => { event.preventDefault(); if (number.trim()) find({ id: number.trim() }); } },
    h("label", {}, t("customer_number"), " ", h("input", { value: number, "data-key": "number", autocomplete: "off", oninput: event => { number = event.target.value; } })),
    h("button", {}, t("show")));
}

// A field's input, with what is typical where nothing is said.
export function input_of(field, value, set, key) {
  const attributes = { "data-key": key, onchange: event => set(event.target.value) };
  const options = field.type === "choice" ? field.choices.map(one => [one.name, one.name]) : field.type === "yes/no" ? [["yes", t("yes")], ["no", t("no")]] : null;
  if (options)
    return h("select", attributes, (field.optional || !field.typical || !value) && h("option", { value: "" }, t("unknown")),
      options.map(([name, words]) => h("option", { value: name, selected: value === name }, words)));
  if (field.type === "date") return h("input", { ...attributes, type: "date", value });
  return h("input", { ...attributes, value, inputmode: field.type === "text" ? "text" : "decimal" });
}

function like() {
  const fields = store.fields.filter(field => field.asked);
  if (!fields.length) return null;
  return h("details", { class: "like", "data-key": "like" }, h("summary", {}, t("somebody")),
    h("p", { class: "faint" }, t("somebody_help")),
    h("form", { onsubmit: event => { event.preventDefault(); shown = null; find({ fields: made_up }); } },
      h("div", { class: "grid" }, fields.map(field => {
        const value = made_up[field.name] ?? field.typical;
        return h("label", { class: made_up[field.name] !== undefined ? "said" : "" }, h("span", {}, field.name, field.unit && ` (${field.unit})`),
          input_of(field, value, text => {
            if (text === field.typical) delete made_up[field.name];
            else made_up[field.name] = text;
          }, "like-" + field.name));
      })),
      h("button", {}, t("explain"))));
}

const standing = name => t("standing_" + name);

function result(person) {
  const d = person.decision;
  const customer = d.standing === "customer";
  return h("article", { class: "decision", "data-person": person.id || "somebody" },
    h("h3", {}, person.id ? `${person.id} · ${standing(d.standing)}` : standing(d.standing), " ", h("span", { class: "faint" }, day(person.on))),
    h("p", { class: "shift" }, customer ? t("gets", { deal: money(d.value), newcomer: money(d.newcomer_value) }) : t("gets_newcomer", { deal: money(d.value) })),
    customer && h("p", { class: d.worse_off > 0 ? "bad" : "good" }, d.worse_off > 0 ? t("is_worse", { amount: money(d.worse_off) }) : t("not_worse")),
    d.top_up > 0 && h("p", { class: "below" }, t("topped", { amount: money(d.top_up) })),
    h("h4", {}, t("given")), given(d.deal),
    d.not_given.length > 0 && [h("h4", {}, t("not_given")), h("ul", {}, d.not_given.map(one => h("li", {}, h("b", {}, one.offer), ": ", why(one))))],
    customer && [h("h4", {}, t("newcomer_gets")), given(d.newcomer_deal)],
    bills(d.bills, customer),
    h("details", { "data-key": "record" }, h("summary", {}, t("facts")),
      h("dl", { class: "facts" }, person.fields.map(field => [h("dt", {}, field.name), h("dd", {}, field.value || t("unknown"))]))),
    example_form(person));
}

const given = deal => deal.given.length === 0 ? h("p", { class: "faint" }, t("nothing_given"))
  : h("ul", { class: "given" }, deal.given.map(award => h("li", {}, h("b", {}, award.offer), " ", h("span", { class: "amount" }, money(award.paid)),
    award.reason && h("span", { class: "faint" }, " ", t("because", { reason: award.reason })),
    award.messages.map(message => h("q", { lang: message.language }, message.text)))));

const has = pairs => Object.entries(pairs ?? {}).map(([name, value]) => `${name}: ${value}`).join(", ");

function why(passed) {
  const said = [];
  if (passed.cause === "condition")
    for (const one of passed.conditions)
      said.push(one.text in one.has ? has(one.has) : Object.keys(one.has).length ? t("cause_condition_has", { text: one.text, has: has(one.has) }) : t("cause_condition", { text: one.text }));
  else if (passed.cause === "lost")
    said.push(t("cause_lost", { offers: passed.lost_to.join(", "), winner: money(passed.winner), value: money(passed.value) }));
  else
    said.push(t("cause_" + passed.cause.replaceAll(" ", "_")) + (passed.amount_of ? ` (${has(passed.amount_of)})` : ""));
  if (passed.from) said.push(t("from_day", { day: day(passed.from) }));
  return said.join("; ");
}

function bills(list, customer) {
  const rows = [];
  for (let bill = 0; bill < list.length;) {
    let end = bill + 1;
    while (end < list.length && ["price", "to_pay", "newcomer_pays"].every(name => list[end][name] === list[bill][name])) ++end;
    rows.push([end === bill + 1 ? count(end) : t("bills_to", { from: count(bill + 1), to: count(end) }), list[bill]]);
    bill = end;
  }
  return h("details", { "data-key": "bills" }, h("summary", {}, t("bills")), h("table", {},
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("bill")), h("th", { scope: "col" }, t("price")), h("th", { scope: "col" }, t("pays")), customer && h("th", { scope: "col" }, t("newcomer_pays")))),
    h("tbody", {}, rows.map(([name, bill]) => h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, money(bill.price)), h("td", {}, money(bill.to_pay)), customer && h("td", {}, money(bill.newcomer_pays)))))));
}

const offer_files = () => store.papers.map(paper => paper.name).filter(name => name.endsWith(".trouw"));

function example_form(person) {
  const wanted = title || (person.id ? t("example_of", { id: person.id }) : t("example_somebody"));
  return h("form", { class: "example-form", onsubmit: event => { event.preventDefault(); make_example(person, wanted); } },
    h("label", {}, t("example_title"), " ", h("input", { value: wanted, "data-key": "example-title", oninput: event => { title = event.target.value; } })),
    h("button", { class: "main" }, t("make_example")));
}

async function make_example(person, wanted) {
  const files = offer_files();
  const file = files.includes(store.file) ? store.file : files.at(-1);
  if (!file) return;
  try {
    const fields = Object.fromEntries(person.fields.map(field => [field.name, field.value]));
    const answer = await ask("example", { title: title || wanted, file, fields, on: person.on });
    make_edits(answer.edits);
    say("example", t("made_example", { title: answer.title, file }), [{ text: t("fine"), do: () => unsay("example") }], "good");
  } catch (error) {
    if (error instanceof Gone) connected(false);
    else say("example", error.message, [{ text: t("fine"), do: () => unsay("example") }], "bad");
  }
}
