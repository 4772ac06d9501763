"""Erasing a person: by the own wish, at request, or when the days are over."""

from fair import dispatch, ledger, signals
from fair.db import Work
from fair.decisions import NotFound
from fair.people import person_store
from fair.people.facts import PersonErased


def erase(work: Work, person_id: str, asked_by: str) -> None:
    """Blank every value of a person; `asked_by` is person, organiser or date.

    The other slices blank theirs in this same work, as reactions. Refuses `NotFound`.
    """
    who = person_store.person(work, person_id)
    if who is None or who.erased:
        raise NotFound
    for fair_id in person_store.fairs(work, person_id) or [""]:
        work.record(PersonErased(fair_id=fair_id, person_id=person_id, asked_by=asked_by))
    work.erased_numbers[person_id] = who.phone
    person_store.erase(work, who)
    signals.forget(work, person_id)
    dispatch.forget_actor(work, person_id)
    ledger.forget(work, person_id)
