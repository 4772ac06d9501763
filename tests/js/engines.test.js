// What older engines cannot run is refused where it is written: docs/decisions/0014-old-engines.md says which and why.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { parse } from "acorn";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const SCRIPTS = readdirSync(`${ROOT}/static/js`, { recursive: true }).map(String).filter((name) => name.endsWith(".js"));
const SHEETS = readdirSync(`${ROOT}/static/css`).filter((name) => name.endsWith(".css"));
const CLASSIC = "old_engine.js";
const { about: _, ...NEWER } = JSON.parse(readFileSync(new URL("./newer.json", import.meta.url), "utf8"));

/** Where a newer thing may be named all the same: the file asks first whether it is there. */
const ASKS_FIRST = new Set([
  "helpers/supplies.js: submitter", "elements/command_form.js: submitter", "helpers/tab.js: locks",
  "elements/then_next.js: submitter", "helpers/modal.js: showModal",
]);
/** Names that mean many things; of these only what TypeScript knows is refused. */
const COMMON = new Set(["with", "at", "show", "open", "close", "union", "difference", "intersection", "reason"]);
/** What belongs to every thing of a kind is known by its name alone. */
const MEMBERS = new Set(
  Object.keys(NEWER).filter((key) => key.includes(".prototype.")).map((key) => key.split(".")[2] ?? "").filter((name) => !COMMON.has(name)),
);

/** @typedef {{type: string, [key: string]: any}} Node */

/** @param {string} source @param {2020|2022} [ecmaVersion] */
const program = (source, ecmaVersion = 2022) =>
  /** @type {Node} */ (/** @type {unknown} */ (parse(source, { ecmaVersion, sourceType: "module" })));

/** Every node with those around it, outermost first. @param {Node} node @param {Node[]} [around] @returns {Generator<[Node, Node[]]>} */
function* walk(node, around = []) {
  yield [node, around];
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child && typeof child.type === "string") yield* walk(child, [...around, node]);
    }
  }
}

