"""Around every request: who asks, how much of it, in which language and zone; calm error pages."""

import logging
import secrets
from collections.abc import Callable, Collection
from contextlib import ExitStack
from typing import TypedDict

from sqlalchemy import Connection
from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from fair import days
from fair.addresses import address_of
from fair.cookies import FLASH, LANGUAGE, LOGIN, VISITOR, YEAR_S, ZONE, Cookies
from fair.decisions import N_, Actor, Busy, NotFound, Refusal, SignInFirst, SignInOver
from fair.gate import PROBES, asked_by_page, language_of, short
from fair.glossary import Role
from fair.languages import LANGUAGES
from fair.templates import Page
from fair.traffic import Traffic
from fair.web import FORGET, Site, Viewer

log = logging.getLogger("fair.edge")
Identify = Callable[[Connection, str, str], Actor]
WhyOver = Callable[[Connection, str], SignInFirst]

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

    `why_over` says why a login token opens nothing any more, by age (`SignInOver`) or otherwise,
    `seen` hears which login opened a page; `uploads` are the paths of the routes that take files.
    """

    def __init__(
        self, app: ASGIApp, *, at: Site, identify: Identify, why_over: WhyOver,
        seen: Callable[[str], None] = lambda _login_id: None, uploads: Collection[str] = (),
    ) -> None:  # fmt: skip
        self.app, self.site, self.identify = app, at, identify
        self.why_over, self.seen, self.uploads = why_over, seen, uploads
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
        address, stranger = self._address(request), not self._token(request)
        places.enter_context(self.traffic.arrived(address, stranger=stranger))
        fresh = await self._introduce(request)
        actor = request.state.viewer.actor
        places.enter_context(
            self.traffic.known(
                self.site.dispatch.budgets,
                actor,
                part=request.method == "GET" and asked_by_page(request),
            )
        )
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
        sent, cookies = request.cookies, self.site.cookies
        visitor = cookies.of(sent, VISITOR)
        fresh = "" if len(visitor) > 20 else secrets.token_urlsafe(18)  # noqa: PLR2004
        request.state.visitor = fresh or visitor
        token, address = self._token(request), self._address(request)
        actor = (
            await self.site.database.read(lambda at: self.identify(at, token, address))
            if token
            else Actor(Role.VISITOR, address=address)
        )
        over = bool(token) and actor.role is Role.VISITOR
        why = await self.site.database.read(lambda at: self.why_over(at, token)) if over else None
        request.state.ended = why
        # By its age: the same person comes back, to what was written and not sent.
        request.state.gone = over and not isinstance(why, SignInOver)
        if actor.login_id and not request.headers.get("x-partial"):
            self.seen(actor.login_id)
        lang = language_of(request)
        zone = cookies.of(sent, ZONE).replace("%2F", "/")
        try:
            days.zone(zone)
        except Refusal:
            zone = self.site.settings.time_zone
        request.state.viewer = Viewer(actor, lang, zone)
        return fresh

    def _token(self, request: Request) -> str:
        return self.site.cookies.of(request.cookies, LOGIN)

    def _address(self, request: Request) -> str:
        peer = request.client.host if request.client else ""
        forwarded = request.headers.getlist("x-forwarded-for")
        return address_of(peer, forwarded, self.site.settings.trusted_proxies)

    def _dress(self, headers: MutableHeaders, request: Request, fresh: str) -> None:
        cookies = self.site.cookies
        headers.setdefault("Cache-Control", "private, no-store")
        if request.state.gone and LOGIN not in "".join(headers.getlist("set-cookie")):
            # Ended elsewhere, or its person erased: this browser forgets too. The login's name goes
            # with the next page: until then every part of the open one is told why.
            if not asked_by_page(request):
                headers.append("Set-Cookie", cookies.header(LOGIN, "", 0))
            headers["Clear-Site-Data"] = FORGET
        if fresh:
            headers.append("Set-Cookie", cookies.header(VISITOR, fresh, YEAR_S))
        said = any(FLASH in one for one in headers.getlist("set-cookie"))
        if cookies.of(request.cookies, FLASH) and not said:
            headers.append("Set-Cookie", cookies.header(FLASH, "", 0))


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


def keep_language(answer: Response, lang: str, cookies: Cookies) -> Response:
    """Keep the chosen language in this browser."""
    if lang in LANGUAGES:
        cookies.put(answer, LANGUAGE, lang, YEAR_S)
    return answer
