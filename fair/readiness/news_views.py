"""Who hears that a fair's readiness changed: its organisers, and the desks whose rule it is."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from fair.accounts.facts import (
    AccountClosed,
    AccountInvited,
    AccountJoined,
    AccountRenamed,
    InvitationWithdrawn,
    LeadChanged,
)
from fair.booths import facts as booth_facts
from fair.booths import reads as booths
from fair.contract.base import Event
from fair.contract.readiness import DutyRuleNews, ReadinessNews
from fair.decisions import Actor, Fact
from fair.employers import facts as employer_facts
from fair.enrolments.facts import EnrolmentAccepted
from fair.programme import reads as programme
from fair.programme.facts import FairHoursMoved
from fair.readiness.facts import (
    ContactSaid,
    FairExpected,
    LetOn,
    PracticeFirstSet,
    StaffMicrophoneTried,
    UnreadyReminded,
)
from fair.recurring.facts import VacancyShown, VacancyTaken
from fair.vacancies import facts as vacancy_facts

_OF_TEAMS = (
    AccountInvited, AccountJoined, AccountRenamed, AccountClosed, InvitationWithdrawn, LeadChanged,
)  # fmt: skip
_OF_RULE = (PracticeFirstSet, LetOn, booth_facts.PracticeDone)


def _of(*modules: Any) -> tuple[type[Fact], ...]:
    return tuple(
        one
        for module in modules
        for name, one in vars(module).items()
        if isinstance(one, type) and issubclass(one, Fact) and one.__module__ == module.__name__
        and not name.startswith("_")
    )  # fmt: skip


_ALL: tuple[type[Fact], ...] = (
    *_OF_TEAMS, *_of(booth_facts, employer_facts, vacancy_facts), VacancyShown, VacancyTaken,
    FairHoursMoved, EnrolmentAccepted, ContactSaid, FairExpected, LetOn, PracticeFirstSet,
    StaffMicrophoneTried, UnreadyReminded,
)  # fmt: skip


def ready_news(connection: Connection, facts: Sequence[Fact]) -> Iterable[Event]:
    """Tell the organisers of each fair that is not over and that the facts are about."""
    of = {str(one) for fact in facts if (one := getattr(fact, "employer_id", ""))}
    fair_ids = {fact.fair_id for fact in facts} | booths.fairs_of_employers(connection, of)
    going = {one.id for one in programme.fairs(connection) if not one.over}
    for fair_id in sorted(fair_ids & going):
        yield ReadinessNews(fair_id=fair_id)


def rule_news(connection: Connection, facts: Sequence[Fact]) -> Iterable[Event]:
    """Tell the desks at which somebody may go on duty now who might not before, or the reverse."""
    found = set()
    for fact in facts:
        if isinstance(fact, PracticeFirstSet):
            found |= {one.id for one in booths.booths_of_fair(connection, fact.fair_id)}
        else:
            of = str(getattr(fact, "employer_id", ""))
            found |= {one.id for one in booths.booths_of_employer(connection, of)}
    for booth_id in sorted(found):
        yield DutyRuleNews(booth_id=booth_id)


def may_hear(connection: Connection, actor: Actor, fair_id: str) -> bool:
    """Only who reads the list of a fair hears it."""
    return actor.runs(fair_id) and programme.fair(connection, fair_id) is not None


NEWS: tuple[Any, ...] = ((_ALL, ready_news), (_OF_RULE, rule_news))
AUDIENCES = {"ready": may_hear}
