"""What a slice declares of its pages: routes, the templates that they show, parts for others."""

import hmac
from collections.abc import Awaitable, Callable, Collection, Iterable
from typing import Any, TypedDict, get_type_hints

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fair.behalf import house_for
from fair.budgets import Rate, network
from fair.contract.exports import NoteFile
from fair.db import new_id
from fair.decisions import NotAllowed, NotFound, SignInFirst
from fair.glossary import Role
from fair.roles import EVERYBODY
from fair.sheets import file_name
from fair.templates import C, Page, Part
from fair.web import Site, site, viewer_of

OF_SHEETS = "text/csv; charset=utf-8"
Endpoint = Callable[[Request], Awaitable[Response]]


class Bare(TypedDict):
    """A page that needs nothing beside what every page has."""


def bare(_connection: object, _viewer: object) -> Bare:
    """Fill a page that needs nothing."""
    return {}


def route(
    path: str,
    endpoint: Endpoint,
    *,
    by: Collection[Role] = EVERYBODY,
    methods: tuple[str, ...] = ("GET",),
    pages: tuple[Page[Any], ...] = (),
    files: str = "",
) -> Route:
    """Declare a route: who may come, and the pages it shows; the endpoint checks the thing.

    Only where it takes `files` may a request be as large as the setting of that name says.
    """

    async def guarded(request: Request) -> Response:
        role = viewer_of(request).role
        if role not in by:
            raise SignInFirst if role is Role.VISITOR else NotAllowed
        if Role.VISITOR not in by:  # who may see more than strangers, of one fair alone
            await _check_fair(request)
        return await endpoint(request)

    guarded.by = frozenset(by)  # type: ignore[attr-defined]
    guarded.pages = pages  # type: ignore[attr-defined]
    guarded.files = files  # type: ignore[attr-defined]
    name = f"{endpoint.__module__}.{endpoint.__name__}"
    return Route(path, guarded, methods=list(methods), name=name)


def largest_files(routes: Iterable[Route], settings: object) -> dict[str, int]:
    """Return the most bytes of a file by the path of each route that takes one."""
    named = {route.path: getattr(route.endpoint, "files", "") for route in routes}
    return {path: int(getattr(settings, name)) for path, name in named.items() if name}


async def _check_fair(request: Request) -> None:
    """Refuse an organiser of one fair the address of a thing of another one (`NotAllowed`)."""
    here, actor, given = site(request), viewer_of(request).actor, request.path_params
    of_fair = here.dispatch.of_fair
    if of_fair.asks(actor):
        await here.database.read(lambda at: of_fair.check(at, actor, given), actor, "of a fair")


def shows(
    path: str,
    template: str,
    view: Callable[..., C],
    *,
    by: Collection[Role] = EVERYBODY,
) -> Route:
    """Declare a page that shows what `view(connection, viewer, **the path's values)` returns."""
    declared = Page(template, filled_by(view))

    async def page(request: Request) -> Response:
        keys = request.path_params
        return await site(request).page(
            request, declared, lambda connection, viewer: view(connection, viewer, **keys)
        )

    page.__qualname__ = page.__name__ = template
    return route(path, page, by=by, pages=(declared,))


def part(template: str, view: Callable[..., C]) -> Part[C]:
    """Make a part from its template and the view `(connection, viewer, **keys)` that fills it."""
    return Part(Page(template, filled_by(view)), view)


def filled_by(view: Callable[..., C]) -> type[C]:
    """Return the context that a view says it makes: the class behind its `->`."""
    context: type[C] = get_type_hints(view)["return"]
    return context


async def taken(
    request: Request, fair_id: str, what: str, *, name: str, content: bytes, kind: str
) -> Response:
    """Answer with a file that leaves the house: the ledger and the log say who took it."""
    dispatch, actor = site(request).dispatch, viewer_of(request).actor
    form = name.rpartition(".")[2]
    if request.method == "HEAD":  # nothing leaves
        return Response(headers={"Cache-Control": "private, no-store"}, media_type=kind)
    noted = NoteFile.model_validate({"fair_id": fair_id, "what": what, "form": form})
    await dispatch.carry_out(noted, house_for(actor), new_id())
    dispatch.security.took(what, fair_id, actor)
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
    }
    return Response(content, headers=headers, media_type=kind)


async def sheet(request: Request, what: str, make: Callable[[Any, Any], str]) -> Response:
    """Answer with the table that `make` reads of the fair of this address; refuses `NotFound`."""
    fair_id, actor = request.path_params["fair_id"], viewer_of(request).actor

    def look(connection: Any) -> tuple[str, str]:
        fair = site(request).fair_of(connection, actor, fair_id)
        if fair is None:
            raise NotFound
        return file_name(what, fair.id, demo=fair.demo), make(connection, fair)

    name, content = await site(request).database.read(look)
    return await taken(request, fair_id, what, name=name, content=content.encode(), kind=OF_SHEETS)


def let_in(
    at: Site, request: Request, secret: str, name: str, *, strangers: Rate, known: Rate
) -> None:
    """Let a program in that sends the secret as a bearer token (RFC 6750, section 2.1).

    Refuses `NotFound` where no secret is set, `NotAllowed` without it, and `TooMany`: strangers
    and those who know it each have a budget for their network.
    """
    budgets, near = at.dispatch.budgets, network(viewer_of(request).actor.address)
    if not secret:
        raise NotFound
    given = request.headers.get("authorization", "")
    if not hmac.compare_digest(given.encode(), f"Bearer {secret}".encode()):
        budgets.spend(f"{name} of strangers", near, strangers)
        raise NotAllowed
    budgets.spend(name, near, known)
