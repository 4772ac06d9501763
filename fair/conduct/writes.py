"""What other slices ask before somebody writes or takes a place at a fair, and do to staff."""

from typing import Any

from fair import days
from fair.conduct import facts, reads, store
from fair.conduct.measure import Measure, Sort, Span, until
from fair.conduct.refusals import Muted, MutedToTheEnd, NumberSentOut, SentOut, to_ring
from fair.db import Work
from fair.decisions import NotFound, Refusal
from fair.people import reads as people
from fair.people.refusals import FairOver
from fair.programme import reads as programme
from fair.programme.fair import Fair


def require_word(work: Work, fair_id: str) -> None:
    """Refuse whoever is muted at a fair, or was sent out of it: they write to nobody there."""
    actor = work.actor
    if actor.person_id:
        found = _against(work, fair_id, actor.person_id)
    elif actor.account_id:
        found = reads.against_account(work.connection, fair_id, actor.account_id, work.now)
    else:
        return
    if found is not None:
        raise _refusal(work, found, actor.person_id)


def require_welcome(work: Work, fair_id: str, person_id: str) -> None:
    """Refuse a place to whoever was sent out of a fair, also by another account of the number."""
    found = _against(work, fair_id, person_id)
    if found is not None and found.sort is Sort.REMOVED:
        raise _refusal(work, found, person_id)


def _against(work: Work, fair_id: str, person_id: str) -> Measure | None:
    return reads.against_person(work.connection, fair_id, person_id, work.now, work.settings.secret)


def _refusal(work: Work, found: Measure, person_id: str) -> Refusal:
    fair = programme.fair(work.connection, found.fair_id)
    ring = to_ring(programme.contact_of(work.connection, fair).phone)
    if found.sort is Sort.REMOVED:
        own = found.person_id == person_id
        return SentOut(ring=ring) if own else NumberSentOut(ring=ring)
    if found.until is None:
        return MutedToTheEnd(ring=ring)
    shown = days.clock_at(found.until, programme.zone_of(work.connection, found.fair_id))
    return Muted(until=shown.isoformat(timespec="minutes")[11:16], ring=ring)


def running(work: Work, fair_id: str) -> Fair:
    """Return a fair that is not over; refuses `NotFound` and `FairOver`."""
    fair = programme.fair(work.connection, fair_id)
    if fair is None:
        raise NotFound
    if fair.over:
        raise FairOver
    return fair


def made(work: Work, fair: Fair, sort: Sort, **said: Any) -> Measure:
    """Return what is done just now by whoever acts, with the mark of a person's known number."""
    given = {"person_id": "", "account_id": "", "reason": "", "happened": "", **said}
    who = people.person(work.connection, given["person_id"]) if given["person_id"] else None
    return Measure(
        id=work.new_id(),
        fair_id=fair.id,
        sort=sort,
        number=reads.mark(work.settings.secret, who) if who and who.confirmed else "",
        by_id=work.actor.account_id,
        made_at=work.now,
        **given,
    )


def mute_staff(
    work: Work, fair: Fair, account_id: str, span: Span, reason: str, said: str
) -> Measure:
    """Let an account write to nobody at a fair for a while; again counts from now.

    Whose account it is, and whether it is of this fair, was checked before.
    """
    one = made(
        work,
        fair,
        Sort.MUTED,
        account_id=account_id,
        reason=reason,
        happened=said,
        until=until(span, work.now),
    )
    for known in reads.standing(work.connection, fair.id):
        if known.account_id == account_id:
            undo_staff(work, known)
    store.add(work, one)
    fact = facts.StaffMuted(
        fair_id=fair.id,
        measure_id=one.id,
        whom_id=account_id,
        account_id=one.by_id,
        reason=one.reason,
        until=one.until,
    )
    work.record(fact)
    return one


def undo_staff(work: Work, found: Measure) -> None:
    """Let an account write again."""
    store.end(work, found.id)
    work.record(
        facts.StaffUndone(
            fair_id=found.fair_id,
            measure_id=found.id,
            whom_id=found.account_id,
            account_id=work.actor.account_id,
        )
    )
