// Makes what is on a page say what the server says now, and leaves everything else as it is: the nodes that stay, what
// programs have changed in them, and above all whatever a person is doing there.
import { pair, steady } from "../models/pairing.js";
import { chosen, isChanged, isComposing, isField, isKnown, isWrittenIn } from "./fields.js";
import { nameOf, namesIn } from "./names.js";

/** @typedef {import("../models/pairing.js").Face} Face */

const VALUES = ["value", "checked", "selected"];
const NOBODY = /** @type {ReadonlySet<string>} */ (new Set());
/** What the server last said in the place of a node, in a document without life. @type {WeakMap<Node, Node>} */
const said = new WeakMap();
const still = typeof document === "undefined" ? null : document.implementation.createHTMLDocument("");

/** Take a part as the server's own words. It is told once, before anything changes it. @param {Element} part */
export function learn(part) {
  if (still && !said.has(part)) remember(part, still.importNode(part, true));
}

const FRESH = /(name="(?:csrf|command_id)" value=")[^"]*/g;
/** @param {Element} told */
const plain = (told) => told.innerHTML.replace(FRESH, "$1").trim();

/**
 * Does the server say of a part what it said last? Each telling has fresh ids for its forms: those do not count.
 * @param {Element} part @param {Element} next
 */
export const alike = (part, next) => plain(/** @type {Element} */ (said.get(part) ?? part)) === plain(next);

/** @param {Node} live @param {Node} told */
function remember(live, told) {
  said.set(live, told);
  let below = told.firstChild;
  for (const child of live.childNodes) {
    if (!below) return;
    remember(child, below);
    below = below.nextSibling;
  }
}

/** Is it made by the page's own programs? @param {Node} node */
const isOwn = (node) => node instanceof Element && node.hasAttribute("data-own");

/** What is on the page is known by what the server said of it, whatever became of it since. @param {Node} node @returns {Face} */
function face(node) {
  if (isOwn(node)) return { kind: "own", name: "", inside: NOBODY, looks: "", says: "" };
  const told = said.get(node) ?? node;
  if (!(told instanceof Element)) return { kind: told.nodeName, name: "", inside: NOBODY, looks: "", says: told.nodeValue ?? "" };
  return {
    kind: told.tagName + (told.tagName === "INPUT" ? told.getAttribute("type") ?? "" : ""),
    name: nameOf(told),
    // What a program put there is told by nobody: it may change.
    inside: told.ownerDocument === document ? NOBODY : namesIn(told),
    looks: told.getAttribute("class") ?? "",
    says: told.textContent ?? "",
  };
}

/**
 * Which element of the server's next words stands for this one? Nothing where it is gone.
 * @param {Element} part @param {Element} next @param {Element} one inside the part
 * @returns {Node|null}
 */
export function heir(part, next, one) {
  const path = [one];
  for (let at = one; at.parentElement && at.parentElement !== part; at = at.parentElement) path.unshift(at.parentElement);
  let live = part;
  let found = /** @type {Node|null} */ (next);
  for (const step of path) {
    const olds = [...live.childNodes];
    const news = found ? [...found.childNodes] : [];
    const pairs = pair(olds.map(face), news.map(face));
    found = news[pairs.indexOf(olds.indexOf(step))] ?? null;
    if (!found) return null;
    live = step;
  }
  return found;
}

/**
 * Make the children of a part like those of the server's next words.
 * @param {Element} part @param {Element} next parsed, in no document of a page; it is kept
 * @returns {boolean} true where something waits until the person has left a field
 */
export function morph(part, next) {
  const radios = chosen(part);
  const turn = new Turn();
  turn.children(part, next);
  said.set(part, next);
  for (const radio of radios) if (radio.isConnected) radio.checked = true;
  return turn.waits;
}

/** One refresh of one part. */
class Turn {
  waits = false;
  #active = document.activeElement;

