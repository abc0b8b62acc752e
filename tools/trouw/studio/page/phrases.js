// Sentences of the language that a form can show, a template each: {slot:kind}. What fits none stays as text.

const lengths = {
  en: { day: ["day", "days"], week: ["week", "weeks"], month: ["month", "months"], year: ["year", "years"] },
  nl: { day: ["dag", "dagen"], week: ["week", "weken"], month: ["maand", "maanden"], year: ["jaar", "jaar", "jaren"] },
};

export const audiences = {
  en: { customers: "customers", newcomers: "newcomers", returners: "returners", everyone: "everyone" },
  nl: { customers: "klanten", newcomers: "nieuwe klanten", returners: "terugkeerders", everyone: "iedereen" },
};

const templates = {
  en: {
    runs: ["runs from {from:date} through {through:date}", "runs from {from:date}", "runs through {through:date}"],
    give: ["{share:share} off for {length:length}", "{share:share} off once", "{share:share} off for as long as they stay",
      "{amount:money} off for {length:length}", "{amount:money} off for as long as they stay", "{amount:money} once", "{length:length} free",
      "{share:share} off for every year of tenure, up to {most:share}, for {length:length}"],
    limit: ["limit once", "limit once per {length:length} per customer", "limit once per {length:length}", "limit {number:number} customers", "limit {amount:money} per year", "limit {amount:money} per month", "limit {amount:money}"],
    tell: ["tell {text:text}"],
    match: ["match the newcomer deal"],
    condition: ["{field:field} is at least {value:value}", "{field:field} is more than {value:value}", "{field:field} is at most {value:value}", "{field:field} is less than {value:value}",
      "{field:field} is on or after {value:value}", "{field:field} is before {value:value}", "{field:field} is within the next {length:length}", "{field:field} is within the last {length:length}",
      "{field:field} is one of {values:rest}", "{field:field} is none of {values:rest}", "{field:field} reaches {values:rest}", "{field:field} is not {value:value}", "{field:field} is known", "{field:field} is unknown", "{field:field} is {value:value}", "{field:field}", "not {field:field}"],
    words: { when: "when ", unless: "unless ", give: "give ", and: " and ", tenure: "tenure" },
    fresh: { when: "when tenure is at least 2 years", give: "give 5% off for 12 months", runs: "runs from {day} through {day}", limit: "limit once per 12 months per customer", tell: "tell \"\"" },
    offer: "offer {title} to customers\n  give 5% off for 12 months\n",
  },
  nl: {
    runs: ["looptijd van {from:date} tot en met {through:date}", "looptijd vanaf {from:date}", "looptijd tot en met {through:date}"],
    give: ["{share:share} korting gedurende {length:length}", "{share:share} korting eenmalig", "{share:share} korting zolang ze klant blijven",
      "{amount:money} korting gedurende {length:length}", "{amount:money} korting zolang ze klant blijven", "{amount:money} eenmalig", "{length:length} gratis",
      "{share:share} korting voor elk jaar klantduur, hoogstens {most:share}, gedurende {length:length}"],
    limit: ["beperk tot eenmaal", "beperk tot eenmaal per {length:length} per klant", "beperk tot eenmaal per {length:length}", "beperk tot {number:number} klanten", "beperk tot {amount:money} per jaar", "beperk tot {amount:money} per maand", "beperk tot {amount:money}"],
    tell: ["vertel {text:text}"],
    match: ["evenaar de aanbieding voor nieuwe klanten"],
    condition: ["{field:field} is minstens {value:value}", "{field:field} is meer dan {value:value}", "{field:field} is hoogstens {value:value}", "{field:field} is minder dan {value:value}",
      "{field:field} is op of na {value:value}", "{field:field} is voor {value:value}", "{field:field} is binnen de komende {length:length}", "{field:field} is binnen de afgelopen {length:length}",
      "{field:field} is een van {values:rest}", "{field:field} is geen van {values:rest}", "{field:field} bereikt {values:rest}", "{field:field} is niet {value:value}", "{field:field} is bekend", "{field:field} is onbekend", "{field:field} is {value:value}", "{field:field}", "niet {field:field}"],
    words: { when: "voorwaarde: ", unless: "tenzij ", give: "geef ", and: " en ", tenure: "klantduur" },
    fresh: { when: "voorwaarde: klantduur is minstens 2 jaar", give: "geef 5% korting gedurende 12 maanden", runs: "looptijd van {day} tot en met {day}", limit: "beperk tot eenmaal per 12 maanden per klant", tell: "vertel \"\"" },
    offer: "aanbieding {title} voor klanten\n  geef 5% korting gedurende 12 maanden\n",
  },
};

