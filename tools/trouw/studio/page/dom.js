// Elements, made of plain text alone: nothing that a programme or a record says is ever markup.

export function h(name, attributes = {}, ...children) {
  const element = document.createElementNS(
    attributes.svg ? "http://www.w3.org/2000/svg" : "http://www.w3.org/1999/xhtml", name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "svg" || value === undefined || value === null || value === false) continue;
    if (typeof value === "function") element.addEventListener(key.slice(2), value);
    else if (key === "value" || key === "checked" || key === "disabled" || key === "selected") element[key] = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  add(element, children);
  return element;
}

export const svg = (name, attributes, ...children) => h(name, { svg: true, ...attributes }, ...children);

function add(element, children) {
  for (const child of children.flat(9))
    if (child !== undefined && child !== null && child !== false)
      element.append(child instanceof Node ? child : visible(String(child)));
}

// Marks that turn or hide what stands beside them are shown as what they are.
const hidden = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;
export const marks = hidden;
export const mark_name = mark => "U+" + mark.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");

export function visible(text) {
  return text.replace(hidden, mark => `⟨${mark_name(mark)}⟩`);
}

// Puts other children in an element, and the focus back where it was, by data-key.
export function fill(element, ...children) {
  const active = document.activeElement;
  const key = element.contains(active) ? active.dataset.key : undefined;
  const at = key && "selectionStart" in active ? active.selectionStart : null;
  const open = new Set([...element.querySelectorAll("details[open][data-key]")].map(one => one.dataset.key));
  element.replaceChildren();
  add(element, children);
  for (const one of element.querySelectorAll("details[data-key]")) if (open.has(one.dataset.key)) one.open = true;
  if (!key) return;
  const again = element.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!again) return;
  again.focus({ preventScroll: true });
  try {
    if (at !== null) again.setSelectionRange(at, at);
  } catch { /* an input that has no selection */ }
}
