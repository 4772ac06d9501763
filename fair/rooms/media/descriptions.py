"""What a browser may send the bridge as its description: sound alone, no addresses. Pure."""

MOST_LINES = 400
MOST_SIGNS = 30_000
MOST_VOICES = 3  # of a call with four people, each hears three
LEVEL_URI = "urn:ietf:params:rtp-hdrext:ssrc-audio-level"
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
