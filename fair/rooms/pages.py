"""Routes of `rooms`: a call for both its sides, the ring, a booth's chat, the microphone check."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from fair.contract import rooms as contract
from fair.db import new_id, utc_now
from fair.forms import command_from
from fair.roles import SEEKERS, SIDES
from fair.rooms import call_views, chat_views
from fair.rooms.call import cost
from fair.rooms.call_views import CallPage
from fair.rooms.chat_views import Chat
from fair.routes import bare, part, route, shows
from fair.templates import Page
from fair.web import Build, Viewer, site, viewer_of

CALL, CALL_NOW = Page("rooms/call.html", CallPage), Page("rooms/_call_now.html", CallPage)
CALL_SAID = Page("rooms/_call_said.html", CallPage)
CALL_WRITE = Page("rooms/write.html", CallPage)
CALL_AFTER = Page("rooms/_call_after.html", CallPage)


# One transparent dot.
_DOT = bytes.fromhex(
    "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b"
)


def _page(request: Request) -> Build[CallPage]:
    """Return the function that builds a call's context for whoever asks."""
    call_id, minutes = request.path_params["call_id"], site(request).settings.call_minutes
    return lambda at, viewer: call_views.call_page(at, viewer, call_id, utc_now(), minutes)


async def call(request: Request) -> Response:
    """Show the page of a call, to its two sides only."""
    return await site(request).page(request, CALL, _page(request))


async def call_now(request: Request) -> Response:
    """Show what the call's page says before and after the talk."""
    return await site(request).page(request, CALL_NOW, _page(request))


async def call_said(request: Request) -> Response:
    """Show what was typed in the call."""
    return await site(request).page(request, CALL_SAID, _page(request))


async def call_after(request: Request) -> Response:
    """Show what belongs beside or below a talk that is over."""
    return await site(request).page(request, CALL_AFTER, _page(request))


async def call_state(request: Request) -> Response:
    """Answer the call's state and clock as JSON."""
    at, actor = site(request), viewer_of(request).actor
    call_id, minutes = request.path_params["call_id"], at.settings.call_minutes
    state = await at.database.read(
        lambda look: call_views.call_state(look, actor, call_id, utc_now(), minutes)
    )
    return JSONResponse(state, headers={"Cache-Control": "no-store"})


async def ring(request: Request) -> Response:
    """Answer what rings for this seeker now, with its words, as JSON."""
    at, viewer = site(request), viewer_of(request)
    found = await at.database.read(lambda look: call_views.ringing(look, viewer, utc_now()))
    gettext = viewer.words.gettext
    texts = {
        "title": gettext("Your turn: answer the call"),
        "left": gettext("Rings for {seconds} more seconds"),
        "cost": gettext("about {minutes} min, about {size} MB", **cost(at.settings.call_minutes)),
    }
    if found and found["typed"]:
        texts["cost"] = gettext("You type. The microphone stays off.")
    return JSONResponse(
        {"call": {**found, **texts} if found else None}, headers={"Cache-Control": "no-store"}
    )


async def call_write(request: Request) -> Response:
    """Show where to write in the call, for pages that load themselves again."""
    return await site(request).page(request, CALL_WRITE, _page(request))


async def call_shown(request: Request) -> Response:
    """Take it that the ring is on the screen: a page without JavaScript shows this picture.

    Another site's page cannot ask for it as somebody: their cookie comes along to our pages alone.
    """
    shown = command_from(request.path_params, contract.ShowCall)
    await site(request).dispatch.carry_out(shown, viewer_of(request).actor, new_id())
    return Response(_DOT, headers={"Cache-Control": "no-store"}, media_type="image/gif")


def _room(at: Any, viewer: Viewer, booth_id: str) -> Chat:
    return chat_views.chat(at, viewer.actor, booth_id)


ROUTES: list[Any] = [
    route("/ring", ring, by=SEEKERS),
    route("/calls/{call_id}", call, by=SIDES, pages=(CALL,)),
    route("/calls/{call_id}/now", call_now, by=SIDES, pages=(CALL_NOW,)),
    route("/calls/{call_id}/said", call_said, by=SIDES, pages=(CALL_SAID,)),
    route("/calls/{call_id}/after", call_after, by=SIDES, pages=(CALL_AFTER,)),
    route("/calls/{call_id}/write", call_write, by=SIDES, pages=(CALL_WRITE,)),
    route("/calls/{call_id}/shown.gif", call_shown, by=SEEKERS),
    route("/calls/{call_id}/state", call_state, by=SIDES),
    shows("/rooms/{booth_id}/chat", "rooms/_chat.html", _room),
]
PARTS: dict[str, Any] = {
    "rooms.chat": part("rooms/_chat_part.html", _room),
    "rooms.mic_check": part("rooms/_mic_check.html", bare),
}
