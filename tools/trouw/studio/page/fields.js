// The fields of programme.yaml as a table.
import { ask } from "./connection.js";
import { fill, h } from "./dom.js";
import { count } from "./numbers.js";
import { changed, on, store } from "./store.js";
import { t } from "./words.js";

let of_mark = "";

// Fields are asked for again once programme.yaml is another.
export async function refresh_fields() {
  const mark = store.papers.find(paper => paper.name === "programme.yaml")?.mark ?? "";
  if (mark === of_mark) return;
  of_mark = mark;
  try {
    store.fields = (await ask("fields")).fields;
    changed("fields");
  } catch {
    of_mark = "";
  }
}

export function fields(go) {
  const host = h("section", { class: "fields", "aria-label": t("view_fields") });
  const draw = () => { if (store.view === "fields") fill(host, table(go)); };
  on("fields view", draw);
  on("papers", refresh_fields);
  return host;
}

const range = field => (field.choices.length ? h("span", { title: field.choices.map(one => one.name).join(", ") }, t("choices", { n: field.choices.length, shown: count(field.choices.length) }))
  : field.from || field.to ? `${field.from} – ${field.to}` : "");

function table(go) {
  const heads = ["field", "type", "column", "domain", "typical_value", "for_newcomers"];
  return [h("p", { class: "faint" }, t("fields_help")),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("view_fields") }, h("table", {},
      h("thead", {}, h("tr", {}, heads.map(name => h("th", { scope: "col" }, t(name))))),
      h("tbody", {}, store.fields.map((field, i) => h("tr", {},
        h("th", { scope: "row" }, h("button", { class: "link", "data-key": "field" + i, onclick: () => go(field.at) }, field.name), field.unit && h("span", { class: "whom" }, field.unit)),
        h("td", { class: "words" }, field.type, field.optional && h("span", { class: "whom" }, t("optional"))),
        h("td", { class: "words" }, field.column ? h("code", {}, field.column) : h("span", { class: "faint" }, t("made"))),
        h("td", { class: "words" }, range(field)),
        h("td", { class: "words" }, field.typical),
        h("td", { class: "words" }, field.newcomers && t("newcomers_" + field.newcomers)))))))];
}
