"""The page of employers that a broken import left, and the one press that removes them."""

import asyncio
from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair.contract.roster import EmployersRemovedReply, RemoveBareEmployers
from fair.db import utc_now
from fair.decisions import NN_
from fair.dispatch import Doors, doors
from fair.roles import ORGANISERS
from fair.roster import bare_reads, bare_views
from fair.routes import route, shows
from fair.web import site, viewer_of

SLICE = 25
_REMOVED = NN_("{count} employer was removed.", "{count} employers were removed.")


async def remove(request: Request) -> Response:
    """POST /organise/roster/bare: remove all that have nothing and nobody, some at a time."""
    at, viewer = site(request), viewer_of(request)
    async with request.form(max_files=0, max_fields=5) as form:
        at.check_csrf(request, form)
    found = await at.database.read(lambda look: bare_reads.bare(look, utc_now()))
    entered = doors(at.dispatch, viewer.actor)
    count = await asyncio.to_thread(_removed, entered, [one.id for one in found])
    said = viewer.words.ngettext(*_REMOVED, count)
    return at.redirect("/organise/roster/bare", said=said)


def _removed(entered: Doors, ids: Sequence[str]) -> int:
    count = 0
    for first in range(0, len(ids), SLICE):
        some = tuple(ids[first : first + SLICE])
        reply = entered.carry_out(RemoveBareEmployers(employer_ids=some))
        count += reply.removed if isinstance(reply, EmployersRemovedReply) else 0
    return count


ROUTES: list[Any] = [
    shows("/organise/roster/bare", "roster/bare.html", bare_views.bare, by=ORGANISERS),
    route("/organise/roster/bare", remove, by=ORGANISERS, methods=("POST",)),
]
