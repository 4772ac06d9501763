// Who draws lines and bars: the one script that names the library (docs/decisions/0053-drawings.md).
export { default as UPlot } from "../vendor/uPlot.esm.js";
