import assert from "node:assert/strict";
import { test } from "node:test";

import { said } from "../../static/js/models/said_time.js";

/** @param {string} zone @param {string} instant @param {string} style */
function shown(zone, instant, style = "time") {
  process.env.TZ = zone;
  return said(new Date(instant), style, "en", null) ?? "";
}

test("a time that comes twice that night is told with its offset, and no other", () => {
  assert.equal(shown("America/New_York", "2026-11-01T05:30Z"), "01:30 (UTC-04:00)");
  assert.equal(shown("America/New_York", "2026-11-01T06:30Z"), "01:30 (UTC-05:00)");
  assert.equal(shown("America/New_York", "2026-11-01T04:59Z"), "00:59");
  assert.equal(shown("America/New_York", "2026-11-01T07:00Z"), "02:00");
  assert.equal(shown("Australia/Lord_Howe", "2026-04-04T14:45Z"), "01:45 (UTC+11:00)");
  assert.equal(shown("Australia/Lord_Howe", "2026-04-04T15:15Z"), "01:45 (UTC+10:30)");
  assert.equal(shown("Australia/Lord_Howe", "2026-04-04T15:30Z"), "02:00");
});

test("where the clocks go forward, or a day alone is told, no offset is needed", () => {
  assert.equal(shown("America/New_York", "2027-03-14T06:30Z"), "01:30");
  assert.equal(shown("America/New_York", "2027-03-14T07:30Z"), "03:30");
  assert.equal(shown("Asia/Shanghai", "2026-11-01T05:30Z"), "13:30");
  assert.doesNotMatch(shown("America/New_York", "2026-11-01T05:30Z", "date"), /UTC/);
  assert.match(shown("America/New_York", "2026-11-01T05:30Z", "datetime"), /01:30 \(UTC-04:00\)/);
});
