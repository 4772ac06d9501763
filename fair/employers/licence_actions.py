"""Commands of licences: an employer submits, the organiser checks, suspends and lifts."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from fair import timers
from fair.contract.base import Command, Done
from fair.contract.employers import (
    LicenceExpire,
    LicenceFallDue,
    LicenceLift,
    LicenceReject,
    LicenceSubmit,
    LicenceSubmittedReply,
    LicenceSuspend,
    LicenceVerify,
)
from fair.days import day_at
from fair.db import Work
from fair.decisions import move
from fair.employers import store, twin_reads
from fair.employers.act_writes import note, note_submitted
from fair.employers.facts import (
    LicenceDue,
    LicenceExpired,
    LicenceHeld,
    LicenceLifted,
    LicenceRejected,
    LicenceReplaced,
    LicenceSubmitted,
    LicenceSuspended,
    LicenceVerified,
)
from fair.employers.licence import (
    LICENCE_ZONE,
    MOVES_LICENCE,
    RECHECK_AFTER,
    Licence,
    LicenceTerms,
    checked,
    gives_way,
    verified,
)
from fair.employers.licence_act import Done as What
from fair.employers.licence_act import How, source_link
from fair.employers.reads import suspension
from fair.employers.refusals import NotYourEmployer, NumberIsHeld
from fair.glossary import LicenceState, Role
from fair.ledger import hashes_of
from fair.screening.screen import check_fee

DUE_KIND, END_KIND = "licence.recheck", "licence.end"
_CENTS = 100


def require_own(work: Work, employer_id: str) -> None:
    """Refuse `NotYourEmployer` unless an organiser or a recruiter of this employer asks."""
    if work.actor.role is not Role.ORGANISER and not work.actor.works_for(employer_id):
        raise NotYourEmployer


def submit(work: Work, command: LicenceSubmit, *, by: str | None = None) -> LicenceSubmittedReply:
    """Keep a licence for the organiser's check; one that still waits for it is replaced.

    `by` is the account that wrote it where that is not the asker's; "" for one without an account.

    A licence already verified stays in force until the new one is.
    """
    require_own(work, command.employer_id)
    employer = store.employer(work, command.employer_id)
    yuan = command.reserve_yuan
    written = LicenceTerms(
        number=command.number,
        authority=command.authority,
        valid_from=command.valid_from,
        valid_to=command.valid_to,
        reserve_cents=None if yuan is None else yuan * _CENTS,
    )
    terms = checked(employer.kind, written, day_at(work.now, LICENCE_ZONE))
    waiting = _submitted(work, employer.id)
    if waiting:
        licence_id = waiting.id
        store.resubmit_licence(work, waiting.id, employer.kind, terms)
    else:
        licence_id = store.add_licence(work, employer.id, employer.kind, terms)
    work.record(
        LicenceSubmitted(
            employer_id=employer.id,
            licence_id=licence_id,
            act_id=note_submitted(work, employer.id, licence_id, terms, by=by),
            employer_kind=employer.kind,
            valid_from=terms.valid_from,
            valid_to=terms.valid_to,
            reserve_cents=terms.reserve_cents,
            hashes=hashes_of(licence_id, number=terms.number, authority=terms.authority),
        )
    )
    return LicenceSubmittedReply(licence_id=licence_id)


def verify(work: Work, command: LicenceVerify) -> Done:
    """Accept a licence, or check it again; both start the six months anew.

    Of a company that is suspended it takes the suspension over, with its reason. Refuses
    `NumberIsHeld` without a reason where another checked company has the same number.
    """
    licence = store.licence(work, command.licence_id)
    held = suspension(work.connection, licence.employer_id)
    state, source = verified(licence, work.now, held=held is not None), source_link(command.source)
    another = twin_reads.holder(work.connection, licence)
    if another and not command.reason:
        raise NumberIsHeld(name=another.name)
    for other in store.licences(work.connection, licence.employer_id):
        if gives_way(other, to=licence):
            _replace(work, other)
    store.move_licence(work, licence.id, state, reason=held.reason if held else "", checked=True)
    _start_clocks(work, licence, work.now)
    if held:
        timers.stop(work, DUE_KIND, licence.id)
    what, fact = (What.HELD, LicenceHeld) if held else (What.VERIFIED, LicenceVerified)
    how = How(command.how)
    act_id = note(work, licence, what, reason=command.reason, how=how, source=source)
    hashes = hashes_of(act_id, source=source)
    work.record(fact(**_of(licence), act_id=act_id, how=command.how, hashes=hashes))
    return Done()


def reject(work: Work, command: LicenceReject) -> Done:
    """Refuse a licence; the employer reads why and may submit another."""
    licence = _move(work, command.licence_id, "reject", command.reason, checked=True)
    _stop_clocks(work, licence)
    act_id = note(work, licence, What.REJECTED, reason=command.reason)
    work.record(LicenceRejected(**_of(licence), act_id=act_id))
    return Done()


def suspend(work: Work, command: LicenceSuspend) -> Done:
    """Suspend: what is open under it closes in the same work."""
    licence = _move(work, command.licence_id, "suspend", command.reason)
    timers.stop(work, DUE_KIND, licence.id)
    act_id = note(work, licence, What.SUSPENDED, reason=command.reason)
    work.record(LicenceSuspended(**_of(licence), act_id=act_id))
    return Done()


def lift(work: Work, command: LicenceLift) -> Done:
    """End a suspension; a check that fell due meanwhile is due at once."""
    licence = _move(work, command.licence_id, "lift")
    _start_clocks(work, licence, licence.checked_at or work.now)
    act_id = note(work, licence, What.LIFTED, reason=command.reason)
    work.record(LicenceLifted(**_of(licence), act_id=act_id))
    return Done()


def fall_due(work: Work, command: LicenceFallDue) -> Done:
    """Six months since the check: nothing new opens until the next one."""
    licence = _move(work, command.licence_id, "fall_due")
    act_id = note(work, licence, What.DUE)
    work.record(LicenceDue(**_of(licence), act_id=act_id))
    return Done()


def expire(work: Work, command: LicenceExpire) -> Done:
    """The last day is over: what is open under it closes in the same work."""
    licence = _move(work, command.licence_id, "expire")
    timers.stop(work, DUE_KIND, licence.id)
    act_id = note(work, licence, What.EXPIRED)
    work.record(LicenceExpired(**_of(licence), act_id=act_id))
    return Done()


def _submitted(work: Work, employer_id: str) -> Licence | None:
    of_employer = store.licences(work.connection, employer_id)
    return next((one for one in of_employer if one.state is LicenceState.SUBMITTED), None)


def _move(
    work: Work, licence_id: str, verb: str, reason: str = "", *, checked: bool = False
) -> Licence:
    licence = store.licence(work, licence_id)
    state = move(MOVES_LICENCE, licence.state, verb)
    store.move_licence(work, licence.id, state, reason=reason, checked=checked)
    return licence


def _replace(work: Work, licence: Licence) -> None:
    store.move_licence(work, licence.id, move(MOVES_LICENCE, licence.state, "expire"))
    _stop_clocks(work, licence)
    act_id = note(work, licence, What.REPLACED)
    work.record(LicenceReplaced(**_of(licence), act_id=act_id))


def _start_clocks(work: Work, licence: Licence, checked_at: datetime) -> None:
    recheck_s = (checked_at + RECHECK_AFTER - work.now).total_seconds()
    timers.start(work, DUE_KIND, licence.id, max(0.0, recheck_s))
    if licence.ends_at:
        left_s = (licence.ends_at - work.now).total_seconds()
        timers.start(work, END_KIND, licence.id, max(0.0, left_s))


def _stop_clocks(work: Work, licence: Licence) -> None:
    timers.stop(work, DUE_KIND, licence.id)
    timers.stop(work, END_KIND, licence.id)


def _of(licence: Licence) -> dict[str, str]:
    return {"employer_id": licence.employer_id, "licence_id": licence.id}


def _fall_due(ref: str) -> LicenceFallDue:
    return LicenceFallDue(licence_id=ref)


def _expire(ref: str) -> LicenceExpire:
    return LicenceExpire(licence_id=ref)


def judge(submitted: LicenceSubmit) -> None:
    """Refuse what asks a worker for money: post and letter name number and authority."""
    check_fee(submitted.number, submitted.authority)


JUDGES: dict[Any, Any] = {LicenceSubmit: judge}
HANDLERS: dict[Any, Any] = {
    LicenceSubmit: submit,
    LicenceVerify: verify,
    LicenceReject: reject,
    LicenceSuspend: suspend,
    LicenceLift: lift,
    LicenceFallDue: fall_due,
    LicenceExpire: expire,
}
DUE: dict[str, Callable[[str], Command]] = {
    DUE_KIND: _fall_due,
    END_KIND: _expire,
}
