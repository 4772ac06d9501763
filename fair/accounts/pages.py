"""Staff: the team and its invitations, as pages and parts."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair.accounts import views
from fair.accounts.contexts import Team
from fair.roles import ORGANISERS
from fair.routes import part, route
from fair.templates import Page
from fair.web import site

TEAM = Page("accounts/organise_team.html", Team)


async def team(request: Request) -> Response:
    """GET /organise/team: the organisers and their invitations."""
    return await site(request).page(request, TEAM, lambda at, viewer: views.team(at, viewer, ""))


ROUTES = [route("/organise/team", team, by=ORGANISERS, pages=(TEAM,))]
PARTS: dict[str, Any] = {
    "accounts.team": part("accounts/_team.html", views.team),
    "accounts.staff": part("accounts/_staff.html", views.staff),
}
