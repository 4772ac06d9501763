"""A leg: the one page per side of a call that carries the sound.

Each taking raises the epoch; signalling of an earlier epoch is refused.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from fair.glossary import Role
from fair.rooms.refusals import LegMoved, LegTaken

HERE_EVERY_S = 15
DESCRIBER = Role.RECRUITER  # one side alone, so that two descriptions never collide


@dataclass(frozen=True, slots=True)
class Leg:
    """One per side of a call: the page that carries the sound. Each taking raises the epoch."""

    call_id: str
    side: Role
    epoch: int = 0
    tab: str = ""
    down: bool = False
    seen_at: datetime | None = None


def take(leg: Leg, tab: str, now: datetime, *, insist: bool) -> Leg:
    """A page takes the leg. Another page that was here lately must be asked about first.

    The same tab (a reload) takes it over at once. Refuses with `LegTaken`.
    """
    lately = leg.seen_at and (now - leg.seen_at).total_seconds() <= 2 * HERE_EVERY_S
    if leg.tab and leg.tab != tab and lately and not insist:
        raise LegTaken
    return replace(leg, epoch=leg.epoch + 1, tab=tab, down=False, seen_at=now)


def check_epoch(leg: Leg | None, epoch: int) -> Leg:
    """Return the leg where `epoch` is its present one; refuses an older page with `LegMoved`."""
    if leg is None or leg.epoch != epoch or epoch == 0:
        raise LegMoved
    return leg


@dataclass(frozen=True, slots=True)
class ForBridge:
    """A leg's description for the bridge; `to` is the audience that hears the answer.

    `side` is one of the two who talk, or somebody whom they brought in.
    """

    to: str
    call_id: str
    side: str
    epoch: int
    n: int
    sdp: str
