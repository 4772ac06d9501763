// The rows of the day's table as columns that a drawing takes: seconds since 1970, and numbers or nothing.

/** @param {string|undefined} said @returns {number|null} */
const number = (said) => (said === undefined || said === "" ? null : Number(said));

/**
 * What is empty stays empty: a gap in the line, never a nought.
 * @param {{at?: string, joined?: string, told?: string, came?: string}[]} rows
 * @returns {{at: number[], joined: (number|null)[], told: (number|null)[], came: (number|null)[]}}
 */
export function columns(rows) {
  return {
    at: rows.map(({ at }) => Number(at)),
    joined: rows.map(({ joined }) => number(joined)),
    told: rows.map(({ told }) => number(told)),
    came: rows.map(({ came }) => number(came)),
  };
}
