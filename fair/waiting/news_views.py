"""Who hears that a ticket, an interview or a desk changed."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from fair.accounts.facts import AccountRenamed
from fair.asks.facts import YES_NO_FACTS, YesNoFact
from fair.booths import reads as booths
from fair.booths.facts import (
    CLOCK_FACTS,
    BoothTold,
    DutyBreakEnded,
    DutyBreakStarted,
    DutyEnded,
    DutyStarted,
    at_clocks,
)
from fair.contract.base import Event
from fair.contract.queue_news import DeskChanged, TicketChanged
from fair.decisions import Actor, Fact
from fair.employers.facts import LICENCE_FACTS
from fair.feedback.facts import FeedbackSaid
from fair.glossary import TicketState
from fair.interviews.facts import INTERVIEW_FACTS
from fair.lots.facts import LotClosed
from fair.people.facts import ConsentWithdrawn, PersonChanged, PersonErased
from fair.queue import reads
from fair.queue.facts import (
    TICKET_FACTS,
    QuietEnded,
    SilenceBegan,
    SilenceEnded,
    TicketFact,
    TicketTaken,
)
from fair.rooms import chat_reads
from fair.rooms.chat import TO_LINE
from fair.rooms.facts import MessageHidden, MessagePosted, MicrophoneTried
from fair.tickets import closing
from fair.tickets.ticket import LIVE, Ticket
from fair.vacancies.facts import POST_FACTS


def ticket_news(connection: Connection, facts: Sequence[Fact]) -> Iterable[Event]:
    """Tell each person which own tickets changed.

    All of them where a talk holds them back, or the device was tried; those that name posts where
    one at the booth changed; those at a booth that pauses or goes on, by itself or with its fair,
    or falls silent or is heard again, as a ticket says so; those at a booth that is called
    otherwise now, the ended ones too, as their cards stay; those that a licence has ended, where it
    holds again; and those at a booth that wrote to all who wait, or whose words were hidden, or
    where who wrote is called otherwise.
    """
    mine = {
        fact.ticket_id for fact in facts if isinstance(fact, TicketFact | YesNoFact | FeedbackSaid)
    }
    found = reads.among(connection, "id", mine)
    tried = {fact.person_id for fact in facts if isinstance(fact, MicrophoneTried)}
    found += reads.among(connection, "person_id", held_back(facts) | tried, LIVE)
    closed = {fact.booth_id for fact in facts if isinstance(fact, LotClosed)}
    found += [one for one in reads.among(connection, "booth_id", closed, LIVE) if one.undrawn]
    posts = {fact.booth_id for fact in facts if isinstance(fact, POST_FACTS)}
    at_posts = reads.among(connection, "booth_id", posts, LIVE)
    found += [one for one in at_posts if one.vacancy_ids]
    renamed = {fact.booth_id for fact in facts if isinstance(fact, BoothTold)}
    found += reads.among(connection, "booth_id", renamed)
    silent = {fact.booth_id for fact in facts if isinstance(fact, SilenceBegan | SilenceEnded)}
    found += reads.among(connection, "booth_id", silent, LIVE)
    told = {
        fact.booth_id
        for fact in facts
        if isinstance(fact, MessagePosted | MessageHidden) and _to_line(fact)
    }
    called = {fact.account_id for fact in facts if isinstance(fact, AccountRenamed)}
    told |= set(chat_reads.rooms_with(connection, (), called)) if called else set()
    found += reads.among(connection, "booth_id", told, LIVE)
    found += _by_licence(connection, facts)
    at_booths, at_fairs = at_clocks(facts)
    for whose, ids in (("booth_id", at_booths), ("fair_id", at_fairs)):
        found += reads.among(connection, whose, ids, LIVE)
    for ticket in {one.id: one for one in found}.values():
        yield TicketChanged(
            person_id=ticket.person_id,
            ticket_id=ticket.id,
            booth_id=ticket.booth_id,
            state=ticket.state.value,
            version=ticket.version,
        )


def _by_licence(connection: Connection, facts: Sequence[Fact]) -> list[Ticket]:
    """Return the tickets that a licence has ended, of employers whose licence is another now."""
    whose = {getattr(fact, "employer_id", "") for fact in facts if isinstance(fact, LICENCE_FACTS)}
    theirs = {booth.id for one in whose for booth in booths.booths_of_employer(connection, one)}
    ended = reads.among(connection, "booth_id", theirs, {TicketState.CLOSED})
    return [one for one in ended if one.cause == closing.LICENCE]


def _to_line(fact: MessagePosted | MessageHidden) -> bool:
    """True where words to everybody who waits were written, or staff's words are hidden."""
    return fact.sort == TO_LINE if isinstance(fact, MessagePosted) else not fact.person_id


def held_back(facts: Sequence[Fact]) -> set[str]:
    """Return whose other tickets may look different now: a talk begins, ends, or its quiet does."""
    return {
        fact.person_id
        for fact in facts
        if isinstance(fact, QuietEnded)
        or (isinstance(fact, TicketFact) and not isinstance(fact, TicketTaken))
    }


def desk_news(connection: Connection, facts: Sequence[Fact]) -> Iterable[Event]:
    """Tell the desks: where the step was, where a person waits whom a talk holds back.

    And where somebody stands who is called otherwise, tried the microphone, or is not to be seen
    any more; and where the next person may be called, or no longer may: a pause, and who comes or
    goes. And where a post changed: how far the nearest one is from home stands in the line.
    """
    booth_ids = {getattr(fact, "booth_id", "") for fact in facts}
    seen = {fact.person_id for fact in facts if isinstance(fact, PEOPLE_FACTS)}
    found = reads.among(connection, "person_id", held_back(facts), {TicketState.WAITING})
    found += reads.among(connection, "person_id", seen)
    booth_ids |= {one.booth_id for one in found}
    for fact in facts:
        if isinstance(fact, AccountRenamed):
            booth_ids |= {one.id for one in booths.booths_of_employer(connection, fact.employer_id)}
    for fair_id in at_clocks(facts)[1]:
        booth_ids |= {one.id for one in booths.booths_of_fair(connection, fair_id)}
    for booth_id in booth_ids - {""}:
        known = reads.queue_now(connection, booth_id)
        yield DeskChanged(booth_id=booth_id, version=known.version if known else 0)


def may_hear_desk(connection: Connection, actor: Actor, booth_id: str) -> bool:
    """Only the employer's recruiters and whoever reads the whole fair hear a desk."""
    booth = booths.booth(connection, booth_id)
    return booth is not None and (actor.oversees or actor.works_for(booth.employer_id))


PEOPLE_FACTS = (PersonChanged, ConsentWithdrawn, PersonErased, MicrophoneTried)
NEWS = (
    (
        (
            *TICKET_FACTS,
            *YES_NO_FACTS,
            QuietEnded,
            *POST_FACTS,
            *CLOCK_FACTS,
            BoothTold,
            MicrophoneTried,
            LotClosed,
            *LICENCE_FACTS,
            SilenceBegan,
            SilenceEnded,
        ),
        ticket_news,
    ),
    ((MessagePosted, MessageHidden, AccountRenamed), ticket_news),
    (
        (*TICKET_FACTS, *YES_NO_FACTS, *INTERVIEW_FACTS, QuietEnded, *PEOPLE_FACTS, AccountRenamed),
        desk_news,
    ),
    (
        (
            *CLOCK_FACTS,
            DutyStarted,
            DutyEnded,
            DutyBreakStarted,
            DutyBreakEnded,
            *POST_FACTS,
        ),
        desk_news,
    ),
)
AUDIENCES = {"desk": may_hear_desk}
