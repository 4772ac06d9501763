"""Routes and parts of `people`, and the house's plain pages: help, your data, test outbox."""

import re
from collections.abc import Mapping
from functools import partial
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
from fair.settings import DEMO
from fair.templates import Page
from fair.web import Viewer, asked, site, viewer_of

_CODE = re.compile(r"\b\d{6}\b")
OUTBOX, OUTBOX_PART = Page("people/outbox.html", Outbox), Page("people/_outbox.html", Outbox)
PEOPLE = Page("people/organise_people.html", PeoplePage)


def _messages(at: Any, viewer: Viewer, *, everybodys: bool, secret: str) -> Outbox:
    mine = "" if everybodys else viewer.person_id
    return {"messages": [_message(one) for one in signals.outbox(at, secret, person_id=mine)]}


def _message(found: Mapping[str, Any]) -> OutboxMessage:
    code = _CODE.search(found["text"])
    return {
        "recipient": found["recipient"],
        "subject": found["subject"],
        "text": found["text"],
        "made_at": found["made_at"],
        "code": code[0] if code else "",
    }


async def outbox(request: Request) -> Response:
    """GET /outbox: the messages of a trial, the newest first.

    Not found where messages really go out. Who reads the codes can sign in, so a trial's are for
    organisers only. In a demo everybody is invented, and all is open to everybody on this machine;
    where others come too, each person who joined reads the own ones.
    """
    settings, viewer = site(request).settings, viewer_of(request)
    organiser = viewer.role is Role.ORGANISER
    everybodys = organiser or (settings.sms_provider == DEMO and settings.only_here)
    own = settings.sms_provider == DEMO and viewer.person_id
    if not settings.outbox or not (everybodys or own):
        raise NotFound
    page = OUTBOX_PART if request.headers.get("x-partial") else OUTBOX
    build = partial(_messages, everybodys=everybodys, secret=settings.secret)
    return await site(request).page(request, page, build)


async def people(request: Request) -> Response:
    """GET /organise/people: find a person, confirm the number, erase on request."""
    wanted = asked(request, "wanted")[:60]

    def build(at: Any, viewer: Viewer) -> PeoplePage:
        fair = site(request).fair_of(at, viewer.actor, asked(request, "fair"))
        return {**views.found_people(at, wanted, fair.id if fair else ""), "fair": fair}

    return await site(request).page(request, PEOPLE, build)


ROUTES = [
    shows("/help", "people/help.html", bare),
    shows("/privacy", "people/privacy.html", views.erased),
    shows("/erased", "people/erased.html", views.erased),
    route("/outbox", outbox, pages=(OUTBOX, OUTBOX_PART)),
    route("/organise/people", people, by=ORGANISERS, pages=(PEOPLE,)),
]
PARTS = {"people.card": part("people/_card.html", views.card)}
