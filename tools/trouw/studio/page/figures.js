// What the programme comes to: money and people, who is worse off, what changed, what is guaranteed.
import { ask } from "./connection.js";
import { fill, h, svg } from "./dom.js";
import { count, day, money, round_money } from "./numbers.js";
import { on, store } from "./store.js";
import { apply, make_edits } from "./texts.js";
import { t } from "./words.js";

const part = (title, ...children) => h("section", { class: "part" }, h("h2", {}, title), children);

export function figures(go, show_person) {
  const hosts = Array.from({ length: 4 }, () => h("div", {}));
  const draw = () => {
    const live = store.live;
    fill(hosts[0], costs(live, go, show_person));
    fill(hosts[1], worse_off(live, show_person));
    fill(hosts[2], guarantees(live, go, show_person));
    fill(hosts[3], curve(live));
  };
  on("live", draw);
  draw();
  return hosts;
}

async function set_day(event) {
  if (!event.target.value) return;
  apply(await ask("day", { on: event.target.value }));
}

function horizon() {
  const { horizon: n, weeks } = store.programme;
  return t(weeks ? "over_horizon_weeks" : "over_horizon_months", { n, shown: count(n) });
}

function costs(live, go, show_person) {
  const on_day = h("label", { class: "day" }, t("on_day"), " ",
    h("input", { type: "date", value: live.on ?? "", min: "1900-01-01", max: "2199-12-31", onchange: set_day, "data-key": "day" }));
  const found = live.figures;
  if (!store.programme.customers) return part(t("figures"), h("p", { class: "faint" }, t("no_customers")));
  if (!found)
    return part(t("figures"), on_day, live.failure ? h("p", { class: "bad", role: "alert" }, live.failure) : h("p", { class: "faint" }, t("working")));
  const most = Math.max(1, ...found.offers.map(offer => Math.abs(offer.paid)));
  const people = found.customers + found.newcomers + found.returners;
  return part(t("figures"), on_day,
    h("p", { class: "large", "data-figure": "cost" }, round_money(found.value)),
    h("p", { class: "below" }, `${horizon()}, ${t("for_people", { n: people, shown: count(people) })}.`),
    live.current === false && h("p", { class: "older" }, t("older")),
    found.rejected > 0 && h("p", { class: "older" }, t("rejected", { n: found.rejected, shown: count(found.rejected) })),
    difference(live, show_person),
    h("table", { class: "offers" },
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("offer")), h("th", { scope: "col" }, t("people")), h("th", { scope: "col" }, t("cost")))),
      h("tbody", {}, found.offers.map((offer, i) => h("tr", {},
        h("th", { scope: "row" },
          h("button", { class: "link", "data-key": "offer" + i, onclick: () => go({ file: offer.file, from: { line: offer.line - 1, ch: 0 }, to: { line: offer.line - 1, ch: 0 } }) }, offer.title),
          h("span", { class: "whom" }, t("audience_" + offer.audience))),
        h("td", {}, count(offer.counted)),
        h("td", {}, round_money(offer.paid), bar(Math.abs(offer.paid) / most))))),
      h("tfoot", {}, h("tr", {}, h("th", { scope: "row" }, t("all_offers")), h("td", {}), h("td", {}, round_money(found.value))))));
}

const bar = share => svg("svg", { class: "bar", viewBox: "0 0 100 3", preserveAspectRatio: "none", "aria-hidden": "true" },
  svg("rect", { width: (share * 100).toFixed(1), height: 3 }));

