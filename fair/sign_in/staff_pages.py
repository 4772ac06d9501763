"""Staff: the team and its invitations, as pages and parts."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair.roles import ORGANISERS
from fair.routes import part, route
from fair.sign_in import views
from fair.sign_in.contexts import Team
from fair.templates import Page
from fair.web import site

TEAM = Page("sign_in/organise_team.html", Team)


async def team(request: Request) -> Response:
    """GET /organise/team: the organisers and their invitations."""
    return await site(request).page(request, TEAM, lambda at, viewer: views.team(at, viewer, ""))


ROUTES = [route("/organise/team", team, by=ORGANISERS, pages=(TEAM,))]
PARTS: dict[str, Any] = {
    "sign_in.team": part("sign_in/_team.html", views.team),
    "sign_in.staff": part("sign_in/_staff.html", views.staff),
    "sign_in.devices": part("sign_in/_devices.html", views.devices),
}
