"""Staff: the team, its invitations, and an invitation's link, which is handed over once."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair.accounts import reads, views
from fair.accounts.contexts import LinkShown, Team
from fair.accounts.invitation import Invitation
from fair.accounts.link import FOR_NOBODY_ELSE, INVITED, link_token
from fair.accounts.refusals import InvitationOver
from fair.behalf import house_for
from fair.contract.accounts import HandInvitationOver, Invite, InvitedReply
from fair.db import new_id
from fair.roles import ORGANISERS, RECRUITERS
from fair.routes import part, route
from fair.templates import Page
from fair.web import site, viewer_of

TEAM = Page("accounts/organise_team.html", Team)
LINK = Page("accounts/invitation_link.html", LinkShown)
INVITERS = ORGANISERS | RECRUITERS
MAILS_TO_AN_ADDRESS = (6, 86_400)


async def team(request: Request) -> Response:
    """GET /organise/team: the organisers and their invitations."""
    return await site(request).page(request, TEAM, lambda at, viewer: views.team(at, viewer, ""))


async def invite(request: Request) -> Response:
    """POST /invitations: invite somebody, and hand the link over at once."""
    async with request.form(max_files=0, max_fields=10) as form:
        reply = await site(request).carry_out(request, form, Invite)
    invited = InvitedReply.model_validate(reply.model_dump())
    return await _hand_over(request, invited.invitation_id)


async def hand_over(request: Request) -> Response:
    """POST /invitations/{invitation_id}/link: hand the link of an earlier invitation over."""
    async with request.form(max_files=0, max_fields=10) as form:
        site(request).check_csrf(request, form)
        await site(request).proved(request, form, HandInvitationOver)
    return await _hand_over(request, request.path_params["invitation_id"])


async def _hand_over(request: Request, invitation_id: str) -> Response:
    """Mail the link to the invited address; without a mail server show it to who invited, once."""
    at, viewer = site(request), viewer_of(request)
    found = await at.database.read(lambda look: reads.invitation(look, invitation_id))
    if found is None:
        raise InvitationOver
    link = f"{at.settings.base_url}/invited/{link_token(at.settings.secret, INVITED, found.id)}"
    by_mail = bool(at.settings.mail_url)
    if by_mail:
        at.dispatch.budgets.spend("invitations to", found.email, MAILS_TO_AN_ADDRESS)
    handing = HandInvitationOver(
        invitation_id=found.id,
        by_account_id=viewer.actor.account_id,
        link=link if by_mail else "",
        lang=viewer.lang,
    )
    await at.dispatch.carry_out(handing, house_for(viewer_of(request).actor), new_id())
    back = _page_of(request, found)
    if by_mail:
        said = viewer.words.gettext("The invitation is on its way to {email}.", email=found.email)
        return at.redirect(back, said=said)
    shown: LinkShown = {
        "email": found.email,
        "link": link,
        "back": back,
        "becomes": found.role,
    }
    answer = await at.page(request, LINK, lambda _at, _viewer: shown)
    answer.headers.update(FOR_NOBODY_ELSE)
    return answer


def _page_of(request: Request, invitation: Invitation) -> str:
    """Return the page of the team that somebody is invited to, as the reader knows it."""
    if viewer_of(request).role in RECRUITERS:
        return "/desk/colleagues"
    employer_id = invitation.employer_id
    return f"/organise/employers/{employer_id}" if employer_id else "/organise/team"


_POST = ("POST",)
ROUTES = [
    route("/organise/team", team, by=ORGANISERS, pages=(TEAM,)),
    route("/invitations", invite, by=INVITERS, methods=_POST, pages=(LINK,)),
    route(
        "/invitations/{invitation_id}/link", hand_over, by=INVITERS, methods=_POST, pages=(LINK,)
    ),
]
PARTS: dict[str, Any] = {
    "accounts.team": part("accounts/_team.html", views.team),
    "accounts.invitations": part("accounts/_invitations.html", views.invitations),
    "accounts.staff": part("accounts/_staff.html", views.staff),
}