  /** @param {Element} live @param {Element} next */
  children(live, next) {
    const olds = [...live.childNodes];
    const news = [...next.childNodes];
    const found = pair(olds.map(face), news.map(face));
    const stay = steady(found, olds.findIndex((one) => this.#active !== null && one.contains(this.#active)));
    const kept = new Set(found);
    for (const [at, old] of olds.entries()) if (!kept.has(at) && !isOwn(old)) old.remove();
    let place = live.firstChild;
    for (const [at, told] of news.entries()) {
      const old = olds[/** @type {number} */ (found[at])];
      const node = old ?? document.importNode(told, true);
      // What need not be moved is not: a move would take away the focus, a composition, a scroll, a sound.
      if (node !== place && !stay.has(at)) live.insertBefore(node, place);
      place = node.nextSibling;
      if (old) this.#same(old, told);
      else remember(node, told);
    }
  }

  /** @param {Node} live @param {Node} next */
  #same(live, next) {
    const was = said.get(live);
    // The server says what it said: whatever became of it since is the page's own.
    if (was?.isEqualNode(next)) return;
    said.set(live, next);
    if (!(live instanceof Element)) {
      if (live.nodeValue !== next.nodeValue) live.nodeValue = next.nodeValue;
      return;
    }
    const told = /** @type {Element} */ (next);
    const before = /** @type {Element|undefined} */ (was);
    this.#attributes(live, told, before);
    if (!isField(live) || live.type === "hidden") this.children(live, told);
    else if (live === this.#active || isComposing(live)) this.#wait(live, told, before);
    else this.#field(live, /** @type {any} */ (told), /** @type {any} */ (before));
  }

  /** @param {Element} live @param {Element} next @param {Element|undefined} was */
  #attributes(live, next, was) {
    const own = new Set(isField(live) && live.type !== "hidden" || live.tagName === "OPTION" ? VALUES : []);
    // A sending whose outcome is not known keeps its number, so that it counts once however often it is sent.
    if (live.getAttribute("name") === "command_id" && live.closest("[data-unsettled], [aria-busy]")) own.add("value");
    // Who writes has seen what was there before: what somebody else saved meanwhile is told when it is sent.
    const form = live.getAttribute("name") === "seen" ? live.closest("form") : null;
    if (form && isWrittenIn(form)) own.add("value");
    if (live.tagName === "DETAILS" && isWrittenIn(live)) own.add("open");
    for (const { name } of [...(was ?? live).attributes]) {
      if (!next.hasAttribute(name) && !own.has(name)) live.removeAttribute(name);
    }
    for (const { name, value } of next.attributes) {
      if (own.has(name) || (was && was.getAttribute(name) === value)) continue;
      if (live.getAttribute(name) !== value) live.setAttribute(name, value);
    }
  }

  /** The person is in this field: what the server says of its value waits. @param {Element} live @param {Element} next @param {Element} [was] */
  #wait(live, next, was) {
    if (!was || sameValue(was, next)) return;
    this.waits = true;
    const unheard = /** @type {Element} */ (was.cloneNode(true));
    next.replaceWith(unheard);
    said.set(live, unheard);
  }

  /**
   * @param {import("./fields.js").Field} live
   * @param {HTMLInputElement & HTMLTextAreaElement & HTMLSelectElement} next
   * @param {(HTMLInputElement & HTMLTextAreaElement & HTMLSelectElement)|undefined} was
   */
  #field(live, next, was) {
    if (was && sameValue(was, next)) return;
    const theirs = isChanged(live);
    if (live instanceof HTMLSelectElement) {
      const picked = [...live.selectedOptions].map((one) => one.value);
      this.children(live, next);
      const options = [...live.options];
      for (const [at, option] of options.entries()) option.defaultSelected = next.options[at]?.defaultSelected ?? false;
      const stays = theirs && picked.every((value) => options.some((one) => one.value === value));
      const none = !live.multiple && !options.some((one) => one.defaultSelected);
      for (const [at, option] of options.entries()) {
        option.selected = stays ? picked.includes(option.value) : option.defaultSelected || (none && at === 0);
      }
    } else if (live instanceof HTMLInputElement && ["checkbox", "radio"].includes(live.type)) {
      live.defaultChecked = next.defaultChecked;
      if (!theirs) live.checked = live.defaultChecked;
    } else {
      live.defaultValue = next.defaultValue;
      if (!theirs && live.value !== live.defaultValue) live.value = live.defaultValue;
      if (live.value === live.defaultValue) isKnown(live);
    }
  }
}

/** Does the server say the same of a field's value? @param {any} was @param {any} next */
const sameValue = (was, next) => (was.tagName === "SELECT" ? was.isEqualNode(next)
  : was.defaultValue === next.defaultValue && was.defaultChecked === next.defaultChecked);
