"""The recruiter's upload of posts, what became of it, and opening all that is complete."""

import asyncio
from collections.abc import Callable
from threading import Semaphore
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from fair.days import HOME, day_at
from fair.db import utc_now
from fair.decisions import N_, Actor
from fair.dispatch import doors
from fair.forms import field
from fair.imports import first_day_views, staging_writes, template_views, views
from fair.imports.map_shape import MOST_SIGNS
from fair.imports.reads import Upload
from fair.imports.refusals import FileTooLarge, NoFile, OthersRead
from fair.imports.staging_writes import Brought
from fair.people.attachment import safe_name
from fair.roles import OVERSEERS, RECRUITERS
from fair.routes import part, route, shows
from fair.tabular import problem
from fair.tabular.encodings import chosen
from fair.tabular.writing import OF_WORKBOOKS, as_csv, as_workbook
from fair.templates import Page
from fair.vacancies import reads as vacancy_reads
from fair.web import site, viewer_of

MOST_ROWS_SENT = 5_000
FILES_OF_A_PERSON = (20, 3600)
AGAIN_S = 20
# Each file that is read holds some hundred megabytes at worst, and a reader of the database.
_reading = Semaphore(2)
BROKEN = Page("imports/import_broken.html", views.BrokenUpload)


async def bring(request: Request) -> Response:
    """POST /desk/vacancies/import: bring a file in, or say row by row what is wrong with it."""
    at, actor = site(request), viewer_of(request).actor
    async with request.form(max_files=2, max_fields=20) as form:
        at.check_csrf(request, form)
        upload = await _upload(form, actor, at.settings.upload_bytes)
    at.dispatch.budgets.spend("imports", actor.key, FILES_OF_A_PERSON)
    entered = doors(at.dispatch, actor)
    if not _reading.acquire(blocking=False):
        raise OthersRead(seconds=AGAIN_S)
    try:
        brought = await asyncio.to_thread(staging_writes.bring, entered, actor, upload)
    finally:
        _reading.release()
    if not brought.import_id:
        return await _broken(request, brought)
    return at.redirect(f"/desk/vacancies/imports/{brought.import_id}")


async def _upload(form: FormData, actor: Actor, most: int) -> Upload:
    file, own_map = form.get("file"), form.get("own_map")
    if not isinstance(file, UploadFile) or not file.filename:
        raise NoFile
    data = await file.read(most + 1)
    if len(data) > most:
        raise FileTooLarge(megabytes=most // 1_000_000)
    map_text = ""
    if isinstance(own_map, UploadFile) and own_map.filename:
        map_text = (await own_map.read(MOST_SIGNS * 4)).decode("utf-8-sig", "replace")
    elif name := field(form, "map"):
        map_text = views.shipped_map(name)
    return Upload(
        data=data,
        most_rows=MOST_ROWS_SENT,
        file_name=safe_name(file.filename),
        employer_id=actor.employer_id,
        booth_id=field(form, "booth_id"),
        map_text=map_text,
        encoding=chosen(field(form, "encoding")),
        good_rows=field(form, "good_rows") == "1",
        open_complete=field(form, "open_complete") == "1",
    )


async def _broken(request: Request, brought: Brought) -> Response:
    kept = problem.shown(brought.plan.problems)
    return await site(request).page(
        request,
        BROKEN,
        lambda at, viewer: {
            **views.upload(at, viewer),
            "plan": brought.plan,
            "problems": views.problems(kept, viewer),
        },
        status=422,
    )


async def template(request: Request) -> Response:
    """GET /desk/vacancies/template.csv or .xlsx: the template with an example, in one's words."""
    said = template_views.template(viewer_of(request).words, day_at(utc_now(), HOME))
    headers = {
        "Content-Disposition": 'attachment; filename="fair-vacancies.csv"',
        "Vary": "Accept-Language, Cookie",
    }
    if request.url.path.endswith(".csv"):
        return Response(as_csv(said), 200, headers, "text/csv; charset=utf-8")
    headers["Content-Disposition"] = 'attachment; filename="fair-vacancies.xlsx"'
    body = await asyncio.to_thread(as_workbook, said)
    return Response(body, 200, headers, OF_WORKBOOKS)


async def open_complete(request: Request) -> Response:
    """POST /desk/vacancies/open-complete: open every draft that is complete, some at a time."""
    at, viewer = site(request), viewer_of(request)
    async with request.form(max_files=0) as form:
        at.check_csrf(request, form)
    employer_id = viewer.actor.employer_id
    ids = await at.database.read(lambda conn: vacancy_reads.draft_ids(conn, employer_id))
    entered = doors(at.dispatch, viewer.actor)
    opened, review = await asyncio.to_thread(staging_writes.open_in_slices, entered, ids)
    said = _said(viewer.words.gettext, opened, review, len(ids) - opened - review)
    return at.redirect("/desk/vacancies", said=said)


def _said(gettext: Callable[..., str], opened: int, review: int, left: int) -> str:
    return gettext(
        N_("{opened} opened, {review} with the organiser, {left} still drafts."),
        opened=opened,
        review=review,
        left=left,
    )


ROUTES = [
    shows("/desk/vacancies/import", "imports/import.html", views.upload, by=RECRUITERS),
    route(
        "/desk/vacancies/import",
        bring,
        by=RECRUITERS,
        methods=("POST",),
        pages=(BROKEN,),
        files="upload_bytes",
    ),
    shows(
        "/desk/vacancies/imports/{import_id}",
        "imports/import_result.html",
        views.imported,
        by=RECRUITERS | OVERSEERS,
    ),
    route("/desk/vacancies/template.csv", template, by=RECRUITERS | OVERSEERS),
    route("/desk/vacancies/template.xlsx", template, by=RECRUITERS | OVERSEERS),
    route("/desk/vacancies/open-complete", open_complete, by=RECRUITERS, methods=("POST",)),
]
PARTS: dict[str, Any] = {
    "imports.brought": part("imports/_brought.html", views.brought),
    "imports.first_day": part("imports/_first_day.html", first_day_views.first_day),
}
