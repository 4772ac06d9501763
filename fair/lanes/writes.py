"""What every step of a handing does, and where the priority of a person is put into lanes."""

from typing import Any

from fair.booths.booth import Booth
from fair.db import Work
from fair.glossary import Lane
from fair.lanes import facts, handing, reads, store
from fair.lanes.facts import HandingFact
from fair.lanes.handing import Handing
from fair.queue import lane_writes
from fair.queue.lane_writes import Entry
from fair.tickets import lifting
from fair.tickets.ticket import Ticket


def record(work: Work, one: Handing, kind: type[HandingFact], **more: Any) -> None:
    """Record a fact of a handing."""
    work.record(
        kind(
            fair_id=one.fair_id, handing_id=one.id, ticket_id=one.ticket_id,
            booth_id=one.booth_id, person_id=one.person_id, **more,
        )
    )  # fmt: skip


def end(work: Work, one: Handing, verb: str, kind: type[HandingFact]) -> None:
    """Let a question be answered, or be gone."""
    store.save_handing(work, one, handing.step(one, verb))
    record(work, one, kind)


def agree(work: Work, one: Handing) -> None:
    """Yes, after the talk that still goes on at that booth."""
    end(work, one, "agree", facts.HandingAgreed)


def go(work: Work, one: Handing, booth: Booth) -> Ticket:
    """Let the person stand at the booth ahead of its line, for the named colleague alone."""
    entry = Entry(lane=Lane.HANDED_ON, cause=lifting.HANDED_ON, meant_for=one.account_id)
    ticket = lane_writes.enter(work, booth, one.person_id, entry)
    end(work, one, "go", facts.HandingGone)
    return ticket


def prefer(work: Work, ticket: Ticket | None) -> None:
    """Put a ticket into the lane of priority where its owner has it; other lanes stay."""
    if ticket is None or not ticket.waits or ticket.lane is not Lane.STANDARD:
        return
    if reads.priority(work.connection, ticket.fair_id, ticket.person_id):
        lane_writes.put(work, ticket, Lane.PRIORITY, lifting.PRIORITY)
