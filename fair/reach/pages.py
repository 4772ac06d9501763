"""What is texted back, as the gateway posts it; and what a text's link says of its ticket."""

import json
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from fair.contract.reach import AnswerText, TellUnheard
from fair.contract.text_types import Line, Token
from fair.decisions import SYSTEM, Actor, Malformed, Refusal
from fair.glossary import Role
from fair.marks import marked
from fair.people.phone import normal_phone
from fair.reach import views
from fair.reach.word import meant
from fair.routes import let_in, part, route
from fair.web import Site, site, viewer_of

# Of whoever knows no secret, and of the gateway, which tells of every number.
STRANGERS, GATEWAYS = (30, 600), (6000, 600)
MOST_BYTES = 4000


class _Replied(BaseModel):
    """A text that came back: from which number, what it says, and the gateway's id of it."""

    model_config = ConfigDict(extra="ignore")
    sender: Annotated[str, Line(40)]
    text: Annotated[str, Line(400)]
    id: Annotated[str, Token(120)] = ""


async def replied(request: Request) -> Response:
    """POST /texts/replies: the gateway hands on a text that somebody sent back.

    It acts for who confirmed the number, about the newest text to it that asked something. Where
    several turns were asked about, nobody knows which is meant: then it gives no place up and puts
    nobody off. Sent twice, it counts once. What means nothing is taken, nothing happens, and the
    person is told so, once for each text of ours: `done` says which.
    """
    at = site(request)
    let_in(
        at, request, at.settings.sms_reply_secret, "replies", strangers=STRANGERS, known=GATEWAYS
    )
    said = await _read(request)
    done = await _carry_out(at, said, viewer_of(request).actor.address)
    return JSONResponse({"done": done}, headers={"Cache-Control": "no-store"})


async def _read(request: Request) -> _Replied:
    body = await request.body()
    if len(body) > MOST_BYTES:
        raise Malformed
    try:
        told = json.loads(body)
        told = {**told, "sender": told.pop("from")}
        return _Replied.model_validate(told)
    except (ValueError, TypeError, KeyError, AttributeError, ValidationError):
        raise Malformed from None


async def _carry_out(at: Site, said: _Replied, address: str) -> bool:
    word = meant(said.text)
    try:
        phone = normal_phone(said.sender)
    except Refusal:
        return False
    asked = await at.database.read(lambda connection: views.answered(connection, phone, word))
    if asked is None:
        await _tell_unheard(at, phone)
        return False
    # Each answer asks anew: what the gateway hands on twice is known by its own id alone.
    once = marked(at.settings.secret, "reply", phone if said.id else asked.id, said.id or word)
    answer = AnswerText.model_validate({"ticket_id": asked.ticket_id, "word": word})
    who = Actor(Role.SEEKER, person_id=asked.person_id, address=address)
    try:
        await at.dispatch.carry_out(answer, who, f"reply:{once[:32]}")
    except Refusal:
        await _tell_unheard(at, phone)
        return False
    return True


async def _tell_unheard(at: Site, phone: str) -> None:
    """Tell whoever replied to a text of ours that nothing came of it; strangers hear nothing."""
    asked = await at.database.read(lambda connection: views.unheard(connection, phone))
    if asked is not None:
        await at.dispatch.carry_out(TellUnheard(link_id=asked.id), SYSTEM, f"unheard:{asked.id}")


ROUTES: list[Any] = [route("/texts/replies", replied, methods=("POST",))]
PARTS: dict[str, Any] = {"reach.texted": part("reach/_texted.html", views.texted)}
