"""What is told of a queue: to everybody at the booth, to the person, to the desk."""

from datetime import datetime

from fair.contract.base import Event


class QueueChanged(
    Event,
    name="queue.changed",
    audience="queue:{booth_id}",
    every_s=0.2,
    about="{booth_id}",
    example={
        "booth_id": "b00000000001", "since": 41, "version": 42, "waiting": 6, "talking": 1,
        "removed": [1], "placed": [[6, 48]], "cause": "", "points": [[1, 20, 120, 300]],
        "at": "2026-11-21T09:00:00Z",
    },
):  # fmt: skip
    """The calling order changed from version `since` to `version`.

    Take the places `removed` out of the old order, then put each [place, number] of `placed` in,
    in ascending order. Whoever holds another version than `since` fetches afresh. `talking` are in
    a call with the booth. `points` are [place, P10, P50, P90] seconds from `at`; empty while there
    is no forecast. `cause` names an overtake.
    """

    booth_id: str
    since: int
    version: int
    waiting: int
    talking: int
    removed: tuple[int, ...]
    placed: tuple[tuple[int, int], ...]
    cause: str = ""
    points: tuple[tuple[int, int, int, int], ...]
    at: datetime

    def after(self, earlier: Event) -> "QueueChanged":
        """Return one event for two: what changed since the earlier one began."""
        if not isinstance(earlier, QueueChanged) or earlier.version != self.since:
            return self
        removed, placed = joined((earlier.removed, earlier.placed), (self.removed, self.placed))
        return self.model_copy(
            update={
                "since": earlier.since, "removed": removed, "placed": placed,
                "cause": self.cause or earlier.cause,
            }
        )  # fmt: skip


class TicketChanged(
    Event,
    name="ticket.changed",
    audience="person:{person_id}",
    example={
        "person_id": "p00000000001", "ticket_id": "t00000000001", "booth_id": "b00000000001",
        "state": "called", "version": 3,
    },
):  # fmt: skip
    """Something about the person's own ticket changed: fetch it afresh."""

    person_id: str
    ticket_id: str
    booth_id: str
    state: str
    version: int


class DeskChanged(
    Event,
    name="desk.changed",
    audience="desk:{booth_id}",
    every_s=0.2,
    about="{booth_id}",
    example={"booth_id": "b00000000001", "version": 42},
):
    """Something on the desk of this booth changed: fetch it afresh."""

    booth_id: str
    version: int


Delta = tuple[tuple[int, ...], tuple[tuple[int, int], ...]]


def joined(first: Delta, second: Delta) -> Delta:
    """Return the one change of an order that does what two changes after each other do."""
    removed, placed = list(first[0]), list(first[1])
    gone = set(second[0])
    between = dict(placed)
    removed += [_before(place, first) for place in sorted(gone) if place not in between]
    kept = [(place, number) for place, number in placed if place not in gone]
    later = sorted(second[1])
    moved = list(later)
    for place, number in kept:
        at = place - sum(1 for other in gone if other < place)
        for other, _ in later:
            if other <= at:
                at += 1
        moved.append((at, number))
    return tuple(sorted(removed)), tuple(sorted(moved))


def _before(place: int, change: Delta) -> int:
    """Return which place of the old order stands at `place` of the new one (not a placed one)."""
    removed, placed = change
    at = place - sum(1 for other, _ in placed if other < place)
    for other in sorted(removed):
        if other <= at:
            at += 1
    return at
