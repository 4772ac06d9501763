"""An organiser's table of any shape: brought, its columns chosen and seen, kept by name, in."""

import asyncio
import shutil
import tempfile
from functools import partial
from threading import Semaphore
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from fair.contract.shaping import BringTable, ColumnChoice, KeepMap, TableBroughtReply
from fair.db import new_id
from fair.decisions import Actor, Malformed, NotFound, Refusal
from fair.dispatch import Doors, doors
from fair.folding import key
from fair.forms import field
from fair.imports import reads as import_reads
from fair.imports.refusals import FileTooLarge, NoFile, OthersRead
from fair.intake import held_writes
from fair.intake import reads as intake_reads
from fair.intake.reading import counted
from fair.intake.reads import HeldFile
from fair.people.attachment import safe_name
from fair.plain import number
from fair.roles import ORGANISERS
from fair.routes import route, shows
from fair.shaping import reads, views
from fair.shaping.looking import Looked, Opened, Shelf, looked
from fair.shaping.refusals import BadMap, MapUnnamed, NoSuchPart
from fair.shaping.shape import MOST_PARTS, Choice, Shape, as_map, fault
from fair.shaping.views import Chosen
from fair.tabular.encodings import chosen
from fair.tabular.source import OnDisk
from fair.templates import Page
from fair.web import Viewer, asked, site, viewer_of

FILES_OF_A_PERSON = (30, 3600)
LOOKS_OF_A_PERSON = (1_500, 3600)  # one with each choice that changes
AGAIN_S = 20
# Each file that is read holds some hundred megabytes at worst, and a reader of the database.
_reading = Semaphore(1)
SHAPING = Page("shaping/shape.html", views.Shaping)
PREVIEW = Page("shaping/_preview.html", views.Shaping)
_SHELF = Shelf()


