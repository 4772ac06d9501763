"""A person's own pages: home, questions, who knows me, link, files; staff's own account."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from fair.decisions import Malformed, NotFound
from fair.forms import local
from fair.glossary import Role
from fair.people import reads, views, writes
from fair.people.refusals import TooLarge
from fair.routes import part, route, shows
from fair.web import STAFF, Viewer, site, viewer_of

_SEEKER = frozenset({Role.SEEKER})
_FORM_BYTES = 20_000


async def me(request: Request) -> Response:
    """GET /me: a seeker's home, or the own account of staff, which is a part of `sign_in`."""
    if viewer_of(request).role is Role.SEEKER:
        return await site(request).page(request, "people/me.html", views.me)
    return await site(request).page(request, "people/staff.html", lambda _at, _viewer: {})


# --- questions -----------------------------------------------------------------------------------


def _asked(request: Request) -> dict[str, str]:
    query = request.query_params
    return {
        "name": query.get("question", "county" if "in" in query or "wanted" in query else ""),
        "inside": query.get("in", ""),
        "wanted": query.get("wanted", "")[:40],
        "then": local(query.get("then", "")),
    }


async def questions(request: Request) -> Response:
    """GET /me/questions: one question at a time; `question` names one, `then` says where next."""
    asked = _asked(request)
    return await site(request).page(
        request,
        "people/questions.html",
        lambda at, viewer: {
            **views.question(at, viewer, **asked),
            "after": asked["then"],
            "then": _next(asked),
        },
    )


def _next(asked: Mapping[str, str]) -> str:
    """Return where a question's form leads: back to where one came from, or the next question."""
    if asked["name"]:
        return asked["then"] or "/me"
    return "/me/questions" + (f"?then={quote(asked['then'])}" if asked["then"] else "")


async def next_question(request: Request) -> Response:
    """GET /me/questions/next: the open question as a part of another page."""
    then = local(request.query_params.get("then", "")) or "/me"
    return await site(request).page(
        request,
        "people/_question.html",
        lambda at, viewer: views.question(at, viewer, then=then),
    )


def question_box(connection: Any, viewer: Viewer, then: str = "/queues") -> dict[str, Any]:
    """Return the open question of the seeker who reads the page."""
    if viewer.role is not Role.SEEKER:
        return {"question": "", "then": then, "shown": False}
    context = views.question(connection, viewer, then=then)
    return {**context, "shown": bool(context["question"])}


# --- who knows me, link, files -------------------------------------------------------------------


async def number(request: Request) -> Response:
    """GET /me/number: the state of one's number as a part that follows the news."""
    return await site(request).page(
        request,
        "people/_number.html",
        lambda at, viewer: {"person": reads.asker(at, viewer.person_id)},
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
    at.dispatch.rates.spend("files", actor.key, (10, 600))
    async with request.form(max_files=1, max_fields=10) as form:
        at.check_csrf(request, form)
        upload, then = form.get("file"), str(form.get("then", ""))
        if upload is None or isinstance(upload, str):
            raise Malformed(problem="file")
        name, content = upload.filename or "", await upload.read()
    await at.database.write(lambda work: writes.keep_file(work, name, content, most), actor)
    said = viewer_of(request).words.gettext("Your file is saved.")
    return at.redirect(local(then) or "/me", said=said)


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
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return Response(content, headers=headers, media_type=kept.media_type)


def _may_read(connection: Any, viewer: Viewer, person_id: str) -> bool:
    if viewer.role is Role.RECRUITER:
        return reads.consented(connection, viewer.actor.employer_id, person_id)
    return viewer.person_id == person_id


_POST = ("POST",)
ROUTES = [
    route("/me", me, by=_SEEKER | STAFF),
    route("/me/questions", questions, by=_SEEKER),
    route("/me/questions/next", next_question, by=_SEEKER),
    route("/me/number", number, by=_SEEKER),
    shows("/me/knows", "people/knows.html", views.knows, by=_SEEKER),
    shows("/me/knows/list", "people/_knows.html", views.knows, by=_SEEKER),
    route("/me/files", add_file, by=_SEEKER, methods=_POST),
    route("/attachments/{attachment_id}", attachment, by=_SEEKER | {Role.RECRUITER}),
]
PARTS = {"people.question": part("people/_question_box.html", question_box)}
