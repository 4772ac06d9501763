"""Six digits to one's number: confirming it, and signing in with it."""

import secrets
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from fair import signals
from fair.behalf import house_for
from fair.budgets import network
from fair.contract.phone_codes import (
    AskSignInCode,
    CodeTriedReply,
    ConfirmNumber,
    SendCode,
    TrySignInCode,
)
from fair.db import new_id, utc_now
from fair.decisions import Refusal
from fair.forms import command_from, field
from fair.marks import marked
from fair.next_page import then_asked, then_of
from fair.people import reads as people
from fair.people.phone import masked, normal_phone
from fair.people.refusals import BadPhone
from fair.phone_codes import code_reads, spending_reads
from fair.phone_codes.proof import MOST, Challenge, challenge
from fair.phone_codes.refusals import (
    AlreadyConfirmed,
    CodeOver,
    CodeTooSoon,
    NotFitting,
    ProofFirst,
    TextsSpent,
    WrongCode,
)
from fair.roles import SEEKERS, VISITORS
from fair.routes import route
from fair.sign_in.contexts import ByNumber, ConfirmedMeanwhile, Confirming
from fair.sign_in.read_out_pages import FIELDS, came_in_before, tried
from fair.sign_in.signing_pages import enter, known_here
from fair.templates import Page
from fair.web import Viewer, asked, site, viewer_of

CODES_FROM_A_NETWORK = (600, 600)
CONFIRM = Page("sign_in/confirm.html", Confirming)
CONFIRM_NEWS = Page("sign_in/_confirmed.html", ConfirmedMeanwhile)
NUMBER = Page("sign_in/number.html", ByNumber)


# --- confirming ----------------------------------------------------------------------------------


async def confirm(request: Request) -> Response:
    """GET /me/confirm: type the six digits, ask for new ones, or do it later."""
    return await _confirm_page(request, then_asked(request), None)


async def confirm_news(request: Request) -> Response:
    """GET /me/confirm/news: the way on, once somebody else has confirmed the number."""
    then = then_asked(request)

    def build(at: Any, viewer: Viewer) -> ConfirmedMeanwhile:
        return {"person": people.asker(at, viewer.person_id), "then": then}

    return await site(request).page(request, CONFIRM_NEWS, build)


async def confirm_now(request: Request) -> Response:
    """POST /me/confirm: send a code, or (with one) confirm the number.

    Wrong digits are said beside the field.
    """
    at, viewer = site(request), viewer_of(request)
    async with request.form(max_files=0, max_fields=20) as form:
        at.check_csrf(request, form)
        then, code = then_of(form), field(form, "code")
        wanted = SendCode if "code" not in form else ConfirmNumber
        fields = {"proof": field(form, "proof")} if wanted is SendCode else {"code": code}
    try:
        reply = await at.dispatch.carry_out(command_from(fields, wanted), viewer.actor, new_id())
        if isinstance(reply, CodeTriedReply) and not reply.right:
            raise WrongCode if reply.tries_left else CodeOver
    except AlreadyConfirmed:  # by this very form, perhaps, whose answer was lost on the way
        return at.redirect(then or "/me/link")
    except Refusal as refusal:
        return await _confirm_page(request, then, refusal)
    if wanted is SendCode:
        after = f"?then={quote(then)}" if then else ""
        return at.redirect(f"/me/confirm{after}")
    said = viewer.words.gettext("Your number is confirmed. We can reach you now.")
    return at.redirect(then or "/me/link", said=said)


async def _confirm_page(request: Request, then: str, refusal: Refusal | None) -> Response:
    settings, now = site(request).settings, utc_now()

    def build(at: Any, viewer: Viewer) -> Confirming:
        person = people.asker(at, viewer.person_id)
        waiting = code_reads.waiting(at, settings.secret, person, now)
        why = refusal
        if why is None and not waiting and settings.sends_texts:
            fair_id = next((one for one, _ in people.fairs_of(at, person.id)), "")
            why = spending_reads.why_none(at, settings, now, viewer.actor.address, fair_id)
        return {
            "person": person,
            "then": then,
            "error": viewer.words.refusal(why) if why else "",
            "spent": isinstance(why, TextsSpent),
            "refused": bool(signals.refused(at, [viewer.person_id])),
            "waiting": waiting,
            "challenge": _challenge(request, person.phone, why),
        }

    status = refusal.status if refusal else 200
    return await site(request).page(request, CONFIRM, build, status=status)


