"""/metrics: what a program watches, by a token of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from fair.db import utc_now
from fair.engines import file_of
from fair.metrics import views
from fair.metrics.metric import MEDIA_TYPE, Metric, by, one, written
from fair.routes import let_in, route
from fair.web import Site, site

STRANGERS = (10, 3600)  # wrong tokens of one network in an hour
PROGRAMS = (120, 60)


async def metrics(request: Request) -> Response:
    """GET /metrics: whether this process and every fair that runs are all right."""
    at, now = site(request), utc_now()
    let_in(at, request, at.settings.metrics_token, "metrics", strangers=STRANGERS, known=PROGRAMS)
    of_here = list(_of_here(at))
    of_fairs: list[Metric] = []
    if not at.database.health.trouble():
        of_fairs = await at.database.read(
            lambda connection: list(views.of_fairs(connection, now)), what="metrics"
        )
    return PlainTextResponse(
        written([*of_here, *of_fairs]),
        headers={"Cache-Control": "no-store"},
        media_type=MEDIA_TYPE,
    )


def _of_here(at: Site) -> Iterator[Metric]:
    health, slow = at.database.health, at.database.watchdog.held()
    trouble, bridge = health.trouble(), at.bridge()
    yield one("fair_ready", "1 while saving works and what is due happens", float(not trouble))
    yield by("fair_trouble", "What is wrong", "cause", {trouble: 1} if trouble else {})
    yield one("fair_ledger_signed", "1 while the ledger is signed", float(not health.unsigned))
    times = {where: float(held.times) for where, held in slow.items()}
    yield by("fair_slow_total", "What took over 50 ms, by where", "where", times)
    yield one("fair_sockets", "Pages that are connected", len(at.live.sockets))
    yield one("fair_bridge_up", "1 while the bridge runs", float(bool(bridge.get("up"))))
    yield one("fair_bridge_calls", "Calls over the bridge", float(bridge.get("calls") or 0))
    yield one("fair_bridge_calls_most", "How many it may carry", float(bridge.get("most") or 0))
    file = file_of(at.settings.database_url)
    free = shutil.disk_usage(file.parent if file else Path()).free
    yield one("fair_disk_free_bytes", "What is free where the database is", free)


ROUTES = [route("/metrics", metrics)]