function worse_off(live, show_person) {
  const found = live.figures;
  if (!found) return null;
  const side = (title, worse, name) => h("div", { class: "side" },
    h("h3", {}, title),
    h("p", { class: "large small " + (worse.count ? "bad" : "good"), "data-figure": "worse-" + name }, worse.count ? count(worse.count) : t("nobody")),
    worse.count > 0 && h("p", { class: "below" }, t("worse_total", { amount: round_money(worse.total) })),
    worse.named.length > 0 && h("ul", { class: "named" }, worse.named.map(one => h("li", {},
      h("button", { class: "link", "data-key": name + one.id, onclick: () => show_person(one.id) }, one.id), " ", h("span", { class: "faint" }, t("by", { amount: money(one.by) }))))));
  return part(t("worse_off"), h("div", { class: "sides" }, side(t("worse_before"), found.before, "before"), side(t("worse_after"), found.after, "after")));
}

function difference(live, show_person) {
  const found = live.difference;
  if (!found || live.current === false) return null;
  const more = found.after - found.before;
  const said = more === 0 ? t("cost_same") : t(more > 0 ? "cost_more" : "cost_less", { amount: round_money(Math.abs(more)) });
  return h("div", { class: "change" }, h("h3", {}, t("change")),
    h("p", { class: "shift", "data-figure": "shift" }, t("lose_gain", { lose: count(found.losing), gain: count(found.gaining) }), ", ", said, "."),
    h("p", { class: "below" }, t("stay", { n: found.unchanged, shown: count(found.unchanged) }), "."),
    found.losers.length > 0 && h("details", { "data-key": "losers" }, h("summary", {}, t("losers")),
      h("ul", { class: "named" }, found.losers.map(one => h("li", {},
        h("button", { class: "link", "data-key": "loser" + one.id, onclick: () => show_person(one.id) }, one.id), " ",
        h("span", { class: "faint" }, `${money(one.before)} → ${money(one.after)}`))))));
}

async function look(seconds) {
  apply(await ask("proofs", { seconds }));
}

function guarantees(live, go, show_person) {
  const list = live.guarantees ?? [];
  if (!list.length) return part(t("guarantees"), h("p", { class: "faint" }, t("no_guarantees")));
  const looking = list.some(one => one.state === "looking" || one.state === "waiting");
  const open = list.some(one => one.state === "stopped" || one.state === "unknown");
  return part(t("guarantees"),
    h("ul", { class: "guarantees" }, list.map((one, i) => h("li", { class: "guarantee " + one.state },
      h("span", { class: "state " + one.state }, t("state_" + one.state)),
      h("button", { class: "link", "data-key": "g" + i, onclick: () => go({ file: one.file, from: { line: one.line - 1, ch: 0 }, to: { line: one.line - 1, ch: 0 } }) }, one.text),
      one.records && one.records.covered > 0 && h("p", { class: "below" }, one.records.holds
        ? t("records_hold", { n: one.records.covered, shown: count(one.records.covered) })
        : [t("records_broken", { n: one.records.broken, shown: count(one.records.broken), id: "" }).replace(/[ ,.]*$/, " "),
          h("button", { class: "link", onclick: () => show_person(one.records.worst_id) }, one.records.worst_id)]),
      one.nothing_compared && h("p", { class: "below" }, t("nothing_compared", { why: one.nothing_compared })),
      one.reached && h("p", { class: "below" }, t("tried", { tried: count(one.reached.tried), proved: count(one.reached.proved), cases: count(one.reached.cases) })),
      one.found && breach(one.found, i)))),
    h("p", { class: "ways" },
      looking && h("button", { onclick: () => look(0), "data-key": "stop" }, t("stop")),
      !looking && open && h("button", { onclick: () => look(live.proof_seconds > 0 ? 120 : 20), "data-key": "look" }, live.proof_seconds > 0 ? t("look_longer") : t("look"))));
}

