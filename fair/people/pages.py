"""Routes and parts of `people`, and the house's plain pages: help, your data, test outbox."""

import re
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair import signals
from fair.db import utc_now
from fair.decisions import NotFound
from fair.glossary import Role
from fair.people import views
from fair.people.person import day_of
from fair.routes import part, route
from fair.web import Viewer, site, viewer_of

_CODE = re.compile(r"\b\d{6}\b")
_ORGANISER = frozenset({Role.ORGANISER})


async def help_page(request: Request) -> Response:
    """GET /help."""
    return await site(request).page(request, "people/help.html", lambda _at, _viewer: {})


async def privacy(request: Request) -> Response:
    """GET /privacy: what is kept of whom, who sees it, and how to take it back."""
    return await site(request).page(request, "people/privacy.html", lambda _at, _viewer: {})


def _messages(at: Any, _viewer: Viewer) -> Mapping[str, Any]:
    found = [dict(message) for message in signals.outbox(at)]
    for message in found:
        code = _CODE.search(message["text"])
        message["code"] = code[0] if code else ""
    return {"messages": found}


async def outbox(request: Request) -> Response:
    """GET /outbox: the messages of the test provider, the newest first.

    Not found where messages really go out. On a server with https, which strangers may reach, for
    organisers only: who reads the codes can sign in.
    """
    settings, viewer = site(request).settings, viewer_of(request)
    if settings.sms_provider != "outbox":
        raise NotFound
    if settings.secure and viewer.role is not Role.ORGANISER:
        raise NotFound
    partial = request.headers.get("x-partial")
    template = "people/_outbox.html" if partial else "people/outbox.html"
    return await site(request).page(request, template, _messages)


async def people(request: Request) -> Response:
    """GET /organise/people: find a person, confirm the number, erase on request."""
    wanted = request.query_params.get("wanted", "")[:60]

    def build(at: Any, _viewer: Viewer) -> Mapping[str, Any]:
        fair = site(request).fair_of(at, request.query_params.get("fair", ""))
        return {**views.found_people(at, wanted, fair.id if fair else ""), "fair": fair}

    return await site(request).page(request, "people/organise_people.html", build)


def card(connection: Any, viewer: Viewer, person_id: str) -> Mapping[str, Any]:
    """Return what a recruiter may see of a person after consent."""
    return views.card(connection, viewer, person_id, day_of(utc_now()))


ROUTES = [
    route("/help", help_page),
    route("/privacy", privacy),
    route("/outbox", outbox),
    route("/organise/people", people, by=_ORGANISER),
]
PARTS = {"people.card": part("people/_card.html", card)}