# --- signing in ----------------------------------------------------------------------------------


async def number(request: Request) -> Response:
    """GET /sign-in/number: sign in with a code to a confirmed number."""
    return await _number_page(request, then_asked(request), {"phone": asked(request, "phone")})


async def number_now(request: Request) -> Response:
    """POST /sign-in/number: send a code, or (with one) sign in."""
    at, viewer = site(request), viewer_of(request)
    async with request.form(max_files=0, max_fields=20) as form:
        at.check_csrf(request, form)
        given = {name: field(form, name) for name in FIELDS}
        then, trying, proof = then_of(form), "code" in form, field(form, "proof")
    if await came_in_before(request, given):
        return at.redirect(then or "/me")
    who_asks = network(viewer.actor.address)
    at.dispatch.budgets.spend("codes", who_asks, CODES_FROM_A_NETWORK)
    try:
        if not trying:
            await _ask(request, given["phone"], proof)
            return await _number_page(request, then, given, sent=True)
        found = await tried(request, given, TrySignInCode, browser=_browser(request))
        if found.person_id:
            return await enter(request, then or "/me", person_id=found.person_id)
        if found.right:
            return await _number_page(request, then, given, sent=True, more=True)
        if found.more and found.tries_left:
            return await _number_page(
                request, then, given, sent=True, more=True, refusal=NotFitting()
            )
        raise WrongCode if found.tries_left > 0 else CodeOver
    except Refusal as refusal:
        sent = isinstance(refusal, CodeTooSoon) or (trying and not isinstance(refusal, BadPhone))
        return await _number_page(request, then, given, sent=sent, refusal=refusal)


async def _ask(request: Request, phone: str, proof: str) -> None:
    at, viewer = site(request), viewer_of(request)
    fair = await at.database.read(lambda look: at.fair_of(look, viewer.actor, ""))
    said = {
        "phone": phone,
        "lang": viewer.lang,
        "browser": _browser(request),
        "address": viewer.actor.address,
        "fair_id": fair.id if fair else "",
        "known": known_here(request)[0],
        "proof": proof,
    }
    await at.dispatch.carry_out(
        command_from(said, AskSignInCode), house_for(viewer_of(request).actor), new_id()
    )


def _browser(request: Request) -> str:
    name = known_here(request)[1] or request.state.visitor
    return marked(site(request).settings.secret, "browser", name)


async def _number_page(
    request: Request,
    then: str,
    given: dict[str, str],
    *,
    sent: bool = False,
    more: bool = False,
    refusal: Refusal | None = None,
) -> Response:
    phone = given["phone"]

    def build(_at: Any, viewer: Viewer) -> ByNumber:
        return {
            "phone": phone,
            "to": masked(normal_phone(phone)) if sent else "",
            "then": then,
            "sent": sent,
            "error": viewer.words.refusal(refusal) if refusal else "",
            "over": isinstance(refusal, CodeOver),
            "more": more,
            "code": given.get("code", "") if more else "",
            "challenge": _challenge(request, phone, refusal),
        }

    status = refusal.status if refusal else 200
    return await site(request).page(request, NUMBER, build, status=status)


def _challenge(request: Request, phone: str, refusal: Refusal | None) -> Challenge | None:
    """Return a sum for this number, where a refusal asks for one."""
    if not isinstance(refusal, ProofFirst):
        return None
    secret, salt = site(request).settings.secret, secrets.token_hex(8)
    return challenge(secret, normal_phone(phone), utc_now(), salt, secrets.randbelow(MOST))


_POST = ("POST",)
ROUTES = [
    route("/me/confirm", confirm, by=SEEKERS, pages=(CONFIRM,)),
    route("/me/confirm/news", confirm_news, by=SEEKERS, pages=(CONFIRM_NEWS,)),
    route("/me/confirm", confirm_now, by=SEEKERS, methods=_POST, pages=(CONFIRM,)),
    route("/sign-in/number", number, pages=(NUMBER,)),
    route("/sign-in/number", number_now, by=SEEKERS | VISITORS, methods=_POST, pages=(NUMBER,)),
]
