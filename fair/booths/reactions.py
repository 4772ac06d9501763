"""What booths do when a fair, a licence, an employer or an account changes."""

from typing import Any

from fair import timers
from fair.accounts.facts import AccountClosed
from fair.booths import store
from fair.booths.booth import Cause
from fair.booths.booth_writes import close_booth, keep_room, of
from fair.booths.duty_writes import end_duty_of
from fair.booths.facts import BoothTold, DutyEnded
from fair.booths.refusals import HallInUse
from fair.db import Work
from fair.decisions import Actor
from fair.employers import reads as employer_reads
from fair.employers.facts import (
    EmployerCorrected,
    LicenceExpired,
    LicenceRejected,
    LicenceSuspended,
)
from fair.glossary import BoothState, Role
from fair.languages import Texts
from fair.looks import reads as looks
from fair.looks.facts import LookDecided, LookTakenBack, LookUndone
from fair.looks.look import LookKind
from fair.programme.facts import FairClosed, FairResumed, HallRemoved, SessionMoved
from fair.rooms import chat_reads
from fair.sign_in import reads as sign_in_reads
from fair.sign_in.facts import LoginRevoked


def employer_corrected(work: Work, fact: EmployerCorrected) -> None:
    """The rooms of an employer's booths get its new name."""
    employer = employer_reads.known(work.connection, fact.employer_id)
    for booth in store.booths_where(work.connection, employer_id=employer.id):
        room = chat_reads.room(work.connection, booth.id)
        keep_room(work, booth, booth.title, employer, room.replies if room else ())


def fair_closed(work: Work, fact: FairClosed) -> None:
    """The fair is over: every booth closes and everybody goes home."""
    booths = store.booths_where(work.connection, fair_id=fact.fair_id)
    for booth in booths:
        if booth.state is not BoothState.CLOSED:
            close_booth(work, booth, Cause.FAIR)
    by_id = {booth.id: booth for booth in booths}
    for duty in store.duties(work.connection, list(by_id)):
        store.end_duty(work, duty.account_id)
        work.record(DutyEnded(account_id=duty.account_id, **of(by_id[duty.booth_id])))


def session_moved(work: Work, fact: SessionMoved) -> None:
    """A session is over: its booths close, as at the end of a fair; who is on duty may stay."""
    if not fact.ended:
        return
    for booth in store.booths_where(work.connection, fair_id=fact.fair_id):
        if booth.state is not BoothState.CLOSED:
            close_booth(work, booth, Cause.SESSION)


def fair_resumed(work: Work, fact: FairResumed) -> None:
    """The fair's clocks run again, but those of a paused booth stand."""
    for booth in store.booths_where(work.connection, fair_id=fact.fair_id):
        if booth.state is BoothState.PAUSED:
            timers.hold(work, booth_id=booth.id)


def hall_removed(work: Work, fact: HallRemoved) -> None:
    """A hall with booths in it stays: refuses `HallInUse`."""
    booths = store.booths_where(work.connection, hall_id=fact.hall_id)
    if booths:
        raise HallInUse(count=len(booths))


def licence_lost(work: Work, fact: LicenceSuspended | LicenceExpired | LicenceRejected) -> None:
    """Without a licence nothing stays open."""
    if employer_reads.covered(work.connection, fact.employer_id):
        return
    for booth in store.booths_where(work.connection, employer_id=fact.employer_id):
        if booth.state is not BoothState.CLOSED:
            close_booth(work, booth, Cause.LICENCE)


def account_closed(work: Work, fact: AccountClosed) -> None:
    """Whoever lost the role is off duty."""
    end_duty_of(work, fact.account_id)


def signed_out(work: Work, fact: LoginRevoked) -> None:
    """Whoever signed out on the last device has gone home."""
    if not fact.account_id:
        return
    left = sign_in_reads.logins(work.connection, Actor(Role.RECRUITER, account_id=fact.account_id))
    if not left:
        end_duty_of(work, fact.account_id)


def looked(work: Work, fact: LookDecided | LookTakenBack | LookUndone) -> None:
    """Let visitors read nothing of what the organiser refused; bring it back with the decision."""
    look = looks.look(work.connection, fact.look_id)
    if look is None or look.kind is not LookKind.BOOTH or not look.changes(fact):
        return
    booth = store.booth(work, look.ref)
    said = look.kept if look.waits else {}
    title, replies = said.get("title", ""), tuple(said.get("replies", ()))
    store.tell_booth(work, booth.id, title, Texts(said.get("about", {})))
    employer = employer_reads.known(work.connection, booth.employer_id)
    keep_room(work, booth, title, employer, replies)
    work.record(BoothTold(**of(booth)))


REACTIONS: dict[Any, Any] = {
    LookDecided: [looked],
    LookTakenBack: [looked],
    LookUndone: [looked],
    EmployerCorrected: [employer_corrected],
    AccountClosed: [account_closed],
    LoginRevoked: [signed_out],
    FairClosed: [fair_closed],
    FairResumed: [fair_resumed],
    SessionMoved: [session_moved],
    HallRemoved: [hall_removed],
    LicenceSuspended: [licence_lost],
    LicenceExpired: [licence_lost],
    LicenceRejected: [licence_lost],
}
