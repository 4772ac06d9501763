"""Routes and parts of `hiring`: the letter, a person's offers, the panel, the employer's list."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair.glossary import Role
from fair.hiring import views
from fair.web import part, route, site

SEEKERS, RECRUITERS = frozenset({Role.SEEKER}), frozenset({Role.RECRUITER})
READERS = frozenset({Role.SEEKER, Role.RECRUITER, Role.ORGANISER})


async def letter(request: Request) -> Response:
    """GET /offers/{offer_id}: the letter."""
    return await _letter(request, "hiring/offer.html")


async def letter_part(request: Request) -> Response:
    """GET /offers/{offer_id}/letter: the part of it that changes."""
    return await _letter(request, "hiring/_letter.html")


async def _letter(request: Request, template: str) -> Response:
    offer_id = request.path_params["offer_id"]
    return await site(request).page(
        request, template, lambda at, viewer: views.letter(at, viewer, offer_id)
    )


async def mine(request: Request) -> Response:
    """GET /offers: a person's offers, as they stand on the page of the queues."""
    return await site(request).page(request, "hiring/_mine.html", views.mine)


async def panel(request: Request) -> Response:
    """GET /calls/{call_id}/offer: the panel beside a call."""
    call_id = request.path_params["call_id"]
    return await site(request).page(
        request, "hiring/_panel.html", lambda at, viewer: views.panel(at, viewer, call_id)
    )


async def new(request: Request) -> Response:
    """GET /desk/offers/new/{interview_id}: an offer after the talk."""
    return await _new(request, "hiring/new.html")


async def new_part(request: Request) -> Response:
    """GET /desk/offers/new/{interview_id}/panel: the part of it that changes."""
    return await _new(request, "hiring/_panel.html")


async def _new(request: Request, template: str) -> Response:
    interview_id = request.path_params["interview_id"]
    return await site(request).page(
        request,
        template,
        lambda at, viewer: views.panel_of_interview(at, viewer, interview_id),
    )


async def desk(request: Request) -> Response:
    """GET /desk/offers: the employer's offers and hires, and the seats of its posts."""
    return await _desk(request, "hiring/desk.html")


async def desk_part(request: Request) -> Response:
    """GET /desk/offers/list: the part of it that changes."""
    return await _desk(request, "hiring/_desk.html")


async def _desk(request: Request, template: str) -> Response:
    wanted = request.query_params.get("fair", "")
    return await site(request).page(
        request, template, lambda at, viewer: views.desk(at, viewer, wanted)
    )


ROUTES = [
    route("/offers", mine, by=SEEKERS),
    route("/offers/{offer_id}", letter, by=READERS),
    route("/offers/{offer_id}/letter", letter_part, by=READERS),
    route("/calls/{call_id}/offer", panel, by=RECRUITERS),
    route("/desk/offers", desk, by=RECRUITERS),
    route("/desk/offers/list", desk_part, by=RECRUITERS),
    route("/desk/offers/new/{interview_id}", new, by=RECRUITERS),
    route("/desk/offers/new/{interview_id}/panel", new_part, by=RECRUITERS),
]
PARTS: dict[str, Any] = {
    "hiring.mine": part("hiring/_mine_part.html", views.mine),
    "hiring.offer_panel": part("hiring/_panel_part.html", views.panel),
}
