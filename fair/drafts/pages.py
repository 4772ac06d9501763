"""The drafts of all employers: looked for, completed, opened or deleted, many at once."""

import asyncio
from datetime import datetime
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from fair.contract.base import Command
from fair.contract.drafts import CompleteDrafts, DeleteDrafts, OpenDrafts
from fair.db import new_id, utc_now
from fair.decisions import Refusal
from fair.dispatch import doors
from fair.drafts import reads, run_views, views, writes
from fair.drafts.office import MOST, OFFERED, Narrowed, What, missing
from fair.drafts.refusals import NoDrafts, TooManyDrafts
from fair.drafts.views import Wanted
from fair.forms import command_from, command_of, field
from fair.instants import from_microseconds
from fair.roles import ORGANISERS
from fair.routes import part, route, shows
from fair.templates import Page
from fair.web import asked, page_number, site, viewer_of

DRAFTS = Page("drafts/drafts.html", views.Drafts)
LOOKS_OF_A_PERSON = (300, 3600)
_ASKED = Narrowed.__slots__


async def drafts(request: Request) -> Response:
    """GET /organise/drafts: the drafts that are looked for."""
    at, viewer = site(request), viewer_of(request)
    at.dispatch.budgets.spend("looks at drafts", viewer.actor.key, LOOKS_OF_A_PERSON)
    narrowed = Narrowed(**{name: asked(request, name)[:80] for name in _ASKED})
    page = page_number(request)
    return await at.page(
        request, DRAFTS, lambda conn, reader: views.drafts(conn, reader, narrowed, page, {})
    )


async def act(request: Request) -> Response:
    """POST /organise/drafts: show what values would do, or fill in, open, delete all of these."""
    at, viewer = site(request), viewer_of(request)
    at.dispatch.budgets.spend("looks at drafts", viewer.actor.key, LOOKS_OF_A_PERSON)
    async with request.form(max_files=0, max_fields=100) as form:
        at.check_csrf(request, form)
        narrowed = Narrowed(**{name: field(form, f"of_{name}")[:80] for name in _ASKED})
        complete, do, reason = _values(form), _do(form), field(form, "reason")
        seen_at = _seen_at(field(form, "seen_at"))
    wanted: Wanted = {
        "said": complete.cells(), "again": complete.again, "at_fair_id": complete.at_fair_id,
        "preview": True,
    }  # fmt: skip
    if do is None:
        return await _shown(request, narrowed, wanted)
    try:
        command = _command(do, complete, reason)
        run_id = await _begun(request, do, narrowed, command, seen_at)
    except Refusal as refusal:
        wanted["problem"] = viewer.words.refusal(refusal)
        return await _shown(request, narrowed, wanted, refusal.status)
    return at.redirect(f"/organise/drafts/runs/{run_id}")


def _seen_at(said: str) -> datetime:
    """Return when the page was made: what is pressed there is done to what stood there then."""
    try:
        return from_microseconds(int(said))
    except (ValueError, OverflowError):
        return utc_now()


def _do(form: FormData) -> What | None:
    said = field(form, "do")
    return What(said) if said in list(What) else None


def _values(form: FormData) -> CompleteDrafts:
    """Return the values of a form, whichever of its buttons was pressed."""
    kept = [one for one in form.multi_items() if one[0] in _VALUES]
    return command_of(FormData([*kept, ("run_id", _LATER)]), CompleteDrafts)


def _command(do: What, complete: CompleteDrafts, reason: str) -> Command:
    if do is What.COMPLETE:
        return complete
    if do is What.OPEN:
        return OpenDrafts(run_id=_LATER, at_fair_id=complete.at_fair_id)
    return command_from({"run_id": _LATER, "reason": reason}, DeleteDrafts)


_VALUES = frozenset({*OFFERED, "again", "at_fair_id"})
_LATER = "d00000000000"  # until its drafts are staged


async def _begun(
    request: Request, do: What, narrowed: Narrowed, command: Command, seen_at: datetime
) -> str:
    at, actor = site(request), viewer_of(request).actor
    at.dispatch.permit(command, actor)
    found, more = await at.database.read(lambda conn: reads.found(conn, narrowed, seen_at))
    if more:
        raise TooManyDrafts(most=MOST)
    if do is What.OPEN:
        days = await at.database.read(lambda conn: reads.todays(conn, found))
        found = [one for one in found if not missing(one, days[one.fair_id])]
    if do is What.DELETE:
        written = await at.database.read(lambda conn: reads.written_since(conn, found, seen_at))
        found = [one for one in found if one.id not in written]
    if not found:
        raise NoDrafts
    ids = [one.id for one in found]
    entered = doors(at.dispatch, actor)
    run_id = await asyncio.to_thread(writes.stage, entered, actor, do, narrowed.asked(), ids)
    await at.dispatch.carry_out(command.model_copy(update={"run_id": run_id}), actor, new_id())
    return run_id


async def _shown(
    request: Request, narrowed: Narrowed, wanted: Wanted, status: int = 200
) -> Response:
    return await site(request).page(
        request,
        DRAFTS,
        lambda conn, reader: views.drafts(conn, reader, narrowed, 1, wanted),
        status=status,
    )


ROUTES: list[Any] = [
    route("/organise/drafts", drafts, by=ORGANISERS, pages=(DRAFTS,)),
    route("/organise/drafts", act, by=ORGANISERS, methods=("POST",), pages=(DRAFTS,)),
    shows("/organise/drafts/runs/{run_id}", "drafts/run.html", run_views.run, by=ORGANISERS),
    shows(
        "/organise/drafts/runs/{run_id}/progress",
        "drafts/_progress.html",
        run_views.run,
        by=ORGANISERS,
    ),
]
PARTS: dict[str, Any] = {"drafts.by_office": part("drafts/_by_office.html", run_views.by_office)}
