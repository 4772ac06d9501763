"""Looking after a queue: renew its forecast, show it to newcomers, tell who is near."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from fair import timers
from fair.booths import reads as booths
from fair.booths.booth import Booth
from fair.contract.base import Done
from fair.contract.queue import LookAtQueue
from fair.db import Work
from fair.interviews import facts as told_facts
from fair.interviews import forecast, forecast_reads, forecast_writes, holding
from fair.interviews.forecast import Point, Range, at_place
from fair.interviews.forecast_writes import Shown
from fair.interviews.holding import Told
from fair.interviews.plays import Load
from fair.programme import reads as programme
from fair.queue import (
    facts,
    line_store,
    line_writes,
    look_reads,
    overtake_store,
    store,
    telling_writes,
)
from fair.queue.look_reads import Sight
from fair.tickets import order
from fair.tickets import ticket as rules
from fair.tickets.order import Standing

MOST_AT_ONCE = 20  # texts of one look


def look_at(work: Work, command: LookAtQueue) -> Done:
    """Look after one queue, and again soon while somebody waits or talks there."""
    look(work, command.booth_id)
    return Done()


def look(work: Work, booth_id: str) -> None:
    """Renew what is told about a queue. Writes only what a reader would notice."""
    booth = booths.booth(work.connection, booth_id)
    if booth is None:
        return
    line_store.open_queue(work, booth.id, booth.fair_id)
    row = line_store.queue(work.connection, booth.id)
    seen = look_reads.sight(work.connection, booth, work.now)
    line, load, fresh = seen.line, seen.load, seen.points
    nobody = bool(line) and not seen.callable_now
    if row is not None and row.nobody != nobody:
        line_store.set_nobody(work, booth.id, nobody=nobody)
    line_writes.note_silence(work, booth, row, seen.silent_since)
    known, made_at = line_store.points_of(row), (row.points_at if row else None)
    before, since, duty = known, made_at or work.now, row.on_duty if row else 0
    if made_at is None or forecast.moved(known, made_at, fresh, work.now):
        known, made_at = fresh, work.now
        line_store.keep_points(work, booth.id, fresh, load.on_duty)
        _tell_moved(work, booth, fresh, len(line), load)
    passed = overtake_store.since(work.connection, booth.id, since) if line else []
    ranges = {
        one.ticket_id: holding.not_before(found, work.now)
        for place, one in enumerate(line, 1)
        if (found := forecast.range_at(known, place, made_at))
    }

    def why(one: Standing, told: Told) -> str:
        return holding.why_moved(
            told, ranges[one.ticket_id], duty=(duty, load.on_duty),
            passed=holding.passed_by(one.rank, passed), timeless=not before, busy_s=load.busy_s,
        )  # fmt: skip

    _tell(work, booth, seen, ranges, why)
    ending = look_reads.ending(work.connection, booth, work.settings.call_minutes, work.now)
    soon = (*order.near(line, known, made_at, work.now), *order.after_talks(line, ending))
    first = order.next_free(line, line_store.recent(row), line_store.calls(row))
    for one in dict.fromkeys(() if seen.silent_since else soon):  # nobody is called there
        if not one.undrawn or one == first:  # the others' places change with the lot
            _warn(work, booth, one)
    if line or load.busy_s or load.away_s:
        line_writes.look_soon(work, booth.id, booth.fair_id, line_writes.EVERY_S)
    else:
        timers.stop(work, line_writes.LOOK, booth.id)
        line_store.set_looking(work, booth.id, looking=False)


def _tell_moved(
    work: Work, booth: Booth, points: Sequence[Point], waiting: int, load: Load
) -> None:
    first = points[0] if points else (1, 0, 0, 0)
    work.record(
        told_facts.ForecastMoved(
            fair_id=booth.fair_id, booth_id=booth.id, waiting=waiting, on_duty=load.on_duty,
            first_s=first[1], first_late_s=first[3],
        )
    )  # fmt: skip


def _tell(
    work: Work, booth: Booth, seen: Sight, fresh: Mapping[str, Range],
    why: Callable[[Standing, Told], str],
) -> None:  # fmt: skip
    """Tell newcomers their range, to be compared with what happens; others only what moved."""
    told = forecast_reads.told(work.connection, [one.ticket_id for one in seen.line])
    played = seen.played()
    first, moved, now = list[Shown](), list[tuple[str, Told]](), dict[str, Told]()
    for place, one in enumerate(seen.line, 1):
        if one.undrawn:
            continue
        found, known = fresh.get(one.ticket_id), told.get(one.ticket_id)
        if known is None:
            if found:
                shown = holding.rounded(found, work.now)
                first.append(Shown(one.ticket_id, place, shown, at_place(played, place)))
                now[one.ticket_id] = Told(shown)
            continue
        if found:
            now[one.ticket_id] = known
        said = partial(why, one, known)
        if anew := holding.told_anew(known, found, work.now, kept_by=one.kept_by, why=said):
            moved.append((one.ticket_id, anew))
            now[one.ticket_id] = replace(anew, unlikely=known.unlikely)
    forecast_writes.show(work, booth.id, booth.fair_id, first)
    forecast_writes.tell_anew(work, moved)
    _say_unlikely(work, booth, now)
    work.record(
        *(
            told_facts.ForecastShown(
                fair_id=booth.fair_id, ticket_id=one.ticket_id, booth_id=booth.id, place=one.place,
                p10_at=one.range.p10_at, p50_at=one.range.p50_at, p90_at=one.range.p90_at,
            )
            for one in first
        )
    )  # fmt: skip


def _say_unlikely(work: Work, booth: Booth, told: Mapping[str, Told]) -> None:
    """Last call, told as early as it is known: not to who has chosen, or is to get ready.

    It may be the closing that moved. Some hear it now, the next ones at the next look.
    """
    fair = programme.fair(work.connection, booth.fair_id)
    ends_at = programme.ends_at(work.connection, fair, work.now) if fair else None
    late = [key for key, one in told.items() if ends_at and one.range.p50_at > ends_at]
    late = [key for key in late if not told[key].unlikely][:MOST_AT_ONCE]
    forecast_writes.tell_unlikely(work, late)
    for ticket_id in late:
        ticket = store.ticket(work, ticket_id)
        if not ticket.choice and ticket.warned_at is None:
            telling_writes.say_unlikely(work, ticket)


def _warn(work: Work, booth: Booth, one: Standing) -> None:
    """Tell somebody to get ready, once; on a closed page too where the number is confirmed."""
    ticket = store.ticket(work, one.ticket_id)
    if ticket.warned_at is not None:
        return
    warned = rules.warn(ticket, work.now)
    store.save(work, ticket, warned)
    texted = telling_writes.say_ready(work, warned)
    version = line_store.touch(work, booth.id)
    line_writes.record(work, warned, version, facts.TicketWarned, texted=texted)


def _time_to_look(ref: str) -> LookAtQueue:
    return LookAtQueue(booth_id=ref)


HANDLERS: dict[Any, Any] = {LookAtQueue: look_at}
DUE: dict[str, Callable[[str], Any]] = {line_writes.LOOK: _time_to_look}
