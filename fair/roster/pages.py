"""An organiser's file of companies: looked at first, then invited with one press."""

import asyncio
import json
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from fair.contract.roster import BringCompany, CompanyBroughtReply
from fair.db import new_id
from fair.decisions import Malformed, Refusal
from fair.forms import field
from fair.imports.refusals import FileTooLarge, NoFile
from fair.roles import ORGANISERS
from fair.roster import reads, views
from fair.roster.listed import MOST_ROWS
from fair.roster.refusals import NothingToInvite
from fair.routes import route, shows
from fair.tabular.encodings import chosen
from fair.tabular.writing import OF_WORKBOOKS, as_csv, as_workbook
from fair.templates import Page
from fair.web import site, viewer_of

FILES_OF_A_PERSON = (60, 3600)
MOST_BYTES = 1_000_000  # 300 rows of names and numbers are a tenth of it
_FIELDS = ("legal_name", "kind", "code", "contact_name", "email", "phone")
PREVIEW = Page("roster/preview.html", views.Preview)
DONE = Page("roster/done.html", views.Done)


async def look(request: Request) -> Response:
    """POST /organise/roster: say row by row what will happen; nothing is changed."""
    at, actor = site(request), viewer_of(request).actor
    async with request.form(max_files=1, max_fields=10) as form:
        at.check_csrf(request, form)
        file = form.get("file")
        if not isinstance(file, UploadFile) or not file.filename:
            raise NoFile
        data = await file.read(MOST_BYTES + 1)
        encoding = chosen(field(form, "encoding"))
    if len(data) > MOST_BYTES:
        raise FileTooLarge(megabytes=MOST_BYTES // 1_000_000)
    at.dispatch.budgets.spend("rosters", actor.key, FILES_OF_A_PERSON)
    rows, notes = await asyncio.to_thread(reads.listed, data, encoding)
    return await at.page(
        request, PREVIEW, lambda conn, viewer: views.preview(conn, viewer, rows, notes)
    )


async def invite(request: Request) -> Response:
    """POST /organise/roster/invite: invite those that were new; who came in meanwhile is said."""
    at = site(request)
    async with request.form(max_files=0, max_fields=10) as form:
        at.check_csrf(request, form)
        companies = _companies(str(form.get("companies") or ""), viewer_of(request).lang)
    outcomes = [await _bring(request, one) for one in companies]
    return await at.page(request, DONE, lambda _conn, _viewer: views.done(outcomes))


def _companies(sent: str, lang: str) -> list[BringCompany]:
    try:
        rows = json.loads(sent or "[]")[:MOST_ROWS]
        found = [
            BringCompany.model_validate({**dict(zip(_FIELDS, row, strict=True)), "lang": lang})
            for row in rows
        ]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Malformed from error
    if not found:
        raise NothingToInvite
    return found


async def _bring(request: Request, company: BringCompany) -> views.Outcome:
    viewer = viewer_of(request)
    told: views.Outcome = {
        "name": company.legal_name, "employer_id": "", "mailed": False, "why": "",
    }  # fmt: skip
    try:
        reply = await site(request).dispatch.carry_out(company, viewer.actor, new_id())
    except Refusal as refusal:
        return {**told, "why": viewer.words.refusal(refusal)}
    brought = CompanyBroughtReply.model_validate(reply.model_dump())
    return {**told, "employer_id": brought.employer_id, "mailed": brought.mailed}


async def template(request: Request) -> Response:
    """GET /organise/roster/template.csv or .xlsx: the table with an example, in one's language."""
    said = views.template(viewer_of(request).words)
    headers = {
        "Content-Disposition": 'attachment; filename="fair-companies.csv"',
        "Vary": "Accept-Language, Cookie",
    }
    if request.url.path.endswith(".csv"):
        return Response(as_csv(said), 200, headers, "text/csv; charset=utf-8")
    headers["Content-Disposition"] = 'attachment; filename="fair-companies.xlsx"'
    body = await asyncio.to_thread(as_workbook, said)
    return Response(body, 200, headers, OF_WORKBOOKS)


ROUTES: list[Any] = [
    shows("/organise/roster", "roster/roster.html", views.start, by=ORGANISERS),
    route(
        "/organise/roster",
        look,
        by=ORGANISERS,
        methods=("POST",),
        pages=(PREVIEW,),
        files="upload_bytes",
    ),
    route("/organise/roster/invite", invite, by=ORGANISERS, methods=("POST",), pages=(DONE,)),
    route("/organise/roster/template.csv", template, by=ORGANISERS),
    route("/organise/roster/template.xlsx", template, by=ORGANISERS),
]
