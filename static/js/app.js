// Registers what every page uses and opens the one connection.
import "./helpers/supplies.js";
import { who } from "./helpers/drafts.js";
import { watch } from "./live.js";
import "./elements/live_fragment.js";
import "./elements/command_form.js";
import "./elements/connection_banner.js";
import "./elements/local_time.js";
import "./elements/menu.js";
import "./elements/queue_line.js";
import "./elements/kept_words.js";

document.documentElement.classList.add("js");
// This page answered a form: Back, Forward and a reload look at its address, and send nothing again.
if (document.body.dataset.posted) history.replaceState(null, "", document.body.dataset.posted);
// Whoever has any page of a fair open is present there, and hears of it.
if (document.body.dataset.fair) watch([`fair:${document.body.dataset.fair}`]);
// The tickets kept for a reload without network are one person's: whichever page somebody else opens here deletes them.
if (who && "caches" in window) {
  caches.match("/queues", { cacheName: "kept-ticket" })
    .then((copy) => { if (copy && copy.headers.get("X-Kept-For") !== who) caches.delete("kept-ticket"); })
    .catch(() => undefined);
}
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
// By https the name binds it to this very host, as those that the server sets (fair/cookies.py).
const [name, secure] = location.protocol === "https:" ? ["__Host-fair_zone", "; secure"] : ["fair_zone", ""];
const kept = document.cookie.split("; ").find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1);
if (zone && zone !== kept) {
  document.cookie = `${name}=${zone}; path=/; max-age=31536000; samesite=lax${secure}`;
  // The server did not know this reader's clock yet. Where it took another, what it wrote is fetched afresh.
  if (zone !== document.body.dataset.zone) document.dispatchEvent(new CustomEvent("fair:changed"));
}
