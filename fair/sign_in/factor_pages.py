"""One's own second step: set it up, renew the recovery codes, take it away; each time proved."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair import one_time
from fair.accounts import reads as accounts
from fair.accounts.account import LONGEST_PASSWORD, Account
from fair.accounts.refusals import WrongPassword
from fair.behalf import house_for_account
from fair.contract.factors import EndFactor, RenewRecoveryCodes, SetFactor
from fair.cookies import CODES, OFFERED
from fair.db import new_id, utc_now
from fair.decisions import NotFound, Refusal
from fair.factors import reads
from fair.factors.factor import RECOVERY_CODES, code_hash, fresh, written
from fair.factors.reads import PURPOSE
from fair.factors.refusals import StepOver, WrongFirstCode
from fair.factors.step import CODES_SHOWN, LONGEST_OFFER_S, LONGEST_WAIT_S, OFFER
from fair.forms import field
from fair.locked import locked, unlocked
from fair.plain import code as plain_code
from fair.roles import STAFF
from fair.routes import part, route
from fair.sign_in import views
from fair.sign_in.contexts import Codes, OwnFactor, SettingUp
from fair.sign_in.signing_pages import begin, failed
from fair.templates import Page
from fair.web import Viewer, site, viewer_of

SET_UP = Page("sign_in/second.html", SettingUp)
SHOWN = Page("sign_in/second_codes.html", Codes)
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
        password = str(form.get("password", ""))[: LONGEST_PASSWORD + 1]
    attempt = begin(request, "password", account.email)
    try:
        await accounts.check_password_of(at.database, account.email, password)
    except WrongPassword as wrong:
        await failed(request, attempt, account.id)
        return await _page(request, wrong, offer)
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
        await at.dispatch.carry_out(command, house_for_account(account.id), new_id())
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
        shown = offered(request, account, offer)
        answer = await at.page(
            request,
            SET_UP,
            lambda _look, viewer: views.setting_up(
                viewer, account, at.settings.secret, refusal, shown
            ),
            status=status,
        )
        return keep_offer(request, answer, shown)
    own = found
    return await at.page(
        request,
        OWN,
        lambda look, viewer: views.own(look, viewer, own, refusal),
        status=status,
    )


# --- an app and the codes that come with it -----------------------------------------------------


def offered(request: Request, account: Account, offer: str = "") -> str:
    """Return the offer that a form brought, else the one this browser was shown, else a new one.

    Whoever scans it and says later finds the same one in this browser. In another one there is
    another: who was shown it by somebody else's hand must not know the secret that is kept.
    """
    at = site(request)
    before = offer or at.cookies.of(request.cookies, OFFERED)
    told = unlocked(at.settings.secret, OFFER, before, seconds=LONGEST_OFFER_S)
    if told.get("account_id") == account.id:
        return before
    secret = one_time.new_secret()
    return locked(at.settings.secret, OFFER, account_id=account.id, secret=secret)


def keep_offer(request: Request, answer: Response, offer: str) -> Response:
    """Let this browser show the same offer again; its secret is kept nowhere else."""
    site(request).cookies.put(answer, OFFERED, offer, LONGEST_OFFER_S)
    return answer


async def keep_factor(request: Request, account: Account, offer: str, said: str) -> list[str]:
    """Keep the app whose secret was offered, by a code of it; return the recovery codes.

    Refuses `StepOver` (older than 14 days, or not offered to this account), `WrongFirstCode`,
    `FactorCodeUsed` and `FactorThere`.
    """
    at = site(request)
    secret = at.settings.secret
    told = unlocked(secret, OFFER, offer, seconds=LONGEST_OFFER_S)
    if told.get("account_id") != account.id:
        raise StepOver
    steps = one_time.steps_of(told["secret"], plain_code(said), utc_now())
    if not steps:
        raise WrongFirstCode
    step = fresh(steps, 0)
    codes = new_codes()
    kept = SetFactor(
        account_id=account.id,
        locked=locked(secret, PURPOSE, secret=told["secret"]),
        step=step,
        code_hashes=hashes(account.id, codes),
    )
    await at.dispatch.carry_out(kept, house_for_account(account.id), new_id())
    return codes


def new_codes() -> list[str]:
    """Return ten new recovery codes."""
    return [one_time.recovery_code() for _ in range(RECOVERY_CODES)]


def hashes(account_id: str, codes: list[str]) -> tuple[str, ...]:
    """Return what is kept of an account's recovery codes."""
    return tuple(code_hash(account_id, one) for one in codes)


def show_codes(
    request: Request, answer: Response, codes: list[str], account_id: str, then: str
) -> Response:
    """Let this browser show the codes once, within ten minutes; nothing else keeps them."""
    at = site(request)
    said = locked(
        at.settings.secret, CODES_SHOWN, account_id=account_id, codes=" ".join(codes), then=then
    )
    at.cookies.put(answer, CODES, said, LONGEST_WAIT_S)
    at.cookies.drop(answer, OFFERED)
    return answer


async def shown(request: Request) -> Response:
    """GET /me/second/codes: the recovery codes that were just made, this once."""
    at, actor = site(request), viewer_of(request).actor
    kept = at.cookies.of(request.cookies, CODES)
    said = unlocked(at.settings.secret, CODES_SHOWN, kept, seconds=LONGEST_WAIT_S)
    mine = said.get("account_id") == actor.account_id

    def build(_look: Any, _viewer: Viewer) -> Codes:
        codes = said["codes"].split() if mine else []
        return {"codes": [written(one) for one in codes], "then": said["then"] if mine else "/me"}

    answer = await at.page(request, SHOWN, build)
    at.cookies.drop(answer, CODES)
    return answer


_POST = ("POST",)
ROUTES = [
    route("/me/second/codes", shown, by=STAFF, pages=(SHOWN,)),
    route("/me/second", second, by=STAFF, pages=(SET_UP, OWN)),
    route("/me/second", set_up_now, by=STAFF, methods=_POST, pages=(SET_UP, OWN)),
    route("/me/second/codes", renew, by=STAFF, methods=_POST, pages=(SET_UP, OWN)),
    route("/me/second/end", end, by=STAFF, methods=_POST, pages=(SET_UP, OWN)),
]
PARTS: dict[str, Any] = {
    "sign_in.second": part("sign_in/_second.html", views.second),
    "sign_in.second_of": part("sign_in/_second_of.html", views.second_of),
}
