"""One function per command about priority: published first, granted by name, taken back."""

from typing import Any

from fair.contract import lanes as contract
from fair.contract.base import Done
from fair.db import Work
from fair.decisions import NotFound, WrongState
from fair.glossary import Lane
from fair.lanes import facts, reads, store, writes
from fair.lanes import priority as rules
from fair.lanes.priority import Priority
from fair.lanes.store import priority_table
from fair.people import reads as people
from fair.people.refusals import FairOver
from fair.programme import reads as programme
from fair.queue import lane_writes


def _check_fair(work: Work, fair_id: str) -> None:
    fair = programme.fair(work.connection, fair_id)
    if fair is None:
        raise NotFound
    if fair.over:
        raise FairOver


def _reaches(work: Work, fair_id: str, person_id: str) -> bool:
    """True where the person takes part in the fair, or who asks runs all of them.

    Whoever has priority is named to who runs the fair: of other fairs' people nobody is named so.
    """
    known = {one for one, _ in people.fairs_of(work.connection, person_id)}
    return work.actor.oversees or fair_id in known


def publish(work: Work, command: contract.PublishCriteria) -> Done:
    """Say by which criteria somebody may be called before others; what was granted stands."""
    _check_fair(work, command.fair_id)
    said = ",".join(dict.fromkeys(one.value for one in command.criteria))
    store.publish(work, command.fair_id, said)
    work.record(facts.CriteriaPublished(fair_id=command.fair_id, criteria=said))
    return Done()


def grant(work: Work, command: contract.GrantPriority) -> contract.PriorityReply:
    """Grant it to a person: for the queues they stand in, and those they join."""
    _check_fair(work, command.fair_id)
    person = people.person(work.connection, command.person_id)
    if person is None or person.erased or not _reaches(work, command.fair_id, person.id):
        raise NotFound
    published = reads.criteria(work.connection, command.fair_id)
    standing = reads.priority(work.connection, command.fair_id, person.id)
    rules.check(command.criterion, published, standing)
    given = Priority(
        id=work.new_id(), fair_id=command.fair_id, person_id=person.id,
        criterion=command.criterion.value, account_id=work.actor.account_id, granted_at=work.now,
    )  # fmt: skip
    store.add_priority(work, given)
    work.record(
        facts.PriorityGranted(
            fair_id=given.fair_id, priority_id=given.id, person_id=person.id,
            account_id=given.account_id,
        )
    )  # fmt: skip
    for ticket in lane_writes.waits_at(work, person.id):
        writes.prefer(work, ticket)
    return contract.PriorityReply(priority_id=given.id)


def end(work: Work, command: contract.EndPriority) -> Done:
    """Take it back; who waits stands by number again."""
    found = store.priorities_where(work.connection, priority_table.c.id == command.priority_id)
    if not found:
        raise NotFound
    given = found[0]
    if given.ended:
        raise WrongState
    store.end_priority(work, given.id)
    work.record(
        facts.PriorityEnded(fair_id=given.fair_id, priority_id=given.id, person_id=given.person_id)
    )
    for ticket in lane_writes.waits_at(work, given.person_id):
        if ticket.fair_id == given.fair_id and ticket.lane is Lane.PRIORITY:
            lane_writes.put(work, ticket, Lane.STANDARD, "")
    return Done()


HANDLERS: dict[Any, Any] = {
    contract.PublishCriteria: publish,
    contract.GrantPriority: grant,
    contract.EndPriority: end,
}
