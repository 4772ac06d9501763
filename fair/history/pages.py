"""Pages of histories: /history/{of what}/{which}."""

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair.history import views
from fair.history.contexts import History
from fair.roles import TAKING_PART
from fair.routes import Endpoint, route
from fair.templates import Page
from fair.web import Viewer, page_number, site

HISTORY = Page("history/history.html", History)
View = Callable[[Any, Viewer, str, int], History]


def _shows(view: View, key: str) -> Endpoint:
    async def page(request: Request) -> Response:
        ref, number = request.path_params[key], page_number(request)
        return await site(request).page(
            request, HISTORY, lambda at, viewer: view(at, viewer, ref, number)
        )

    page.__qualname__ = page.__name__ = view.__name__
    return page


# A stranger's page is refused by the view, as if there were none: not by the role.
ROUTES = [
    route(f"/history/{name}/{{{key}}}", _shows(view, key), by=TAKING_PART, pages=(HISTORY,))
    for name, key, view in (
        ("fairs", "fair_id", views.of_fair),
        ("employers", "employer_id", views.of_employer),
        ("licences", "licence_id", views.of_licence),
        ("posts", "vacancy_id", views.of_post),
        ("people", "person_id", views.of_person),
    )
]
