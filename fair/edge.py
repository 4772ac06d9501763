"""Around every request: who asks, how much of it, in which language and zone; calm error pages."""

import logging
from collections.abc import Callable, Mapping
from typing import TypedDict

from sqlalchemy import Connection
from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from fair import bodies, days, draws, log_marks
from fair.addresses import address_of
from fair.budgets import whose
from fair.calm import Calm
from fair.contract.base import COMMANDS
from fair.cookies import FLASH, LANGUAGE, LOGIN, VISITOR, YEAR_S, ZONE, Cookies
from fair.decisions import (
    N_,
    Actor,
    Busy,
    NotFound,
    NotKnown,
    Refusal,
    SignInFirst,
    SignInOver,
)
from fair.gate import PROBES, asked_by_page, language_of, short
from fair.glossary import Role
from fair.headers import NOTHING
from fair.languages import LANGUAGES
from fair.security_log import REFUSED_FROM
from fair.sick import CannotSave, CannotShow
from fair.templates import Page
from fair.traffic import KNOWN, Traffic
from fair.trouble import cause_of
from fair.web import FORGET, Site, Viewer

log = logging.getLogger("fair.edge")
Identify = Callable[[Connection, str, str], Actor]
WhyOver = Callable[[Connection, str], SignInFirst]

