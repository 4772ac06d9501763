"""Coming in: registering, and by one's own link."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from fair import plain
from fair.accounts.link import FOR_NOBODY_ELSE, KEY, link_ref
from fair.budgets import network
from fair.contract.people import Register, RegisteredReply
from fair.decisions import Malformed, NotFound, Refusal
from fair.forms import command_from, field
from fair.glossary import FairState, Role
from fair.next_page import then_asked, then_of
from fair.people import reads as people
from fair.people.phone import normal_phone
from fair.people.refusals import BadBirthDate, BadName, BadPhone, FairOver, NumberTaken, UnderAge
from fair.roles import SEEKERS, VISITORS
from fair.routes import route
from fair.sign_in import reads
from fair.sign_in.contexts import ByKey, Registering
from fair.sign_in.refusals import LinkOver
from fair.sign_in.signing_pages import enter, home_of
from fair.templates import Page
from fair.web import Viewer, site, viewer_of

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
KEY_PAGE = Page("sign_in/key.html", ByKey)


# --- registering ---------------------------------------------------------------------------------


async def register(request: Request) -> Response:
    """GET /fairs/{fair_id}/register: name, mobile number, birth date, nothing else."""
    return await _register_page(request, then=then_asked(request))


async def register_now(request: Request) -> Response:
    """POST /fairs/{fair_id}/register: register, sign in, and go on to confirm the number."""
    at, viewer = site(request), viewer_of(request)
    async with request.form(max_files=0, max_fields=20) as form:
        at.check_csrf(request, form)
        given = {name: field(form, name) for name in _FIELDS}
        then, command_id = then_of(form), field(form, "command_id")
    after = "/me/confirm" + (f"?then={quote(then)}" if then else "")
    if viewer.role is Role.SEEKER:  # the form was sent twice, or from a second tab
        return at.redirect(after)
    try:
        await at.database.read(lambda look: _present(request, look))
        # By the network too: else strangers could use up what the number's owner may do.
        who = f"{normal_phone(given['phone'])} {network(viewer.actor.address)}"
        at.dispatch.budgets.spend("a number", who, REGISTRATIONS_OF_A_NUMBER)
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
    made = RegisteredReply.model_validate(reply.model_dump()).person_id
    # A form that is sent again is answered with whom it made before; being that person is decided
    # afresh: whoever signed out since, or proved the number, comes in by what proves it now.
    if not await at.database.read(lambda look: reads.is_fresh(look, made)):
        return at.redirect(
            "/sign-in/number", said=viewer.words.gettext("You joined before. Now sign in.")
        )
    return await enter(request, after, person_id=made)


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
    actor, fair_id = viewer_of(request).actor, request.path_params["fair_id"]
    fair = site(request).fair_of(connection, actor, fair_id)
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


# --- one's own link ------------------------------------------------------------------------------


async def key(request: Request) -> Response:
    """GET /k/{token}: a button that signs in, so that programs that only look do not."""
    ref = _link(request)
    answer = await site(request).page(
        request,
        KEY_PAGE,
        lambda at, _viewer: {"open": any(reads.link_owner(at, ref))},
    )
    answer.headers.update(FOR_NOBODY_ELSE)
    return answer


async def key_now(request: Request) -> Response:
    """POST /k/{token}: sign in on this device, and go on where the link says (`?then=`)."""
    at, ref = site(request), _link(request)
    async with request.form(max_files=0, max_fields=10) as form:
        at.check_csrf(request, form)
    person_id, account_id = await at.database.read(lambda look: reads.link_owner(look, ref))
    if not person_id and not account_id:
        raise LinkOver
    then = then_asked(request) or ("/" if person_id else await home_of(request, account_id))
    return await enter(request, then, person_id=person_id, account_id=account_id, link_id=ref)


def _link(request: Request) -> str:
    at = site(request)
    at.dispatch.budgets.spend("links", network(viewer_of(request).actor.address), OPENINGS_OF_LINKS)
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
    route("/k/{token}", key, pages=(KEY_PAGE,)),
    route("/k/{token}", key_now, methods=_POST),
]
