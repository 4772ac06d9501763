"""The outermost of all: is this our host at all; and no answer leaves without its headers."""

import logging

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from fair import words
from fair.cookies import HOST, LANGUAGE
from fair.decisions import N_, Refusal
from fair.headers import dress
from fair.hosts import Hosts
from fair.languages import LANGUAGES
from fair.quiet_log import QuietLog
from fair.web import retry_after

quiet = QuietLog(logging.getLogger("fair.gate"))
PROBES = ("/healthz", "/readyz")  # asked by programs, by whatever address they have
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

        if host or (scope["type"] == "http" and scope["path"] in PROBES):
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


def short(request: Request, refusal: Refusal) -> Response:
    """Answer with one sentence and no page: for whoever is not let in, at no cost."""
    said = words.catalogue(language_of(request)).refused(refusal)
    headers = {**retry_after(refusal), "Cache-Control": "no-store"}
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse(said, refusal.status, headers)
    return PlainTextResponse(said["message"], refusal.status, headers)
