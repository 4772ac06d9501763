"""A rehearsal begins, made-up people come to it, its recruiters are told, its people forgotten."""

from collections.abc import Callable
from datetime import date
from typing import Any

from fair import days, signals, timers, words
from fair.accounts import reads as accounts
from fair.accounts.account import Account
from fair.booths import reads as booths
from fair.booths.booth_writes import fair_of
from fair.contract.base import Done
from fair.contract.limits import SetLimits
from fair.contract.programme import FairReply, OpenFair, PublishFair
from fair.contract.readiness import PracticeFirst
from fair.contract.rehearsal import (
    AddMadeUp,
    BeginRehearsal,
    ForgetMadeUp,
    MadeUpReply,
    MailRehearsal,
)
from fair.db import Work
from fair.decisions import N_
from fair.languages import DEFAULT
from fair.limits import actions as limits
from fair.limits import reads as limit_reads
from fair.limits.limit import NONE
from fair.people import erasing_writes
from fair.people import reads as people_reads
from fair.people import writes as people
from fair.people.person import Person
from fair.programme import actions as programme_actions
from fair.programme import birth_writes
from fair.programme import reads as programme
from fair.programme.fair import Fair, must_be_open
from fair.programme.refusals import NotADemo
from fair.readiness import actions as readiness
from fair.recurring import furnishing_writes
from fair.rehearsal import reads, rehearsal
from fair.rehearsal.cast import part
from fair.rehearsal.refusals import RehearsalFull

MAILING = "rehearsal.mailing"  # the deadline after which the next recruiters are told
FORGETTING = "rehearsal.forgetting"  # the deadline after which the next made-up people are erased
MAILS_AT_ONCE = 50
FORGOTTEN_AT_ONCE = 5  # an erasure touches every slice
SUBJECT = N_("{fair}: the rehearsal runs now")
TEXT = N_(
    "The fair is rehearsed now, until {until}. Open your desk, press “I am here”, open the booth "
    "and call somebody: everybody who waits there is made up, and nothing of it counts. Who has "
    "taken one call has practised."
)
DESK = N_("Your desk: {link}")


def begin(work: Work, command: BeginRehearsal) -> FairReply:
    """Open a rehearsal with the halls, booths and limits of a fair; practice comes first there.

    Posts stay where they are: an offer in a rehearsal would take a place that is real. Refuses
    `NotToRehearse`, `TooLateToRehearse`, a second one at once and an eleventh.
    """
    fair = fair_of(work, command.fair_id)
    rehearsal.check(fair, programme.rehearsals_of(work.connection, fair.id), work.now)
    closes_at = rehearsal.closes_at(fair, work.now)
    made = birth_writes.bear_rehearsal(work, fair, work.now - rehearsal.LOT_OVER, closes_at)
    alike = {fair.id: "", **dict(_ids(furnishing_writes.furnish(work, fair, made)))}
    for ref, said in sorted(limit_reads.limits_of(work.connection, list(alike)).items()):
        if said != NONE:
            like = SetLimits(
                fair_id=made, booth_id=alike[ref], capacity=said.capacity, ring_s=said.ring_s,
                by_name_every=said.by_name_every,
            )  # fmt: skip
            limits.set_limits(work, like)
    programme_actions.publish_fair(work, PublishFair(fair_id=made))
    programme_actions.open_fair(work, OpenFair(fair_id=made))
    readiness.practice_first(work, PracticeFirst(fair_id=fair.id, on=True))
    timers.start(work, MAILING, f"{made}:", 0)
    return FairReply(fair_id=made)


def _ids(furnished: list[tuple[Any, str]]) -> list[tuple[str, str]]:
    return [(booth.id, made) for booth, made in furnished]


def _rehearsal(work: Work, fair_id: str) -> Fair:
    fair = fair_of(work, fair_id)
    if not fair.rehearses:
        raise NotADemo
    return fair


def come(work: Work, command: AddMadeUp) -> MadeUpReply:
    """Let somebody made up come: nobody can sign in as them, and no message reaches them."""
    fair = _rehearsal(work, command.fair_id)
    must_be_open(fair)
    place = people_reads.count_of_fair(work.connection, fair.id)
    if place >= rehearsal.MOST_PEOPLE:
        raise RehearsalFull
    who = part(place)
    made = Person(
        id=work.new_id(),
        name=who.name,
        phone="",
        confirmed=False,
        born_on=date(who.birth_year, place % 12 + 1, place % 28 + 1),
        lang=DEFAULT,
        county="",
        erased=False,
    )
    people.add_person(work, made, fair.id)
    return MadeUpReply(person_id=made.id)


def forget(work: Work, command: ForgetMadeUp) -> Done:
    """Erase the next made-up people of a rehearsal that is over, as if they had asked for it."""
    fair = _rehearsal(work, command.fair_id)
    there = reads.made_up(work.connection, fair.id)
    known = people_reads.persons(work.connection, there)
    left = [one for one in there if one in known and not known[one].erased]
    for person_id in left[:FORGOTTEN_AT_ONCE]:
        erasing_writes.erase(work, person_id, "date")
    if len(left) > FORGOTTEN_AT_ONCE:
        timers.start(work, FORGETTING, fair.id, 1)
    return Done()


def mail(work: Work, command: MailRehearsal) -> Done:
    """Mail the next recruiters of a rehearsal that runs, each once, a link to their desk in it."""
    fair = _rehearsal(work, command.fair_id)
    if fair.over:
        return Done()
    at: dict[str, str] = {}
    for booth in booths.booths_of_fair(work.connection, fair.id):
        at.setdefault(booth.employer_id, booth.id)
    teams = accounts.teams(work.connection, at)
    everybody = sorted((one for team in teams.values() for one in team), key=lambda one: one.id)
    later = [one for one in everybody if one.id > command.after][:MAILS_AT_ONCE]
    for one in later:
        _tell(work, fair, one, at[one.employer_id])
    if len(later) == MAILS_AT_ONCE:
        timers.start(work, MAILING, f"{fair.id}:{later[-1].id}", 0)
    return Done()


def _tell(work: Work, fair: Fair, one: Account, booth_id: str) -> None:
    known = words.catalogue(one.lang)
    until = known.moment(fair.closes_at, days.zone(fair.zone))
    link = f"{work.settings.base_url}/desk/{booth_id}"
    lines = [known.gettext(TEXT, until=until), "", known.gettext(DESK, link=link), ""]
    signals.mail(
        work,
        account_id=one.id,
        to=one.email,
        subject=known.gettext(SUBJECT, fair=fair.named(known.code)),
        text="\n".join(lines),
        dedupe=f"rehearsal:{fair.id}:{one.id}",
        lasts_s=max(1.0, (fair.closes_at - work.now).total_seconds()),
    )


def _next_mail(ref: str) -> MailRehearsal:
    fair_id, _, after = ref.partition(":")
    return MailRehearsal(fair_id=fair_id, after=after)


def _next_forgotten(fair_id: str) -> ForgetMadeUp:
    return ForgetMadeUp(fair_id=fair_id)


HANDLERS: dict[Any, Any] = {
    BeginRehearsal: begin,
    AddMadeUp: come,
    ForgetMadeUp: forget,
    MailRehearsal: mail,
}
DUE: dict[str, Callable[[str], Any]] = {MAILING: _next_mail, FORGETTING: _next_forgotten}
