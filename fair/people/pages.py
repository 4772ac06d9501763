"""Routes and parts of `people`, and the house's plain pages: help, your data, test outbox."""

import re
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair import signals
from fair.decisions import NotFound
from fair.glossary import Role
from fair.people import views
from fair.people.contexts import Outbox, OutboxMessage, PeoplePage
from fair.roles import ORGANISERS
from fair.routes import bare, part, route, shows
from fair.templates import Page
from fair.web import Viewer, asked, site, viewer_of

_CODE = re.compile(r"\b\d{6}\b")
OUTBOX, OUTBOX_PART = Page("people/outbox.html", Outbox), Page("people/_outbox.html", Outbox)
PEOPLE = Page("people/organise_people.html", PeoplePage)


def _messages(at: Any, _viewer: Viewer) -> Outbox:
    return {"messages": [_message(found) for found in signals.outbox(at)]}


def _message(found: Mapping[str, Any]) -> OutboxMessage:
    code = _CODE.search(found["text"])
    return {
        "recipient": found["recipient"],
        "text": found["text"],
        "made_at": found["made_at"],
        "code": code[0] if code else "",
    }


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
    return await site(request).page(request, OUTBOX_PART if partial else OUTBOX, _messages)


async def people(request: Request) -> Response:
    """GET /organise/people: find a person, confirm the number, erase on request."""
    wanted = asked(request, "wanted")[:60]

    def build(at: Any, _viewer: Viewer) -> PeoplePage:
        fair = site(request).fair_of(at, asked(request, "fair"))
        return {**views.found_people(at, wanted, fair.id if fair else ""), "fair": fair}

    return await site(request).page(request, PEOPLE, build)


ROUTES = [
    shows("/help", "people/help.html", bare),
    shows("/privacy", "people/privacy.html", bare),
    shows("/erased", "people/erased.html", views.erased),
    route("/outbox", outbox, pages=(OUTBOX, OUTBOX_PART)),
    route("/organise/people", people, by=ORGANISERS, pages=(PEOPLE,)),
]
PARTS = {"people.card": part("people/_card.html", views.card)}