async def bring(request: Request) -> Response:
    """POST /organise/imports: hold a table while its columns are chosen; nothing comes in."""
    at, actor = site(request), viewer_of(request).actor
    entered = doors(at.dispatch, actor)
    async with request.form(max_files=1, max_fields=10) as form:
        at.check_csrf(request, form)
        file = form.get("file")
        if not isinstance(file, UploadFile) or not file.filename:
            raise NoFile
        if (file.size or 0) > at.settings.table_bytes:
            raise FileTooLarge(megabytes=at.settings.table_bytes // 1_000_000)
        at.dispatch.budgets.spend("tables", actor.key, FILES_OF_A_PERSON)
        name, encoding = safe_name(file.filename), chosen(field(form, "encoding"))
        held = partial(_hold, entered, actor, file, name, encoding)
        file_id = await asyncio.to_thread(held)
    return at.redirect(f"/organise/imports/shape/{file_id}")


def _hold(entered: Doors, actor: Actor, file: UploadFile, name: str, encoding: str) -> str:
    """Hold a file that came in, which lies on disk; what is no table is refused before."""
    with tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(file.file, copy)
        size = copy.tell()
        copy.flush()
        data = OnDisk(copy) if size else b""
        table = looked(data, encoding)
        copy.seek(0)
        file_id = held_writes.hold(entered, actor, copy, name, encoding)
    _SHELF.put(file_id, Opened(data, table))
    return file_id


async def _opened(request: Request, file: HeldFile) -> Opened:
    """Return a held file as it is looked at; who may look at it was asked before."""
    if found := _SHELF.take(file.id):
        return found
    data = await site(request).database.read(lambda look: intake_reads.data_of(look, file.id))
    table = await asyncio.to_thread(looked, data, file.encoding)
    return _SHELF.put(file.id, Opened(data, table))


async def shape(request: Request) -> Response:
    """GET /organise/imports/shape/{file_id}: what is guessed of a table, or its kept map."""
    at, viewer = site(request), viewer_of(request)
    map_id = asked(request, "map")
    file = await at.database.read(
        lambda look: views.held(look, viewer, request.path_params["file_id"])
    )
    opened = await _opened(request, file)
    found = await at.database.read(lambda look: views.first_shape(look, opened.table, map_id))
    return await _shown(request, file, opened, found)


async def choose(request: Request) -> Response:
    """POST …/shape/{file_id}: look again by other choices, keep them by name, or bring it in.

    A page that is open asks for the rows alone, with each choice that changes.
    """
    at, viewer = site(request), viewer_of(request)
    file = await at.database.read(
        lambda look: views.held(look, viewer, request.path_params["file_id"])
    )
    opened = await _opened(request, file)
    async with request.form(max_files=0, max_fields=2_000) as form:
        at.check_csrf(request, form)
        found, do = _shape(form, opened.table, viewer), field(form, "do")
        why = _no_part(form, opened.table) or fault(found)
    if why:
        return await _shown(request, file, opened, Chosen(found), why=why)
    if do == "show" or (do == "bring" and found.lacks):
        status = 422 if do == "bring" else 200
        return await _shown(request, file, opened, Chosen(found), status)
    if do == "keep" and not found.name:
        return await _shown(request, file, opened, Chosen(found), why=MapUnnamed())
    try:
        if found.name:
            await at.dispatch.carry_out(_kept(found), viewer.actor, new_id())
    except Refusal as refusal:
        return await _shown(request, file, opened, Chosen(found), why=refusal)
    if do != "bring":
        return await _shown(request, file, opened, Chosen(found, found.name))
    return at.redirect(f"/organise/imports/runs/{await _begun(request, file, opened, found)}")


async def _begun(request: Request, file: HeldFile, opened: Opened, found: Shape) -> str:
    """Walk through the file once, and let it come in; refuses what cannot be read to its end."""
    at, actor = site(request), viewer_of(request).actor
    if not _reading.acquire(blocking=False):
        raise OthersRead(seconds=AGAIN_S)
    try:
        map_ = import_reads.parsed_map(as_map(found))
        rows = await asyncio.to_thread(counted, opened.data, map_, file.encoding)
    finally:
        _reading.release()
    entered = doors(at.dispatch, actor)
    await asyncio.to_thread(held_writes.note_rows, entered, actor, file.id, rows)
    command = BringTable(file_id=file.id, **dict(_said(found)))
    reply = await at.dispatch.carry_out(command, actor, new_id())
    return TableBroughtReply.model_validate(reply.model_dump()).intake_id


async def _shown(
    request: Request,
    file: HeldFile,
    opened: Opened,
    found: Chosen,
    status: int = 200,
    why: Refusal | None = None,
) -> Response:
    at, viewer = site(request), viewer_of(request)
    at.dispatch.budgets.spend("looks at tables", viewer.actor.key, LOOKS_OF_A_PERSON)
    plan, problem = None, viewer.words.refusal(why) if why else ""
    status = why.status if why else status
    try:
        if why is None:
            plan = await at.database.read(
                lambda look: views.preview(look, file, opened.data, found.shape)
            )
    except Refusal as refusal:  # what a choice makes impossible is said beside the choices
        problem = viewer.words.refusal(refusal)
        status = refusal.status
    return await at.page(
        request,
        PREVIEW if request.headers.get("x-partial") else SHAPING,
        lambda _conn, reader: views.shaping(reader, file, opened.table, found, plan, problem),
        status=status,
    )


def _part(form: FormData, at: int) -> str:
    """Return the part of a column as a number; "1" where none is said."""
    return number(field(form, f"part-{at}")) or "1"


def _is_part(said: str) -> bool:
    return len(said) == 1 and said in "123456789"


def _no_part(form: FormData, table: Looked) -> Refusal | None:
    """Return why the part of a column is none; None where each is one."""
    for at, heading in enumerate(table.headings):
        if not _is_part(_part(form, at)):
            return NoSuchPart(column=heading, most=MOST_PARTS)
    return None


def _shape(form: FormData, table: Looked, viewer: Viewer) -> Shape:
    """Return what was chosen; refuses `Malformed` for what no page of ours sends."""
    called = views.called(viewer)
    try:
        choices = [
            Choice(
                **ColumnChoice.model_validate(
                    {
                        "heading": heading,
                        "column": called.get(key(field(form, f"column-{at}")), ""),
                        "scale": number(field(form, f"scale-{at}")) or "1",
                        "split": field(form, f"split-{at}"),
                        "part": part if _is_part(part := _part(form, at)) else "1",
                        "pattern": field(form, f"pattern-{at}"),
                    }
                ).model_dump()
            )
            for at, heading in enumerate(table.headings)
        ]
    except ValueError as error:
        raise Malformed from error
    return Shape(
        name=field(form, "called")[:120],
        choices=choices,
        per=field(form, "per"),
        currency=field(form, "currency").upper()[:3],
        country=field(form, "country").upper()[:2],
    )


def _kept(found: Shape) -> KeepMap:
    if found.lacks:
        raise BadMap
    return KeepMap(**_said(found))


def _said(found: Shape) -> dict[str, Any]:
    choices = tuple(
        ColumnChoice(
            heading=one.heading, column=one.column, scale=one.scale, split=one.split,
            part=one.part, pattern=one.pattern,
        )
        for one in found.choices
    )  # fmt: skip
    return {
        "called": found.name, "choices": choices, "per": found.per, "currency": found.currency,
        "country": found.country,
    }  # fmt: skip


async def as_toml(request: Request) -> Response:
    """GET /organise/imports/maps/{map_id}.toml: a kept map as the file that the machine reads."""
    map_id = request.path_params["map_id"]
    kept = await site(request).database.read(lambda look: reads.kept_map(look, map_id))
    if kept is None:
        raise NotFound
    headers = {"Content-Disposition": f'attachment; filename="fair-map-{map_id}.toml"'}
    return Response(as_map(kept.shape), 200, headers, "text/plain; charset=utf-8")


_SHAPE = "/organise/imports/shape/{file_id}"
ROUTES = [
    shows("/organise/imports", "shaping/start.html", views.start, by=ORGANISERS),
    route("/organise/imports", bring, by=ORGANISERS, methods=("POST",), files="table_bytes"),
    route(_SHAPE, shape, by=ORGANISERS, pages=(SHAPING,)),
    route(_SHAPE, choose, by=ORGANISERS, methods=("POST",), pages=(SHAPING, PREVIEW)),
    route("/organise/imports/maps/{map_id}.toml", as_toml, by=ORGANISERS),
]
