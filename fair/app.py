"""The one place that knows everybody: routes, handlers, reactions, news, deadlines, lifespan."""

import asyncio
import contextlib
import gc
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import socketio
from sqlalchemy import Connection, text
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from fair import signals, timers, web, words
from fair.board import actions as board_actions
from fair.board import pages as board_pages
from fair.board import views as board_views
from fair.booths import actions as booths_actions
from fair.booths import pages as booths_pages
from fair.booths import views as booths_views
from fair.contract.base import Command, Relay
from fair.db import Database, utc_now
from fair.decisions import Fact, Refusal
from fair.dispatch import Dispatch, Handler, Reaction
from fair.edge import Edge, broken, keep_language
from fair.hiring import actions as hiring_actions
from fair.hiring import pages as hiring_pages
from fair.hiring import views as hiring_views
from fair.ledger import Ledger
from fair.live import Live, News, PassOn
from fair.people import actions as people_actions
from fair.people import pages as people_pages
from fair.people import reads as people_reads
from fair.people import views as people_views
from fair.programme import actions as programme_actions
from fair.programme import pages as programme_pages
from fair.programme import reads as programme_reads
from fair.programme import views as programme_views
from fair.programme.fair import Fair
from fair.queue import actions as queue_actions
from fair.queue import pages as queue_pages
from fair.queue import views as queue_views
from fair.rooms import actions as rooms_actions
from fair.rooms import pages as rooms_pages
from fair.rooms import views as rooms_views
from fair.settings import Settings
from fair.web import Site

ACTIONS: tuple[ModuleType, ...] = (
    people_actions, programme_actions, rooms_actions, booths_actions, queue_actions,
    hiring_actions, board_actions,
)  # fmt: skip
VIEWS = (
    people_views, programme_views, rooms_views, booths_views, queue_views, hiring_views,
    board_views,
)  # fmt: skip
PAGES = (
    people_pages, programme_pages, rooms_pages, booths_pages, queue_pages, hiring_pages,
    board_pages,
)  # fmt: skip


def _merged(modules: Sequence[ModuleType], name: str) -> dict[Any, Any]:
    merged: dict[Any, Any] = {}
    for module in modules:
        for key, value in getattr(module, name, {}).items():
            if key in merged:
                raise TypeError(f"{name}: {key} is given twice, again in {module.__name__}")
            merged[key] = value
    return merged


def _reactions() -> dict[type[Fact], list[Reaction]]:
    reactions: dict[type[Fact], list[Reaction]] = defaultdict(list)
    for module in ACTIONS:
        for kind, answers in getattr(module, "REACTIONS", {}).items():
            reactions[kind].extend(answers)
    return reactions


HANDLERS: dict[type[Command], Handler] = _merged(ACTIONS, "HANDLERS")
REACTIONS: Mapping[type[Fact], Sequence[Reaction]] = _reactions()
DUE: dict[str, Callable[[str], Command]] = _merged(ACTIONS, "DUE")
NEWS: list[News] = [entry for module in VIEWS for entry in getattr(module, "NEWS", ())]
AUDIENCES = _merged(VIEWS, "AUDIENCES")
RELAYS: dict[type[Relay], PassOn] = _merged(VIEWS, "RELAYS")
PARTS = _merged(PAGES, "PARTS")
# A written-out path goes before one with a placeholder in the same place: /desk/offers, /desk/{id}.
ROUTES: list[Route] = sorted(
    (entry for module in PAGES for entry in module.ROUTES),
    key=lambda entry: [part.startswith("{") for part in entry.path.split("/")],
)


def _fair_of(connection: Connection, fair_id: str) -> Fair | None:
    if fair_id:
        return programme_reads.fair(connection, fair_id)
    return programme_reads.current_fair(connection)


