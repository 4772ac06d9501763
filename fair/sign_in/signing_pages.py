"""Signing in and out: the one door to a login, and staff by password."""

import secrets
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from fair import passwords, plain, tries
from fair.accounts import reads
from fair.accounts.account import LONGEST_PASSWORD, normal_email
from fair.accounts.device import device_label
from fair.accounts.refusals import WrongPassword
from fair.behalf import house_for
from fair.contract.sign_in import OpenLogin, RevokeLogin, WarnOwner
from fair.cookies import CODES, DEVICE, KNOWN, STEP, YEAR_S
from fair.db import new_id
from fair.decisions import Refusal, SignInEnded
from fair.factors.factor import CODE_WANTED, SET_UP_WANTED
from fair.factors.refusals import StepOver
from fair.factors.step import LONGEST_WAIT_S, WAITING, Step, step_from
from fair.forms import field
from fair.glossary import Role
from fair.locked import locked, unlocked
from fair.marks import marked
from fair.next_page import then_asked, then_of
from fair.roles import AUDITORS, RUNNERS
from fair.routes import route
from fair.sign_in import reads as logins
from fair.sign_in.contexts import ByPassword
from fair.sign_in.login import lasts, token_hash
from fair.templates import Page
from fair.web import Viewer, site, viewer_of

SIGN_INS_FROM_AN_ADDRESS = (60, 600)
SIGN_IN = Page("sign_in/sign_in.html", ByPassword)
_STEPS = {CODE_WANTED: "/sign-in/code", SET_UP_WANTED: "/sign-in/second"}
HOME = {
    Role.RECRUITER: "/desk",
    **dict.fromkeys(RUNNERS, "/board"),
    **dict.fromkeys(AUDITORS, "/audit"),
}


async def enter(
    request: Request, then: str, *, person_id: str = "", account_id: str = "", link_id: str = "",
    proved: bool = False, put_off: bool = False, aloud: bool = False,
) -> Response:  # fmt: skip
    """Keep this device signed in as somebody whose identity was just proved, and go to `then`.

    The login this browser had before ends. An account that has a second step, or is asked for one,
    is led there first, by whichever door it came, and has no login until that is `proved`, or
    `put_off` by an account that has none.
    """
    at, token = site(request), secrets.token_urlsafe(32)
    name = known_here(request)[1] or secrets.token_urlsafe(12)
    if account_id and not proved and not put_off:
        wanted = at.settings.second_factor == "asked"
        step, tag = await at.database.read(
            lambda look: (
                logins.second_step(look, account_id, asked=wanted),
                logins.password_tag(look, account_id),
            )
        )
        if step:
            _came_in(request, account_id=account_id, half=True)
            return _wait(request, _STEPS[step], Step(account_id, then, link_id, tag))
    asked = OpenLogin(
        token_hash=token_hash(token),
        device=device_label(request.headers.get("user-agent", "")),
        person_id=person_id,
        account_id=account_id,
        link_id=link_id,
        proved=proved,
        browser=marked(at.settings.secret, "browser", name),
        aloud=aloud,
    )
    await at.dispatch.carry_out(asked, house_for(viewer_of(request).actor), new_id())
    _came_in(request, person_id=person_id, account_id=account_id)
    await _leave(request)
    answer = at.sign_in(at.redirect(then), token, round(lasts(account_id).total_seconds()))
    if account_id:
        await _know_device(request, answer, account_id)
    # Whoever comes in next, the browser keeps its name: several people in one are one reporter.
    known = f"{person_id or known_here(request)[0]}.{name}"
    at.cookies.put(answer, KNOWN, f"{known}.{at.seal.mark(f'known {known}')[:32]}", YEAR_S)
    return answer


def _came_in(
    request: Request, *, person_id: str = "", account_id: str = "", half: bool = False
) -> None:
    who = replace(viewer_of(request).actor, person_id=person_id, account_id=account_id)
    door: str = getattr(request.scope.get("route"), "path", "")
    site(request).dispatch.security.came_in(door, who, half=half)


def _wait(request: Request, path: str, step: Step) -> Response:
    at = site(request)
    said = locked(at.settings.secret, WAITING, **step.said(request.state.visitor))
    answer = at.redirect(path)
    at.cookies.put(answer, STEP, said, LONGEST_WAIT_S)
    return answer


