"""What recruiters and organisers say before a fair: a microphone, whom to ring, practice first."""

from typing import Any

from fair.accounts import reads as accounts
from fair.booths import reads as booths
from fair.booths.booth import Booth
from fair.booths.booth_writes import fair_of
from fair.booths.refusals import NotYourBooth
from fair.contract.base import Done
from fair.contract.readiness import (
    Expect,
    LetOnDuty,
    PracticeFirst,
    SayContact,
    TryStaffMicrophone,
)
from fair.db import Work
from fair.decisions import NotFound
from fair.employers import reads as employers
from fair.employers.refusals import NotYourEmployer
from fair.glossary import Role
from fair.office.office import dialled
from fair.programme.fair import must_be_changeable
from fair.readiness import reads, store
from fair.readiness.capacity import Plan
from fair.readiness.facts import (
    ContactSaid,
    FairExpected,
    LetOn,
    PracticeFirstSet,
    StaffMicrophoneTried,
)
from fair.readiness.refusals import ContactPhone, PractiseYourself, YourOwnYes
from fair.readiness.stand import Contact


def try_microphone(work: Work, command: TryStaffMicrophone) -> Done:
    """Keep what the asker's own page found, and when; again is the latest time."""
    who = work.actor
    store.keep_tried(work, who.account_id, command.verdict)
    work.record(
        StaffMicrophoneTried(
            account_id=who.account_id, employer_id=who.employer_id, verdict=command.verdict
        )
    )
    return Done()


def say_contact(work: Work, command: SayContact) -> Done:
    """Keep whom the organiser rings at an employer; recruiters say it of their own."""
    if work.actor.role is Role.RECRUITER and not work.actor.works_for(command.employer_id):
        raise NotYourEmployer
    employer = employers.known(work.connection, command.employer_id)
    if command.phone and not dialled(command.phone):
        raise ContactPhone
    store.keep_contact(work, employer.id, Contact(command.contact_name, command.phone))
    work.record(ContactSaid(employer_id=employer.id))
    return Done()


def practice_first(work: Work, command: PracticeFirst) -> Done:
    """Ask everybody who goes on duty from now on to have practised; who stands there stays."""
    fair = fair_of(work, command.fair_id)
    must_be_changeable(fair)
    was = store.plan(work.connection, fair.id)
    if was.practice_first != command.on:
        store.keep_plan(work, fair.id, Plan(was.expected, was.break_minutes, command.on))
        work.record(PracticeFirstSet(fair_id=fair.id, on=command.on))
    return Done()


def expect(work: Work, command: Expect) -> Done:
    """Keep how many people are expected, and how long each recruiter's breaks are together."""
    fair = fair_of(work, command.fair_id)
    must_be_changeable(fair)
    was = store.plan(work.connection, fair.id)
    said = Plan(command.expected, command.break_minutes, was.practice_first)
    store.keep_plan(work, fair.id, said)
    work.record(
        FairExpected(fair_id=fair.id, expected=said.expected, break_minutes=said.break_minutes)
    )
    return Done()


def let_on_duty(work: Work, command: LetOnDuty) -> Done:
    """Let a recruiter on duty who has not practised; saying it again changes nothing more."""
    booth = booths.booth(work.connection, command.booth_id)
    if booth is None:
        raise NotFound
    _may_let(work, booth)
    must_be_changeable(fair_of(work, booth.fair_id))
    who = accounts.working(work.connection, command.account_id)
    if who is None or who.employer_id != booth.employer_id:
        raise NotFound
    if who.id == work.actor.account_id:
        raise YourOwnYes
    recruits = work.actor.role is Role.RECRUITER
    mine = work.actor.account_id
    if recruits and not reads.may_let(work.connection, booth.fair_id, mine, work.now):
        raise PractiseYourself
    if who.id not in store.let_on(work.connection, booth.fair_id):
        store.keep_let_on(work, booth.fair_id, who.id)
        work.record(
            LetOn(
                fair_id=booth.fair_id, booth_id=booth.id, employer_id=booth.employer_id,
                account_id=who.id, by_account_id=mine,
            )
        )  # fmt: skip
    return Done()


def _may_let(work: Work, booth: Booth) -> None:
    if work.actor.role is Role.RECRUITER and not work.actor.works_for(booth.employer_id):
        raise NotYourBooth


HANDLERS: dict[Any, Any] = {
    TryStaffMicrophone: try_microphone,
    SayContact: say_contact,
    PracticeFirst: practice_first,
    Expect: expect,
    LetOnDuty: let_on_duty,
}
