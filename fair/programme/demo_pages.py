"""The sign-in link of staff at a demo fair, who have no password."""

import secrets

from starlette.requests import Request
from starlette.responses import Response

from fair.contract.people_logins import OpenLogin
from fair.db import new_id
from fair.decisions import SYSTEM
from fair.glossary import Role
from fair.people.login import LinkOver, device_label, link_ref, link_token, token_hash
from fair.programme import demo_store
from fair.web import route, site

KIND = "demo"


def staff_path(secret: str, account_id: str) -> str:
    """Return the path that signs an account of a demo in."""
    return f"/demo/{link_token(secret, KIND, account_id)}"


async def sign_in(request: Request) -> Response:
    """GET /demo/{token}: sign in as a recruiter or organiser of a demo fair, and nobody else."""
    at = site(request)
    account_id = link_ref(at.settings.secret, KIND, request.path_params["token"])
    role = await at.database.read(lambda connection: demo_store.staff_role(connection, account_id))
    if not role:
        raise LinkOver
    token = secrets.token_urlsafe(32)
    device = device_label(request.headers.get("user-agent", ""))
    opened = OpenLogin(token_hash=token_hash(token), account_id=account_id, device=device)
    await at.dispatch.carry_out(opened, SYSTEM, new_id())
    return at.sign_in(at.redirect("/board" if role == Role.ORGANISER else "/desk"), token)


ROUTES = [route("/demo/{token}", sign_in)]
