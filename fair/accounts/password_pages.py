"""A new password for the old one."""

from starlette.requests import Request
from starlette.responses import Response

from fair import passwords
from fair.accounts import reads, views
from fair.accounts.account import check_password
from fair.accounts.refusals import WrongPassword
from fair.contract.accounts import ChangePassword
from fair.db import new_id
from fair.decisions import SYSTEM
from fair.roles import STAFF
from fair.routes import route
from fair.web import site, viewer_of

TRIES_AT_THE_OLD_ONE = (10, 900)


async def password(request: Request) -> Response:
    """POST /me/password: a new password for the old one; other devices are signed out."""
    at, actor = site(request), viewer_of(request).actor
    async with request.form(max_files=0, max_fields=10) as form:
        at.check_csrf(request, form)
        old, new = str(form.get("old", ""))[:200], str(form.get("new", ""))
    at.dispatch.budgets.spend("sign-in to", actor.key, TRIES_AT_THE_OLD_ONE)
    account = await at.database.read(lambda look: views.staff(look, viewer_of(request))["account"])
    _, kept = await at.database.read(lambda look: reads.password_of(look, account.email))
    if not await passwords.matches(old, kept):
        raise WrongPassword
    check_password(new, account.email, account.name)
    asked = ChangePassword(
        account_id=actor.account_id,
        password_hash=await passwords.hashed(new, (account.email, account.name)),
        but=actor.login_id,
    )
    await at.dispatch.carry_out(asked, SYSTEM, new_id())
    said = viewer_of(request).words.gettext(
        "The new password holds. Your other devices are signed out."
    )
    return at.redirect("/me", said=said)


ROUTES = [route("/me/password", password, by=STAFF, methods=("POST",))]
