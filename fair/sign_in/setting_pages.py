"""Keeping an app as the second step, and showing the recovery codes that come with it."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair import one_time
from fair.accounts.account import Account
from fair.contract.factors import SetFactor
from fair.cookies import CODES
from fair.db import new_id, utc_now
from fair.decisions import SYSTEM
from fair.factors.factor import RECOVERY_CODES, code_hash, fresh, written
from fair.factors.reads import PURPOSE
from fair.factors.refusals import StepOver
from fair.plain import code as plain_code
from fair.roles import STAFF
from fair.routes import route
from fair.sign_in import factor_contexts
from fair.sign_in.step import CODES_SHOWN, LONGEST_OFFER_S, LONGEST_WAIT_S, OFFER
from fair.templates import Page
from fair.web import Viewer, site, viewer_of

SHOWN = Page("sign_in/second_codes.html", factor_contexts.Codes)


async def keep_factor(request: Request, account: Account, offer: str, said: str) -> list[str]:
    """Keep the app whose secret was offered, by a code of it; return the recovery codes.

    Refuses `StepOver` (older than an hour, or not offered to this account), `WrongFactorCode` and
    `FactorThere`.
    """
    at = site(request)
    secret = at.settings.secret
    told = one_time.unlocked(secret, OFFER, offer, seconds=LONGEST_OFFER_S)
    if told.get("account_id") != account.id:
        raise StepOver
    step = fresh(one_time.steps_of(told["secret"], plain_code(said), utc_now()), 0)
    codes = new_codes()
    kept = SetFactor(
        account_id=account.id,
        locked=one_time.locked(secret, PURPOSE, secret=told["secret"]),
        step=step,
        code_hashes=hashes(account.id, codes),
    )
    await at.dispatch.carry_out(kept, SYSTEM, new_id())
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
    """Let this browser show the codes for ten minutes, to this account; nothing else keeps them."""
    at = site(request)
    said = one_time.locked(
        at.settings.secret, CODES_SHOWN, account_id=account_id, codes=" ".join(codes), then=then
    )
    at.cookies.put(answer, CODES, said, LONGEST_WAIT_S)
    return answer


async def shown(request: Request) -> Response:
    """GET /me/second/codes: the recovery codes that were just made."""
    at, actor = site(request), viewer_of(request).actor
    kept = at.cookies.of(request.cookies, CODES)
    said = one_time.unlocked(at.settings.secret, CODES_SHOWN, kept, seconds=LONGEST_WAIT_S)
    mine = said.get("account_id") == actor.account_id

    def build(_look: Any, _viewer: Viewer) -> factor_contexts.Codes:
        codes = said["codes"].split() if mine else []
        return {"codes": [written(one) for one in codes], "then": said["then"] if mine else "/me"}

    answer = await at.page(request, SHOWN, build)
    answer.headers["cache-control"] = "no-store"
    return answer


ROUTES = [route("/me/second/codes", shown, by=STAFF, pages=(SHOWN,))]
