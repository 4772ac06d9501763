import assert from "node:assert/strict";
import test from "node:test";
import { find, hash } from "../../static/js/models/code_sum.js";

/** @param {string} text */
const hex = (text) => hash(text).map((word) => word.toString(16).padStart(8, "0")).join("");

test("the hash is SHA-256, as everybody else has it", () => {
  assert.equal(hex("abc"), "ba7816bf8f01cfea414140de5dae2223");
  assert.equal(hex(""), "e3b0c44298fc1c149afbf4c8996fb924");
  assert.equal(hex("a".repeat(55)), "9f4390f8d30c2dd92ec9f095b65e2b9a");
});

test("the number is found where it is, and nowhere else", () => {
  const aim = hex("00112233445566771234");
  assert.equal(find("0011223344556677", aim, 0, 2000), 1234);
  assert.equal(find("0011223344556677", aim, 1234, 1235), 1234);
  assert.equal(find("0011223344556677", aim, 0, 1234), -1);
  assert.equal(find("0011223344556678", aim, 0, 2000), -1);
});
