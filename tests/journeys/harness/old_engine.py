"""An older engine, made of Debian's Chromium: what it lacks is deleted before any script runs.

Syntax cannot be taken away; `tests/js/engines.test.js` reads the scripts for that. What is deleted
is the list that the same test refuses in them, `tests/js/newer.json`.
"""

import json
from pathlib import Path
from typing import Any

NEWER = Path(__file__).parents[2] / "js" / "newer.json"


def lacking() -> list[str]:
    """Return what the oldest engine of the floor lacks, as paths from the window."""
    listed: dict[str, Any] = json.loads(NEWER.read_text("utf-8"))
    return [path for path in listed if path != "about"]


DELETE = """
for (const path of %s) {
  const names = path.split(".");
  const last = names.pop();
  const owner = names.reduce((held, name) => held?.[name], globalThis);
  if (owner) delete owner[last];
  if (owner && last in owner) console.error(`${path} could not be deleted`);
}
"""
# Options and arguments that are not deleted but not looked at.
IGNORE = """
const listen = EventTarget.prototype.addEventListener;
EventTarget.prototype.addEventListener = function (type, heard, options) {
  const plain = options === null || typeof options !== "object";
  if (plain) return listen.call(this, type, heard, options);
  const { capture, once, passive } = options;
  return listen.call(this, type, heard, { capture, once, passive });
};
globalThis.FormData = class extends FormData { constructor(form) { super(form); } };
"""


def old_engine() -> str:
    """Return the script that a context runs before each page: `context.add_init_script`."""
    return "{" + DELETE % json.dumps(lacking()) + IGNORE + "}"
