"""Messages of the slice `audit`: an auditor draws hires, rings them, and opens names."""

from typing import Annotated, Literal

from pydantic import Field

from fair.contract.base import Command, Reply
from fair.contract.text_types import Id, Key, Line
from fair.roles import AUDITORS

DRAW = {"draw_id": "d00000000001"}


class DrawnReply(Reply):
    """Which draw it is."""

    draw_id: str


class DrawHires(
    Command,
    name="audit.draw",
    by=AUDITORS,
    reply=DrawnReply,
    fresh=True,
    refusals=("audit-over", "not-found", "bad-seed", "nobody-hired", "opened-enough"),
    rate=(20, 3600),
    example={"fair_id": "f00000000001", "seed": "314159", "many": 10},
):
    """Draw so many hires of a fair by a seed of digits; their names and numbers are opened."""

    fair_id: Id
    seed: Annotated[str, Key(40, least=1)]
    many: Annotated[int, Field(ge=1, le=50)]


class MarkHire(
    Command,
    name="audit.mark",
    by=AUDITORS,
    refusals=("audit-over", "not-found", "not-your-draw", "draw-closed"),
    example={**DRAW, "offer_id": "o00000000001", "said": "confirmed"},
):
    """Say what came of ringing somebody who was drawn; the last word before the closing counts."""

    draw_id: Id
    offer_id: Id
    said: Literal["confirmed", "denied", "not_reached"]


class CloseDraw(
    Command,
    name="audit.close",
    by=AUDITORS,
    refusals=("audit-over", "not-found", "not-your-draw", "draw-closed"),
    example=DRAW,
):
    """End a draw: what was marked is its result."""

    draw_id: Id


class OpenName(
    Command,
    name="audit.open_name",
    by=AUDITORS,
    fresh=True,
    refusals=("audit-over", "not-found", "fee-asked", "opened-enough"),
    rate=(30, 3600),
    example={"fair_id": "f00000000001", "alias": "p00000000001", "why": "Two hires on one day."},
):
    """Open the name and number of one person of a fair; the person reads who did, and why."""

    fair_id: Id
    alias: Id
    why: Annotated[str, Line(300, least=10)]
