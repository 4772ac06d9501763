"""Signing in and out: the one door to a login, and staff by password."""

import secrets
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair import passwords, plain
from fair.accounts import reads
from fair.accounts.account import normal_email
from fair.accounts.refusals import WrongPassword
from fair.contract.sign_in import OpenLogin, RevokeLogin
from fair.db import new_id
from fair.decisions import SYSTEM, Refusal
from fair.forms import field, local
from fair.glossary import Role
from fair.live import LOGIN_COOKIE
from fair.roles import OVERSEERS
from fair.routes import route
from fair.sign_in.contexts import ByPassword
from fair.sign_in.login import device_label, token_hash
from fair.templates import Page
from fair.web import VISITOR_COOKIE, YEAR_S, Viewer, asked, site, viewer_of

SIGN_INS_FROM_AN_ADDRESS, SIGN_INS_TO_AN_ACCOUNT = (60, 600), (10, 900)
SIGN_IN = Page("sign_in/sign_in.html", ByPassword)
KNOWN_COOKIE = "fair_known"
HOME = {Role.RECRUITER: "/desk"} | dict.fromkeys(OVERSEERS, "/board")


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
    answer = at.sign_in(at.redirect(then), token)
    if person_id:
        known = f"{person_id}.{secrets.token_urlsafe(12)}"
        known += f".{at.seal.mark(f'known {known}')[:32]}"
        answer.set_cookie(
            KNOWN_COOKIE, known, max_age=YEAR_S, httponly=True, samesite="lax",
            secure=at.settings.secure,
        )  # fmt: skip
    return answer


def known_here(request: Request) -> tuple[str, str]:
    """Return (person_id, a name of this browser) of who was signed in here last, else two "".

    It signs nobody in. Strangers who ask for codes to the same number spend nothing of what a
    known browser may ask for; and it goes by that name, whatever other cookies it throws away.
    """
    known, _, mark = request.cookies.get(KNOWN_COOKIE, "").rpartition(".")
    if not site(request).seal.holds(mark, f"known {known}"):
        return "", ""
    person_id, _, name = known.partition(".")
    return person_id, name


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
    for cookie in (LOGIN_COOKIE, VISITOR_COOKIE):
        answer.delete_cookie(cookie, httponly=True, samesite="lax", secure=at.settings.secure)
    return answer


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
    return HOME.get(account.role, "/me") if account else "/me"


async def _sign_in_page(
    request: Request, *, then: str, email: str = "", refusal: Refusal | None = None
) -> Response:
    def build(_at: Any, viewer: Viewer) -> ByPassword:
        error = viewer.words.refusal(refusal) if refusal else ""
        return {"then": then, "email": email, "error": error}

    status = refusal.status if refusal else 200
    return await site(request).page(request, SIGN_IN, build, status=status)


_POST = ("POST",)
ROUTES = [
    route("/sign-in", sign_in, pages=(SIGN_IN,)),
    route("/sign-in", sign_in_now, methods=_POST, pages=(SIGN_IN,)),
    route("/sign-out", sign_out, methods=_POST),
]