/** The syntax that engines of the floor cannot parse. @param {string} source @returns {string[]} */
function newerSyntax(source) {
  const found = [];
  for (const [node, around] of walk(program(source))) {
    if (node.type === "StaticBlock") found.push("static block");
    if (node.type === "AssignmentExpression" && ["??=", "||=", "&&="].includes(node.operator)) found.push(node.operator);
    if (node.type === "BinaryExpression" && node.left.type === "PrivateIdentifier") found.push("#x in");
    if (node.type === "AwaitExpression" && !around.some((one) => /Function/.test(one.type))) found.push("top-level await");
    if (node.type === "Literal" && node.regex) {
      if (/\(\?<[=!]/.test(node.regex.pattern)) found.push("lookbehind");
      if (/[dv]/.test(node.regex.flags)) found.push(`flag ${node.regex.flags}`);
    }
  }
  return found;
}

/** What a script uses that engines of the floor lack, without asking first by `?.`. @param {string} source @returns {string[]} */
function newerNames(source) {
  const found = [];
  for (const [node, around] of walk(program(source))) {
    const parent = around.at(-1);
    if (node.type === "MemberExpression" && node.property.type === "Identifier" && !node.computed) {
      const whole = `${node.object.name ?? ""}.${node.property.name}`;
      // `a.b?.()` and `a.b?.c` ask first.
      const asked = parent && parent.optional && (parent.callee === node || parent.object === node);
      if (!asked && (whole in NEWER || MEMBERS.has(node.property.name))) found.push(node.property.name);
    }
    const called = node.type === "CallExpression" || node.type === "NewExpression";
    if (called && node.callee.type === "Identifier" && node.callee.name in NEWER) found.push(node.callee.name);
  }
  return found;
}

for (const name of SCRIPTS) {
  const source = readFileSync(`${ROOT}/static/js/${name}`, "utf8");
  test(`${name} is written in what the oldest engine of the floor can run`, () => {
    assert.deepEqual(newerSyntax(source), []);
    assert.deepEqual(newerNames(source).filter((newer) => !ASKS_FIRST.has(`${name}: ${newer}`)), []);
  });
}

test("the script that speaks for engines too old for modules is written in the oldest words", () => {
  const source = readFileSync(`${ROOT}/static/js/${CLASSIC}`, "utf8");
  assert.ok(parse(source, { ecmaVersion: 5, sourceType: "script" }));
});

test("the vendored client of Socket.IO asks for no newer syntax than we do", () => {
  assert.ok(program(readFileSync(`${ROOT}/static/vendor/socket.io.esm.min.js`, "utf8"), 2020));
});

test("each kind of newer syntax is found, and what the floor has is left alone", () => {
  for (const [line, what] of [
    ["class A { static { f(); } }", "static block"], ["a ??= b", "??="], ["class A { #x; f(o) { return #x in o; } }", "#x in"],
    ["await f()", "top-level await"], ["/(?<!a)b/", "lookbehind"], ["/a/d", "flag d"],
  ]) assert.deepEqual(newerSyntax(String(line)), [what]);
  assert.deepEqual(newerSyntax("class A { #x = 1_000; #m() { return this.#x ?? a?.b; } } async function f() { await g(); } /(?<n>a)/u"), []);
});

test("each newer thing of a browser is found where it is used unasked", () => {
  for (const [line, what] of [
    ["structuredClone(a)", "structuredClone"], ["crypto.randomUUID()", "randomUUID"], ["AbortSignal.timeout(5)", "timeout"],
    ["new BroadcastChannel('a')", "BroadcastChannel"], ["dialog.showModal()", "showModal"], ["AbortSignal.any([])", "any"],
    ["navigator.locks.request('a')", "locks"], ["Promise.try(f)", "try"], ["form.inert = true", "inert"],
  ]) assert.deepEqual(newerNames(String(line)), [what]);
  for (const line of [
    "navigator.vibrate?.(0)", "navigator.userActivation?.hasBeenActive", "socket.timeout(5)", "list.any", "window.open('/')",
    "media?.setSinkId?.(id)",
  ]) assert.deepEqual(newerNames(line), []);
});

test("a method newer than ES2020 is refused by the check of types when it is written", () => {
  mkdirSync(`${ROOT}/var`, { recursive: true });
  const folder = mkdtempSync(`${ROOT}/var/types-`);
  const lines = [
    "[1].at(0);", "[1].findLast(Boolean);", "\"a\".replaceAll(\"a\", \"b\");", "Object.hasOwn({}, \"a\");", "[1].toSorted();",
    "Promise.any([]);", "new Error(\"a\", { cause: 1 });", "Promise.withResolvers();", "[1, 2].includes(1);",
  ];
  try {
    writeFileSync(path.join(folder, "written.js"), lines.join("\n"));
    writeFileSync(path.join(folder, "tsconfig.json"), '{"extends": "../../tsconfig.json", "include": ["./*.js"]}');
    const tsc = () => execFileSync(`${ROOT}/node_modules/.bin/tsc`, ["-p", folder], { encoding: "utf8" });
    assert.throws(tsc, ({ stdout }) => {
      const refused = [...new Set([...stdout.matchAll(/written\.js\((\d+),/g)].map((found) => Number(found[1])))];
      assert.deepEqual(refused.sort((one, two) => one - two), [1, 2, 3, 4, 5, 6, 7, 8], "all but the last");
      return true;
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

// --- style ---------------------------------------------------------------------------------------

/** Rules that only embellish: without them the same is said by a tick, a border or the browser. */
const HAS = [
  ".choice:has(:checked)", ".choice:has(:focus-visible)", ".outcome__choice:has(:checked)", ".call:has(.call__aside)",
  ".call--desk .call__person[data-person=\"me\"]:has(video:not([hidden]))",
  ".typed-page:has(.call:is([data-state=\"connecting\"], [data-state=\"live\"], [data-state=\"reconnecting\"])) > :is(.top, .tabs, .foot)",
  ".typed-page:has(.call:is([data-state=\"connecting\"], [data-state=\"live\"], [data-state=\"reconnecting\"])) .page",
  "body:has(.call--desk:is([data-state=\"live\"], [data-state=\"reconnecting\"])) .top__nav",
  // the page scrolls by the height of a banner; an empty part keeps its gap
  ".page--desk:has([data-standing]) .desk", ".demo-ribbon ~ .page--desk:has([data-standing]) .desk",
  ".page--call > .stack > live-fragment:not(:has(> :not([hidden])))",
];
const NEWER_STYLE = /@layer|@container|@scope|@property|@starting-style|color-mix\(|light-dark\(|oklch\(|oklab\(|\blh\b|(?:^|[{};])\s*&|\d[dsl]v[hwib]\b/;

/** What a sheet uses that would take a rule, or the sheet, away. @param {string} sheet @returns {string[]} */
function newerStyle(sheet) {
  const found = [];
  const bare = sheet.replace(/\/\*.*?\*\//gs, "").replace(/url\("[^"]*"\)/g, "");
  for (const line of bare.split("\n")) {
    // A declaration that is not understood is left out, so that the one before it counts.
    const here = line.replace(/([\w-]+): ?[^;{}]*\d+vh[^;{}]*; \1: ?[^;{}]*\d+dvh/g, "");
    if (NEWER_STYLE.test(here)) found.push(line.trim());
  }
  for (const [, selectors = ""] of bare.matchAll(/([^{}]+)\{/g)) {
    const list = selectors.trim();
    // One selector that is not understood takes the whole list away.
    if (/:focus-visible/.test(list) && list.includes(",")) found.push(list);
    if (/:has\(/.test(list) && !HAS.includes(list)) found.push(list);
  }
  return found;
}

for (const name of SHEETS) {
  test(`${name} takes nothing away from older engines that matters`, () => {
    assert.deepEqual(newerStyle(readFileSync(`${ROOT}/static/css/${name}`, "utf8")), []);
  });
}

test("each kind of newer style is found, and what has a way back is left alone", () => {
  for (const sheet of [
    "@layer base { a { color: red; } }", "a { color: color-mix(in srgb, red, blue); }", "a {\n  & b { color: red; }\n}",
    "a { height: 50dvh; }", ".a:has(b) { color: red; }", "a:focus-visible, a:hover { color: red; }", "@container (width > 1px) { a { color: red; } }",
  ]) assert.ok(newerStyle(sheet).length, sheet);
  for (const sheet of ["body { min-height: 100vh; min-height: 100dvh; }", ".choice:has(:checked) { color: red; }", ":focus-visible { color: red; }"]) {
    assert.deepEqual(newerStyle(sheet), [], sheet);
  }
});
