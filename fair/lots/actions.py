"""Closing the list of a lot, and drawing: both done by the clock."""

from collections.abc import Callable
from typing import Any

from fair import timers
from fair.anchors import TIPS, head_after, newest_head
from fair.contract.base import Done
from fair.contract.lots import CloseLots, DrawLot
from fair.db import Work
from fair.heads import Tip, head_of
from fair.lots import lot as rules
from fair.lots import store
from fair.lots.facts import LotClosed, LotDrawn
from fair.lots.lot import Lot
from fair.queue import carry_writes
from fair.queue.carry_writes import DRAW, LOT


def close_lots(work: Work, command: CloseLots) -> Done:
    """The first five minutes are over: close the list of each booth, and let it be drawn."""
    timers.stop(work, LOT, command.fair_id)
    newest = newest_head(work.connection, command.fair_id)
    for booth_id, tickets in carry_writes.undrawn(work, command.fair_id).items():
        listed = tuple(one.id for one in tickets)
        after = newest.number if newest else 0
        store.add(
            work,
            Lot(
                booth_id=booth_id, fair_id=command.fair_id, closed_at=work.now, after=after,
                listed=listed, numbers={},
            ),
        )  # fmt: skip
        work.record(
            LotClosed(
                fair_id=command.fair_id, booth_id=booth_id, count=len(listed), after=after,
                digest=rules.list_hash(listed),
            )
        )  # fmt: skip
        timers.start(work, DRAW, booth_id, rules.AGAIN_S, fair_id=command.fair_id)
    return Done()


def draw(work: Work, command: DrawLot) -> Done:
    """Draw, once there is a signed head that nobody knew when the list was closed.

    Where no head is signed within a minute, the newest rows of the ledger take its place.
    """
    found = store.lot(work.connection, command.booth_id)
    if found is None or found.drawn_at is not None:
        return Done()
    signed = head_after(work.connection, found.fair_id, found.after)
    if signed is None and work.now < found.closed_at + rules.MOST_WAIT:
        timers.start(work, DRAW, found.booth_id, rules.AGAIN_S, fair_id=found.fair_id)
        return Done()
    head = str(signed) if signed else _unsigned(work, found.fair_id)
    drawn = rules.drawn(head, carry_writes.numbers(work, found.listed))
    store.keep_drawn(work, found.booth_id, head, drawn)
    carry_writes.give_numbers(work, found.booth_id, drawn)
    work.record(
        LotDrawn(
            fair_id=found.fair_id, booth_id=found.booth_id, count=len(drawn),
            seed=rules.seed_of(head, drawn), digest=rules.numbers_hash(drawn),
        )
    )  # fmt: skip
    return Done()


def _unsigned(work: Work, fair_id: str) -> str:
    tips = [Tip(row.stream, row.seq, row.hash) for row in work.connection.execute(TIPS)]
    mine = [tip for tip in tips if tip.fair_id == fair_id]
    return head_of(0, fair_id, mine, work.now).signed_text()


def _first_minutes_over(ref: str) -> CloseLots:
    return CloseLots(fair_id=ref)


def _draw(ref: str) -> DrawLot:
    return DrawLot(booth_id=ref)


HANDLERS: dict[Any, Any] = {CloseLots: close_lots, DrawLot: draw}
DUE: dict[str, Callable[[str], Any]] = {LOT: _first_minutes_over, DRAW: _draw}
