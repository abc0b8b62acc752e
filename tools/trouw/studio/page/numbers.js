// Numbers, money and dates as people write them in the language of the page.
import { store } from "./store.js";
import { language } from "./words.js";

const locale = () => (language() === "nl" ? "nl-NL" : "en-GB");
const kept = {};
const format = (name, options) => (kept[locale() + name] ??= new Intl.NumberFormat(locale(), options));

export const count = number => format("count", {}).format(number);

export function money(minor) {
  const { currency, digits } = store.programme;
  return format("money" + currency, { style: "currency", currency, minimumFractionDigits: digits, maximumFractionDigits: digits })
    .format(minor / 10 ** digits);
}

// Without the smallest coin: for sums of thousands.
export function round_money(minor) {
  const { currency, digits } = store.programme;
  if (Math.abs(minor) < 1000 * 10 ** digits) return money(minor);
  return format("round" + currency, { style: "currency", currency, maximumFractionDigits: 0 }).format(minor / 10 ** digits);
}

// As a form has it: 12.50, and back; nothing where it is none.
export const cell = minor => (minor / 10 ** store.programme.digits).toFixed(store.programme.digits);
export function minor(text) {
  const plain = text.trim().replace(/[^\d.,-]/g, "").replace(/[.,](?=\d{3}(\D|$))/g, "").replace(",", ".");
  if (!/^-?\d+(\.\d+)?$/.test(plain)) return undefined;
  return Math.round(Number(plain) * 10 ** store.programme.digits);
}

export function day(text) {
  const date = new Date(text + "T00:00:00Z");
  return Number.isNaN(date.getTime()) ? text
    : new Intl.DateTimeFormat(locale(), { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(date);
}
