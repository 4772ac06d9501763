"""A page of the harness's own, with a strict policy: the tools are tested before the product."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; media-src blob:; img-src data:"
HEAD = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><title>Call</title>'
)

CALL = (
    HEAD
    + """<link rel="icon" href="data:,"><script src="/peer.js" type="module"></script></head>
<body><main><h1>A call</h1>
<call-stage><audio data-remote autoplay></audio></call-stage></main></body></html>"""
)
BROKEN = (
    HEAD
    + """<link rel="icon" href="data:,"></head><body><main><h1>Broken</h1><img src="data:,">
<script>document.title = "blocked"</script></main></body></html>"""
)
PEER = """
const peer = new RTCPeerConnection();
peer.addEventListener("track", (event) => {
  document.querySelector("call-stage audio[data-remote]").srcObject = event.streams[0];
});
const gathered = () => new Promise((resolve) => {
  if (peer.iceGatheringState === "complete") resolve();
  peer.addEventListener("icegatheringstatechange", () => {
    if (peer.iceGatheringState === "complete") resolve();
  });
});
const described = async () => {
  await gathered();
  return { type: peer.localDescription.type, sdp: peer.localDescription.sdp };
};
window.talk = {
  async open() {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    for (const track of stream.getTracks()) peer.addTrack(track, stream);
  },
  async describe() {
    await peer.setLocalDescription();
    return described();
  },
  async answer(description) {
    await peer.setRemoteDescription(description);
    await peer.setLocalDescription();
    return described();
  },
  async settle(description) { await peer.setRemoteDescription(description); },
};
"""


class _Site(BaseHTTPRequestHandler):
    pages: ClassVar[dict[str, tuple[str, str]]] = {
        "/": ("text/html", CALL),
        "/broken": ("text/html", BROKEN),
        "/peer.js": ("text/javascript", PEER),
    }

    def do_GET(self) -> None:
        kind, body = self.pages.get(self.path, ("text/plain", ""))
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the overridden name
        """Stay quiet."""


@contextmanager
def site() -> Iterator[str]:
    """Serve the harness's pages; yields their address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Site) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
