// Applies events to old views, as a browser does; reads and writes JSON. Used by test_line_agreement.py.
import { readFileSync } from "node:fs";
import { change } from "../../static/js/models/queue_line.js";

const { views, events } = JSON.parse(readFileSync(0, "utf8"));
const after = views.map((view) => events.reduce((held, event) => (held === null ? null : change(held, event)), view));
process.stdout.write(JSON.stringify(after));
