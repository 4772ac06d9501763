"""Around every request: who asks, how much of it, in which language and zone; calm error pages."""

import logging
import secrets
from collections.abc import Callable, Collection
from contextlib import ExitStack
from typing import Any, TypedDict

from sqlalchemy import Connection
from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from fair import days
from fair.addresses import address_of
from fair.decisions import N_, VISITOR, Actor, Busy, NotFound, Refusal
from fair.gate import PROBES, language_of, short
from fair.languages import LANGUAGES
from fair.live import LANGUAGE_COOKIE, LOGIN_COOKIE
from fair.templates import Page
from fair.traffic import Traffic
from fair.web import VISITOR_COOKIE, YEAR_S, ZONE_COOKIE, Site, Viewer

log = logging.getLogger("fair.edge")
Identify = Callable[[Connection, str, str], Actor]

MOST_FORM_BYTES = 1_000_000
HTTP_WRONG_METHOD, HTTP_ERROR = 405, 500


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
    """ASGI middleware. Pages find `request.state.viewer` and `.visitor`; refusals become pages.

    `uploads` are the paths of the routes that take files.
    """

    def __init__(
        self, app: ASGIApp, *, at: Site, identify: Identify, uploads: Collection[str] = ()
    ) -> None:
        self.app, self.site, self.identify, self.uploads = app, at, identify, uploads
        self.traffic = Traffic(at.settings.pages_a_minute)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; what costs nothing (a file, a probe, a socket) goes straight on."""
        if scope["type"] != "http" or self._free(scope):
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        with ExitStack() as places:
            try:
                bounded = self._bounded(request, receive)
                fresh = await self._let_in(request, places)
            except Refusal as refusal:
                await short(request, refusal)(scope, receive, send)
                return
            await self._serve(request, fresh, bounded, send)

    def _free(self, scope: Scope) -> bool:
        path: str = scope["path"]
        known = path in PROBES or self.site.assets.has(path)
        return known and scope["method"] in ("GET", "HEAD")

    async def _let_in(self, request: Request, places: ExitStack) -> str:
        """Settle who asks, and hold their place among the open requests as long as it lasts."""
        address, stranger = self._address(request), LOGIN_COOKIE not in request.cookies
        places.enter_context(self.traffic.arrived(address, stranger=stranger))
        fresh = await self._introduce(request)
        actor = request.state.viewer.actor
        places.enter_context(self.traffic.known(self.site.dispatch.budgets, actor))
        return fresh

    async def _serve(self, request: Request, fresh: str, receive: Receive, send: Send) -> None:
        scope, started = request.scope, False

        async def dressed(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                self._dress(MutableHeaders(scope=message), request, fresh)
            await send(message)

        try:
            # No address of ours has a zero in it, and not every database takes one.
            app = self.app if "\0" not in scope["path"] else _nothing
            await app(scope, receive, dressed)
        except ClientDisconnect:
            log.debug("a request ended before it was whole")
        except Exception as error:
            if started and not isinstance(error, Refusal):
                raise
            answer = await self._instead(request, error)
            await answer(scope, receive, dressed)

    async def _instead(self, request: Request, error: Exception) -> Response:
        """Return what is answered in place of the page that was asked for."""
        if isinstance(error, Busy):
            return short(request, error)
        if not isinstance(error, Refusal):
            return await broken(request, error)
        try:
            return await self.site.refused(request, error)
        except Busy as busier:  # its page is read from the database like any other
            return short(request, busier)

    def _bounded(self, request: Request, receive: Receive) -> Receive:
        """Read no more of a request than its kind may have, whatever length it declares."""
        most, read = self._most(request), 0
        declared = request.headers.get("content-length", "")
        if declared.isdecimal() and (len(declared) > len(str(most)) or int(declared) > most):
            raise TooMuch(megabytes=max(1, most // 1_000_000))

        async def bounded() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > most:
                raise TooMuch(megabytes=max(1, most // 1_000_000))
            return message

        return bounded

    def _most(self, request: Request) -> int:
        if request.scope["path"] in self.uploads:
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
        lang = language_of(request)
        # Ended elsewhere, or its person erased: this browser forgets too.
        request.state.login_over = bool(token) and actor.role is VISITOR.role
        zone = cookies.get(ZONE_COOKIE, "").replace("%2F", "/")
        try:
            days.zone(zone)
        except Refusal:
            zone = self.site.settings.time_zone
        request.state.viewer = Viewer(actor, lang, zone)
        return fresh

    def _address(self, request: Request) -> str:
        peer = request.client.host if request.client else ""
        forwarded = request.headers.getlist("x-forwarded-for")
        return address_of(peer, forwarded, self.site.settings.trusted_proxies)

    def _dress(self, headers: MutableHeaders, request: Request, fresh: str) -> None:
        headers.setdefault("Cache-Control", "private, no-store")
        if request.state.login_over and LOGIN_COOKIE not in "".join(headers.getlist("set-cookie")):
            forgetting = forget(Response(), LOGIN_COOKIE, secure=self.site.settings.secure)
            headers.append("Set-Cookie", forgetting.headers["set-cookie"])
            headers["Clear-Site-Data"] = forgetting.headers["clear-site-data"]
        if fresh:
            mark = "; Secure" if self.site.settings.secure else ""
            headers.append(
                "Set-Cookie",
                f"{VISITOR_COOKIE}={fresh}; Path=/; Max-Age={YEAR_S}; HttpOnly; SameSite=Lax{mark}",
            )
        if "fair_flash" in request.cookies and "fair_flash" not in headers.get("set-cookie", ""):
            headers.append("Set-Cookie", "fair_flash=; Path=/; Max-Age=0")


async def _nothing(_scope: Scope, _receive: Receive, _send: Send) -> None:
    raise NotFound


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
