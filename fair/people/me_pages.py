"""A person's own pages: home, questions, who knows me, link, files; staff's own account."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from fair.decisions import Malformed, NotFound
from fair.glossary import Role
from fair.headers import NOTHING
from fair.next_page import then_asked, then_of
from fair.people import reads, views, writes
from fair.people.contexts import Me, Number, Question, QuestionBox, QuestionPage
from fair.people.refusals import TooLarge
from fair.roles import SEEKERS, SIDES, SIGNED_IN
from fair.routes import Bare, bare, part, route, shows
from fair.templates import Page
from fair.web import Viewer, asked, site, viewer_of

_FORM_BYTES = 20_000
ME, STAFF_HOME = Page("people/me.html", Me), Page("people/staff.html", Bare)
QUESTIONS = Page("people/questions.html", QuestionPage)
QUESTION = Page("people/_question.html", Question)
NUMBER = Page("people/_number.html", Number)


async def me(request: Request) -> Response:
    """GET /me: a seeker's home, or the own account of staff, which is a part of `accounts`."""
    if viewer_of(request).role is Role.SEEKER:
        return await site(request).page(request, ME, views.me)
    return await site(request).page(request, STAFF_HOME, bare)


# --- questions -----------------------------------------------------------------------------------


def _wish(request: Request) -> dict[str, str]:
    query = request.query_params
    return {
        "name": asked(request, "question", "county" if {"in", "wanted"} & set(query) else ""),
        "inside": asked(request, "in"),
        "wanted": asked(request, "wanted")[:40],
        "then": then_asked(request),
    }


async def questions(request: Request) -> Response:
    """GET /me/questions: one question at a time; `question` names one, `then` says where next."""
    wish = _wish(request)
    return await site(request).page(
        request,
        QUESTIONS,
        lambda at, viewer: {
            **views.question(at, viewer, **wish),
            "after": wish["then"],
            "then": _next(wish),
        },
    )


def _next(wish: Mapping[str, str]) -> str:
    """Return where a question's form leads: back to where one came from, or the next question."""
    if wish["name"]:
        return wish["then"] or "/me"
    return "/me/questions" + (f"?then={quote(wish['then'])}" if wish["then"] else "")


async def next_question(request: Request) -> Response:
    """GET /me/questions/next: the open question as a part of another page."""
    then = then_asked(request) or "/me"
    return await site(request).page(
        request,
        QUESTION,
        lambda at, viewer: views.question(at, viewer, then=then),
    )


def question_box(connection: Any, viewer: Viewer, then: str = "/queues") -> QuestionBox:
    """Return the open question of the seeker who reads the page."""
    if viewer.role is not Role.SEEKER:
        return {**views.no_question(then), "shown": False}
    context = views.question(connection, viewer, then=then)
    return {**context, "shown": bool(context["question"])}


# --- who knows me, link, files -------------------------------------------------------------------


async def number(request: Request) -> Response:
    """GET /me/number: the state of one's number as a part that follows the news."""
    return await site(request).page(
        request,
        NUMBER,
        views.own_number,
    )


async def add_file(request: Request) -> Response:
    """POST /me/files: keep a CV, limited in size and kind."""
    at, actor = site(request), viewer_of(request).actor
    most = at.settings.upload_bytes
    length = request.headers.get("content-length", "")
    if not length.isdigit():
        raise Malformed(problem="Content-Length")
    if int(length) > most + _FORM_BYTES:
        raise TooLarge(megabytes=max(1, most // 1_000_000))
    at.dispatch.budgets.spend("files", actor.key, (10, 600))
    async with request.form(max_files=1, max_fields=10) as form:
        at.check_csrf(request, form)
        upload, then = form.get("file"), then_of(form)
        if upload is None or isinstance(upload, str):
            raise Malformed(problem="file")
        name, content = upload.filename or "", await upload.read()
    await at.database.write(lambda work: writes.keep_file(work, name, content, most), actor)
    said = viewer_of(request).words.gettext("Your file is saved.")
    return at.redirect(then or "/me", said=said)


async def attachment(request: Request) -> Response:
    """GET /attachments/{attachment_id}: a file, for its person and for consented recruiters."""
    viewer, attachment_id = viewer_of(request), request.path_params["attachment_id"]

    def look(connection: Any) -> Any:
        found = reads.attachment(connection, attachment_id)
        if found is None or not _may_read(connection, viewer, found[0].person_id):
            raise NotFound
        return found

    kept, content = await site(request).database.read(look)
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(kept.file_name)}",
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": f"{NOTHING}; sandbox",
    }
    return Response(content, headers=headers, media_type=kept.media_type)


def _may_read(connection: Any, viewer: Viewer, person_id: str) -> bool:
    if viewer.role is Role.RECRUITER:
        return reads.consented(connection, viewer.actor.employer_id, person_id)
    return viewer.person_id == person_id


_POST = ("POST",)
ROUTES = [
    route("/me", me, by=SIGNED_IN, pages=(ME, STAFF_HOME)),
    route("/me/questions", questions, by=SEEKERS, pages=(QUESTIONS,)),
    route("/me/questions/next", next_question, by=SEEKERS, pages=(QUESTION,)),
    route("/me/number", number, by=SEEKERS, pages=(NUMBER,)),
    shows("/me/knows", "people/knows.html", views.knows, by=SEEKERS),
    shows("/me/knows/list", "people/_knows.html", views.knows, by=SEEKERS),
    route("/me/files", add_file, by=SEEKERS, methods=_POST, files="upload_bytes"),
    route("/attachments/{attachment_id}", attachment, by=SIDES),
]
PARTS = {"people.question": part("people/_question_box.html", question_box)}
