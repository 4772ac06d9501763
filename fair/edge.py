"""Around every request: who is asking, in which language and zone; headers; calm error pages."""

import logging
import secrets
from collections.abc import Callable
from typing import Any, TypedDict

from sqlalchemy import Connection
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from fair import days, words
from fair.decisions import N_, VISITOR, Actor, NotFound, Refusal
from fair.languages import LANGUAGES
from fair.live import LANGUAGE_COOKIE, LOGIN_COOKIE, address_of
from fair.templates import Page
from fair.web import VISITOR_COOKIE, YEAR_S, ZONE_COOKIE, Site, Viewer

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

    def __init__(self, app: ASGIApp, *, at: Site, identify: Identify) -> None:
        self.app, self.site, self.identify = app, at, identify

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
        cookies = request.cookies
        fresh = "" if len(cookies.get(VISITOR_COOKIE, "")) > 20 else secrets.token_urlsafe(18)  # noqa: PLR2004
        request.state.visitor = fresh or cookies[VISITOR_COOKIE]
        token, address = cookies.get(LOGIN_COOKIE, ""), self._address(request)
        actor = (
            await self.site.database.read(lambda at: self.identify(at, token, address))
            if token
            else Actor(VISITOR.role, address=address)
        )
        # Ended elsewhere, or its person erased: this browser forgets too.
        request.state.login_over = bool(token) and actor.role is VISITOR.role
        lang = cookies.get(LANGUAGE_COOKIE, "")
        if lang not in LANGUAGES:
            lang = words.negotiate(request.headers.get("accept-language", ""))
        zone = cookies.get(ZONE_COOKIE, "").replace("%2F", "/")
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
        for name, value in HEADERS.items():
            headers[name] = value
        headers.setdefault("Cache-Control", "private, no-store")
        if request.state.login_over and LOGIN_COOKIE not in "".join(headers.getlist("set-cookie")):
            forgetting = forget(Response(), LOGIN_COOKIE, secure=self.site.settings.secure)
            headers.append("Set-Cookie", forgetting.headers["set-cookie"])
            headers["Clear-Site-Data"] = forgetting.headers["clear-site-data"]
        headers.setdefault("Content-Security-Policy", policy(request.headers.get("host", "")))
        if self.site.settings.secure:
            headers["Strict-Transport-Security"] = "max-age=31536000"
        if fresh:
            mark = "; Secure" if self.site.settings.secure else ""
            headers.append(
                "Set-Cookie",
                f"{VISITOR_COOKIE}={fresh}; Path=/; Max-Age={YEAR_S}; HttpOnly; SameSite=Lax{mark}",
            )
        if "fair_flash" in request.cookies and "fair_flash" not in headers.get("set-cookie", ""):
            headers.append("Set-Cookie", "fair_flash=; Path=/; Max-Age=0")


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


def keep_language(answer: Response, lang: str, *, secure: bool) -> Any:
    """Keep the chosen language in this browser."""
    if lang in LANGUAGES:
        answer.set_cookie(
            LANGUAGE_COOKIE, lang, max_age=YEAR_S, samesite="lax", httponly=True, secure=secure
        )
    return answer


def forget(answer: Response, *cookies: str, secure: bool) -> Response:
    """Let this browser forget who it was, and what pages kept in its storage beside the cookies.

    Its cache has nothing private: pages of who is signed in are `no-store`.
    """
    for cookie in cookies:
        answer.delete_cookie(cookie, httponly=True, samesite="lax", secure=secure)
    answer.headers["Clear-Site-Data"] = '"storage"'
    return answer
