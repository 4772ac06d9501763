// <day-chart> draws the table inside it: what people were told and how long it took, and how many came.
// Without JavaScript the table says the same; a reader's program reads the table alone.
import { UPlot } from "../drawing.js";
import { columns } from "../models/day_rows.js";

const HIGH = { waits: 240, joined: 140 };

class DayChart extends HTMLElement {
  #ends = new AbortController();
  /** @type {UPlot[]} */ #drawn = [];
  /** @type {MutationObserver|undefined} */ #rows;

  connectedCallback() {
    this.#ends = new AbortController();
    const { signal } = this.#ends;
    const table = this.querySelector("live-fragment");
    this.#rows = new MutationObserver(() => this.#draw());
    if (table) this.#rows.observe(table, { childList: true, subtree: true, attributes: true });
    window.addEventListener("resize", () => this.#draw(), { signal });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#draw(), { signal });
    this.#draw();
  }

  disconnectedCallback() {
    this.#ends.abort();
    this.#rows?.disconnect();
    this.#clear();
  }

  #clear() {
    for (const one of this.#drawn) one.destroy();
    this.#drawn = [];
  }

  #draw() {
    this.#clear();
    const found = /** @type {HTMLElement[]} */ ([...this.querySelectorAll("tr[data-at]")]);
    const { at, joined, told, came } = columns(found.map((one) => one.dataset));
    if (at.length < 2) return;
    const { joined: people = "", told: said = "", came: waited = "" } = this.dataset;
    this.#one("waits", [at, told, came], [
      { label: said, stroke: this.#colour("--slate-3"), width: 2, dash: [6, 4] },
      { label: waited, stroke: this.#colour("--accent"), width: 2 },
    ]);
    this.#one("joined", [at, joined], [
      { label: people, stroke: this.#colour("--accent"), fill: this.#colour("--accent-tint"), width: 1,
        points: { show: false },
        paths: UPlot.paths.bars?.({ size: [0.8, 40] }) },
    ]);
  }

  /**
   * @param {"waits"|"joined"} name
   * @param {import("uplot").AlignedData} data
   * @param {import("uplot").Series[]} series
   */
  #one(name, data, series) {
    const place = /** @type {HTMLElement|null} */ (this.querySelector(`[data-at="${name}"]`));
    if (!place) return;
    const { lang } = this.dataset;
    const clock = new Intl.DateTimeFormat(lang, { hour: "2-digit", minute: "2-digit", hour12: false });
    /** @param {number} seconds */
    const said = (seconds) => clock.format(new Date(seconds * 1000));
    const axis = { stroke: this.#colour("--soft"), grid: { stroke: this.#colour("--line"), width: 1 } };
    this.#drawn.push(new UPlot({
      width: Math.max(280, place.clientWidth),
      height: HIGH[name],
      legend: { live: false },
      cursor: { show: false },
      scales: { y: { range: (_plot, _least, most) => [0, Math.max(1, most * 1.1)] } },
      axes: [{ ...axis, values: (_plot, ticks) => ticks.map(said) }, axis],
      series: [{}, ...series],
    }, data, place));
  }

  /** @param {string} name */
  #colour(name) {
    return getComputedStyle(this).getPropertyValue(name).trim();
  }
}

customElements.define("day-chart", DayChart);
