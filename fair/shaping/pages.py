"""An organiser's table of any shape: brought, its columns chosen and seen, kept by name, in."""

import asyncio
from threading import Semaphore

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from fair.contract.shaping import ColumnChoice, KeepMap
from fair.db import new_id
from fair.decisions import Malformed, NotFound, Refusal
from fair.dispatch import doors
from fair.folding import key
from fair.forms import field
from fair.imports import staging_writes
from fair.imports.refusals import FileTooLarge, NoFile, OthersRead
from fair.people.attachment import safe_name
from fair.plain import number
from fair.roles import ORGANISERS
from fair.routes import route, shows
from fair.shaping import reads, views, writes
from fair.shaping.looking import Looked, looked
from fair.shaping.reads import HeldFile
from fair.shaping.refusals import BadMap, MapUnnamed, NoSuchPart
from fair.shaping.shape import MOST_PARTS, Choice, Shape, as_map, fault
from fair.shaping.views import Chosen
from fair.tabular.encodings import chosen
from fair.templates import Page
from fair.web import Viewer, asked, site, viewer_of

FILES_OF_A_PERSON = (30, 3600)
LOOKS_OF_A_PERSON = (200, 3600)
AGAIN_S = 20
# Each file that is read holds some hundred megabytes at worst, and a reader of the database.
_reading = Semaphore(1)
SHAPING = Page("shaping/shape.html", views.Shaping)


async def bring(request: Request) -> Response:
    """POST /organise/imports: hold a table while its columns are chosen; nothing comes in."""
    at, actor = site(request), viewer_of(request).actor
    async with request.form(max_files=1, max_fields=10) as form:
        at.check_csrf(request, form)
        file = form.get("file")
        if not isinstance(file, UploadFile) or not file.filename:
            raise NoFile
        most = at.settings.upload_bytes
        data = await file.read(most + 1)
        encoding = chosen(field(form, "encoding"))
        name = safe_name(file.filename)
    if len(data) > most:
        raise FileTooLarge(megabytes=most // 1_000_000)
    at.dispatch.budgets.spend("tables", actor.key, FILES_OF_A_PERSON)
    await asyncio.to_thread(looked, data, encoding)  # what is no table is refused here
    entered = doors(at.dispatch, actor)
    file_id = await asyncio.to_thread(writes.hold, entered, actor, data, name, encoding)
    return at.redirect(f"/organise/imports/shape/{file_id}")


async def shape(request: Request) -> Response:
    """GET /organise/imports/shape/{file_id}: what is guessed of a table, or its kept map."""
    at, viewer = site(request), viewer_of(request)
    map_id = asked(request, "map")
    file = await at.database.read(
        lambda look: views.held(look, viewer, request.path_params["file_id"])
    )
    table = await asyncio.to_thread(looked, file.data, file.encoding)
    found = await at.database.read(lambda look: views.first_shape(look, table, map_id))
    return await _shown(request, file, table, found)


async def choose(request: Request) -> Response:
    """POST …/shape/{file_id}: look again by other choices, keep them by name, or bring it in."""
    at, viewer = site(request), viewer_of(request)
    file = await at.database.read(
        lambda look: views.held(look, viewer, request.path_params["file_id"])
    )
    table = await asyncio.to_thread(looked, file.data, file.encoding)
    async with request.form(max_files=0, max_fields=2_000) as form:
        at.check_csrf(request, form)
        found, do = _shape(form, table, viewer), field(form, "do")
        why = _no_part(form, table) or fault(found)
    if why:
        return await _shown(request, file, table, Chosen(found), why=why)
    if do == "show" or (do == "bring" and found.lacks):
        status = 422 if do == "bring" else 200
        return await _shown(request, file, table, Chosen(found), status)
    if do == "keep" and not found.name:
        return await _shown(request, file, table, Chosen(found), why=MapUnnamed())
    try:
        if found.name:
            await at.dispatch.carry_out(_kept(found), viewer.actor, new_id())
    except Refusal as refusal:
        return await _shown(request, file, table, Chosen(found), why=refusal)
    if do != "bring":
        return await _shown(request, file, table, Chosen(found, found.name))
    entered = doors(at.dispatch, viewer.actor)
    if not _reading.acquire(blocking=False):
        raise OthersRead(seconds=AGAIN_S)
    try:
        upload = views.upload_of(file, found)
        brought = await asyncio.to_thread(staging_writes.bring, entered, viewer.actor, upload)
        await asyncio.to_thread(writes.forget, entered, viewer.actor, file.id)
    finally:
        _reading.release()
    return at.redirect(f"/desk/vacancies/imports/{brought.import_id}")


async def _shown(
    request: Request,
    file: HeldFile,
    table: Looked,
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
            plan = await at.database.read(lambda look: views.preview(look, file, found.shape))
    except Refusal as refusal:  # what a choice makes impossible is said beside the choices
        problem = viewer.words.refusal(refusal)
        status = refusal.status
    return await at.page(
        request,
        SHAPING,
        lambda _conn, reader: views.shaping(reader, file, table, found, plan, problem),
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
    return KeepMap(
        called=found.name,
        choices=tuple(
            ColumnChoice(
                heading=one.heading, column=one.column, scale=one.scale, split=one.split,
                part=one.part, pattern=one.pattern,
            )
            for one in found.choices
        ),
        per=found.per,
        currency=found.currency,
        country=found.country,
    )  # fmt: skip


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
    route("/organise/imports", bring, by=ORGANISERS, methods=("POST",), files=True),
    route(_SHAPE, shape, by=ORGANISERS, pages=(SHAPING,)),
    route(_SHAPE, choose, by=ORGANISERS, methods=("POST",), pages=(SHAPING,)),
    route("/organise/imports/maps/{map_id}.toml", as_toml, by=ORGANISERS),
]
