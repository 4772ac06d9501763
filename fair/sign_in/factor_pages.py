"""One's own second step: set it up, renew the recovery codes, take it away; each time proved."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair import passwords
from fair.accounts import reads as accounts
from fair.accounts.account import Account
from fair.accounts.refusals import WrongPassword
from fair.contract.factors import EndFactor, RenewRecoveryCodes
from fair.db import new_id
from fair.decisions import SYSTEM, NotFound, Refusal
from fair.factors import reads
from fair.forms import field
from fair.roles import STAFF
from fair.routes import part, route
from fair.sign_in import factor_views
from fair.sign_in.factor_contexts import OwnFactor, SettingUp
from fair.sign_in.setting_pages import hashes, keep_factor, new_codes, show_codes
from fair.sign_in.signing_pages import begin, failed
from fair.templates import Page
from fair.web import site, viewer_of

SET_UP = Page("sign_in/second.html", SettingUp)
OWN = Page("sign_in/second_own.html", OwnFactor)


async def second(request: Request) -> Response:
    """GET /me/second: one's own second step, or the form that sets it up."""
    return await _page(request, None)


async def set_up_now(request: Request) -> Response:
    """POST /me/second: keep the app, by the password and a code of it."""
    at, account = site(request), await _me(request)
    async with request.form(max_files=0, max_fields=10) as form:
        at.check_csrf(request, form)
        offer, said = field(form, "offer"), field(form, "code")
        password = str(form.get("password", ""))[:200]
    attempt = begin(request, "password", account.email)
    _, kept = await at.database.read(lambda look: accounts.password_of(look, account.email))
    if not await passwords.matches(password, kept):
        await failed(request, attempt, account.id)
        return await _page(request, WrongPassword(), offer)
    attempt.right()
    try:
        codes = await keep_factor(request, account, offer, said)
    except Refusal as refusal:
        return await _page(request, refusal, offer)
    return show_codes(request, at.redirect("/me/second/codes"), codes, account.id, "/me")


async def renew(request: Request) -> Response:
    """POST /me/second/codes: ten new recovery codes, by a code of the second step."""
    codes = new_codes()
    refused = await _proved(request, codes)
    if refused:
        return refused
    account_id = viewer_of(request).actor.account_id
    answer = site(request).redirect("/me/second/codes")
    return show_codes(request, answer, codes, account_id, "/me/second")


async def end(request: Request) -> Response:
    """POST /me/second/end: take the second step away, by a code of it."""
    refused = await _proved(request, None)
    said = viewer_of(request).words.gettext("The second step is removed.")
    return refused or site(request).redirect("/me", said=said)


async def _proved(request: Request, codes: list[str] | None) -> Response | None:
    """Renew the codes, or end the second step where none are given; the page where refused."""
    at, account = site(request), await _me(request)
    async with request.form(max_files=0, max_fields=10) as form:
        at.check_csrf(request, form)
        said = field(form, "code")
    attempt = begin(request, "code", account.email)
    try:
        proof = await at.database.read(
            lambda look: reads.proof(look, account.id, said, at.settings.secret)
        )
        by = {"account_id": account.id, "step": proof.step, "code_hash": proof.code_hash}
        command = (
            RenewRecoveryCodes.model_validate({**by, "code_hashes": hashes(account.id, codes)})
            if codes
            else EndFactor.model_validate(by)
        )
        await at.dispatch.carry_out(command, SYSTEM, new_id())
    except Refusal as refusal:
        await failed(request, attempt, account.id)
        return await _page(request, refusal)
    attempt.right()
    return None


async def _me(request: Request) -> Account:
    account_id = viewer_of(request).actor.account_id
    found = await site(request).database.read(lambda look: accounts.working(look, account_id))
    if found is None:
        raise NotFound
    return found


async def _page(request: Request, refusal: Refusal | None, offer: str = "") -> Response:
    at, account = site(request), await _me(request)
    found = await at.database.read(lambda look: reads.factor(look, account.id))
    status = refusal.status if refusal else 200
    if found is None:
        return await at.page(
            request,
            SET_UP,
            lambda _look, viewer: factor_views.setting_up(
                viewer, account, at.settings.secret, refusal, offer
            ),
            status=status,
        )
    own = found
    return await at.page(
        request,
        OWN,
        lambda look, viewer: factor_views.own(look, viewer, own, refusal),
        status=status,
    )


_POST = ("POST",)
ROUTES = [
    route("/me/second", second, by=STAFF, pages=(SET_UP, OWN)),
    route("/me/second", set_up_now, by=STAFF, methods=_POST, pages=(SET_UP, OWN)),
    route("/me/second/codes", renew, by=STAFF, methods=_POST, pages=(SET_UP, OWN)),
    route("/me/second/end", end, by=STAFF, methods=_POST, pages=(SET_UP, OWN)),
]
PARTS: dict[str, Any] = {
    "sign_in.second": part("sign_in/_second.html", factor_views.second),
    "sign_in.second_of": part("sign_in/_second_of.html", factor_views.second_of),
}
