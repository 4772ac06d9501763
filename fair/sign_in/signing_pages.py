"""Signing in and out: the one door to a login, staff by password, invitations."""

import secrets
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair import passwords, plain
from fair.contract.sign_in import (
    AccountReply,
    ChangePassword,
    JoinByInvitation,
    OpenLogin,
    RevokeLogin,
)
from fair.db import new_id
from fair.decisions import SYSTEM, Refusal
from fair.edge import forget
from fair.forms import command_from, field, local
from fair.glossary import Role
from fair.live import LOGIN_COOKIE
from fair.roles import OVERSEERS, STAFF
from fair.routes import route
from fair.sign_in import reads, views
from fair.sign_in.account import check_password, normal_email
from fair.sign_in.contexts import ByPassword, Invited
from fair.sign_in.link import INVITED, link_ref
from fair.sign_in.login import device_label, token_hash
from fair.sign_in.refusals import InvitationOver, WrongPassword
from fair.templates import Page
from fair.web import VISITOR_COOKIE, Viewer, asked, site, viewer_of

SIGN_INS_FROM_AN_ADDRESS, SIGN_INS_TO_AN_ACCOUNT = (60, 600), (10, 900)
SIGN_IN = Page("sign_in/sign_in.html", ByPassword)
INVITED_PAGE = Page("sign_in/invited.html", Invited)
_HOME = {Role.RECRUITER: "/desk"} | dict.fromkeys(OVERSEERS, "/board")


async def enter(
    request: Request, then: str, *, person_id: str = "", account_id: str = "", link_id: str = ""
) -> Response:
    """Keep this device signed in as somebody whose identity was just proved, and go to `then`.

    The login this browser had before ends.
    """
    at, token = site(request), secrets.token_urlsafe(32)
    asked = OpenLogin(
        token_hash=token_hash(token),
        device=device_label(request.headers.get("user-agent", "")),
        person_id=person_id,
        account_id=account_id,
        link_id=link_id,
    )
    await at.dispatch.carry_out(asked, SYSTEM, new_id())
    await _leave(request)
    return at.sign_in(at.redirect(then), token)


async def _leave(request: Request) -> None:
    actor = viewer_of(request).actor
    if actor.login_id:
        await site(request).dispatch.carry_out(
            RevokeLogin(login_id=actor.login_id), actor, new_id()
        )


async def sign_out(request: Request) -> Response:
    """POST /sign-out: end this device's login and forget its cookie."""
    at = site(request)
    async with request.form(max_files=0, max_fields=10) as form:
        at.check_csrf(request, form)
    await _leave(request)
    said = viewer_of(request).words.gettext("You are signed out on this device.")
    answer = at.redirect("/", said=said)
    # The visitor's cookie too: then no form of a page left behind can be sent again by the next
    # person at this device.
    return forget(answer, LOGIN_COOKIE, VISITOR_COOKIE, secure=at.settings.secure)


# --- staff ---------------------------------------------------------------------------------------


async def sign_in(request: Request) -> Response:
    """GET /sign-in: by code for seekers, by password for staff."""
    return await _sign_in_page(request, then=asked(request, "then"))


async def sign_in_now(request: Request) -> Response:
    """POST /sign-in: check the password on a thread of its own and sign in."""
    at, viewer = site(request), viewer_of(request)
    async with request.form(max_files=0, max_fields=10) as form:
        at.check_csrf(request, form)
        email, then = field(form, "email"), field(form, "then")
        password = str(form.get("password", ""))[:200]
    at.dispatch.budgets.spend("sign-in from", viewer.actor.address, SIGN_INS_FROM_AN_ADDRESS)
    at.dispatch.budgets.spend("sign-in to", plain.email(email), SIGN_INS_TO_AN_ACCOUNT)
    try:
        address = normal_email(email)
    except Refusal as refusal:
        return await _sign_in_page(request, then=then, email=email, refusal=refusal)
    account_id, kept = await at.database.read(lambda look: reads.password_of(look, address))
    if not await passwords.matches(password, kept):
        return await _sign_in_page(request, then=then, email=email, refusal=WrongPassword())
    home = await home_of(request, account_id)
    return await enter(request, local(then) or home, account_id=account_id)


async def home_of(request: Request, account_id: str) -> str:
    """Return the path of the page where this member of staff works."""
    account = await site(request).database.read(lambda look: reads.account(look, account_id))
    return _HOME.get(account.role, "/me") if account else "/me"


async def _sign_in_page(
    request: Request, *, then: str, email: str = "", refusal: Refusal | None = None
) -> Response:
    def build(_at: Any, viewer: Viewer) -> ByPassword:
        error = viewer.words.refusal(refusal) if refusal else ""
        return {"then": then, "email": email, "error": error}

    status = refusal.status if refusal else 200
    return await site(request).page(request, SIGN_IN, build, status=status)


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
        hashed = await passwords.hashed(password)
        said = {"invitation_id": ref, "given_name": name, "password_hash": hashed}
        asked = command_from(said, JoinByInvitation)
        reply = await at.dispatch.carry_out(asked, SYSTEM, new_id())
    except Refusal as refusal:
        return await _invited_page(request, name, refusal)
    account = AccountReply.model_validate(reply.model_dump())
    then = _HOME[found.role] if found else "/me"
    return await enter(request, then, account_id=account.account_id)


def _invitation(request: Request) -> str:
    at = site(request)
    at.dispatch.budgets.spend(
        "invitations", viewer_of(request).actor.address, SIGN_INS_FROM_AN_ADDRESS
    )
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
        return {
            "invitation": found,
            "token": request.path_params["token"],
            "given_name": name,
            "code": refusal.code if refusal else "",
            "error": viewer.words.refusal(refusal) if refusal else "",
        }

    status = refusal.status if refusal else 200
    return await site(request).page(request, INVITED_PAGE, build, status=status)


async def password(request: Request) -> Response:
    """POST /me/password: a new password for the old one; other devices are signed out."""
    at, actor = site(request), viewer_of(request).actor
    async with request.form(max_files=0, max_fields=10) as form:
        at.check_csrf(request, form)
        old, new = str(form.get("old", ""))[:200], str(form.get("new", ""))
    at.dispatch.budgets.spend("sign-in to", actor.key, SIGN_INS_TO_AN_ACCOUNT)
    account = await at.database.read(lambda look: views.staff(look, viewer_of(request))["account"])
    _, kept = await at.database.read(lambda look: reads.password_of(look, account.email))
    if not await passwords.matches(old, kept):
        raise WrongPassword
    check_password(new, account.email, account.name)
    asked = ChangePassword(
        account_id=actor.account_id,
        password_hash=await passwords.hashed(new),
        but=actor.login_id,
    )
    await at.dispatch.carry_out(asked, SYSTEM, new_id())
    said = viewer_of(request).words.gettext(
        "The new password holds. Your other devices are signed out."
    )
    return at.redirect("/me", said=said)


_POST = ("POST",)
ROUTES = [
    route("/sign-in", sign_in, pages=(SIGN_IN,)),
    route("/sign-in", sign_in_now, methods=_POST, pages=(SIGN_IN,)),
    route("/sign-out", sign_out, methods=_POST),
    route("/invited/{token}", invited, pages=(INVITED_PAGE,)),
    route("/invited/{token}", invited_now, methods=_POST, pages=(INVITED_PAGE,)),
    route("/me/password", password, by=STAFF, methods=_POST),
]
