"""Routes and parts of `hiring`: the letter, a person's offers, the panel, the employer's list."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair.hiring import desk_views, met_views, offer_views, terms_views
from fair.hiring.contexts import Desk
from fair.roles import RECRUITERS, SEEKERS, TAKING_PART
from fair.routes import part, route, shows
from fair.templates import Page
from fair.web import asked, page_number, site

DESK, DESK_PART = Page("hiring/desk.html", Desk), Page("hiring/_desk.html", Desk)
PEOPLE = Page("hiring/people.html", met_views.MyPeople)
NEW = desk_views.panel_of_interview


async def desk(request: Request) -> Response:
    """GET /desk/offers: the employer's offers and hires, and the openings of its posts."""
    return await _desk(request, DESK)


async def desk_part(request: Request) -> Response:
    """GET /desk/offers/list: the part of it that changes."""
    return await _desk(request, DESK_PART)


async def _desk(request: Request, page: Page[Desk]) -> Response:
    wanted = asked(request, "fair")
    return await site(request).page(
        request, page, lambda at, viewer: desk_views.desk(at, viewer, wanted)
    )


async def people(request: Request) -> Response:
    """GET /desk/people: everybody whom the employer talked to."""
    wanted, show, page = asked(request, "q"), asked(request, "show"), page_number(request)
    return await site(request).page(
        request, PEOPLE, lambda at, viewer: met_views.my_people(at, viewer, wanted, show, page)
    )


ROUTES = [
    shows("/offers", "hiring/_mine.html", offer_views.mine, by=SEEKERS),
    shows("/offers/waiting", "hiring/_waiting.html", offer_views.mine, by=SEEKERS),
    shows("/offers/{offer_id}", "hiring/offer.html", offer_views.letter, by=TAKING_PART),
    shows("/offers/{offer_id}/letter", "hiring/_letter.html", offer_views.letter, by=TAKING_PART),
    route("/desk/people", people, by=RECRUITERS, pages=(PEOPLE,)),
    shows("/desk/people/{person_id}", "hiring/person.html", met_views.person, by=RECRUITERS),
    shows("/calls/{call_id}/offer", "hiring/_panel.html", desk_views.panel, by=RECRUITERS),
    route("/desk/offers", desk, by=RECRUITERS, pages=(DESK,)),
    route("/desk/offers/list", desk_part, by=RECRUITERS, pages=(DESK_PART,)),
    shows("/desk/offers/new/{interview_id}", "hiring/new.html", NEW, by=RECRUITERS),
    shows("/desk/offers/new/{interview_id}/panel", "hiring/_panel.html", NEW, by=RECRUITERS),
]
PARTS: dict[str, Any] = {
    "hiring.frozen": part("hiring/_frozen_terms.html", terms_views.frozen),
    "hiring.mine": part("hiring/_mine_part.html", offer_views.mine),
    "hiring.waiting": part("hiring/_waiting_part.html", offer_views.mine),
    "hiring.of_talk": part("hiring/_of_talk.html", offer_views.of_talk),
    "hiring.offer_panel": part("hiring/_panel_part.html", desk_views.panel),
}
