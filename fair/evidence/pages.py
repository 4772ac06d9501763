"""The way of organisers and auditors to the evidence of a fair."""

import io
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair import words
from fair.audit.reads import examined
from fair.db import utc_now
from fair.evidence import bundle_reads
from fair.roles import EXAMINERS
from fair.routes import route, taken
from fair.sheets import file_name
from fair.web import site, viewer_of


async def evidence_zip(request: Request) -> Response:
    """GET /organise/fairs/{fair_id}/evidence.zip: what anybody checks without our database."""
    at, fair_id, now = site(request), request.path_params["fair_id"], utc_now()
    viewer = viewer_of(request)
    say = words.catalogue(viewer.lang).gettext

    def look(connection: Any) -> tuple[str, bytes]:
        fair = examined(connection, viewer.actor, fair_id)
        name, out = file_name("evidence", fair.id, demo=fair.demo, kind="zip"), io.BytesIO()
        bundle_reads.write(connection, fair, now, out, name=name, say=say)
        return name, out.getvalue()

    name, content = await at.database.read(look, what="the evidence of a fair")
    return await taken(
        request, fair_id, "evidence", name=name, content=content, kind="application/zip"
    )


ROUTES = [route("/organise/fairs/{fair_id}/evidence.zip", evidence_zip, by=EXAMINERS)]
