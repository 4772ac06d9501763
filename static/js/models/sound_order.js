// Which way of writing sound comes first in a description of the other end: a browser sends by the first. Pure.

/**
 * The description of the other end as an answer that asks for each packet twice, or once; null where it is so already,
 * or the other end does not know how.
 * @param {string} remote @param {string} mine our own description @param {boolean} twice
 */
export function asked(remote, mine, twice) {
  const written = remote.split(/(?=^m=)/m).map((part) => part.startsWith("m=audio ") ? turned(part, twice) : part).join("");
  if (written === remote) return null;
  return written.replace(/a=setup:actpass/g, /a=setup:active/.test(mine) ? "a=setup:passive" : "a=setup:active");
}

/** @param {string} part @param {boolean} twice */
function turned(part, twice) {
  const red = /^a=rtpmap:(\d+) red\/48000\/2/im.exec(part)?.[1];
  const opus = /^a=rtpmap:(\d+) opus\/48000\/2/im.exec(part)?.[1];
  if (!red || !opus || !new RegExp(`^a=fmtp:${red} ${opus}/${opus}\\b`, "m").test(part)) return part;
  const [first, second] = twice ? [red, opus] : [opus, red];
  return part.replace(/^(m=audio \d+ \S+) (.*?)(\r?)$/m, (_, head, all, end) => {
    const rest = all.split(" ").filter((/** @type {string} */ one) => one !== red && one !== opus);
    return `${head} ${[first, second, ...rest].join(" ")}${end}`;
  });
}
