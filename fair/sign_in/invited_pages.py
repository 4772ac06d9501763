"""Coming in by an invitation: a name, a password, and one is signed in."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair import passwords
from fair.accounts import reads
from fair.accounts.account import check_password
from fair.accounts.device import device_label
from fair.accounts.link import FOR_NOBODY_ELSE, INVITED, link_ref
from fair.accounts.refusals import EmailTaken, InvitationOver
from fair.behalf import house_for
from fair.budgets import network
from fair.contract.accounts import AccountReply, JoinByInvitation
from fair.db import new_id
from fair.decisions import Refusal
from fair.forms import command_from, field
from fair.routes import route
from fair.sign_in.contexts import Invited
from fair.sign_in.signing_pages import HOME, SIGN_INS_FROM_AN_ADDRESS, enter
from fair.templates import Page
from fair.web import Viewer, site, viewer_of

INVITED_PAGE = Page("sign_in/invited.html", Invited)


async def invited(request: Request) -> Response:
    """GET /invited/{token}: an invitation, with name and password to fill in."""
    return await _invited_page(request, "", None)


async def invited_now(request: Request) -> Response:
    """POST /invited/{token}: make the account and sign in."""
    at, ref = site(request), _invitation(request)
    async with request.form(max_files=0, max_fields=10) as form:
        at.check_csrf(request, form)
        name, password = field(form, "given_name"), str(form.get("password", ""))
    found = await at.database.read(lambda look: reads.invitation(look, ref))
    try:
        check_password(password, found.email if found else "", name)
        hashed = await passwords.hashed(password, (found.email if found else "", name))
        said = {
            "invitation_id": ref,
            "given_name": name,
            "password_hash": hashed,
            "device": device_label(request.headers.get("user-agent", "")),
            "lang": viewer_of(request).lang,
        }
        asked = command_from(said, JoinByInvitation)
        reply = await at.dispatch.carry_out(asked, house_for(viewer_of(request).actor), new_id())
    except Refusal as refusal:
        return await _invited_page(request, name, refusal)
    account = AccountReply.model_validate(reply.model_dump())
    then = HOME[found.role] if found else "/me"
    return await enter(request, then, account_id=account.account_id)


def _invitation(request: Request) -> str:
    at = site(request)
    whence = network(viewer_of(request).actor.address)
    at.dispatch.budgets.spend("invitations", whence, SIGN_INS_FROM_AN_ADDRESS)
    ref = link_ref(at.settings.secret, INVITED, request.path_params["token"])
    if not ref:
        raise InvitationOver
    return ref


async def _invited_page(request: Request, name: str, refusal: Refusal | None) -> Response:
    ref = _invitation(request)

    def build(at: Any, viewer: Viewer) -> Invited:
        found = reads.invitation(at, ref)
        if found is None or found.accepted_at or found.withdrawn_at:
            raise InvitationOver
        said = EmailTaken() if reads.has_account(at, found.email) else refusal
        return {
            "invitation": found,
            "token": request.path_params["token"],
            "given_name": name,
            "code": said.code if said else "",
            "error": viewer.words.refusal(said) if said else "",
        }

    status = refusal.status if refusal else 200
    answer = await site(request).page(request, INVITED_PAGE, build, status=status)
    answer.headers.update(FOR_NOBODY_ELSE)
    return answer


_POST = ("POST",)
ROUTES = [
    route("/invited/{token}", invited, pages=(INVITED_PAGE,)),
    route("/invited/{token}", invited_now, methods=_POST, pages=(INVITED_PAGE,)),
]
