"""Proving once more who one is, where a cookie alone is not enough (`fair.fresh`)."""

from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.routing import Route

from fair.accounts import reads as accounts
from fair.accounts.refusals import WrongPassword
from fair.behalf import house_for
from fair.contract.sign_in import ProveLogin
from fair.db import new_id, utc_now
from fair.decisions import Actor, NotAllowed
from fair.factors.refusals import FactorCodeUsed, NoFactor, WrongFactorCode
from fair.fresh import ProveFirst
from fair.routes import part
from fair.sign_in import views
from fair.sign_in.second_pages import CODES_FROM_ANYWHERE, prove
from fair.sign_in.signing_pages import begin, failed
from fair.web import site, viewer_of


async def prove_again(request: Request, said: str) -> Actor:
    """Check a code of the second step, or without one the password, and note it at the login.

    Returns who asks, proved now. Refuses with `ProveFirst`, which tells what was `wrong`, and with
    `TooMany`: wrong ones count as they do at the door.
    """
    at, actor = site(request), viewer_of(request).actor
    account = await at.database.read(lambda look: accounts.working(look, actor.account_id))
    if account is None or not actor.login_id:
        raise NotAllowed
    asks = await at.database.read(lambda look: views.proof_of(look, account))
    what = "code" if asks == "code" else "password"
    attempt = begin(request, what, account.email, CODES_FROM_ANYWHERE if what == "code" else None)
    try:
        if asks == "code":
            await prove(request, account.id, said)
        elif asks == "password":
            await accounts.check_password_of(at.database, account.email, said)
    except (WrongPassword, WrongFactorCode, FactorCodeUsed, NoFactor) as wrong:
        await failed(request, attempt, account.id)
        asking = ProveFirst()
        asking.wrong = wrong
        raise asking from None
    attempt.right()
    await at.dispatch.carry_out(
        ProveLogin(login_id=actor.login_id), house_for(viewer_of(request).actor), new_id()
    )
    return replace(actor, proved_at=utc_now())


ROUTES: list[Route] = []
PARTS: dict[str, Any] = {"sign_in.proof": part("sign_in/_proof.html", views.proof)}