const of = language => templates[language] ?? templates.en;
export const words = language => of(language).words;
export const fresh = (language, kind, day) => of(language).fresh[kind].replaceAll("{day}", day);
export const fresh_offer = (language, title) => of(language).offer.replace("{title}", () => quoted(title));
export const quoted = text => `"${text.replace(/[\\"]/g, "\\$&").replace(/[\r\n]+/g, " ")}"`;

const escape = text => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/ /g, "\\s+");

function pattern_of(kind, language, fields) {
  switch (kind) {
    case "share": return "\\d+(?:[.,]\\d+)?%";
    case "money": return "(?:€ ?|[A-Z]{3} )\\d+(?:[.,]\\d+)*";
    case "number": return "\\d+";
    case "date": return "\\d{4}-\\d\\d-\\d\\d";
    case "text": return "\"(?:[^\"\\\\]|\\\\.)*\"";
    case "length": return `\\d+ (?:${Object.values(lengths[language]).flat().join("|")})`;
    case "field": return `(?:${fields.flatMap(name => [`\\[${escape(name)}\\]`, escape(name)]).join("|")})`;
    case "value": return "[^\\n,]+?";
    default: return "[^\\n]+?";
  }
}

const slots = template => [...template.matchAll(/\{(\w+):(\w+)\}/g)].map(([, name, kind]) => ({ name, kind }));

function match(template, text, language, fields) {
  let source = "", at = 0;
  for (const found of template.matchAll(/\{(\w+):(\w+)\}/g)) {
    source += escape(template.slice(at, found.index)) + `(${pattern_of(found[2], language, fields)})`;
    at = found.index + found[0].length;
  }
  const found = text.match(new RegExp(`^${source}${escape(template.slice(at))}$`, "u"));
  return found && Object.fromEntries(slots(template).map((slot, i) => [slot.name, found[i + 1]]));
}

// The template that a sentence fits, and what stands in its slots; or null.
export function read(kind, text, language, fields = []) {
  for (const template of of(language)[kind] ?? []) {
    const values = match(template, text.trim(), language, fields);
    // Several conditions in one are no single one.
    if (values && !Object.values(values).some(value => kind === "condition" && / (and|or|en|of) /.test(` ${value} `) && !/,/.test(value))) return { template, slots: slots(template), values };
  }
  return null;
}

export const choices = (kind, language) => of(language)[kind] ?? [];
export const write = (template, values) => template.replace(/\{(\w+):\w+\}/g, (_, name) => values[name] ?? "");
export const slots_of = slots;

// Words and slots in turn.
export function pieces_of(template) {
  const pieces = [];
  let at = 0;
  for (const found of template.matchAll(/\{(\w+):(\w+)\}/g)) {
    if (found.index > at) pieces.push(template.slice(at, found.index));
    pieces.push({ name: found[1], kind: found[2] });
    at = found.index + found[0].length;
  }
  if (at < template.length) pieces.push(template.slice(at));
  return pieces;
}

// A template in words: its first ones where no other begins so, else all of them.
export function outline_of(template, lead, all) {
  const bare = text => (text.startsWith(lead) ? text.slice(lead.length) : text).trim();
  const first = one => bare(pieces_of(one).find(piece => typeof piece === "string" && piece.trim()) ?? "");
  const own = first(template);
  if (own && !all.some(other => other !== template && first(other) === own)) return own.replace(/,$/, "");
  return bare(template.replace(/\{\w+:\w+\}/g, "…").replace(/^…|…$/g, "")) || "✓";
}

export function read_length(text, language) {
  const [number, unit] = text.split(" ");
  const found = Object.entries(lengths[language] ?? lengths.en).find(([, words]) => words.includes(unit));
  return { number, unit: found?.[0] ?? "month" };
}

export const write_length = (number, unit, language) => `${number} ${(lengths[language] ?? lengths.en)[unit][Number(number) === 1 ? 0 : 1]}`;

const starting = { share: "5%", number: "100", length: { en: "12 months", nl: "12 maanden" }, rest: { en: "", nl: "" }, text: "\"\"" };
export function start(kind, language, { currency, day, field }) {
  if (kind === "money") return `${currency} 10`;
  if (kind === "date") return day;
  if (kind === "field") return field;
  if (kind === "value") return "1";
  const found = starting[kind];
  return typeof found === "object" ? found[language] ?? found.en : found ?? "";
}
