// The types of the vendored build are the package's own (a development dependency, see package.json).
export { default } from "uplot";
