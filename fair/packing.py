"""Pages go out packed, but where the packed length could tell another site what is in them.

Whoever sees how long an answer is, and can make a signed-in browser ask with words of their own
choosing, learns from the length whether those words stand in the page. So a page of somebody who
is signed in is packed only where the browser says that no other site made it ask.
"""

from starlette.datastructures import Headers
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Receive, Scope, Send

from fair.cookies import LOGIN
from fair.next_page import came_from

_SAFE = ("same-origin", "none")


def tells(headers: Headers) -> bool:
    """True where the length of the answer could tell another site something."""
    if f"{LOGIN}=" not in headers.get("cookie", ""):
        return False
    # An older browser says at most which page of ours it comes from.
    return headers.get("sec-fetch-site", "") not in _SAFE and not came_from(headers)


class Packing(GZipMiddleware):
    """gzip for whoever takes it, but for answers whose length `tells`."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http" and tells(Headers(scope=scope)):
            await self.app(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)
