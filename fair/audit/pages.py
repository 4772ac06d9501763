"""Routes of `audit`: where an auditor begins, and one draw; parts for the report and others."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair.audit import views
from fair.audit.contexts import OpeningsOfFair
from fair.roles import EXAMINERS
from fair.routes import part, route, shows
from fair.templates import Page
from fair.web import Viewer, page_number, site

OPENED = Page("audit/names.html", OpeningsOfFair)


async def names(request: Request) -> Response:
    """GET /audit/{fair_id}/names: every name that was opened, a page at a time."""
    fair_id, number = request.path_params["fair_id"], page_number(request)

    def build(at: Any, viewer: Viewer) -> OpeningsOfFair:
        return views.opened(at, viewer, fair_id, number)

    return await site(request).page(request, OPENED, build)


ROUTES: list[Any] = [
    shows("/audit", "audit/home.html", views.home, by=EXAMINERS),
    shows("/audit/draws/{draw_id}", "audit/draw.html", views.draw, by=EXAMINERS),
    route("/audit/{fair_id}/names", names, by=EXAMINERS, pages=(OPENED,)),
]
PARTS: dict[str, Any] = {
    "audit.draws": part("audit/_draws.html", views.draws),
    "audit.result": part("audit/_result.html", views.result),
    "audit.opening": part("audit/_opening.html", views.opening),
    "audit.openings": part("audit/_names.html", views.openings),
    "audit.knows": part("audit/_knows.html", views.knows),
    "audit.invite": part("audit/_invite.html", views.inviting),
}
