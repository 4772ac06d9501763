"""Coming in: registering, confirming the number, one's own link, a code instead."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from fair import plain, signals
from fair.accounts.link import KEY, link_ref
from fair.contract.people import Register, RegisteredReply
from fair.contract.sign_in_codes import AskSignInCode, CodeTriedReply, ConfirmNumber, TrySignInCode
from fair.db import new_id
from fair.decisions import Malformed, NotFound, Refusal
from fair.forms import command_from, field, local
from fair.glossary import FairState, Role
from fair.people import reads as people
from fair.people.phone import masked, normal_phone
from fair.people.refusals import BadBirthDate, BadName, BadPhone, FairOver, NumberTaken, UnderAge
from fair.roles import SEEKERS, VISITORS
from fair.routes import route
from fair.sign_in import reads
from fair.sign_in.contexts import ByKey, ByNumber, Confirming, Registering
from fair.sign_in.refusals import CodeOver, CodeTooSoon, LinkOver, WrongCode
from fair.sign_in.signing_pages import enter, home_of
from fair.templates import Page
from fair.web import Viewer, asked, site, viewer_of

_FIELD_OF: Mapping[type[Refusal], str] = {
    BadName: "given_name",
    BadPhone: "phone",
    NumberTaken: "phone",
    BadBirthDate: "born",
    UnderAge: "born",
}
_FIELDS = ("given_name", "phone", "year", "month", "day")
REGISTRATIONS_OF_A_NUMBER = (20, 3600)
OPENINGS_OF_LINKS = (600, 600)
REGISTER = Page("sign_in/register.html", Registering)
CONFIRM = Page("sign_in/confirm.html", Confirming)
NUMBER = Page("sign_in/number.html", ByNumber)
KEY_PAGE = Page("sign_in/key.html", ByKey)


# --- registering ---------------------------------------------------------------------------------


async def register(request: Request) -> Response:
    """GET /fairs/{fair_id}/register: name, mobile number, birth date, nothing else."""
    return await _register_page(request, then=asked(request, "then"))


async def register_now(request: Request) -> Response:
    """POST /fairs/{fair_id}/register: register, sign in, and go on to confirm the number."""
    at, viewer = site(request), viewer_of(request)
    async with request.form(max_files=0, max_fields=20) as form:
        at.check_csrf(request, form)
        given = {name: field(form, name) for name in _FIELDS}
        then, command_id = field(form, "then"), field(form, "command_id")
    after = f"/me/confirm?then={local(then)}" if local(then) else "/me/confirm"
    if viewer.role is Role.SEEKER:  # the form was sent twice, or from a second tab
        return at.redirect(after)
    try:
        await at.database.read(lambda look: _present(request, look))
        at.dispatch.budgets.spend(
            "a number", normal_phone(given["phone"]), REGISTRATIONS_OF_A_NUMBER
        )
        given_now = {
            "fair_id": request.path_params["fair_id"],
            "given_name": given["given_name"],
            "phone": given["phone"],
            "born_on": _day(given),
            "lang": viewer.lang,
        }
        reply = await at.dispatch.carry_out(
            command_from(given_now, Register), viewer.actor, command_id
        )
    except Refusal as refusal:
        if not _field_of(refusal):
            raise
        return await _register_page(request, then=then, given=given, refusal=refusal)
    registered = RegisteredReply.model_validate(reply.model_dump())
    return await enter(request, after, person_id=registered.person_id)


def _field_of(refusal: Refusal | None) -> str:
    """Return the field of the form that a refusal stands beside; "" where it has a page."""
    field_ = refusal.field if isinstance(refusal, Malformed) else ""
    return _FIELD_OF.get(type(refusal), field_ if field_ in _FIELDS else "") if refusal else ""


def _day(given: Mapping[str, str]) -> date:
    try:
        year, month, day = (int(plain.number(given[name])) for name in ("year", "month", "day"))
        return date(year, month, day)
    except (ValueError, OverflowError):
        raise BadBirthDate from None


def _present(request: Request, connection: Any) -> Any:
    """Return the fair of the path; refuses one that is not there yet or over."""
    fair = site(request).fair_of(connection, request.path_params["fair_id"])
    if fair is None or fair.state == FairState.DRAFT:
        raise NotFound
    if not fair.welcomes:
        raise FairOver
    return fair


async def _register_page(
    request: Request,
    *,
    then: str,
    given: Mapping[str, str] | None = None,
    refusal: Refusal | None = None,
) -> Response:
    def build(at: Any, viewer: Viewer) -> Registering:
        fair = _present(request, at)
        sentence = viewer.words.refusal(refusal) if refusal else ""
        beside = _field_of(refusal)
        return {
            "fair": fair,
            "then": then,
            "given": given or dict.fromkeys(_FIELDS, ""),
            "errors": {name: sentence if name == beside else "" for name in _FIELD_OF.values()},
            "taken": isinstance(refusal, NumberTaken),
            "number": people.number_of(at, fair.id, viewer.person_id),
        }

    status = refusal.status if refusal else 200
    return await site(request).page(request, REGISTER, build, status=status)


# --- the number ----------------------------------------------------------------------------------


async def confirm(request: Request) -> Response:
    """GET /me/confirm: type the six digits, ask for new ones, or do it later."""
    return await _confirm_page(request, asked(request, "then"), None)


async def confirm_now(request: Request) -> Response:
    """POST /me/confirm: confirm the number; wrong digits are said beside the field."""
    at = site(request)
    async with request.form(max_files=0, max_fields=20) as form:
        then = field(form, "then")
        try:
            tried = await _tried(request, form, ConfirmNumber)
        except Refusal as refusal:
            return await _confirm_page(request, then, refusal)
    if not tried.right:
        return await _confirm_page(request, then, WrongCode() if tried.tries_left else CodeOver())
    said = viewer_of(request).words.gettext("Your number is confirmed. We can reach you now.")
    return at.redirect(local(then) or "/me/link", said=said)


async def _tried(request: Request, form: FormData, kind: Any) -> CodeTriedReply:
    at = site(request)
    at.check_csrf(request, form)
    asked = command_from({name: field(form, name) for name in kind.model_fields}, kind)
    actor = viewer_of(request).actor
    reply = await at.dispatch.carry_out(asked, actor, field(form, "command_id"))
    return CodeTriedReply.model_validate(reply.model_dump())


async def _confirm_page(request: Request, then: str, refusal: Refusal | None) -> Response:
    def build(at: Any, viewer: Viewer) -> Confirming:
        return {
            "person": people.asker(at, viewer.person_id),
            "then": local(then),
            "error": viewer.words.refusal(refusal) if refusal else "",
            "refused": bool(signals.refused(at, [viewer.person_id])),
        }

    status = refusal.status if refusal else 200
    return await site(request).page(request, CONFIRM, build, status=status)


async def number(request: Request) -> Response:
    """GET /sign-in/number: sign in with a code to a confirmed number."""
    return await _number_page(request, phone=asked(request, "phone"))


async def number_now(request: Request) -> Response:
    """POST /sign-in/number: send a code, or (with one) sign in."""
    at, viewer = site(request), viewer_of(request)
    async with request.form(max_files=0, max_fields=20) as form:
        at.check_csrf(request, form)
        phone, then = field(form, "phone"), field(form, "then")
        try:
            if "code" in form:
                tried = await _tried(request, form, TrySignInCode)
                if tried.person_id:
                    return await enter(request, local(then) or "/me", person_id=tried.person_id)
                raise WrongCode if tried.tries_left > 0 else CodeOver
            asked = command_from({"phone": phone, "lang": viewer.lang}, AskSignInCode)
            await at.dispatch.carry_out(asked, viewer.actor, new_id())
        except Refusal as refusal:
            sent = "code" in form or isinstance(refusal, CodeTooSoon)
            return await _number_page(request, phone=phone, then=then, sent=sent, refusal=refusal)
    return await _number_page(request, phone=phone, then=then, sent=True)


async def _number_page(
    request: Request,
    *,
    phone: str,
    then: str = "",
    sent: bool = False,
    refusal: Refusal | None = None,
) -> Response:
    def build(_at: Any, viewer: Viewer) -> ByNumber:
        return {
            "phone": phone,
            "to": masked(normal_phone(phone)) if sent else "",
            "then": then,
            "sent": sent,
            "error": viewer.words.refusal(refusal) if refusal else "",
            "over": isinstance(refusal, CodeOver),
        }

    status = refusal.status if refusal else 200
    return await site(request).page(request, NUMBER, build, status=status)


# --- one's own link ------------------------------------------------------------------------------


async def key(request: Request) -> Response:
    """GET /k/{token}: a button that signs in, so that programs that only look do not."""
    ref = _link(request)
    return await site(request).page(
        request,
        KEY_PAGE,
        lambda at, _viewer: {"open": any(reads.link_owner(at, ref))},
    )


async def key_now(request: Request) -> Response:
    """POST /k/{token}: sign in on this device."""
    at, ref = site(request), _link(request)
    async with request.form(max_files=0, max_fields=10) as form:
        at.check_csrf(request, form)
    person_id, account_id = await at.database.read(lambda look: reads.link_owner(look, ref))
    if not person_id and not account_id:
        raise LinkOver
    then = "/" if person_id else await home_of(request, account_id)
    return await enter(request, then, person_id=person_id, account_id=account_id, link_id=ref)


def _link(request: Request) -> str:
    at = site(request)
    at.dispatch.budgets.spend("links", viewer_of(request).actor.address, OPENINGS_OF_LINKS)
    ref = link_ref(at.settings.secret, KEY, request.path_params["token"])
    if not ref:
        raise LinkOver
    return ref


_POST = ("POST",)
ROUTES = [
    route("/fairs/{fair_id}/register", register, by=SEEKERS | VISITORS, pages=(REGISTER,)),
    route(
        "/fairs/{fair_id}/register",
        register_now,
        by=SEEKERS | VISITORS,
        methods=_POST,
        pages=(REGISTER,),
    ),
    route("/me/confirm", confirm, by=SEEKERS, pages=(CONFIRM,)),
    route("/me/confirm", confirm_now, by=SEEKERS, methods=_POST, pages=(CONFIRM,)),
    route("/sign-in/number", number, pages=(NUMBER,)),
    route("/sign-in/number", number_now, by=VISITORS, methods=_POST, pages=(NUMBER,)),
    route("/k/{token}", key, pages=(KEY_PAGE,)),
    route("/k/{token}", key_now, methods=_POST),
]