// Somebody for whom it does not hold: two bills side by side.
function breach(found, number) {
  const rows = [];
  for (let bill = 0; bill < found.own.bills.length;) {
    let end = bill + 1;
    while (end < found.own.bills.length && found.own.bills[end] === found.own.bills[bill] && found.other.bills[end] === found.other.bills[bill]) ++end;
    rows.push([end === bill + 1 ? count(end) : t("bills_to", { from: count(bill + 1), to: count(end) }), found.own.bills[bill], found.other.bills[bill]]);
    bill = end;
  }
  return h("details", { class: "breach", "data-key": "breach" + number, open: true },
    h("summary", {}, t("gap", { amount: money(found.gap), day: day(found.on) })),
    h("p", {}, found.person),
    h("table", {},
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("bill")), h("th", { scope: "col" }, t("this_customer")), h("th", { scope: "col" }, t("a_newcomer")))),
      h("tbody", {}, rows.map(([name, own, other]) => h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, money(own)), h("td", {}, money(other))))),
      h("tfoot", {}, h("tr", {}, h("th", { scope: "row" }, t("net_cost")), h("td", {}, money(found.own.cost)), h("td", {}, money(found.other.cost))))),
    found.difference && h("p", {}, found.difference, "."),
    found.suggestion && h("p", { class: "help" }, found.suggestion),
    h("p", { class: "ways" }, h("button", { "data-key": "example" + number, onclick: () => breach_example(number) }, t("breach_example"))));
}

async function breach_example(guarantee) {
  const file = store.file.endsWith(".trouw") ? store.file : store.papers.find(paper => paper.name.endsWith(".trouw"))?.name;
  make_edits((await ask("breach", { guarantee, file })).edits);
}

// ---- The curve ---------------------------------------------------------------------------------------------------

function curve(live) {
  const points = live.curve;
  if (!points || points.length < 2) return null;
  const wide = 320, high = 120, left = 4, years = 30;
  const shown = points.filter(([months]) => months <= years * 12);
  const top = Math.max(1, ...shown.flatMap(([, value, newcomer]) => [value, newcomer])) * 1.08;
  const x = months => left + months / (years * 12) * (wide - left - 4);
  const y = value => high - 16 - value / top * (high - 24);
  const path = column => shown.map((point, i) => {
    const next = shown[i + 1]?.[0] ?? years * 12;
    return `${i ? "L" : "M"}${x(point[0]).toFixed(1)} ${y(point[column]).toFixed(1)}L${x(next).toFixed(1)} ${y(point[column]).toFixed(1)}`;
  }).join("");
  const marks = [0, 5, 10, 15, 20, 25, 30].map(year => [
    svg("line", { class: "grid", x1: x(year * 12), x2: x(year * 12), y1: 4, y2: high - 16 }),
    svg("text", { class: "axis", x: x(year * 12), y: high - 4, "text-anchor": year ? year === 30 ? "end" : "middle" : "start" }, count(year))]);
  const changes = shown.filter((point, i) => !i || point[1] !== shown[i - 1][1] || point[2] !== shown[i - 1][2]);
  return part(t("curve"),
    h("p", { class: "legend" }, h("span", { class: "key own" }, t("curve_deal")), h("span", { class: "key other" }, t("curve_newcomer"))),
    svg("svg", { class: "curve", viewBox: `0 0 ${wide} ${high}`, role: "img", "aria-label": t("curve_words") },
      marks, svg("path", { class: "other", d: path(2) }), svg("path", { class: "own", d: path(1) })),
    h("p", { class: "below" }, t("years")),
    h("details", { "data-key": "curve" }, h("summary", {}, t("value")),
      h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("curve") }, h("table", {},
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("tenure_from")), h("th", { scope: "col" }, t("curve_deal")), h("th", { scope: "col" }, t("curve_newcomer")))),
        h("tbody", {}, changes.map(([months, value, newcomer]) => h("tr", {}, h("th", { scope: "row" }, months_text(months)), h("td", {}, money(value)), h("td", {}, money(newcomer)))))))));
}

function months_text(months) {
  const years = Math.floor(months / 12), rest = months % 12, parts = [];
  const unit = (n, name) => `${count(n)} ${t((n === 1 ? "unit_one_" : "unit_") + name)}`;
  if (years || !rest) parts.push(unit(years, "year"));
  if (rest) parts.push(unit(rest, "month"));
  return parts.join(" ");
}
