"""What browsers really send each other to connect, and what nobody of ours sends."""

from typing import Any

# Of Chromium 156, cut to what tells it apart.
SDP = (
    "v=0\r\no=- 5632908613737122539 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0 1\r\n"
    "a=extmap-allow-mixed\r\na=msid-semantic: WMS\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111 63\r\n"
    "c=IN IP4 0.0.0.0\r\na=ice-ufrag:KJmp\r\na=ice-pwd:wYHn\r\na=ice-options:trickle\r\n"
    "a=fingerprint:sha-256 2A:4B\r\na=setup:actpass\r\na=mid:0\r\na=sendrecv\r\na=rtcp-mux\r\n"
    "a=rtpmap:111 opus/48000/2\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\nc=IN IP4 0.0.0.0\r\na=mid:1\r\n"
)
CANDIDATE = (
    "candidate:582458542 1 udp 58597887 10.230.150.9 61419 typ relay raddr 10.230.150.6 rport 40960"
    " generation 0 ufrag KJmp network-id 1"
)


def offer(sdp: str = SDP, **more: Any) -> dict[str, Any]:
    """A description as the recruiter's browser makes it, in its signal."""
    described = {"type": "offer", "sdp": sdp}
    return {"kind": "describe", "to_epoch": 1, "n": 1, "description": described, **more}


def candidate(said: Any = CANDIDATE, **more: Any) -> dict[str, Any]:
    """An address where a browser can be reached, in its signal."""
    ice = {"candidate": said, "sdpMid": "0", "sdpMLineIndex": 0, "usernameFragment": "KJmp"}
    return {"kind": "ice", "to_epoch": 1, "n": 1, "ice": {**ice, **more}}


MALFORMED: dict[str, Any] = {
    "nothing": None,
    "a text": "hello",
    "no kind": {"n": 1},
    "another kind": {"kind": "evict"},
    "more than is asked": {"kind": "hello", "admin": True},
    "a number below nothing": {"kind": "hello", "n": -1},
    "a number without end": {"kind": "restart", "n": 2**63},
    "an epoch without end": {"kind": "hello", "to_epoch": 10**30},
    "a description without one": {"kind": "describe", "n": 1},
    "a hidden description": offer() | {"kind": "hello"},
    "a candidate without one": {"kind": "ice", "n": 1},
    "a hidden candidate": candidate() | {"kind": "video"},
    "both": offer() | {"ice": candidate()["ice"]},
    "a rollback": offer() | {"description": {"type": "rollback", "sdp": ""}},
    "no description": offer("hello"),
    "an empty description": offer(""),
    "a page": offer("<script>alert(1)</script>"),
    "no media": offer("v=0\r\ns=-\r\n"),
    "a data channel": offer(SDP + "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n"),
    "a hundred media": offer(SDP + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n" * 100),
    "a line that is none": offer(SDP + "a=mid:2\r\nGET / HTTP/1.1\r\n"),
    "a sign of control": offer(SDP + "a=mid:\x00\r\n"),
    "no sign of telephony": offer(SDP + "a=mid:二\r\n"),
    "a giant": offer(SDP + "a=x:" + "y" * 30_000 + "\r\n"),
    "no candidate": candidate("1.2.3.4:80"),
    "two candidates": candidate(f"{CANDIDATE}\r\na=candidate:1 1 udp 1 10.0.0.1 22 typ host"),
    "a giant candidate": candidate("candidate:" + "1" * 1000),
    "a candidate of no media": candidate(sdpMLineIndex=4),
    "a candidate below all media": candidate(sdpMLineIndex=-1),
    "a candidate that is a list": candidate([CANDIDATE]),
}
