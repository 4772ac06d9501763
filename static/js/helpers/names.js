// What a thing on a page is called, so that it is known again in the server's next words, or on the next page.
// An `id` or `data-key` names it; else a form by what it does, a control by what pressing it does, a field by its name.
// What our programs put there is marked `data-own`: the server knows nothing of it, and a refresh leaves it alone.

/** Hidden fields that pass: they change with every rendering and say nothing of what a form is about. */
export const PASSING = ["csrf", "command_id", "then", "seen"];
const NAMING = "[id], [data-key], form, a[href], input[type=radio], input[type=checkbox]";

/** What a form does, and about what. @param {Element} form */
export function formName(form) {
  const about = [...form.querySelectorAll("input[type=hidden]:not([data-own])")]
    .map((one) => [one.getAttribute("name") ?? "", one.getAttribute("value") ?? ""])
    .filter(([name = ""]) => !PASSING.includes(name));
  return `${form.getAttribute("action") ?? ""}?${new URLSearchParams(about)}`;
}

/** What pressing it does: two controls of one meaning are the same control. @param {Element} control */
export function meaning(control) {
  const form = control.closest("form");
  const own = ["href", "type", "formaction", "name", "value", "data-do", "data-reply"]
    .map((name) => control.getAttribute(name) ?? "");
  return [control.tagName, control.id, form ? formName(form) : "", ...own].join("|");
}

/** A field's name on its page: the same on the next rendering of it. @param {HTMLInputElement|HTMLTextAreaElement} field */
export function fieldName(field) {
  const same = [...field.form?.querySelectorAll(`[name="${CSS.escape(field.name)}"]`) ?? []];
  return `${field.form ? formName(field.form) : ""} ${field.name} ${same.indexOf(field)}`;
}

/** Its own name among its neighbours, or "". @param {Element} element */
export function nameOf(element) {
  if (element.id) return `#${element.id}`;
  const key = element.getAttribute("data-key");
  if (key) return `@${key}`;
  const name = element.getAttribute("name") ?? "";
  const value = element.getAttribute("value") ?? "";
  switch (element.tagName) {
    case "FORM": return formName(element);
    case "A": return element.getAttribute("href") ?? "";
    case "BUTTON": return meaning(element);
    case "OPTION": return value || element.textContent || "";
    case "INPUT":
      return ["radio", "checkbox", "submit"].includes(element.getAttribute("type") ?? "") ? `${name}=${value}` : name;
    case "SELECT":
    case "TEXTAREA": return name;
    default: return element.localName.includes("-") ? element.getAttribute("src") ?? element.getAttribute("booth") ?? "" : "";
  }
}

/** @type {WeakMap<Element, Set<string>>} */
const inside = new WeakMap();

/**
 * The names of what an element holds: what holds the same is the same, whatever it looks like.
 * @param {Element} element what the server said, which does not change any more
 * @returns {ReadonlySet<string>}
 */
export function namesIn(element) {
  const known = inside.get(element);
  if (known) return known;
  const names = new Set([...element.querySelectorAll(NAMING)].map(nameOf));
  inside.set(element, names);
  return names;
}
