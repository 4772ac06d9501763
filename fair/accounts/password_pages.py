"""A new password: for the old one, or for a link that only the owner of an address gets."""

import asyncio
import secrets
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair import passwords
from fair.accounts import reads, views
from fair.accounts.account import LONGEST_PASSWORD, check_password, normal_email
from fair.accounts.contexts import Choosing, Forgotten
from fair.accounts.device import device_label
from fair.accounts.link import FOR_NOBODY_ELSE
from fair.accounts.refusals import ResetOver
from fair.accounts.reset import token_hash, usable
from fair.behalf import house_for
from fair.budgets import network
from fair.contract.accounts import AskReset, ChangePassword, UseReset
from fair.db import new_id, utc_now
from fair.decisions import Refusal
from fair.forms import field
from fair.roles import STAFF
from fair.routes import route
from fair.templates import Page
from fair.web import Viewer, site, viewer_of

TRIES_AT_THE_OLD_ONE = (10, 900)
RESETS_FROM_A_NETWORK, RESETS_TO_AN_ADDRESS = (20, 3600), (5, 3600)
LINKS_FROM_A_NETWORK = (60, 600)
# Every answer takes this long: how long the work took tells nobody whether there is an account.
ANSWERED_AFTER_S = 0.3
FORGOTTEN = Page("accounts/forgotten.html", Forgotten)
CHOOSING = Page("accounts/new_password.html", Choosing)


async def password(request: Request) -> Response:
    """POST /me/password: a new password for the old one; other devices are signed out."""
    at, actor = site(request), viewer_of(request).actor
    async with request.form(max_files=0, max_fields=10) as form:
        at.check_csrf(request, form)
        old, new = str(form.get("old", "")), str(form.get("new", ""))
        old = old[: LONGEST_PASSWORD + 1]  # one sign too many fits nothing
    at.dispatch.budgets.spend("sign-in to", actor.key, TRIES_AT_THE_OLD_ONE)
    account = await at.database.read(lambda look: views.staff(look, viewer_of(request))["account"])
    await reads.check_password_of(at.database, account.email, old)
    check_password(new, account.email, account.name)
    asked = ChangePassword(
        account_id=actor.account_id,
        password_hash=await passwords.hashed(new, (account.email, account.name)),
        but=actor.login_id,
        device=device_label(request.headers.get("user-agent", "")),
    )
    await at.dispatch.carry_out(asked, house_for(viewer_of(request).actor), new_id())
    said = viewer_of(request).words.gettext(
        "The new password holds. Your other devices are signed out."
    )
    return at.redirect("/me", said=said)


# --- forgotten ------------------------------------------------------------------------------------


async def forgotten(request: Request) -> Response:
    """GET /sign-in/forgotten: ask for a link, or read whom to ask."""
    return await _forgotten_page(request)


async def forgotten_now(request: Request) -> Response:
    """POST /sign-in/forgotten: mail a link to the owner of an address.

    The answer, and the time it takes, is the same for an address that nobody here has.
    """
    at, answered_at = site(request), asyncio.get_running_loop().time() + ANSWERED_AFTER_S
    async with request.form(max_files=0, max_fields=10) as form:
        at.check_csrf(request, form)
        email = field(form, "email")
    if not at.settings.mail_url:
        return await _forgotten_page(request)
    try:
        await _ask(request, normal_email(email))
    except Refusal as refusal:
        return await _forgotten_page(request, email=email, refusal=refusal)
    await asyncio.sleep(answered_at - asyncio.get_running_loop().time())
    return await _forgotten_page(request, email=email, sent=True)


async def _ask(request: Request, email: str) -> None:
    at, whence = site(request), network(viewer_of(request).actor.address)
    spend = at.dispatch.budgets.spend
    spend("resets from", whence, RESETS_FROM_A_NETWORK)
    # By network too: a stranger elsewhere must not use up what the owner may ask for.
    spend("resets to", f"{whence} {email}", RESETS_TO_AN_ADDRESS)
    token = secrets.token_urlsafe(32)
    asked = AskReset(
        email=email,
        token_hash=token_hash(token),
        link=f"{at.settings.base_url}/sign-in/new-password/{token}",
        device=device_label(request.headers.get("user-agent", "")),
    )
    await at.dispatch.carry_out(asked, house_for(viewer_of(request).actor), new_id())


async def _forgotten_page(
    request: Request, *, email: str = "", sent: bool = False, refusal: Refusal | None = None
) -> Response:
    def build(_at: Any, viewer: Viewer) -> Forgotten:
        return {
            "mails": bool(site(request).settings.mail_url),
            "email": email,
            "sent": sent,
            "error": viewer.words.refusal(refusal) if refusal else "",
        }

    status = refusal.status if refusal else 200
    return await site(request).page(request, FORGOTTEN, build, status=status)


# --- with the link --------------------------------------------------------------------------------


async def choose(request: Request) -> Response:
    """GET /sign-in/new-password/{token}: choose a new password; looking spends nothing."""
    return await _choosing_page(request, None)


async def choose_now(request: Request) -> Response:
    """POST /sign-in/new-password/{token}: keep it, sign every device out, go and sign in."""
    at, hashed = site(request), _token(request)
    async with request.form(max_files=0, max_fields=10) as form:
        at.check_csrf(request, form)
        new = str(form.get("password", ""))
    owner = await at.database.read(lambda look: _owner(look, hashed))
    try:
        check_password(new, owner.email, owner.name)
        used = UseReset(
            token_hash=hashed,
            password_hash=await passwords.hashed(new),
            device=device_label(request.headers.get("user-agent", "")),
        )
        await at.dispatch.carry_out(used, house_for(viewer_of(request).actor), new_id())
    except Refusal as refusal:
        return await _choosing_page(request, refusal)
    said = viewer_of(request).words.gettext("The new password holds. Sign in with it.")
    return at.redirect("/sign-in", said=said)


def _token(request: Request) -> str:
    whence = network(viewer_of(request).actor.address)
    site(request).dispatch.budgets.spend("reset links", whence, LINKS_FROM_A_NETWORK)
    return token_hash(request.path_params["token"])


def _owner(connection: Any, hashed: str) -> Any:
    found = usable(reads.reset(connection, hashed), utc_now())
    owner = reads.working(connection, found.account_id)
    if owner is None:
        raise ResetOver
    return owner


async def _choosing_page(request: Request, refusal: Refusal | None) -> Response:
    hashed = _token(request)

    def build(at: Any, viewer: Viewer) -> Choosing:
        return {
            "token": request.path_params["token"],
            "account": _owner(at, hashed),
            "error": viewer.words.refusal(refusal) if refusal else "",
        }

    status = refusal.status if refusal else 200
    answer = await site(request).page(request, CHOOSING, build, status=status)
    answer.headers.update(FOR_NOBODY_ELSE)
    return answer


_POST = ("POST",)
ROUTES = [
    route("/me/password", password, by=STAFF, methods=_POST),
    route("/sign-in/forgotten", forgotten, pages=(FORGOTTEN,)),
    route("/sign-in/forgotten", forgotten_now, methods=_POST, pages=(FORGOTTEN,)),
    route("/sign-in/new-password/{token}", choose, pages=(CHOOSING,)),
    route("/sign-in/new-password/{token}", choose_now, methods=_POST, pages=(CHOOSING,)),
]
