"""The HTTP edge: who is asking, pages, command forms, refusals.

A page is built on a reader's thread, in one snapshot. A form posts to `/commands/<name>`.
"""

import hashlib
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from typing import Any, TypedDict, cast

from markupsafe import Markup
from sqlalchemy import Connection
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from fair import days, fresh, next_page, plain, typed, words
from fair.asking import Asking
from fair.assets import ours
from fair.contract.base import COMMANDS, Command, Edit, Reply
from fair.cookies import FLASH, LOGIN, VISITOR, Cookies
from fair.db import Database, new_id, utc_now
from fair.decisions import Actor, NotFound, Refusal, SignInFirst
from fair.differing import ChangedMeanwhile
from fair.direction import in_html
from fair.dispatch import Dispatch, admit
from fair.forms import Seal, again, command_of, field
from fair.fresh import ProveFirst
from fair.glossary import Role
from fair.health import Health
from fair.languages import LANGUAGES
from fair.live import Live
from fair.refusing import REFUSED, Refused, changed, retry_after
from fair.settings import Settings
from fair.templates import C, Page, Part, environment

_FLASH_S = 30
_LONGEST_ASKED = 1000
FORGET = '"storage"'  # what a browser clears that forgets who was signed in: drafts, unsent words
_COMMAND_ID = re.compile(rb'(name="(?:command_id|csrf)" value=")[^"]*')


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who reads a page, and how: actor, language, time zone."""

    actor: Actor
    lang: str
    zone_name: str

    @property
    def role(self) -> Role:
        return self.actor.role

    @property
    def name(self) -> str:
        return self.actor.name

    @property
    def person_id(self) -> str:
        return self.actor.person_id

    @property
    def oversees(self) -> bool:
        return self.actor.oversees

    def may(self, command: str) -> bool:
        """True if this role may ask for a command: a page shows no form that is refused anyway."""
        return self.role in COMMANDS[command].by

    @property
    def words(self) -> words.Catalogue:
        return words.catalogue(self.lang)


Build = Callable[[Connection, Viewer], C]


class Common(TypedDict):
    """What every template may use, whatever its own context is."""

    viewer: Viewer
    who: str
    path: str
    posted: str
    flash: dict[str, str] | None
    csrf: Callable[[], str]
    command_id: Callable[[], str]
    seen: Callable[[str, Mapping[str, Any]], str]
    part: Callable[..., Markup]
    past: Callable[[datetime], bool]
    clock: Callable[[datetime], str]
    moment: Callable[[datetime], str]
    fair: object  # a Fair of programme, which is above, or None
    contact_of: Callable[[Any], Any]
    live: Live
    base_url: str
    settings: Settings
    health: Health


class Site:
    """What every page needs: settings, database, dispatch, live, templates, other slices' parts."""

    def __init__(
        self,
        *,
        settings: Settings,
        database: Database,
        dispatch: Dispatch,
        live: Live,
        parts: Mapping[str, Part[Any]],
        templates: str,
        prove: Callable[[Request, str], Awaitable[Actor]],
        fair_of: Callable[[Connection, Actor, str], Any] = lambda *_: None,
        asking: Asking,
    ) -> None:
        self.settings, self.database, self.cookies = settings, database, Cookies(settings.secure)
        self.dispatch, self.live, self.parts = dispatch, live, parts
        self.assets, self.seal = ours(), Seal(settings.secret)
        self.fair_of, self.prove, self.asking = fair_of, prove, asking
        self.bridge: Callable[[], Mapping[str, int | bool]] = dict  # what the media process says
        needed = cache(self.assets.needed)
        self._environments = {
            code: environment(code, templates, self.assets.url, needed) for code in LANGUAGES
        }

    def render(
        self, connection: Connection, viewer: Viewer, request: Request, template: str,
        context: Mapping[str, Any],
    ) -> str:  # fmt: skip
        """Render a template with what every template may use; `part` shows another slice's part."""
        templates, known = self._environments[viewer.lang], viewer.words
        zone = days.zone(viewer.zone_name)
        fair_id = request.path_params.get("fair_id", "")
        flash = self.seal.flash(self.cookies.of(request.cookies, FLASH))

        def part(name: str, **keys: Any) -> Markup:
            found = self.parts[name]
            inner = found.view(connection, viewer, **keys)
            made = templates.get_template(found.page.template).render({**common, **inner})
            return Markup(made)  # noqa: S704

        common: Common = {
            "viewer": viewer, "who": self.seal.reader(viewer.actor, request.state.visitor),
            "path": next_page.here(request), "posted": next_page.posted(request), "flash": flash,
            "csrf": lambda: self.csrf(request), "command_id": new_id, "part": part,
            "seen": partial(self.dispatch.edits.seen, connection, viewer.actor),
            "past": lambda at: at <= utc_now(),
            "clock": lambda at: known.clock(at, zone), "moment": lambda at: known.moment(at, zone),
            "fair": self.fair_of(connection, viewer.actor, fair_id),
            "contact_of": partial(self.asking.contact, connection), "live": self.live,
            "health": self.database.health, "base_url": self.settings.base_url,
            "settings": self.settings,
        }  # fmt: skip
        return in_html(templates.get_template(template).render({**common, **context}))

    async def page(
        self, request: Request, page: Page[C], build: Build[C], *, status: int = 200
    ) -> Response:
        """Answer with a page from one snapshot: 304 unchanged, kept only where nobody signed in."""
        viewer = viewer_of(request)
        part = bool(request.headers.get("x-partial"))

        def look(connection: Connection) -> tuple[bytes, str]:
            context = build(connection, viewer)
            body = self.render(connection, viewer, request, page.template, context).encode()
            return body, _tag(body, part=part)  # here, where the loop does not wait for it

        body, tag = await self.database.read(look, viewer.actor, page.template)
        shared = viewer.role is Role.VISITOR and request.method == "GET"
        keeps = f"private, {'no-cache' if shared else 'no-store'}"
        headers = {"ETag": tag, "Cache-Control": keeps, "Vary": "Cookie"}
        if status == 200 and request.headers.get("if-none-match") == tag:  # noqa: PLR2004
            return Response(status_code=304, headers=headers)
        return Response(body, status, headers, media_type="text/html")

    # --- forms ---------------------------------------------------------------------------------

    def csrf(self, request: Request) -> str:
        """Return a fresh token that only this browser's cookie matches."""
        return self.seal.token(request.state.visitor)

    def check_csrf(self, request: Request, form: FormData) -> None:
        """Refuse a form that did not come from a page of ours."""
        self.seal.check(form, request.state.visitor)

    async def carry_out(self, request: Request, form: FormData, kind: type[Command]) -> Reply:
        """Check the form's token, read the command out of its fields, and dispatch it."""
        self.check_csrf(request, form)
        admit(kind, viewer_of(request).actor)
        actor, command_id = await self.proved(request, form, kind), field(form, "command_id")
        return await self.dispatch.carry_out(command_of(form, kind), actor, command_id)

    async def proved(self, request: Request, form: FormData, kind: type[Command]) -> Actor:
        """Return who asks; refuses who has to prove it first for this command (`fair.fresh`)."""
        actor, prove = viewer_of(request).actor, partial(self.prove, request)
        return await fresh.proved(actor, form, kind, prove)

    async def command(self, request: Request) -> Response:
        """POST /commands/{name}: carry out, then go to `then` (filled from the reply's fields)."""
        if (kind := COMMANDS.get(request.path_params["name"])) is None:
            raise NotFound
        async with request.form(max_files=0, max_fields=2000) as form:
            try:
                reply = await self.carry_out(request, form, kind)
            except Refusal as refusal:
                if not refusal.choices and not isinstance(refusal, ChangedMeanwhile):
                    raise
                return await self.refused(request, refusal, form)
            in_place = "application/json" in request.headers.get("accept", "")
            edits = in_place and issubclass(kind, Edit)
            saved = self.dispatch.edits.sent(command_of(form, kind)) if edits else ""
            then = next_page.then_filled(form, reply.model_dump())
        if in_place:
            ok = reply.model_dump(mode="json")
            told = {"ok": ok, "then": then, "next_id": new_id()}
            return JSONResponse(told | ({"seen": saved} if saved else {}))
        return self.redirect(then or next_page.back(request))

    def redirect(self, to: str, *, said: str = "") -> Response:
        """Go to a path of this site; `said` is shown there once."""
        answer = next_page.lead(to)
        if said:
            self.cookies.put(answer, FLASH, self.seal.noticed(said), _FLASH_S)
        return answer

    def sign_in(self, answer: Response, token: str, seconds: int) -> Response:
        """Keep the login's token for so long; the visitor of before, with drafts, is gone."""
        self.cookies.put(answer, LOGIN, token, seconds)
        self.cookies.drop(answer, VISITOR)
        return answer

    def sign_out(self, answer: Response) -> Response:
        """Forget the login and the visitor: the next person at this device is another one."""
        for cookie in (LOGIN, VISITOR):
            self.cookies.drop(answer, cookie)
        # What pages keep beside the cookies; the cache has nothing private, which is `no-store`.
        answer.headers["Clear-Site-Data"] = FORGET
        return answer

    async def refused(
        self, request: Request, refusal: Refusal, form: FormData | None = None
    ) -> Response:
        """Answer with the refusal's status and its sentence, and a way back.

        Where it asks which one is meant, the page has the `form` again, each answer a button.
        """
        if isinstance(refusal, SignInFirst) and request.state.over:
            refusal = request.state.over
        said = self.asking.refused(viewer_of(request).words, refusal)
        if "application/json" in request.headers.get("accept", ""):
            return JSONResponse(said, refusal.status, retry_after(refusal))
        looked = request.method in ("GET", "HEAD")
        shown: Refused = {
            "code": refusal.code,
            "sentence": said["message"],
            "back": next_page.back(request),
            "then": next_page.here(request) if looked else next_page.back(request),
            "again": again(form, request.path_params["name"], said)
            if form and "choices" in said
            else None,
            "changed": changed(form, request.path_params, refusal),
            "asking": refusal if isinstance(refusal, ProveFirst) else None,
            "sent_to": request.url.path,
        }
        answer = await self.page(request, REFUSED, lambda *_: shown, status=refusal.status)
        answer.headers.update(retry_after(refusal))
        return answer


def _tag(body: bytes, *, part: bool) -> str:
    # A form that is opened again has a new number: with the old one it is what was sent before.
    new = b'name="command_id"' in body and not part
    same = body if new else _COMMAND_ID.sub(rb"\1", body)
    return f'W/"{hashlib.sha256(same).hexdigest()[:20]}"'


def site(request: Request) -> Site:
    """Return the site a request came to."""
    return cast("Site", request.app.state.site)


def viewer_of(request: Request) -> Viewer:
    """Return who is asking."""
    return cast("Viewer", request.state.viewer)


def asked(request: Request, name: str, default: str = "") -> str:
    """Return what the address says after its question mark, kept as any typed line is."""
    return typed.line(request.query_params.get(name, default)[:_LONGEST_ASKED])


def page_number(request: Request) -> int:
    """Return the page of a list that the address asks for, from 1."""
    text = plain.number(asked(request, "page"))
    return max(1, int(text)) if text.isdecimal() and len(text) < len("12345") else 1
