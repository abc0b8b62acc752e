// What is wrong with the text, and what mends it.
import { ask, Refused } from "./connection.js";
import { fill, h } from "./dom.js";
import { changed, on, store } from "./store.js";
import { make_edits } from "./texts.js";
import { count } from "./numbers.js";
import { t } from "./words.js";

const most_mended = 6;  // messages that are asked for ways to mend them, unasked
let fixes = new Map(), asked = "", timer = 0;

const key = one => [one.code, one.at.file, one.at.from.line, one.at.from.ch, one.message].join("|");

export function messages(go) {
  const host = h("section", { class: "messages", "aria-label": t("messages") });
  const status = h("p", { class: "tally", role: "status" });
  const list = h("ol", {});
  host.append(status, list);
  const draw = () => {
    const told = store.told;
    fill(status, tally(told));
    fill(list, told.list.map(one => message(one, go)),
      told.list.length < told.errors + told.warnings + told.notes && h("li", { class: "faint" }, t("more_messages", { n: told.list.length })));
    list.hidden = told.list.length === 0;
  };
  on("told", () => { draw(); want_fixes(); });
  on("fixes", draw);
  draw();
  want_fixes();
  return host;
}

export function tally(told) {
  if (told.errors + told.warnings + told.notes === 0) return h("span", { class: "good" }, t("no_messages"));
  return ["errors", "warnings", "notes"].filter(name => told[name] > 0)
    .map((name, i) => [i > 0 && " · ", h("span", { class: name === "errors" ? "bad" : name === "warnings" ? "warn" : "" }, t(name, { n: told[name], shown: count(told[name]) }))]);
}

const place = at => `${at.file}, ${t("line", { n: at.from.line + 1, shown: count(at.from.line + 1) })}`;

function message(one, go) {
  const ways = fixes.get(key(one)) ?? [];
  return h("li", { class: "message " + one.severity },
    h("button", { class: "place link", onclick: () => go(one.at), "data-key": "at" + key(one) }, place(one.at)),
    h("span", { class: "kind " + one.severity }, t("severity_" + one.severity), " ", h("span", { class: "code" }, one.code)),
    h("p", { class: "sentence" }, one.message),
    one.help && h("p", { class: "help" }, one.help),
    ways.length > 0 && h("p", { class: "ways" }, ways.map((way, i) =>
      h("button", { class: "fix", onclick: () => make_edits(way.edits), "data-key": `fix${i}${key(one)}` }, way.title))),
    one.related.map(other => h("p", { class: "related" },
      h("button", { class: "link", onclick: () => go(other.at) }, t("related", { role: other.role, place: place(other.at) })))));
}

function want_fixes() {
  const wanted = store.told.list.slice(0, most_mended).filter(one => one.severity !== "note");
  const now = store.stamp + wanted.map(key).join();
  if (now === asked) return;
  asked = now;
  clearTimeout(timer);
  timer = setTimeout(async () => {
    const stamp = store.stamp, found = new Map();
    for (const one of wanted) {
      try {
        const answer = await ask("fixes", { number: one.number, stamp, code: one.code, message: one.message });
        if (answer.fixes.length) found.set(key(one), answer.fixes);
      } catch (error) {
        if (!(error instanceof Refused)) return;
      }
      if (asked !== now) return;
    }
    fixes = found;
    changed("fixes");
  }, 150);
}
