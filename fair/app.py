"""The one place that knows everybody: routes, handlers, reactions, news, deadlines, lifespan."""

import asyncio
import contextlib
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from functools import partial
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from fair import days, erasures, slices, sqlite, unhurried, words
from fair.anchors import Anchors
from fair.asking import Asking
from fair.beside import resource
from fair.booths import reads as booths
from fair.bringing import Bringing
from fair.contract.base import Command, Relay
from fair.contract.guests import GuestDescribes
from fair.contract.rooms_bridge import DescribeToBridge
from fair.cookies import Cookies
from fair.db import Database, utc_now
from fair.decisions import Fact, Refusal
from fair.dispatch import Beforehand, Dispatch, Handler, Judge, Reaction
from fair.edge import Edge, broken
from fair.edits import AsItIs
from fair.election import election
from fair.everywhere import Everywhere
from fair.gate import Gate
from fair.head_outlets import Outlets
from fair.hosts import Hosts
from fair.hours import Hours
from fair.key_holder import KeyHolder
from fair.last_instant import LastInstant
from fair.leader import Leader
from fair.ledger import Ledger
from fair.live import Live, PassOn
from fair.news import News
from fair.of_fair import OfFair
from fair.office import reads as office
from fair.others import Others
from fair.packing import Packing
from fair.people.facts import PersonErased
from fair.probes import clock, healthz
from fair.programme import reads as programme
from fair.rehearsing import Rehearsing
from fair.retention import Sweeper
from fair.retention_list import SWEEPS
from fair.rooms.media.finder import Finder
from fair.rooms.media.keeper import Keeper
from fair.routes import largest_files
from fair.settings import Settings
from fair.sign_in import reads as sign_in
from fair.sign_in.login_writes import Logins
from fair.sign_in.proof_pages import prove_again
from fair.signals.delivery import deliver
from fair.socket_limits import Limits
from fair.templates import Part
from fair.web import Site

log = logging.getLogger("fair.app")
LAST_ANCHOR_S = 5.0


def _reactions() -> dict[type[Fact], list[Reaction]]:
    reactions: dict[type[Fact], list[Reaction]] = defaultdict(list)
    for module in slices.modules("reactions"):
        for kind, answers in module.REACTIONS.items():
            reactions[kind].extend(answers)
    return reactions


QUIET_HOUR = 4  # no fair runs then, at the place where fairs are
HANDLERS: dict[type[Command], Handler] = slices.merged("actions", "HANDLERS")
JUDGES: dict[type[Command], Judge] = slices.merged("actions", "JUDGES")
BEFOREHAND: dict[type[Command], Beforehand] = slices.merged("reads", "BEFOREHAND")
AS_IT_IS: dict[type[Command], AsItIs] = slices.merged("reads", "AS_IT_IS")
REACTIONS: Mapping[type[Fact], Sequence[Reaction]] = _reactions()
DUE: dict[str, Callable[[str], Command]] = slices.merged("actions", "DUE")
NEWS: list[News] = slices.listed("views", "NEWS")
AUDIENCES, HEARD = slices.merged("views", "AUDIENCES"), slices.merged("views", "HEARD")
RELAYS: dict[type[Relay], PassOn] = slices.merged("views", "RELAYS")
PARTS: dict[str, Part[Any]] = slices.merged("pages", "PARTS")
# A written-out path goes before one with a placeholder in the same place: /desk/offers, /desk/{id}.
ROUTES: list[Route] = sorted(
    slices.listed("pages", "ROUTES"),
    key=lambda entry: [part.startswith("{") for part in entry.path.split("/")],
)


def _quiet(settings: Settings) -> bool:
    return days.clock_at(utc_now(), settings.time_zone).hour == QUIET_HOUR


