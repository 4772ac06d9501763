"""Routes and parts of posts: search, a post, the recruiter's list and forms, the organiser's."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair.booths import import_pages, search, search_views
from fair.booths import vacancy_desk_views as desk_views
from fair.booths import vacancy_views as views
from fair.glossary import Role
from fair.web import part, route, shows, site

RECRUITERS = frozenset({Role.RECRUITER})
ORGANISERS = frozenset({Role.ORGANISER})


def page_number(request: Request) -> int:
    """Return the page that the link asks for, from 1."""
    text = request.query_params.get("page", "1")
    return (
        max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < len("12345") else 1
    )


async def find(request: Request) -> Response:
    """GET /vacancies: the posts of the current fair, with filters."""
    filters = search.read(request.query_params)
    return await site(request).page(
        request,
        "booths/vacancies.html",
        lambda at, viewer: search_views.results(at, viewer, filters),
    )


async def vacancy(request: Request) -> Response:
    """GET /vacancies/{vacancy_id}: one post."""
    vacancy_id, base = request.path_params["vacancy_id"], site(request).settings.base_url
    return await site(request).page(
        request,
        "booths/vacancy.html",
        lambda at, viewer: views.page(at, viewer, vacancy_id, base),
    )


async def desk(request: Request) -> Response:
    """GET /desk/vacancies: the posts of the recruiter's employer."""
    show, page = request.query_params.get("show", ""), page_number(request)
    return await site(request).page(
        request,
        "booths/vacancies_desk.html",
        lambda at, viewer: desk_views.desk(at, viewer, show, page),
    )


async def form(request: Request) -> Response:
    """GET /desk/vacancies/new and /desk/vacancies/edit/{vacancy_id}: the form of a post."""
    vacancy_id = request.path_params.get("vacancy_id", "")
    return await site(request).page(
        request,
        "booths/vacancy_form.html",
        lambda at, viewer: desk_views.form(at, viewer, vacancy_id),
    )


async def bulk(request: Request) -> Response:
    """GET /desk/vacancies/bulk: complete many drafts at once."""
    page = page_number(request)
    return await site(request).page(
        request, "booths/bulk.html", lambda at, viewer: desk_views.bulk(at, viewer, page)
    )


ROUTES = [
    route("/vacancies", find),
    route("/vacancies/{vacancy_id}", vacancy),
    shows("/vacancies/{vacancy_id}/state", "booths/_vacancy_state.html", views.one),
    shows("/booths/{booth_id}/vacancies", "booths/_vacancies_cards.html", views.of_booth),
    route("/desk/vacancies", desk, by=RECRUITERS),
    route("/desk/vacancies/new", form, by=RECRUITERS),
    route("/desk/vacancies/edit/{vacancy_id}", form, by=RECRUITERS),
    route("/desk/vacancies/bulk", bulk, by=RECRUITERS),
    shows(
        "/organise/vacancies", "booths/vacancies_organise.html", desk_views.organise, by=ORGANISERS
    ),
    *import_pages.ROUTES,
]
PARTS: dict[str, Any] = {"booths.vacancies": part("booths/_vacancies.html", views.of_booth)}
