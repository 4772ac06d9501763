"""The rows of a file that wait: a page of them, a file of them, and all of a kind at once."""

import asyncio
from collections.abc import Iterator, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair.contract.base import Command
from fair.contract.mending import LeaveRowsOut, RowsTakenOverReply, TakeRowsOver
from fair.decisions import NN_
from fair.dispatch import Doors, doors
from fair.forms import field
from fair.imports.template_row import MOST_FAULTY
from fair.mending import views
from fair.roles import ORGANISERS, RECRUITERS
from fair.routes import OF_SHEETS, part, route, taken
from fair.tabular.writing import OF_WORKBOOKS, as_csv, as_workbook
from fair.templates import Page
from fair.web import asked, page_number, site, viewer_of

ROWS = Page("mending/rows.html", views.Rows)
FILES_OF_A_PERSON = (30, 3600)
SLICE = 50  # rows of one work: some milliseconds
WRITERS = ORGANISERS | RECRUITERS


async def rows(request: Request) -> Response:
    """GET /desk/vacancies/imports/{import_id}/rows: the rows that wait, page by page."""
    import_id, kind = request.path_params["import_id"], asked(request, "kind")
    page = page_number(request)
    return await site(request).page(
        request, ROWS, lambda at, viewer: views.rows(at, viewer, import_id, kind, page)
    )


async def as_file(request: Request) -> Response:
    """GET …/rows.csv or .xlsx: the rows that wait, in the template's shape, to be mended."""
    at, viewer = site(request), viewer_of(request)
    import_id, kind = request.path_params["import_id"], asked(request, "kind")
    at.dispatch.budgets.spend("rows to mend", viewer.actor.key, FILES_OF_A_PERSON)
    told = await at.database.read(
        lambda conn: views.as_template(conn, viewer, import_id, kind, MOST_FAULTY)
    )
    plain = request.url.path.endswith(".csv")
    name = f"fair-rows-{import_id}.{'csv' if plain else 'xlsx'}"
    body = await asyncio.to_thread(as_csv if plain else as_workbook, told)
    kind = OF_SHEETS if plain else OF_WORKBOOKS
    return await taken(request, "", "rows_to_mend", name=name, content=body, kind=kind)


async def take_over(request: Request) -> Response:
    """POST …/rows/take-over: every draft that the file says otherwise becomes what it says."""
    return await _all_at_once(request, TakeRowsOver)


async def leave_out(request: Request) -> Response:
    """POST …/rows/leave-out: the rows of a kind are not wanted."""
    return await _all_at_once(request, LeaveRowsOut)


async def _all_at_once(request: Request, kind: type[TakeRowsOver | LeaveRowsOut]) -> Response:
    at, viewer = site(request), viewer_of(request)
    import_id = request.path_params["import_id"]
    async with request.form(max_files=0, max_fields=10) as form:
        at.check_csrf(request, form)
        wanted = field(form, "kind")
    if kind is TakeRowsOver:
        numbers = await at.database.read(lambda look: views.differing(look, viewer, import_id))
    else:
        numbers = await at.database.read(
            lambda look: views.numbers(look, viewer, import_id, wanted)
        )
    commands = [kind(import_id=import_id, rows=some) for some in _slices(numbers)]
    entered = doors(at.dispatch, viewer.actor)
    done = await asyncio.to_thread(_carry_out, entered, commands)
    one, many = (
        NN_("{count} draft was updated.", "{count} drafts were updated.")
        if kind is TakeRowsOver
        else NN_("{count} row was left out.", "{count} rows were left out.")
    )
    said = viewer.words.ngettext(one, many, done)
    return at.redirect(f"/desk/vacancies/imports/{import_id}/rows", said=said)


def _carry_out(entered: Doors, commands: Sequence[Command]) -> int:
    done = 0
    for command in commands:
        reply = entered.carry_out(command)
        done += reply.vacancies if isinstance(reply, RowsTakenOverReply) else 0
    return done


def _slices(numbers: Sequence[int]) -> Iterator[tuple[int, ...]]:
    for start in range(0, len(numbers), SLICE):
        yield tuple(numbers[start : start + SLICE])


_OF = "/desk/vacancies/imports/{import_id}"
ROUTES = [
    route(f"{_OF}/rows", rows, by=ORGANISERS | RECRUITERS, pages=(ROWS,)),
    route(f"{_OF}/rows.csv", as_file, by=ORGANISERS | RECRUITERS),
    route(f"{_OF}/rows.xlsx", as_file, by=ORGANISERS | RECRUITERS),
    route(f"{_OF}/rows/take-over", take_over, by=WRITERS, methods=("POST",)),
    route(f"{_OF}/rows/leave-out", leave_out, by=WRITERS, methods=("POST",)),
]
PARTS: dict[str, Any] = {
    "mending.waiting": part("mending/_waiting.html", views.waiting),
}
