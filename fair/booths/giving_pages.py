"""The page where an organiser gives many employers a booth at a fair, and the press that does."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair.booths import giving_views, reads
from fair.booths.giving_views import MOST_AT_ONCE
from fair.contract.booths import BoothCreate
from fair.db import new_id
from fair.decisions import NN_
from fair.forms import field
from fair.roles import ORGANISERS
from fair.routes import route, shows
from fair.web import site, viewer_of

_GIVEN = NN_("{count} employer got a booth.", "{count} employers got a booth.")


async def give(request: Request) -> Response:
    """POST /organise/fairs/{fair_id}/booths: a booth for each chosen employer that has none there.

    Sent twice it gives no second one: the form's own name stands in the id of each command.
    """
    at, viewer, fair_id = site(request), viewer_of(request), request.path_params["fair_id"]
    async with request.form(max_files=0, max_fields=MOST_AT_ONCE + 10) as form:
        at.check_csrf(request, form)
        hall_id, once = field(form, "hall_id"), field(form, "once")[:40] or new_id()
        asked = [str(one)[:40] for one in form.getlist("employer_ids")]
    stands = await at.database.read(lambda look: reads.booths_of_fair(look, fair_id))
    here = {one.employer_id for one in stands}
    chosen = [one for one in dict.fromkeys(asked) if one not in here]
    for employer_id in chosen:
        command = BoothCreate(hall_id=hall_id, employer_id=employer_id)
        await at.dispatch.carry_out(command, viewer.actor, f"{once}.{employer_id}")
    said = viewer.words.ngettext(*_GIVEN, len(chosen))
    return at.redirect(f"/organise/fairs/{fair_id}/booths", said=said)


_PATH = "/organise/fairs/{fair_id}/booths"
ROUTES: list[Any] = [
    shows(_PATH, "booths/giving.html", giving_views.giving, by=ORGANISERS),
    route(_PATH, give, by=ORGANISERS, methods=("POST",)),
]
