"""The second step at the door: a code of the app, or setting the app up; no login before it."""

from functools import wraps
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair.accounts import reads as accounts
from fair.accounts.account import Account
from fair.behalf import house_for_account
from fair.contract.factors import ProveFactor, PutOffFactor
from fair.db import new_id, utc_now
from fair.decisions import Refusal
from fair.factors import reads
from fair.factors.refusals import FactorCodeUsed, NoFactor, StepOver, WrongFactorCode
from fair.factors.step import Step
from fair.forms import field
from fair.routes import Endpoint, route
from fair.sign_in import views
from fair.sign_in.contexts import ByCode, SettingUp
from fair.sign_in.factor_pages import keep_factor, keep_offer, offered, show_codes
from fair.sign_in.signing_pages import begin, enter, failed, home_of, waiting
from fair.templates import Page
from fair.web import Viewer, site, viewer_of

# Only somebody with the password comes this far: all unknown devices together may guess so often.
CODES_FROM_ANYWHERE = (50.0, 86_400.0)
CODE = Page("sign_in/code.html", ByCode)
SET_UP = Page("sign_in/second.html", SettingUp)


async def code(request: Request) -> Response:
    """GET /sign-in/code: the digits that the app shows, or a recovery code."""
    await waiting(request)
    return await _code_page(request, None)


async def code_now(request: Request) -> Response:
    """POST /sign-in/code: sign in, where the code is right and was never used."""
    at, step = site(request), await waiting(request)
    async with request.form(max_files=0, max_fields=10) as form:
        at.check_csrf(request, form)
        said = field(form, "code")
    account = await _account(request, step)
    attempt = begin(request, "code", account.email, CODES_FROM_ANYWHERE)
    try:
        await prove(request, step.account_id, said)
    except (WrongFactorCode, FactorCodeUsed) as refusal:
        await failed(request, attempt, step.account_id)
        return await _code_page(request, refusal)
    except NoFactor:  # an organiser took it away meanwhile
        return at.redirect("/sign-in")
    attempt.right()
    return await _enter(request, step, step.then)


async def prove(request: Request, account_id: str, said: str) -> None:
    """Use a typed code up; refuses one that is wrong or was used."""
    at = site(request)
    proof = await at.database.read(
        lambda look: reads.proof(look, account_id, said, at.settings.secret)
    )
    used = ProveFactor(account_id=account_id, step=proof.step, code_hash=proof.code_hash)
    await at.dispatch.carry_out(used, house_for_account(account_id), new_id())


async def set_up(request: Request) -> Response:
    """GET /sign-in/second: an organiser without a second step is asked for one."""
    return await _set_up_page(request, await waiting(request), None)


async def set_up_now(request: Request) -> Response:
    """POST /sign-in/second: keep the app, sign in, and show the recovery codes."""
    at, step = site(request), await waiting(request)
    async with request.form(max_files=0, max_fields=10) as form:
        at.check_csrf(request, form)
        offer, said = field(form, "offer"), field(form, "code")
    account = await _account(request, step)
    attempt = begin(request, "code", account.email)
    try:
        codes = await keep_factor(request, account, offer, said)
    except Refusal as refusal:
        return await _set_up_page(request, step, refusal, offer)
    attempt.right()
    answer = await _enter(request, step, "/me/second/codes")
    return show_codes(request, answer, codes, step.account_id, step.then)


async def later(request: Request) -> Response:
    """POST /sign-in/second/later: put it off and sign in, as often and as long as one may."""
    at, step = site(request), await waiting(request)
    async with request.form(max_files=0, max_fields=10) as form:
        at.check_csrf(request, form)
    await at.dispatch.carry_out(
        PutOffFactor(account_id=step.account_id), house_for_account(step.account_id), new_id()
    )
    return await enter(
        request, step.then, account_id=step.account_id, link_id=step.link_id, put_off=True
    )


async def _enter(request: Request, step: Step, then: str) -> Response:
    return await enter(request, then, account_id=step.account_id, link_id=step.link_id, proved=True)


async def _account(request: Request, step: Step) -> Account:
    found = await site(request).database.read(lambda look: accounts.working(look, step.account_id))
    if found is None:
        raise StepOver
    return found


async def _code_page(request: Request, refusal: Refusal | None) -> Response:
    def build(_at: Any, viewer: Viewer) -> ByCode:
        return {"error": viewer.words.refusal(refusal) if refusal else ""}

    return await site(request).page(request, CODE, build, status=refusal.status if refusal else 200)


async def _set_up_page(
    request: Request, step: Step, refusal: Refusal | None, offer: str = ""
) -> Response:
    at, account = site(request), await _account(request, step)
    shown = offered(request, account, offer)

    def build(look: Any, viewer: Viewer) -> SettingUp:
        asked = reads.asking(look, step.account_id)
        made = views.setting_up(viewer, account, at.settings.secret, refusal, shown)
        now = utc_now()
        left = asked.left() if asked.may_wait(now) else 0
        return {**made, "door": True, "left": left, "until": asked.until(now)}

    answer = await at.page(request, SET_UP, build, status=refusal.status if refusal else 200)
    return keep_offer(request, answer, shown)


def led_on(page: Endpoint) -> Endpoint:
    """Lead whoever is signed in by now, and pressed Back, to where they work."""

    @wraps(page)
    async def answer(request: Request) -> Response:
        try:
            return await page(request)
        except StepOver:
            account_id = viewer_of(request).actor.account_id
            if not account_id:
                raise
            return site(request).redirect(await home_of(request, account_id))

    return answer


_POST = ("POST",)
ROUTES = [
    route("/sign-in/code", led_on(code), pages=(CODE,)),
    route("/sign-in/code", code_now, methods=_POST, pages=(CODE,)),
    route("/sign-in/second", led_on(set_up), pages=(SET_UP,)),
    route("/sign-in/second", set_up_now, methods=_POST, pages=(SET_UP,)),
    route("/sign-in/second/later", later, methods=_POST),
]
