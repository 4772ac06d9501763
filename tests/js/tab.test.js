// @ts-nocheck: a page that is not one
// A tab keeps its name: else a person who reloads is asked which page should carry the sound.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

const held = new Map();
let kept = {};
let later = [];

function request(name, { signal }, taken) {
  return new Promise((resolve, reject) => {
    const take = () => { held.set(name, []); taken({ name }); };
    if (!held.has(name)) { take(); return; }
    held.get(name).push(take);
    signal.addEventListener("abort", () => reject(new DOMException("waited", "AbortError")));
  });
}
function letGo(name) {
  const [next] = held.get(name);
  held.delete(name);
  next?.();
}
globalThis.sessionStorage = { getItem: (key) => kept[key] ?? null, setItem: (key, value) => { kept[key] = value; } };
Object.defineProperty(globalThis, "navigator", { value: { locks: { request } }, configurable: true });

/** A page of this tab, loaded afresh. */
let pages = 0;
const page = async () => (await import(`../../static/js/helpers/tab.js?${pages += 1}`)).tabName;
const settle = () => new Promise((done) => { setImmediate(done); });

globalThis.setTimeout = (then) => { later.push(then); return later.length; };
beforeEach(() => {
  held.clear();
  kept = {};
  later = [];
});

test("a page has one name however often it is asked: it holds that name itself", async () => {
  const tabName = await page();
  const first = await tabName();
  assert.equal(await tabName(), first);
  assert.equal(kept["fair:tab"], first);
  assert.equal(held.size, 1);
});

test("a reload keeps its name, though the former page lets go of it late", async () => {
  const before = await (await page())();
  let name = "";
  (await page())().then((found) => { name = found; });
  await settle();
  assert.equal(name, "");
  letGo(`fair:${before}`);
  await settle();
  assert.equal(name, before);
});

test("a duplicated tab takes a name of its own, once it waited for nothing", async () => {
  const first = await (await page())();
  const second = (await page())();
  await settle();
  later.at(-1)();
  assert.notEqual(await second, first);
  assert.equal(kept["fair:tab"], await second);
});
