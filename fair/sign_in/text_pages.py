"""The link of a text: a page with one button, which answers, is ready, or comes back."""

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair.accounts.link import FOR_NOBODY_ELSE
from fair.behalf import house_for
from fair.budgets import network
from fair.contract.helpdesk_acts import KeepNumber
from fair.contract.phone_codes import SpendTextLink
from fair.contract.reach import AnswerText, TextAnsweredReply
from fair.db import new_id, utc_now
from fair.decisions import Actor, Refusal
from fair.glossary import Role
from fair.marks import marked
from fair.people import number_reads
from fair.people import reads as people
from fair.phone_codes import text_link_reads
from fair.phone_codes.refusals import TextLinkOver
from fair.phone_codes.text_link import KEY_LENGTH, TextLink
from fair.roles import ANYBODY, EVERYBODY
from fair.routes import route
from fair.sign_in.contexts import ByText
from fair.sign_in.signing_pages import enter
from fair.templates import Page
from fair.web import Viewer, site, viewer_of

OPENINGS_OF_LINKS = (600, 600)
QUEUES = "/queues"
TEXTED = Page("sign_in/texted.html", ByText)


@dataclass(frozen=True, slots=True)
class _Came:
    """Who opened which link: its owner, signed in here, or a browser it may sign in."""

    link: TextLink
    own: bool
    browser: str

    def works(self) -> bool:
        if not self.link.ticket_id:
            return self.link.stops(utc_now())
        return self.own or self.link.signs_in(self.browser, utc_now())


async def look(request: Request) -> Response:
    """GET /t/{token}: a button; looking signs nobody in, answers nothing, and spends nothing."""

    def build(connection: Any, viewer: Viewer) -> ByText:
        came = _came(request, connection, viewer)
        if came is None or not came.works():
            return {"open": False, "ticket_id": "", "name": "", "other": False, "number": False}
        who = people.person(connection, came.link.person_id)
        name = number_reads.name_where_shared(connection, who) if who else ""
        number = not came.link.ticket_id
        other = not came.own and viewer.role is not Role.VISITOR and not number
        return {
            "open": True, "ticket_id": came.link.ticket_id, "name": name, "other": other,
            "number": number,
        }  # fmt: skip

    _spend_budget(request)
    answer = await site(request).page(request, TEXTED, build)
    answer.headers.update(FOR_NOBODY_ELSE)
    return answer


async def press(request: Request) -> Response:
    """POST /t/{token}: sign in where need be, and do what the ticket now asks for."""
    at, viewer = site(request), viewer_of(request)
    _spend_budget(request)
    async with request.form(max_files=0, max_fields=10) as form:
        at.check_csrf(request, form)
    came = await at.database.read(lambda connection: _came(request, connection, viewer))
    if came is None or not came.works():
        raise TextLinkOver
    if not came.link.ticket_id:
        return await _keep_number(request, came.link)
    if not came.own:
        spend = SpendTextLink(link_id=came.link.id, browser=came.browser)
        await at.dispatch.carry_out(spend, house_for(viewer.actor), new_id())
    then, said = await _answer(request, came.link)
    if came.own:
        return at.redirect(then, said=said)
    return await enter(request, then, person_id=came.link.person_id)


async def _keep_number(request: Request, link: TextLink) -> Response:
    """Stop the change of the number to which the link was texted; it signs nobody in."""
    at, viewer = site(request), viewer_of(request)
    who = Actor(Role.SEEKER, person_id=link.person_id, address=viewer.actor.address)
    await at.dispatch.carry_out(KeepNumber(), who, new_id())
    return at.redirect("/", said=viewer.words.gettext("Stopped: your number stays as it was."))


async def _answer(request: Request, link: TextLink) -> tuple[str, str]:
    """Return where to go, and what is to be said there; a refusal says what to do instead."""
    at, viewer = site(request), viewer_of(request)
    who = Actor(Role.SEEKER, person_id=link.person_id, address=viewer.actor.address)
    asked = AnswerText(ticket_id=link.ticket_id, word="here")
    try:
        reply = await at.dispatch.carry_out(asked, who, new_id())
    except Refusal as refusal:
        return QUEUES, viewer.words.refusal(refusal)
    call_id = TextAnsweredReply.model_validate(reply.model_dump()).call_id
    return (f"/calls/{call_id}" if call_id else QUEUES), ""


def _came(request: Request, connection: Any, viewer: Viewer) -> _Came | None:
    key = request.path_params["token"]
    link = text_link_reads.by_key(connection, key) if len(key) == KEY_LENGTH else None
    if link is None:
        return None
    browser = marked(site(request).settings.secret, "texted", request.state.visitor)
    return _Came(link, viewer.person_id == link.person_id, browser)


def _spend_budget(request: Request) -> None:
    address = viewer_of(request).actor.address
    site(request).dispatch.budgets.spend("links", network(address), OPENINGS_OF_LINKS)


ROUTES: list[Any] = [
    route("/t/{token}", look, by=EVERYBODY, pages=(TEXTED,)),
    route("/t/{token}", press, by=ANYBODY, methods=("POST",)),
]
