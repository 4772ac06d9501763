"""Signing in by digits that the help desk read out, where no text comes.

And the way from any form with digits to who somebody is. Up to three people share a number: whoever
is signed in with it does not keep out somebody else of it, who types name and year of birth too.
"""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair.behalf import house_for
from fair.budgets import network
from fair.contract.phone_codes import CodeTriedReply, TryReadOutCode, TrySignInCode
from fair.db import new_id
from fair.decisions import NotAllowed, Refusal
from fair.forms import command_from, field
from fair.glossary import Role
from fair.marks import marked
from fair.next_page import then_asked, then_of
from fair.people import number_reads
from fair.people import reads as people
from fair.people.person import is_who
from fair.people.phone import normal_phone
from fair.roles import SEEKERS, VISITORS
from fair.routes import route
from fair.sign_in.contexts import ByReadOut
from fair.sign_in.signing_pages import enter
from fair.templates import Page
from fair.web import Viewer, asked, site, viewer_of

FIELDS = ("phone", "code", "given_name", "year")
# Six digits, for ten minutes: sixty guesses an hour at one number find them once in 100,000 times,
# and must know name and year of birth besides.
TRIES_FROM_A_NETWORK, TRIES_AT_A_NUMBER = (60, 600), (60, 3600)
READ_OUT = Page("sign_in/read_out.html", ByReadOut)


async def tried(
    request: Request,
    given: Mapping[str, str],
    command: type[TrySignInCode | TryReadOutCode],
    **more: str,
) -> CodeTriedReply:
    """Try the digits of a form as the house; refuses as the command does."""
    said = {name: given[name] for name in FIELDS} | more
    reply = await site(request).dispatch.carry_out(
        command_from(said, command), house_for(viewer_of(request).actor), new_id()
    )
    return CodeTriedReply.model_validate(reply.model_dump())


async def came_in_before(request: Request, given: Mapping[str, str]) -> bool:
    """Return whether whoever is signed in here has sent this form twice: its answer came already.

    False for somebody else who shares the number, and wants to come in by the same form. Refuses
    `NotAllowed` for any other number: who is signed in is no means of trying those.
    """
    viewer = viewer_of(request)
    if viewer.role is not Role.SEEKER:
        return False

    def mine(look: Any) -> tuple[Any, bool]:
        who = people.asker(look, viewer.person_id)
        return who, number_reads.sharing(look, who) > 0

    who, shared = await site(request).database.read(mine)
    if normal_phone(given["phone"]) != who.phone:
        raise NotAllowed
    if given["given_name"]:
        return is_who(who, given["given_name"], given["year"])
    return not shared


async def read_out(request: Request) -> Response:
    """GET /sign-in/read-out: sign in with digits that were read out on the telephone."""
    return await _page(request, then_asked(request), {"phone": asked(request, "phone")})


async def read_out_now(request: Request) -> Response:
    """POST /sign-in/read-out: sign in, or say what to look at."""
    at, viewer = site(request), viewer_of(request)
    async with request.form(max_files=0, max_fields=20) as form:
        at.check_csrf(request, form)
        given = {name: field(form, name) for name in FIELDS}
        then = then_of(form)
    if await came_in_before(request, given):
        return at.redirect(then or "/me")
    near = network(viewer.actor.address)
    try:
        number = marked(at.settings.secret, "read-out", normal_phone(given["phone"]))
        at.dispatch.budgets.spend("read-out-tries", near, TRIES_FROM_A_NETWORK)
        at.dispatch.budgets.spend("read-out-tries", number, TRIES_AT_A_NUMBER)
        found = await tried(request, given, TryReadOutCode)
    except Refusal as refusal:
        return await _page(request, then, given, refusal)
    return await enter(request, then or "/me", person_id=found.person_id, aloud=True)


async def _page(
    request: Request, then: str, given: dict[str, str], refusal: Refusal | None = None
) -> Response:
    def build(_at: Any, viewer: Viewer) -> ByReadOut:
        return {
            "phone": given["phone"],
            "given_name": given.get("given_name", ""),
            "year": given.get("year", ""),
            "then": then,
            "error": viewer.words.refusal(refusal) if refusal else "",
        }

    return await site(request).page(
        request, READ_OUT, build, status=refusal.status if refusal else 200
    )


ROUTES = [
    route("/sign-in/read-out", read_out, pages=(READ_OUT,)),
    route(
        "/sign-in/read-out", read_out_now, by=SEEKERS | VISITORS, methods=("POST",),
        pages=(READ_OUT,),
    ),
]  # fmt: skip
