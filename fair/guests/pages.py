"""Routes of `guests`: their part of a call's page, the link, the door, the guest's own page."""

import io
import secrets
from typing import Any

import segno
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from fair.accounts.link import FOR_NOBODY_ELSE
from fair.budgets import network
from fair.contract.guests import GuestComes, GuestReply
from fair.cookies import GUEST
from fair.decisions import Refusal
from fair.forms import command_from, field
from fair.guests import page_views as views
from fair.guests.page_views import Door, Inside
from fair.guests.refusals import GuestLinkOver
from fair.roles import ANYBODY, RECRUITERS, SIDES
from fair.routes import part, route, shows
from fair.templates import Page
from fair.web import site, viewer_of

DOOR = Page("guests/door.html", Door)
INSIDE, NOW = Page("guests/inside.html", Inside), Page("guests/_inside.html", Inside)
DAY_S = 24 * 3600
TRIES = (20, 300)  # links that one network may try


async def lines(request: Request) -> Response:
    """GET /calls/{call_id}/lines: how many others a side hears, as JSON."""
    at, viewer = site(request), viewer_of(request)
    call_id = request.path_params["call_id"]
    found = await at.database.read(lambda look: views.lines(look, viewer, call_id))
    return JSONResponse(found, headers={"Cache-Control": "no-store"})


async def link_picture(request: Request) -> Response:
    """GET /guests/{guest_id}/link.svg: the link as a QR code, for nobody's cache."""
    at, viewer, guest_id = site(request), viewer_of(request), request.path_params["guest_id"]
    found = await at.database.read(lambda look: views.link(look, viewer, guest_id))
    picture = io.BytesIO()
    segno.make(f"{at.settings.base_url}/guests/come/{found.token}", error="m").save(
        picture, kind="svg", border=2, omitsize=True, xmldecl=False, nl=False
    )
    headers = {"Cache-Control": "no-store"}
    return Response(picture.getvalue(), headers=headers, media_type="image/svg+xml; charset=utf-8")


async def door(request: Request) -> Response:
    """GET /guests/come/{token}: who has the link reads what it leads into."""
    _count(request)
    return await _door(request, {"key": secrets.token_urlsafe(24)}, None)


async def come(request: Request) -> Response:
    """POST /guests/come/{token}: say who one is, once; the browser keeps the key."""
    at = site(request)
    _count(request)
    async with request.form(max_files=0, max_fields=10) as form:
        at.check_csrf(request, form)
        said = {one: field(form, one) for one in ("given_name", "company", "country", "key")}
        command_id = field(form, "command_id")
    try:
        asked = command_from({**said, "token": request.path_params["token"]}, GuestComes)
        reply = await at.dispatch.carry_out(asked, viewer_of(request).actor, command_id)
    except GuestLinkOver:
        raise
    except Refusal as refusal:
        return await _door(request, said, refusal)
    answer = at.redirect(f"/guests/{GuestReply.model_validate(reply.model_dump()).guest_id}")
    at.cookies.put(answer, GUEST, said["key"], DAY_S)
    return answer


def _count(request: Request) -> None:
    whence = network(viewer_of(request).actor.address)
    site(request).dispatch.budgets.spend("guest links", whence, TRIES)


async def _door(request: Request, said: dict[str, str], refusal: Refusal | None) -> Response:
    token = request.path_params["token"]
    answer = await site(request).page(
        request,
        DOOR,
        lambda look, viewer: views.door(
            look, viewer, token, said, viewer.words.refusal(refusal) if refusal else ""
        ),
        status=refusal.status if refusal else 200,
    )
    answer.headers.update(FOR_NOBODY_ELSE)
    return answer


async def inside(request: Request) -> Response:
    """GET /guests/{guest_id}: the guest's own page."""
    return await _inside(request, INSIDE)


async def inside_now(request: Request) -> Response:
    """GET /guests/{guest_id}/now: the part of it that changes."""
    return await _inside(request, NOW)


async def _inside(request: Request, page: Page[Inside]) -> Response:
    at, guest_id = site(request), request.path_params["guest_id"]
    key = at.cookies.of(request.cookies, GUEST)
    answer = await at.page(
        request, page, lambda look, viewer: views.inside(look, viewer, guest_id, key)
    )
    answer.headers.update(FOR_NOBODY_ELSE)
    return answer


ROUTES: list[Any] = [
    shows("/calls/{call_id}/guests", "guests/_of_call.html", views.of_call, by=SIDES),
    route("/calls/{call_id}/lines", lines, by=SIDES),
    route("/guests/{guest_id}/link.svg", link_picture, by=SIDES),
    route("/guests/come/{token}", door, pages=(DOOR,)),
    route("/guests/come/{token}", come, by=ANYBODY, methods=("POST",), pages=(DOOR,)),
    route("/guests/{guest_id}", inside, pages=(INSIDE,)),
    route("/guests/{guest_id}/now", inside_now, pages=(NOW,)),
    shows("/desk/asked", "guests/_asked.html", views.asked, by=RECRUITERS),
]
PARTS: dict[str, Any] = {
    "guests.of_call": part("guests/_of_call_part.html", views.of_call),
    "guests.asked": part("guests/_asked_part.html", views.asked),
}
