"""Who hears that an employer is called otherwise."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from fair.contract.base import Event
from fair.contract.people import PersonNews
from fair.employers.facts import EmployerCorrected
from fair.people import reads as people


def employer_news(connection: Connection, facts: Sequence[EmployerCorrected]) -> Iterable[Event]:
    """Tell everybody whose pages name the employer: whom it knows, or knew."""
    for employer_id in sorted({fact.employer_id for fact in facts}):
        for person_id in people.known_to(connection, employer_id):
            yield PersonNews(person_id=person_id)


NEWS: tuple[Any, ...] = (((EmployerCorrected,), employer_news),)
