// Are scripts the same programs as others? Reads pairs of paths, names those that differ: tests/test_thinning.py.
import { readFileSync } from "node:fs";
import { parse } from "acorn";

/** @param {string} path */
const program = (path) => JSON.stringify(
  parse(readFileSync(path, "utf8"), { ecmaVersion: 2022, sourceType: "module" }),
  (key, value) => (key === "start" || key === "end" ? undefined : value),
);

/** @type {[string, string][]} */
const pairs = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(pairs.filter(([one, other]) => program(one) !== program(other)).map(([one]) => one)));