class Server:
    """Everything of one process, wired: database, ledger, dispatch, live, clock, site, ASGI app."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.database = Database(settings.database_url)
        self.ledger = Ledger()
        self.database.finish = self.ledger.finish
        self.live = Live(
            database=self.database,
            audiences=AUDIENCES,
            news=NEWS,
            identify=people_reads.identify,
            translate=lambda lang, refusal: words.catalogue(lang).refusal(refusal),
            origins=[settings.base_url],
            trusted_proxies=settings.trusted_proxies,
            relays=RELAYS,
        )
        self.dispatch = Dispatch(self.database, HANDLERS, REACTIONS, self.announce)
        self.live.dispatch = self.dispatch
        self.leader = timers.Leader(self.dispatch, self.ledger, DUE)
        self.site = Site(
            settings=settings,
            database=self.database,
            dispatch=self.dispatch,
            live=self.live,
            parts=PARTS,
            templates=str(Path(__file__).parent.parent / "templates"),
            fair_of=_fair_of,
        )
        self.app = self._app()

    def announce(self, facts: Sequence[Fact]) -> None:
        """Hand facts to the news, and close the sockets of whoever signed out."""
        self.live.announce(facts)
        for fact in facts:
            if isinstance(fact, people_actions.LoginRevoked):
                task = asyncio.ensure_future(self.live.close_login(fact.key, fact.login_id))
                task.add_done_callback(lambda done: done.exception())

    def _app(self) -> Starlette:
        socket = socketio.ASGIApp(self.live.server, socketio_path="")
        app = Starlette(
            routes=[
                Route("/static/{version}/{path:path}", self.site.assets.serve),
                Route("/healthz", healthz),
                Route("/readyz", self.readyz),
                Route("/language", language, methods=["POST"]),
                Route("/commands/{name}", self.command, methods=["POST"]),
                *ROUTES,
                Mount("/socket.io", socket),
            ],
            middleware=[
                Middleware(GZipMiddleware, minimum_size=700, compresslevel=6),
                Middleware(Edge, at=self.site, identify=people_reads.identify),
            ],
            exception_handlers={HTTPException: broken},
            lifespan=self.lifespan,
        )
        app.state.site = self.site
        return app

    async def command(self, request: Request) -> Response:
        """Carry out a command that came as a form."""
        return await self.site.command(request)

    async def readyz(self, _request: Request) -> Response:
        """Answer 200 when the database can be read and the leader's heart beats."""
        try:
            await self.database.read(lambda at: at.execute(text("SELECT 1")).scalar())
        except Exception as error:  # noqa: BLE001 - whatever it is, we are not ready
            return JSONResponse({"ready": False, "database": repr(error)}, 503)
        return JSONResponse({"ready": True, "now": utc_now().isoformat()})

    @contextlib.asynccontextmanager
    async def lifespan(self, _app: Any = None) -> AsyncIterator[None]:
        """Start the writer, the news, the clock and the outbox; stop them in the other order."""
        gc.set_threshold(50_000, 50, 50)
        self.database.start()
        tasks = [
            asyncio.create_task(self.live.run(), name="news"),
            asyncio.create_task(self.leader.run(), name="leader"),
            asyncio.create_task(
                signals.run(self.database, signals.provider(self.settings)), name="signals"
            ),
        ]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            self.database.stop()


async def healthz(_request: Request) -> Response:
    """Answer that the process lives."""
    return JSONResponse({"alive": True})


async def language(request: Request) -> Response:
    """Change the language of this browser and go back."""
    at = web.site(request)
    async with request.form() as form:
        at.check_csrf(request, form)
        lang, then = str(form.get("lang", "")), str(form.get("then") or "/")
    answer: Response = keep_language(at.redirect(then), lang, secure=at.settings.secure)
    return answer


__all__ = [
    "AUDIENCES",
    "DUE",
    "HANDLERS",
    "NEWS",
    "PARTS",
    "REACTIONS",
    "ROUTES",
    "Refusal",
    "Server",
]
