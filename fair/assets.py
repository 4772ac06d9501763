"""The files of `static/`, read once, compressed once, under a path that names their content."""

import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from posixpath import dirname, join, normpath

from starlette.requests import Request
from starlette.responses import Response

from fair.beside import resource
from fair.decisions import NotFound
from fair.headers import NOTHING, PLAIN
from fair.thinning import thinned

_STATIC_DIR = resource("static")
# As our own scripts name what they cannot run without; `import("…")` fetches when it is needed.
_IMPORTED = re.compile(rb'^(?:import|export)\b[^;"]*"(\.[^"]+)";', re.MULTILINE)
_COMPRESSED = (".css", ".js", ".svg", ".json", ".webmanifest")
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("application/manifest+json", ".webmanifest")


@dataclass(frozen=True, slots=True)
class Asset:
    body: bytes
    packed: bytes | None
    media_type: str


class Assets:
    """All static files in memory. `app.css` is the files of `css/order.txt` in that order."""

    def __init__(self, folder: Path = _STATIC_DIR) -> None:
        bodies = {
            (name := str(path.relative_to(folder))): thinned(name, path.read_bytes())
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
        order = bodies.get("css/order.txt", b"").decode().split()
        bodies["app.css"] = b"\n".join(bodies[f"css/{name}"] for name in order)
        digest = hashlib.sha256()
        for name, body in bodies.items():
            digest.update(name.encode() + b"\0" + body)
        self.version = digest.hexdigest()[:12]
        self._assets = {
            name: Asset(
                body,
                gzip.compress(body, 9, mtime=0) if name.endswith(_COMPRESSED) else None,
                _media_type(name),
            )
            for name, body in bodies.items()
        }

    def url(self, path: str) -> str:
        """Return the versioned URL of a file; a name that does not exist is a bug in a template."""
        if path not in self._assets:
            raise KeyError(f"static/{path} does not exist")
        return f"/static/{self.version}/{path}"

    def needed(self, path: str, beyond: str = "") -> tuple[str, ...]:
        """Return all scripts that a script cannot run without, nearest first, but those `beyond`.

        A browser that learns of them from the page asks for all at once, not link by link.
        """
        known = {beyond, *self.needed(beyond)} if beyond else set[str]()
        found = [path]
        for at in found:
            for name in _IMPORTED.findall(self._assets[at].body):
                other = normpath(join(dirname(at), name.decode()))
                if other not in found:
                    found.append(other)
        return tuple(one for one in found[1:] if one not in known)

    def plain(self, path: str) -> Response:
        """Return a file of ours for an address without a version; it is looked at anew each time.

        For what a browser may find at one address alone, as a service worker.
        """
        asset = self._assets[path]
        headers = {"Cache-Control": "no-cache"}
        return Response(asset.body, headers=headers, media_type=asset.media_type)

    def has(self, path: str) -> bool:
        """True where this path of an address leads to a file."""
        _, _static, version, name = (*path.split("/", 3), "", "", "")[:4]
        return path.startswith("/static/") and version != "" and name in self._assets

    async def serve(self, request: Request) -> Response:
        """Answer with a file; browsers may keep it for a year."""
        asset = self._assets.get(request.path_params["path"])
        if asset is None:
            raise NotFound
        headers = {
            "Cache-Control": "max-age=31536000, immutable"
            if request.path_params["version"] == self.version
            else "no-cache",
            "Vary": "Accept-Encoding",
            # A file is no page: the page's long policy would be a tenth of its weight.
            "Content-Security-Policy": NOTHING if "+xml" in asset.media_type else PLAIN,
            "Content-Type": asset.media_type,
        }
        if asset.packed and "gzip" in request.headers.get("accept-encoding", ""):
            headers["Content-Encoding"] = "gzip"
            return Response(asset.packed, headers=headers)
        return Response(asset.body, headers=headers)


@cache
def ours() -> Assets:
    """Return the files of `static/`: read and compressed once in a process."""
    return Assets()


def _media_type(name: str) -> str:
    found = mimetypes.guess_type(name)[0] or "application/octet-stream"
    # A script is read as UTF-8 in a page of ours without being told, and a page has some fifty.
    told = found.endswith("+xml") or (found.startswith("text/") and found != "text/javascript")
    return f"{found}; charset=utf-8" if told else found