class Server:
    """Everything of one process, wired: database, ledger, dispatch, live, clock, site, ASGI app."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.database = Database(settings.database_url)
        self.cleaner = sqlite.Cleaner(self.database.writing, lambda: _quiet(settings))
        self.erased = erasures.ErasedList(settings.database_url)
        self.ledger = Ledger()
        self.database.finish = self.ledger.finish
        self.database.newest = LastInstant()
        self.database.zone_of = programme.zone_of
        self.database.settings = settings
        self.asking = Asking(programme.contact_of, office.spoken)
        self.live = Live(
            database=self.database,
            audiences=AUDIENCES,
            news=NEWS,
            identify=sign_in.identify,
            translate=lambda lang, refusal: self.asking.refused(words.catalogue(lang), refusal),
            origins=[settings.base_url],
            trusted_proxies=settings.trusted_proxies,
            relays=RELAYS,
            limits=Limits(together=settings.sockets, per_network=settings.sockets_per_network),
            cookies=Cookies(settings.secure),
        )
        self.bridge = Keeper(settings, self.live.tell)
        self.others: Others | None = None
        finder: Finder | None = None
        describe = self.bridge.describe
        if settings.redis_url:
            self.others = Others(settings, self.database, self.live)
            self.database.finish = self.others.numbers.counting(self.ledger.finish)
            finder = Finder(self.bridge, self.others)
            describe = finder.describe
        self.live.carriers[DescribeToBridge] = describe
        self.live.carriers[GuestDescribes] = describe
        self.everywhere = Everywhere(
            self.database, self.live, self.bridge, self._closed, self.others, finder
        )
        self.dispatch = Dispatch(
            self.database,
            HANDLERS,
            REACTIONS,
            self.announce,
            judges=JUDGES,
            beforehand=BEFOREHAND,
            as_it_is=AS_IT_IS,
            of_fair=OfFair(slices.merged("reads", "OF_FAIR")),
        )
        self.live.dispatch, self.live.rounds.heard = self.dispatch, HEARD
        if self.others:
            self.dispatch.budgets.spending = self.others.spending
        self.logins = Logins(self.dispatch)
        self.anchors = Anchors(self.database, KeyHolder(settings))
        self.outlets = Outlets(self.database, settings, programme.over)
        self.bringing = Bringing(self.dispatch)
        self.sweeper = Sweeper(
            self.database, SWEEPS, self.dispatch.react, self.announce, self.cleaner.wish
        )
        self.leader = Leader(
            self.dispatch,
            self.anchors,
            DUE,
            election=election(self.database),
            duties={
                "cleaner": self.cleaner.run,
                "sweeper": self.sweeper.run,
                "outlets": self.outlets.run,
                "signals": partial(deliver, self.database, settings),
                "hours": Hours(self.dispatch).run,
                "rehearsing": Rehearsing(self.dispatch).run,
                "bringing": self.bringing.run,
            },
            stops=slices.listed("writes", "STOPS"),
        )
        self.site = Site(
            settings=settings,
            database=self.database,
            dispatch=self.dispatch,
            live=self.live,
            parts=PARTS,
            templates=str(resource("templates")),
            prove=prove_again,
            fair_of=booths.fair_of_page,
            asking=self.asking,
        )
        self.site.bridge = self.bridge.state
        self.app = self._app()

    def announce(self, facts: Sequence[Fact]) -> None:
        """Hand facts to the news, and close the sockets of whoever signed out."""
        if erased := {fact.person_id for fact in facts if isinstance(fact, PersonErased)}:
            self.erased.note(sorted(erased))
            self.cleaner.wish()
        self.live.announce(facts)
        self.everywhere.follow(facts)

    def _closed(self) -> None:
        self.leader.anchor_soon()
        self.outlets.wish()

    def _app(self) -> Starlette:
        settings = self.settings
        uploads = largest_files(ROUTES, settings)
        hosts = Hosts(settings.base_url, settings.hosts)
        app = Starlette(
            routes=[
                Route("/static/{version}/{path:path}", self.site.assets.serve),
                Route("/healthz", healthz),
                Route("/readyz", self.readyz),
                Route("/clock", clock),
                Route("/commands/{name}", self.command, methods=["POST"]),
                *ROUTES,
                Mount("/socket.io", self.live.app),
            ],
            middleware=[
                Middleware(Gate, hosts=hosts, secure=settings.secure),
                Middleware(Packing, minimum_size=700, compresslevel=6),
                Middleware(
                    Edge,
                    at=self.site,
                    identify=sign_in.identify,
                    why_over=sign_in.why_over,
                    seen=self.logins.seen,
                    uploads=uploads,
                ),
            ],
            exception_handlers={HTTPException: broken},
            lifespan=self.lifespan,
        )
        # The address that it would lead to is made of what the request says.
        app.router.redirect_slashes = False
        app.state.site = self.site
        return app

    async def command(self, request: Request) -> Response:
        """Carry out a command that came as a form."""
        return await self.site.command(request)

    async def readyz(self, _request: Request) -> Response:
        """Answer 200 while saving works and the leader's heart beats; a stranger costs nothing.

        `slow` counts works over 50 ms, `bridge` calls and packets. What is wrong no stranger hears.
        """
        if self.database.health.trouble():
            return JSONResponse({"ready": False}, 503)
        slow = {where: held.times for where, held in self.database.watchdog.held().items()}
        now, bridge = utc_now().isoformat(), self.bridge.state()
        return JSONResponse({"ready": True, "now": now, "slow": slow, "bridge": bridge})

    @contextlib.asynccontextmanager
    async def lifespan(self, _app: Any = None) -> AsyncIterator[None]:
        """Start what each process does for itself; stop it in the other order.

        What only one may do, firing what is due, anchors and the `duties`, is the leader's, which
        every process tries to be.
        """
        unhurried.begin()
        self.database.start()
        await self.anchors.begin()
        if self.others:
            await self.others.begin()
        await erasures.carry(self.database, self.dispatch.react, self.erased)
        tasks = [
            asyncio.create_task(self.live.run(), name="news"),
            asyncio.create_task(self.live.told.run(), name="what was told"),
            asyncio.create_task(self.live.sockets.run(), name="sockets"),
            asyncio.create_task(self.leader.run(), name="leader"),
            asyncio.create_task(self.database.watchdog.watch_the_loop(), name="watchdog"),
            asyncio.create_task(self.logins.run(), name="logins"),
            asyncio.create_task(self.bridge.run(), name="bridge"),
        ]
        if self.others:
            tasks.append(asyncio.create_task(self.others.run(), name="others"))
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self._last_anchor()
            await self.leader.resign()
            self.database.stop()

    async def _last_anchor(self) -> None:
        try:
            async with asyncio.timeout(LAST_ANCHOR_S):
                await self.anchors.drop()
            if self.leader.leads:
                await self.outlets.part()
        except Exception:
            log.exception("no anchor at this stop; the next start drops one")


__all__ = [
    "AUDIENCES", "BEFOREHAND", "DUE", "HANDLERS", "JUDGES", "NEWS",
    "PARTS", "REACTIONS", "ROUTES", "Refusal", "Server",
]  # fmt: skip
