// Which way a browser lets its owner allow the microphone. Pure: what it says of itself -> a name.

/** Browsers inside other programs, where a microphone is often not to be had. */
const INSIDE = /MicroMessenger|wxwork|WeChat|\bQQ\/|AlipayClient|DingTalk|\bLine\/|FBAN|FBAV|FB_IAB|Instagram|KAKAOTALK|WhatsApp|; wv\)/i;

/**
 * @param {string} agent @param {number} touches how many fingers the screen can tell apart
 * @returns {"inside"|"ios"|"android"|"firefox"|"safari"|"chrome"}
 */
export function family(agent, touches = 0) {
  if (INSIDE.test(agent)) return "inside";
  // A tablet of Apple's calls itself a computer.
  if (/iPhone|iPad|iPod/.test(agent) || (/Macintosh/.test(agent) && touches > 1)) return "ios";
  if (/Android/.test(agent)) return "android";
  if (/Firefox\//.test(agent)) return "firefox";
  return /Safari\//.test(agent) && !/Chrom|Edg/.test(agent) ? "safari" : "chrome";
}
