"""Around every request: who is asking, in which language and zone; headers; calm error pages."""

import logging
import secrets
from collections.abc import Callable
from typing import TypedDict

from sqlalchemy import Connection
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from fair import days, words
from fair.cookies import FLASH, LANGUAGE, LOGIN, VISITOR, YEAR_S, ZONE, Cookies
from fair.decisions import N_, Actor, NotFound, Refusal
from fair.glossary import Role
from fair.languages import LANGUAGES
from fair.live import address_of
from fair.templates import Page
from fair.web import Site, Viewer

log = logging.getLogger("fair.edge")
Identify = Callable[[Connection, str, str], Actor]

MOST_FORM_BYTES = 1_000_000
HTTP_WRONG_METHOD, HTTP_ERROR = 405, 500
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "microphone=(self), camera=(self), geolocation=()",
}


def policy(host: str) -> str:
    """Return the Content-Security-Policy: nothing inline, nothing from another host."""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        f"connect-src 'self' ws://{host} wss://{host}; media-src 'self' blob:; font-src 'self'; "
        "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


class TooMuch(Refusal):
    code = "too-much"
    status = 413
    sentence = N_("That is more than we take at once: at most {megabytes} MB. Send less, please.")


class Unreadable(Refusal):
    code = "unreadable"
    status = 400
    sentence = N_("We cannot read this form. Go back, reload the page and fill it in again.")


class Broken(TypedDict):
    """The page after a bug of ours; the reference is in the log."""

    reference: str


BROKEN = Page("error.html", Broken)


class Edge:
    """ASGI middleware. Pages find `request.state.viewer` and `.visitor`; refusals become pages."""

    def __init__(
        self, app: ASGIApp, *, at: Site, identify: Identify,
        seen: Callable[[str], None] = lambda _login_id: None,
    ) -> None:  # fmt: skip
        self.app, self.site, self.identify, self.seen = app, at, identify, seen

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["path"].startswith(("/static/", "/socket.io")):
            await self.app(scope, receive, send)
            return
        if "\0" in scope["path"] or b"%00" in scope["query_string"]:
            await PlainTextResponse("not found", 404)(scope, receive, send)
            return
        request = Request(scope, receive)
        fresh = await self._introduce(request)

        started = False

        async def dressed(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                self._dress(MutableHeaders(scope=message), request, fresh)
            await send(message)

        try:
            await self.app(scope, self._bounded(request, receive), dressed)
        except Refusal as refusal:
            answer = await self.site.refused(request, refusal)
            await answer(scope, receive, dressed)
        except Exception as error:
            if started:
                raise
            answer = await broken(request, error)
            await answer(scope, receive, dressed)

    def _bounded(self, request: Request, receive: Receive) -> Receive:
        """Read no more of a request than its kind may have, whatever length it declares."""
        most, read = self._most(request), 0

        async def bounded() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > most:
                raise TooMuch(megabytes=max(1, most // 1_000_000))
            return message

        return bounded

    def _most(self, request: Request) -> int:
        kind = request.headers.get("content-type", "")
        if kind.startswith("multipart/"):
            return MOST_FORM_BYTES + self.site.settings.upload_bytes
        return MOST_FORM_BYTES

    async def _introduce(self, request: Request) -> str:
        sent, cookies = request.cookies, self.site.cookies
        visitor = cookies.of(sent, VISITOR)
        fresh = "" if len(visitor) > 20 else secrets.token_urlsafe(18)  # noqa: PLR2004
        request.state.visitor = fresh or visitor
        token, address = cookies.of(sent, LOGIN), self._address(request)
        actor = (
            await self.site.database.read(lambda at: self.identify(at, token, address))
            if token
            else Actor(Role.VISITOR, address=address)
        )
        request.state.ended = bool(token) and actor.role is Role.VISITOR
        if actor.login_id and not request.headers.get("x-partial"):
            self.seen(actor.login_id)
        lang = cookies.of(sent, LANGUAGE)
        if lang not in LANGUAGES:
            lang = words.negotiate(request.headers.get("accept-language", ""))
        zone = cookies.of(sent, ZONE).replace("%2F", "/")
        try:
            days.zone(zone)
        except Refusal:
            zone = self.site.settings.time_zone
        request.state.viewer = Viewer(actor, lang, zone)
        return fresh

    def _address(self, request: Request) -> str:
        peer = request.client.host if request.client else ""
        forwarded = request.headers.get("x-forwarded-for", "")
        return address_of(peer, forwarded, self.site.settings.trusted_proxies)

    def _dress(self, headers: MutableHeaders, request: Request, fresh: str) -> None:
        cookies = self.site.cookies
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        headers.setdefault("Content-Security-Policy", policy(request.headers.get("host", "")))
        if self.site.settings.secure:
            headers["Strict-Transport-Security"] = "max-age=31536000"
        if fresh:
            headers.append("Set-Cookie", cookies.header(VISITOR, fresh, YEAR_S))
        said = any(FLASH in one for one in headers.getlist("set-cookie"))
        if cookies.of(request.cookies, FLASH) and not said:
            headers.append("Set-Cookie", cookies.header(FLASH, "", 0))


async def broken(request: Request, error: Exception) -> Response:
    """Answer a bug, an unreachable path or an odd form calmly; the log has a bug's details."""
    site: Site = request.app.state.site
    status = getattr(error, "status_code", HTTP_ERROR)
    if status in (NotFound.status, HTTP_WRONG_METHOD):
        return await site.refused(request, NotFound())
    if status < HTTP_ERROR:
        return await site.refused(request, Unreadable())
    reference = secrets.token_hex(4)
    # The route and not the address, which may be somebody's own link.
    path = getattr(request.scope.get("route"), "path", request.url.path.split("/")[1])
    log.error("request %s %s failed (%s)", request.method, path, reference, exc_info=error)
    try:
        return await site.page(
            request, BROKEN, lambda _at, _viewer: {"reference": reference}, status=HTTP_ERROR
        )
    except Exception:
        log.exception("even the error page failed")
        return PlainTextResponse(f"Something broke on our side ({reference}).", 500)


def keep_language(answer: Response, lang: str, cookies: Cookies) -> Response:
    """Keep the chosen language in this browser."""
    if lang in LANGUAGES:
        cookies.put(answer, LANGUAGE, lang, YEAR_S)
    return answer
