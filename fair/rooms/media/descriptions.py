"""What a browser may send the bridge as its description: sound alone, no addresses. Pure."""

import re

MOST_LINES = 400
MOST_SIGNS = 30_000
MOST_VOICES = 3  # of a call with four people, each hears three
LEVEL_URI = "urn:ietf:params:rtp-hdrext:ssrc-audio-level"
_RED = re.compile(r"^a=rtpmap:([0-9]{2,3}) red/48000/2\r?$", re.MULTILINE | re.IGNORECASE)
_OPUS = re.compile(r"^a=rtpmap:([0-9]{2,3}) opus/48000/2\r?$", re.MULTILINE | re.IGNORECASE)
_FREE = (*range(35, 64), *range(96, 128))  # the numbers that no kind of sound has for itself
_MEDIA = re.compile(r"(?=^m=)", re.MULTILINE)
_LEFT_OUT = ("a=candidate:", "a=end-of-candidates", "a=remote-candidates", "a=ssrc-group:")


class Malformed(Exception):
    """What was sent is no description that the bridge could take."""


def cleaned(description: str) -> str:
    """Return a browser's description without the addresses in it; refuses with `Malformed`.

    We never go to an address that somebody names: the browser comes to ours.
    """
    if len(description) > MOST_SIGNS:
        raise Malformed
    lines = description.replace("\r\n", "\n").split("\n")
    media = [line for line in lines if line.startswith("m=")]
    if len(lines) > MOST_LINES or not 1 <= len(media) <= MOST_VOICES:
        raise Malformed
    if not all(line.startswith("m=audio ") for line in media):
        raise Malformed
    if len(media) > 1 and not _together(lines, len(media)):
        raise Malformed
    for needed in ("a=ice-ufrag:", "a=ice-pwd:", "a=fingerprint:"):
        if not any(line.startswith(needed) for line in lines):
            raise Malformed
    kept = [line for line in lines if line and not line.startswith(_LEFT_OUT)]
    return "\r\n".join(kept) + "\r\n"


def _together(lines: list[str], many: int) -> bool:
    """True where all sounds come over one connection: a browser that is ours bundles them."""
    mids = {line.removeprefix("a=mid:") for line in lines if line.startswith("a=mid:")}
    bundles = [line.split()[1:] for line in lines if line.startswith("a=group:BUNDLE")]
    return len(mids) == many and len(bundles) == 1 and {*bundles[0]} == mids


def voices(description: str) -> int:
    """Return how many other people a browser is ready to hear."""
    return sum(line.startswith("m=audio ") for line in description.split("\r\n"))


def twice_of(description: str) -> int:
    """Return by which number a browser sends each packet twice (RFC 2198); 0 where it cannot."""
    for part in _MEDIA.split(description)[1:]:
        red, opus = _RED.search(part), _OPUS.search(part)
        if not red or not opus or int(red[1]) not in _FREE or red[1] == opus[1]:
            continue
        if re.search(rf"^a=fmtp:{red[1]} {opus[1]}/{opus[1]}\r?$", part, re.MULTILINE):
            return int(red[1])
    return 0


def with_twice(answer: str, number: int) -> str:
    """Return our answer with that number in it, after the plain way: first comes what is sent."""
    parts = _MEDIA.split(answer)
    return parts[0] + "".join(_agreed(part, number) for part in parts[1:])


def _agreed(part: str, number: int) -> str:
    opus = _OPUS.search(part)
    head, _, rest = part.partition("\r\n")
    if not opus or str(number) in head.split(" ")[3:]:
        return part
    says = f"a=rtpmap:{number} red/48000/2\r\na=fmtp:{number} {opus[1]}/{opus[1]}\r\n"
    return f"{head} {number}\r\n{rest}{says}"
