"""Routes and parts of posts: a post, the recruiter's list and forms, the organiser's."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from fair.forms import field
from fair.roles import OVERSEERS, RECRUITERS
from fair.routes import part, route, shows
from fair.templates import Page
from fair.terms.post_rules import TEXTS
from fair.vacancies import desk_views, views
from fair.vacancies.contexts import Bulk, Desk, Form, Post
from fair.web import asked, page_number, site, viewer_of

POST = Page("vacancies/vacancy.html", Post)
DESK = Page("vacancies/vacancies_desk.html", Desk)
FORM, BULK = Page("vacancies/vacancy_form.html", Form), Page("vacancies/bulk.html", Bulk)


async def vacancy(request: Request) -> Response:
    """GET /vacancies/{vacancy_id}: one post."""
    vacancy_id, base = request.path_params["vacancy_id"], site(request).settings.base_url
    return await site(request).page(
        request,
        POST,
        lambda at, viewer: views.page(at, viewer, vacancy_id, base),
    )


async def desk(request: Request) -> Response:
    """GET /desk/vacancies: the posts of the recruiter's employer."""
    show, page = asked(request, "show"), page_number(request)
    return await site(request).page(
        request,
        DESK,
        lambda at, viewer: desk_views.desk(at, viewer, show, page),
    )


async def form(request: Request) -> Response:
    """GET /desk/vacancies/new and /desk/vacancies/edit/{vacancy_id}: the form of a post."""
    vacancy_id, step = request.path_params.get("vacancy_id", ""), asked(request, "step")
    return await site(request).page(
        request,
        FORM,
        lambda at, viewer: desk_views.form(at, viewer, vacancy_id, step),
    )


async def check_said(request: Request) -> Response:
    """POST /desk/vacancies/words: what opening would refuse in words, while they are typed."""
    at, viewer = site(request), viewer_of(request)
    async with request.form(max_files=0) as form:
        at.check_csrf(request, form)
        asked_for = (*TEXTS, "fees", "overseas_country")
        said = {one: field(form, one) for one in asked_for if one in form}
    found = await at.database.read(lambda look: desk_views.refused(look, viewer, said))
    return JSONResponse(found, headers={"Cache-Control": "no-store"})


async def bulk(request: Request) -> Response:
    """GET /desk/vacancies/bulk: complete many drafts at once."""
    page = page_number(request)
    return await site(request).page(
        request, BULK, lambda at, viewer: desk_views.bulk(at, viewer, page)
    )


ROUTES = [
    route("/vacancies/{vacancy_id}", vacancy, pages=(POST,)),
    shows("/vacancies/{vacancy_id}/state", "vacancies/_vacancy_state.html", views.state),
    shows("/booths/{booth_id}/vacancies", "vacancies/_vacancies_cards.html", views.of_booth),
    route("/desk/vacancies", desk, by=RECRUITERS, pages=(DESK,)),
    route("/desk/vacancies/new", form, by=RECRUITERS, pages=(FORM,)),
    route("/desk/vacancies/edit/{vacancy_id}", form, by=RECRUITERS, pages=(FORM,)),
    route("/desk/vacancies/words", check_said, by=RECRUITERS, methods=("POST",)),
    route("/desk/vacancies/bulk", bulk, by=RECRUITERS, pages=(BULK,)),
    shows(
        "/organise/vacancies",
        "vacancies/vacancies_organise.html",
        desk_views.organise,
        by=OVERSEERS,
    ),
]
PARTS: dict[str, Any] = {
    "vacancies.of_booth": part("vacancies/_vacancies.html", views.of_booth),
    "vacancies.cards": part("vacancies/_found_cards.html", views.found_cards),
    "vacancies.openings": part("vacancies/_openings.html", views.count),
    "vacancies.none_open": part("vacancies/_none_open.html", views.count),
}
