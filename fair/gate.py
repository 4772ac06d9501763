"""The outermost of all: is this our host at all; and no answer leaves without its headers."""

import logging

from markupsafe import Markup
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from fair import words
from fair.cookies import HOST, LANGUAGE
from fair.decisions import N_, Refusal
from fair.headers import dress
from fair.hosts import Hosts
from fair.languages import LANGUAGES
from fair.next_page import back, here
from fair.quiet_log import QuietLog
from fair.refusing import retry_after
from fair.web import site

quiet = QuietLog(logging.getLogger("fair.gate"))
PROBES = ("/healthz", "/readyz")  # asked by programs, by whatever address they have
_BY_ANY_NAME = (*PROBES, "/metrics")  # the latter by a token, so that who asks is settled first
_POLICY_VIOLATED = 1008


class OtherHost(Refusal):
    code = "other-host"
    status = 421
    sentence = N_("This is not the address of the fair. Open it by the address you were given.")


class Gate:
    """ASGI middleware: lets in who asks for one of `hosts`, pages, files and sockets alike."""

    def __init__(self, app: ASGIApp, *, hosts: Hosts, secure: bool) -> None:
        self.app, self.hosts, self.secure = app, hosts, secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request or socket."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        said = Headers(scope=scope).getlist("host")
        host = self.hosts.known(said[0]) if len(said) == 1 else ""

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                dress(MutableHeaders(scope=message), host, secure=self.secure)
            await send(message)

        if host or (scope["type"] == "http" and scope["path"] in _BY_ANY_NAME):
            await self.app(scope, receive, dressed)
        elif scope["type"] == "http":
            quiet.tell("somebody asked for another host")
            await short(Request(scope, receive), OtherHost())(scope, receive, dressed)
        else:
            await send({"type": "websocket.close", "code": _POLICY_VIOLATED})


def language_of(request: Request) -> str:
    """Return the language that was chosen in this browser, or that it asks for."""
    names = (HOST + LANGUAGE, LANGUAGE)  # nothing is decided by it, so either name will do
    chosen = next((request.cookies[one] for one in names if one in request.cookies), "")
    if chosen in LANGUAGES:
        return chosen
    return words.negotiate(request.headers.get("accept-language", ""))


def asked_by_page(request: Request) -> bool:
    """True for what the program of an open page fetches, and no person opens."""
    wants = request.headers.get("accept", "")
    return "x-partial" in request.headers or "application/json" in wants


_SHORT = Markup(
    "<!doctype html><html lang={lang}><meta charset=utf-8>"
    '<meta name=viewport content="width=device-width,initial-scale=1"><title>{title}</title>'
    '<link rel=stylesheet href="{css}"><main id=main class="page page--narrow">'
    "<p role=alert class=big>{says}</p>{ask}{again}</main></html>"
)
_ASK = Markup("<p class=ask>{whom}</p>")
_AGAIN = Markup('<p><a class="button button--primary" href="{to}">{said}</a></p>')


def short(request: Request, refusal: Refusal) -> Response:
    """Answer with one sentence, and the way back where one is to come later.

    For whoever is not let in: made of no database and no template, in less than a kilobyte. The
    organiser's telephone is the one that this process showed last.
    """
    known = words.catalogue(language_of(request))
    said, later = known.refused(refusal), retry_after(refusal)
    headers = {**later, "Cache-Control": "no-store"}
    if asked_by_page(request):
        return JSONResponse(said, refusal.status, headers)
    if isinstance(refusal, OtherHost):  # no file of ours is had by that name either
        return PlainTextResponse(said["message"], refusal.status, headers)
    to = here(request) if request.method in ("GET", "HEAD") else back(request)
    again = _AGAIN.format(to=to, said=known.gettext("Load it again")) if later else ""
    whom = site(request).asking.whom(known)
    shown = _SHORT.format(
        lang=known.code,
        title=known.gettext("Job fair"),
        css=site(request).assets.url("app.css"),
        says=said["message"],
        ask=_ASK.format(whom=whom) if whom else "",
        again=again,
    )
    return HTMLResponse(shown, refusal.status, headers)
