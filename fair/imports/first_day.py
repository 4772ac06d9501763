"""What a new employer does before it calls the first person: what is done, and what is next."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from fair.booths.booth import Booth
from fair.employers.licence import Licence
from fair.glossary import BoothState, LicenceState


class Step(StrEnum):
    """The steps in their order."""

    LICENCE = "licence"
    POSTS = "posts"
    TEXT = "text"
    COLLEAGUES = "colleagues"
    MICROPHONE = "microphone"
    OPEN = "open"


class Stage(StrEnum):
    """How far a step is; `WAITS` is somebody else's turn, `MAY` is nobody's duty."""

    DONE = "done"
    NEXT = "next"
    WAITS = "waits"
    MAY = "may"
    TODO = "todo"


@dataclass(frozen=True, slots=True)
class Begun:
    """What is there: `shown` posts are open or looked at, `staff` works there or is invited."""

    licence: Licence | None
    shown: int
    booth: Booth | None
    staff: int


def opened(booth: Booth) -> bool:
    """True once a booth has been open: whoever has called people, at any fair, needs no list."""
    return booth.state is not BoothState.CLOSED or booth.cause is not None


def steps(begun: Begun) -> tuple[tuple[Step, Stage], ...]:
    """Return every step and how far it is; the first that is due is next, if any is."""
    done = {
        Step.LICENCE: bool(begun.licence and begun.licence.valid),
        Step.POSTS: begun.shown > 0,
        Step.TEXT: bool(begun.booth and begun.booth.about),
        Step.COLLEAGUES: begun.staff > 1,
        Step.OPEN: False,
    }
    found: list[tuple[Step, Stage]] = []
    for step in Step:
        if step is Step.MICROPHONE:
            found.append((step, Stage.MAY))  # the browser knows, where it was tried
        elif done[step]:
            found.append((step, Stage.DONE))
        elif step is Step.COLLEAGUES:
            found.append((step, Stage.MAY))
        elif _waits(step, begun):
            found.append((step, Stage.WAITS))
        else:
            found.append((step, Stage.TODO if _has_next(found) else Stage.NEXT))
    return tuple(found)


def _waits(step: Step, begun: Begun) -> bool:
    """True where the organiser is next: to verify the licence, to give a booth."""
    if step is Step.LICENCE:
        return bool(begun.licence and begun.licence.state is LicenceState.SUBMITTED)
    return step in (Step.TEXT, Step.OPEN) and begun.booth is None


def _has_next(found: Sequence[tuple[Step, Stage]]) -> bool:
    return any(stage is Stage.NEXT for _, stage in found)
