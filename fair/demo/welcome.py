"""What `fair demo` prints when the fair can be visited: a way through it, then the links."""

import io
import socket
from typing import Any

import segno

from fair.settings import Settings

_EVERY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104 - compared, not bound
_NOWHERE = ("192.0.2.1", 9)  # an address for examples; choosing a way there sends nothing


def address_here(host: str) -> str:
    """Return the address by which others in the network reach this machine.

    `host` itself, unless it means every address; then the one that leads out, or `host` again
    where there is no network.
    """
    if host not in _EVERY_ADDRESS:
        return host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        try:
            way.connect(_NOWHERE)
        except OSError:
            return host
        return str(way.getsockname()[0])


def welcome(settings: Settings, found: dict[str, Any]) -> str:
    """Return what is printed when the fair can be visited."""
    base = settings.base_url
    seeker = base + as_seeker(found)
    lines = [
        "",
        "  The demo fair is open. Everybody in it is invented. Ctrl-C ends it.",
        "",
        "  Try it as a seeker: three minutes, from here to an offer",
        f"    {seeker}",
        "    1  Sign in on this device. You stand at a booth where nobody waits: join the queue.",
        "    2  It rings within seconds. Answer: you hear somebody. No microphone? Type instead.",
        "    3  A minute later the talk is over, and the offer opens by itself.",
        "",
        "  Try it as a recruiter: people wait. Press “I am here”, then call the first",
        f"    {base}{found['recruiter']}",
        "",
        *_table(
            [
                ("Sign in as organiser", base + found["organiser"]),
                ("Sign in as recruiter", base + found["recruiter"]),
                ("Sign in as seeker", seeker),
                ("The fair, for everybody", f"{base}/"),
                ("Text messages that were sent", f"{base}/outbox"),
            ]
        ),
        "",
        "  Use one browser window per person (a private window keeps two apart).",
        *([] if settings.only_here else _on_a_phone(settings, seeker)),
        "",
    ]
    return "\n".join(lines)


def as_seeker(found: dict[str, Any]) -> str:
    """Return the path that signs the demo's seeker in and leads to the booth kept free."""
    booth_id = found.get("kept_free", "")
    return str(found["seeker"]) + (f"?then=/booths/{booth_id}" if booth_id else "")


def _table(rows: list[tuple[str, str]]) -> list[str]:
    width = max(len(label) for label, _ in rows)
    return [f"  {label:<{width}}  {address}" for label, address in rows]


def _on_a_phone(settings: Settings, seeker: str) -> list[str]:
    """Return the same link for a phone of this network, and what its microphone needs."""
    drawn = io.StringIO()
    segno.make(seeker, error="l").terminal(drawn, compact=True, border=2)
    said = [
        "",
        "  On a phone in the same network, scan this; it signs you in as the seeker:",
        "",
        *("  " + line for line in drawn.getvalue().splitlines()),
    ]
    if settings.secure:
        return said
    port = settings.base_url.rpartition(":")[2]
    return [
        *said,
        "  The phone has no microphone for a page that comes by http from another machine. There,",
        "  take “Type instead” in the call, or “I would rather type than talk” when you join.",
        "  To be heard from a phone, one of these:",
        f"    by cable, Android: `adb reverse tcp:{port} tcp:{port}`, then the link above with",
        f"    localhost:{port} in the place of the address",
        "    by https: a proxy with a certificate in front, and FAIR_BASE_URL=https://its.name",
    ]
