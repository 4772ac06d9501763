"""What every answer says to the browser about itself: pages, files, refusals and errors alike."""

from starlette.datastructures import MutableHeaders

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "microphone=(self), camera=(self), geolocation=()",
}
NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
# What is no markup has no forms and no base, however it is opened.
PLAIN = "default-src 'none'; frame-ancestors 'none'"
# What only a page can follow. A file, or a part that a page asked for, loads nothing, has no window
# of its own and asks for nothing; a first page has some forty of them.
OF_PAGES = ("Referrer-Policy", "Cross-Origin-Opener-Policy", "Permissions-Policy")
# Names under ours, too: a page there could otherwise be read on the way and plant what we read.
_HSTS = "max-age=31536000; includeSubDomains"


def policy(host: str) -> str:
    """Return the Content-Security-Policy: nothing inline, nothing from another host.

    `host` is one of ours, as `Hosts.known` writes it.
    """
    return (
        "default-src 'none'; object-src 'none'; script-src 'self'; style-src 'self'; "
        f"img-src 'self' data:; connect-src 'self' ws://{host} wss://{host}; "
        "media-src 'self' blob:; font-src 'self'; manifest-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def dress(headers: MutableHeaders, host: str, *, secure: bool) -> None:
    """Put on what every answer has; what it says itself stays. Without a `host` nothing loads."""
    no_page = headers.get("Content-Security-Policy") in (NOTHING, PLAIN)
    for name, value in HEADERS.items():
        if not (no_page and name in OF_PAGES):
            headers.setdefault(name, value)
    headers.setdefault("Content-Security-Policy", policy(host) if host else NOTHING)
    if secure:
        headers["Strict-Transport-Security"] = _HSTS