async def waiting(request: Request) -> Step:
    """Return who proved the first step in this browser within ten minutes; refuses `StepOver`.

    So it does where the password is another one by now.

    This is no login: nothing is open to it but the pages of the second step.
    """
    at = site(request)
    kept = at.cookies.of(request.cookies, STEP)
    said = unlocked(at.settings.secret, WAITING, kept, seconds=LONGEST_WAIT_S)
    step = step_from(said, request.state.visitor)
    if step is None:
        raise StepOver
    account_id = step.account_id
    if step.tag != await at.database.read(lambda look: logins.password_tag(look, account_id)):
        raise StepOver
    return step


async def _know_device(request: Request, answer: Response, account_id: str) -> None:
    at = site(request)
    at.cookies.drop(answer, STEP)
    account = await at.database.read(lambda look: reads.account(look, account_id))
    kept = at.cookies.of(request.cookies, DEVICE)
    if account:
        marks = tries.marked(at.seal, kept, account.email, secrets.token_hex(8))
        at.cookies.put(answer, DEVICE, marks, YEAR_S)


def known_here(request: Request) -> tuple[str, str]:
    """Return (person_id, a name of this browser) of who was signed in here last, else two "".

    It signs nobody in. Strangers who ask for codes to the same number spend nothing of what a
    known browser may ask for; and it goes by that name, whatever other cookies it throws away.
    """
    at = site(request)
    known, _, mark = at.cookies.of(request.cookies, KNOWN).rpartition(".")
    if not at.seal.holds(mark, f"known {known}"):
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
    if viewer_of(request).actor.login_id:
        at.dispatch.security.left(viewer_of(request).actor)
    said = viewer_of(request).words.gettext("You are signed out on this device.")
    # The visitor's cookie too: then no form of a page left behind can be sent again by the next
    # person at this device, and what it holds unsent is nobody's.
    answer = at.sign_out(at.redirect("/", said=said))
    for cookie in (STEP, CODES):
        at.cookies.drop(answer, cookie)
    return answer


async def still_in(request: Request) -> Response:
    """GET /signed-in: whether this sign-in has ended, and why, for a page that shows what is over.

    As JSON, `{"ended": null}` to whoever is signed in.
    """
    viewer = viewer_of(request)
    over = viewer.role is Role.VISITOR
    why = viewer.words.refused(request.state.over or SignInEnded()) if over else None
    return JSONResponse({"ended": why}, headers={"Cache-Control": "no-store"})


# --- staff ---------------------------------------------------------------------------------------


async def sign_in(request: Request) -> Response:
    """GET /sign-in: by code for seekers, by password for staff."""
    return await _sign_in_page(request, then=then_asked(request))


async def sign_in_now(request: Request) -> Response:
    """POST /sign-in: check the password on a thread of its own and sign in."""
    at = site(request)
    async with request.form(max_files=0, max_fields=10) as form:
        at.check_csrf(request, form)
        email, then = field(form, "email"), then_of(form)
        password = str(form.get("password", ""))[: LONGEST_PASSWORD + 1]
    attempt = begin(request, "password", plain.email(email))
    try:
        address = normal_email(email)
    except Refusal as refusal:
        return await _sign_in_page(request, then=then, email=email, refusal=refusal)
    account_id, kept = await at.database.read(lambda look: reads.password_of(look, address))
    if not await passwords.matches(password, kept):
        await failed(request, attempt, account_id)
        return await _sign_in_page(request, then=then, email=email, refusal=WrongPassword())
    attempt.right()
    home = await home_of(request, account_id)
    return await enter(request, then or home, account_id=account_id)


def begin(
    request: Request, what: str, email: str, everywhere: tuple[float, float] | None = None
) -> tries.Try:
    """Count a try at the password or code of an address; refuses with `TooMany`."""
    at = site(request)
    return tries.begin(
        at.dispatch.budgets, at.seal, what, email,
        address=viewer_of(request).actor.address,
        marks=at.cookies.of(request.cookies, DEVICE), everywhere=everywhere,
    )  # fmt: skip


async def failed(request: Request, attempt: tries.Try, account_id: str) -> None:
    """Leave a wrong try counted; where there were many, from anywhere, its owner is told."""
    request.state.tried = account_id
    if attempt.wrong() and account_id:
        warn = WarnOwner.model_validate({"account_id": account_id, "what": attempt.what})
        await site(request).dispatch.carry_out(warn, house_for(viewer_of(request).actor), new_id())


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
    route("/signed-in", still_in),
    route("/sign-out", sign_out, methods=_POST),
]
