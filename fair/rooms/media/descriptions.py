"""What a browser may send the bridge as its description: one sound, no addresses. Pure."""

MOST_LINES = 400
MOST_SIGNS = 30_000
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
    if len(lines) > MOST_LINES or len(media) != 1 or not media[0].startswith("m=audio "):
        raise Malformed
    for needed in ("a=ice-ufrag:", "a=ice-pwd:", "a=fingerprint:"):
        if not any(line.startswith(needed) for line in lines):
            raise Malformed
    kept = [line for line in lines if line and not line.startswith(_LEFT_OUT)]
    return "\r\n".join(kept) + "\r\n"