HTTP_WRONG_METHOD, HTTP_ERROR = 405, 500


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
    `seen` hears which login opened a page; `uploads` are the most bytes of a file by its path.
    """

    def __init__(
        self, app: ASGIApp, *, at: Site, identify: Identify, why_over: WhyOver,
        seen: Callable[[str], None] = lambda _login_id: None,
        uploads: Mapping[str, int] | None = None,
    ) -> None:  # fmt: skip
        self.app, self.site, self.identify = app, at, identify
        self.why_over, self.seen, self.uploads = why_over, seen, uploads or {}
        self.calm = Calm(lambda: at.dispatch.budgets)
        self.traffic = Traffic(
            at.settings.pages_a_minute, max(1, at.settings.connections_of_network // 4)
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; what costs nothing (a file, a probe, a socket) goes straight on."""
        if scope["type"] != "http" or self._free(scope):
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        log_marks.begin_request()
        try:
            fresh = await self._look_up(request)
            actor = request.state.viewer.actor
            part = request.method == "GET" and asked_by_page(request)
            self.traffic.count(self.site.dispatch.budgets, actor, part=part)
            come = await self._read(request, receive, actor)
            async with self.traffic.served(actor):
                await self._serve(request, fresh, come, send)
        except ClientDisconnect:
            log.debug("a request ended before it was whole")
        except Refusal as refusal:
            await self._turn_away(request, refusal, receive, send)
        except Exception as error:
            if (excuse := self._excuse(request, error)) is None:
                raise
            await self._turn_away(request, excuse, receive, send)

    async def _turn_away(
        self, request: Request, refusal: Refusal, receive: Receive, send: Send
    ) -> None:
        self._note(request, refusal.status, refusal.code)
        await self.calm.before_no(whose(self._asker(request)))
        await short(request, refusal)(request.scope, receive, send)

    def _excuse(self, request: Request, error: Exception) -> Refusal | None:
        """Return what is said where it is the machine that fails, noted for the log and board."""
        cause = cause_of(error)
        if cause is None:
            return None
        self.site.database.health.failed(cause, error)
        return CannotShow() if request.method in ("GET", "HEAD") else NotKnown()

    def _free(self, scope: Scope) -> bool:
        path: str = scope["path"]
        known = path in PROBES or self.site.assets.has(path)
        return known and scope["method"] in ("GET", "HEAD")

    async def _look_up(self, request: Request) -> str:
        """Settle who asks; a login costs a look whether it is one or not."""
        if not self._token(request):
            return await self._introduce(request)
        async with self.traffic.looking_up(self._address(request)):
            fresh = await self._introduce(request)
        wants = request.scope.get("extensions", {}).get(KNOWN)
        if wants and request.state.viewer.role is not Role.VISITOR:
            wants["known"]()
        return fresh

    async def _read(self, request: Request, receive: Receive, actor: Actor) -> Receive:
        """Read a form whole, no more of it than its kind may have; files come as they come."""
        if not bodies.has_body(request):
            return receive
        # Who wrote long and was signed out meanwhile is told so, and not that it is too long.
        stranger = actor.role is Role.VISITOR and not _by_age(request)
        most = bodies.VISITORS_FORM_BYTES if stranger else bodies.FORM_BYTES
        file = self.uploads.get(request.scope["path"], 0) if bodies.is_upload(request) else 0
        if file and not stranger:
            size = bodies.declared(request, bodies.FORM_BYTES + file)
            self.traffic.count_file(self.site.dispatch.budgets, actor, size)
            return bodies.bounded(receive, size)
        bodies.declared(request, most)
        bounded = bodies.bounded(receive, most)
        if stranger:
            body = await bodies.whole(bounded, bodies.VISITORS_FORM_S)
        else:
            async with self.traffic.sending(actor):
                body = await bodies.whole(bounded, None)
        self.traffic.count_form(self.site.dispatch.budgets, actor, len(body))
        return bodies.in_pieces(body, receive)

    async def _serve(self, request: Request, fresh: str, receive: Receive, send: Send) -> None:
        scope, started = request.scope, False

        async def dressed(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                self._note(request, message["status"], getattr(request.state, "why", ""))
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
        request.state.why = error.code if isinstance(error, Refusal) else ""
        if isinstance(error, (Busy, CannotSave)):
            return short(request, error)
        if excuse := self._excuse(request, error):
            request.state.why = excuse.code
            return short(request, excuse)
        if not isinstance(error, Refusal):
            return await broken(request, error)
        try:
            return await self.site.refused(request, error)
        except Busy as busier:  # its page is read from the database like any other
            return short(request, busier)

    async def _introduce(self, request: Request) -> str:
        sent, cookies = request.cookies, self.site.cookies
        visitor = cookies.of(sent, VISITOR)
        fresh = "" if len(visitor) > 20 else draws.mark()  # noqa: PLR2004
        request.state.visitor = fresh or visitor
        token, address = self._token(request), self._address(request)
        actor = (
            await self.site.database.read(lambda at: self.identify(at, token, address))
            if token
            else Actor(Role.VISITOR, address=address)
        )
        over = bool(token) and actor.role is Role.VISITOR
        why = await self.site.database.read(lambda at: self.why_over(at, token)) if over else None
        request.state.over = why
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

    def _note(self, request: Request, status: int, why: str) -> None:
        if status < REFUSED_FROM:
            return
        tried, actor = getattr(request.state, "tried", ""), self._asker(request)
        self.site.dispatch.security.refused(_asked(request), status, why, actor, tried)

    def _asker(self, request: Request) -> Actor:
        viewer = getattr(request.state, "viewer", None)
        return viewer.actor if viewer else Actor(Role.VISITOR, address=self._address(request))

    def _token(self, request: Request) -> str:
        return self.site.cookies.of(request.cookies, LOGIN)

    def _address(self, request: Request) -> str:
        peer = request.client.host if request.client else ""
        forwarded = request.headers.getlist("x-forwarded-for")
        return address_of(peer, forwarded, self.site.settings.trusted_proxies)

    def _dress(self, headers: MutableHeaders, request: Request, fresh: str) -> None:
        cookies = self.site.cookies
        headers.setdefault("Cache-Control", "private, no-store")
        _ = asked_by_page(request) and headers.setdefault("Content-Security-Policy", NOTHING)
        gone = request.state.over and not _by_age(request)
        if gone and LOGIN not in "".join(headers.getlist("set-cookie")):
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


def _by_age(request: Request) -> bool:
    """True where a login ended by its age: the same person comes back, to what was not sent."""
    return isinstance(request.state.over, SignInOver)


def _asked(request: Request) -> str:
    """Return what was asked for in words of ours: the address itself may be somebody's link."""
    path = getattr(request.scope.get("route"), "path", "")
    name = request.scope.get("path_params", {}).get("name", "")
    if name in COMMANDS:
        path = path.replace("{name}", name)
    return f"{request.method} {path}" if path else "an address"


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
    reference = log_marks.request() or log_marks.begin_request()
    # The route and not the address, which may be somebody's own link.
    path = getattr(request.scope.get("route"), "path", request.url.path.split("/")[1])
    log.error("request %s %s failed", request.method, path, exc_info=error)
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
