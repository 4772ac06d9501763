"""Staff: the team and its invitations, as pages and parts."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair.glossary import Role
from fair.routes import part, route
from fair.sign_in import views
from fair.web import site


async def team(request: Request) -> Response:
    """GET /organise/team: the organisers and their invitations."""
    return await site(request).page(
        request, "sign_in/organise_team.html", lambda at, viewer: views.team(at, viewer, "")
    )


ROUTES = [route("/organise/team", team, by=frozenset({Role.ORGANISER}))]
PARTS: dict[str, Any] = {
    "sign_in.team": part("sign_in/_team.html", views.team),
    "sign_in.staff": part("sign_in/_staff.html", views.staff),
    "sign_in.devices": part("sign_in/_devices.html", views.devices),
}
