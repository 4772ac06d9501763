"""Who may be in a rehearsal, what a talk in it counts for, and when it is over."""

from typing import Any

from fair import timers
from fair.booths import reads as booths
from fair.booths.duty_writes import keep_practised
from fair.contract.programme import CloseFair
from fair.db import Work
from fair.decisions import Fact, NotFound
from fair.glossary import Role
from fair.people import reads as people
from fair.people.facts import PersonAttended
from fair.programme import actions as programme
from fair.programme import reads as programme_reads
from fair.programme.facts import FairClosed, FairOpened
from fair.queue.facts import TicketTaken
from fair.recurring.facts import VacancyShown, VacancyTaken
from fair.rehearsal import reads
from fair.rehearsal.actions import FORGETTING
from fair.rehearsal.refusals import NoPostsInRehearsal
from fair.rehearsal.rehearsal import COUNTS_FROM_S
from fair.rooms.facts import CallEnded
from fair.sign_in import writes as sign_in
from fair.vacancies.facts import VacancyCreated


def _is_rehearsal(work: Work, fact: Fact) -> bool:
    fair = programme_reads.fair(work.connection, fact.fair_id)
    return fair is not None and bool(fair.rehearses)


def came(work: Work, fact: PersonAttended) -> None:
    """Nobody comes to a rehearsal but who is made up for it, and has no way to sign in.

    Refuses `NotFound` to real people.
    """
    if not _is_rehearsal(work, fact):
        return
    if work.actor.role is not Role.SYSTEM:
        raise NotFound
    sign_in.no_way_in(work, fact.person_id)


def joined(work: Work, fact: TicketTaken) -> None:
    """No real person stands in a rehearsal's line, whoever has its link: refuses `NotFound`."""
    if _is_rehearsal(work, fact):
        number = people.number_of(work.connection, fact.fair_id, fact.person_id)
        if not number:
            raise NotFound


def posted(work: Work, fact: VacancyCreated | VacancyTaken | VacancyShown) -> None:
    """No post stands in a rehearsal: refuses `NoPostsInRehearsal`, wherever it comes from."""
    if _is_rehearsal(work, fact):
        raise NoPostsInRehearsal


def talked(work: Work, fact: CallEnded) -> None:
    """A talk that was long enough to say hello counts for its recruiter as a practised call."""
    if fact.talk_s < COUNTS_FROM_S or not _is_rehearsal(work, fact):
        return
    booth = booths.booth(work.connection, fact.booth_id)
    if booth is not None:
        keep_practised(work, booth, fact.account_id)


def opened(work: Work, fact: FairOpened) -> None:
    """The real fair opens: its rehearsal is over, and everybody goes to their real booths."""
    rehearsal = reads.running(work.connection, fact.fair_id)
    if rehearsal:
        programme.close_fair(work, CloseFair(fair_id=rehearsal.id))


def closed(work: Work, fact: FairClosed) -> None:
    """A rehearsal is over: its made-up people are forgotten, and nobody owes them an answer."""
    if _is_rehearsal(work, fact):
        timers.start(work, FORGETTING, fact.fair_id, 0)


REACTIONS: dict[Any, Any] = {
    PersonAttended: [came],
    TicketTaken: [joined],
    VacancyCreated: [posted],
    VacancyTaken: [posted],
    VacancyShown: [posted],
    CallEnded: [talked],
    FairOpened: [opened],
    FairClosed: [closed],
}
