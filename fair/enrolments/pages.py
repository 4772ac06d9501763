"""Routes of requests to take part: the form, the link of a company, the organiser's list."""

from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair.accounts.link import FOR_NOBODY_ELSE, link_ref, link_token
from fair.behalf import house_for
from fair.budgets import network
from fair.contract.base import Command
from fair.contract.enrolments import EnrolmentAsk, EnrolmentConfirm, EnrolmentTakeBack
from fair.db import new_id, utc_now
from fair.decisions import NotFound, Refusal
from fair.enrolments import views
from fair.enrolments.mail_writes import LINK
from fair.enrolments.refusals import EnrolmentOver
from fair.forms import ExpiredForm, field
from fair.refusing import retry_after
from fair.roles import ANYBODY, OVERSEERS
from fair.routes import part, route, shows
from fair.templates import Page
from fair.web import asked, page_number, site, viewer_of

FORM = Page("enrolments/form.html", views.Form)
WAITING = Page("enrolments/waiting.html", views.Waiting)
OWN = Page("enrolments/own.html", views.Own)
OPENINGS_OF_LINKS = (60, 600)


async def form(request: Request) -> Response:
    """GET /fairs/{fair_id}/recruit: a company asks to take part."""
    fair_id, kind = request.path_params["fair_id"], asked(request, "kind")
    return await site(request).page(
        request, FORM, lambda at, viewer: views.form(at, viewer, fair_id, kind)
    )


async def ask(request: Request) -> Response:
    """POST /fairs/{fair_id}/recruit: ask; what was typed stays in the form where it is refused."""
    at, fair_id = site(request), request.path_params["fair_id"]
    async with request.form(max_files=0, max_fields=40) as sent:
        given = {name: field(sent, name) for name in EnrolmentAsk.model_fields}
        try:
            await at.carry_out(request, sent, EnrolmentAsk)
        except (NotFound, ExpiredForm):
            raise
        except Refusal as refused:
            refusal = refused
        else:
            return at.redirect(f"/fairs/{fair_id}/recruit/sent")
    answer = await at.page(
        request,
        FORM,
        lambda on, viewer: views.form(on, viewer, fair_id, given["kind"], given, refusal),
        status=refusal.status,
    )
    answer.headers.update(retry_after(refusal))
    return answer


async def waiting(request: Request) -> Response:
    """GET /board/{fair_id}/companies: who asks to take part, a page at a time."""
    fair_id, page = request.path_params["fair_id"], page_number(request)
    return await site(request).page(
        request, WAITING, lambda at, viewer: views.waiting(at, viewer, fair_id, page)
    )


async def own(request: Request) -> Response:
    """GET /enrolments/{token}: how a request stands; looking changes nothing."""
    ref, token = _ref(request), request.path_params["token"]
    secret = site(request).settings.secret
    token_of = partial(link_token, secret, LINK)
    answer = await site(request).page(
        request, OWN, lambda at, _viewer: views.own(at, ref, token, utc_now(), token_of)
    )
    answer.headers.update(FOR_NOBODY_ELSE)
    return answer


async def own_now(request: Request) -> Response:
    """POST /enrolments/{token}: confirm the request, or take it back."""
    at = site(request)
    async with request.form(max_files=0, max_fields=10) as sent:
        at.check_csrf(request, sent)
        ref, back = _ref(request), field(sent, "what") == "take_back"
    kind: type[Command] = EnrolmentTakeBack if back else EnrolmentConfirm
    asked_for = kind.model_validate({"enrolment_id": ref})
    await at.dispatch.carry_out(asked_for, house_for(viewer_of(request).actor), new_id())
    return at.redirect(f"/enrolments/{request.path_params['token']}")


def _ref(request: Request) -> str:
    at, whence = site(request), network(viewer_of(request).actor.address)
    at.dispatch.budgets.spend("enrolments", whence, OPENINGS_OF_LINKS)
    ref = link_ref(at.settings.secret, LINK, request.path_params["token"])
    if not ref:
        raise EnrolmentOver
    return ref


ROUTES: list[Any] = [
    route("/fairs/{fair_id}/recruit", form, pages=(FORM,)),
    route("/fairs/{fair_id}/recruit", ask, by=ANYBODY, methods=("POST",), pages=(FORM,)),
    shows("/fairs/{fair_id}/recruit/sent", "enrolments/sent.html", views.sent),
    route("/enrolments/{token}", own, pages=(OWN,)),
    route("/enrolments/{token}", own_now, by=ANYBODY, methods=("POST",)),
    route("/board/{fair_id}/companies", waiting, by=OVERSEERS, pages=(WAITING,)),
]
PARTS: dict[str, Any] = {
    "enrolments.waiting": part("enrolments/_waiting.html", views.waiting),
}
