// The page that *My queues* leaves behind for when there is no network: plain markup, without a program or a form. Pure.

/** What can be read only while connected, or does nothing without it. */
export const LEFT_OUT =
  "form, button, input, select, textarea, script, template, dialog, audio, video, iframe, [hidden], .visually-hidden";

/** Nothing in it may run, send or fetch, whatever was in the page. */
export const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** @param {string} text */
const escaped = (text) =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");

/**
 * @typedef {{lang: string, title: string, style: string, ribbon: string, head: string, body: string}} Parts
 *   `ribbon`, `head` and `body` are markup of the page itself; the others are text
 * @param {Parts} parts
 */
export const documentOf = ({ lang, title, style, ribbon, head, body }) => `<!doctype html>
<html lang="${escaped(lang)}">
<head>
<meta charset="utf-8">
<title>${escaped(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta http-equiv="refresh" content="30">
<link rel="stylesheet" href="${escaped(style)}">
</head>
<body class="kept">
${ribbon}
<main id="main" class="page page--narrow">
${head}
<div class="stack">${body}</div>
</main>
</body>
</html>
`;
