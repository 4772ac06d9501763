"""Why a request is not read to its end, said before anything is known of who asks."""

from fair import words
from fair.decisions import N_, Refusal
from fair.headers import HEADERS, NOTHING
from fair.languages import LANGUAGES

_REASONS = {400: "Bad Request", 408: "Request Timeout", 414: "URI Too Long",
            431: "Request Header Fields Too Large", 503: "Service Unavailable"}  # fmt: skip
RETRY_S = 5
_written: dict[str, bytes] = {}


class NoRequest(Refusal):
    code = "no-request"
    status = 400
    sentence = N_("This is no request that we can read.")


class TooSlow(Refusal):
    code = "too-slow"
    status = 408
    sentence = N_("This came too slowly and was not read to its end. Please send it again.")


class LongAddress(Refusal):
    code = "long-address"
    status = 414
    sentence = N_("This address is too long.")


class LargeHead(Refusal):
    code = "large-head"
    status = 431
    sentence = N_(
        "The browser says too much about itself. Delete this site's cookies, then reload."
    )


class ManyConnections(Refusal):
    code = "many-connections"
    status = 503
    sentence = N_("Too many connections are open. Wait a few seconds and load the page again.")


def answer(why: Refusal) -> bytes:
    """Return a whole answer of HTTP, after which the connection ends."""
    if why.code not in _written:  # three hundred slow ones end within one second
        _written[why.code] = _answer(why)
    return _written[why.code]


def _answer(why: Refusal) -> bytes:
    # In every language: what the browser asked for was not read.
    said = "\n".join(words.catalogue(one).refusal(why) for one in LANGUAGES).encode()
    lines = [f"HTTP/1.1 {why.status} {_REASONS[why.status]}", "Connection: close",
             "Content-Type: text/plain; charset=utf-8", f"Content-Length: {len(said)}",
             "Cache-Control: no-store", f"Content-Security-Policy: {NOTHING}"]  # fmt: skip
    lines += [f"{name}: {value}" for name, value in HEADERS.items()]
    if why.status == ManyConnections.status:
        lines.append(f"Retry-After: {RETRY_S}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + said
