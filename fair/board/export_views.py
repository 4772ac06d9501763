"""Offers and hires of a fair as tables for spreadsheets."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from fair import days
from fair.anchors import newest_head
from fair.booths import reads as booths
from fair.employers import reads as employers
from fair.hiring import reads as hiring
from fair.people import reads as people
from fair.programme.fair import Fair
from fair.sheets import DEMO, table
from fair.vacancies import reads as vacancies

_SHARED = ("employer", "employer_kind", "booth", "post", "post_version")
_PERSON = ("seeker_number", "seeker_name", "home_county")
OFFER_COLUMNS = (
    "demo", "fair", "offer_id", "made_at", "state", "reserve_rank", *_SHARED, *_PERSON,
    "starts_on", "expires_at", "ledger_head",
)  # fmt: skip
HIRE_COLUMNS = (
    "demo", "fair", "offer_id", "state", "agreed_at", "person_confirmed_at",
    "employer_confirmed_at", *_SHARED, *_PERSON, "starts_on",
    "ledger_head",
)  # fmt: skip


def offers(connection: Connection, fair: Fair) -> str:
    """Return one row for each offer of the fair."""
    found = hiring.offers_of_fair(connection, fair.id)
    names = _Names(connection, fair, found)
    rows = [
        {
            **names.of(offer, offer.vacancy_version),
            "made_at": offer.made_at,
            "state": offer.state.value,
            "reserve_rank": offer.rank,
            "starts_on": offer.starts_on,
            "expires_at": offer.expires_at,
            "offer_id": offer.id,
        }
        for offer in found
    ]
    return table(OFFER_COLUMNS, rows, days.zone(fair.zone))


def hires(connection: Connection, fair: Fair) -> str:
    """Return one row for each hire: an acceptance that both sides confirmed."""
    found = hiring.hires_of_fair(connection, fair.id)
    offered = {offer.id: offer for offer in hiring.offers_of_fair(connection, fair.id)}
    names = _Names(connection, fair, found)
    rows = []
    for hire in found:
        offer = offered[hire.offer_id]
        rows.append(
            {
                **names.of(hire, offer.vacancy_version),
                "offer_id": hire.offer_id,
                "state": hire.state.value,
                "agreed_at": hire.agreed_at,
                "person_confirmed_at": hire.person_confirmed_at,
                "employer_confirmed_at": hire.employer_confirmed_at,
                "starts_on": offer.starts_on,
            }
        )
    return table(HIRE_COLUMNS, rows, days.zone(fair.zone))


class _Names:
    """What the ids of offers and hires are called, read once for all of them."""

    def __init__(self, connection: Connection, fair: Fair, found: Sequence[Any]) -> None:
        persons = {one.person_id for one in found}
        self.fair, self.head = fair, newest_head(connection, fair.id)
        self.employers = employers.employers(connection, {one.employer_id for one in found})
        self.booths = booths.booths(connection, {one.booth_id for one in found})
        self.posts = vacancies.vacancies(connection, {one.vacancy_id for one in found})
        self.persons = people.persons(connection, persons)
        self.numbers = people.numbers_of(connection, fair.id, persons)

    def of(self, one: Any, version: int) -> dict[str, Any]:
        """Return the columns that offers and hires share; an erased person's are empty."""
        employer, person = self.employers[one.employer_id], self.persons.get(one.person_id)
        return {
            "demo": DEMO if self.fair.demo else "",
            "fair": self.fair.title,
            "employer": employer.name,
            "employer_kind": employer.kind,
            "booth": self.booths[one.booth_id].number,
            "post": self.posts[one.vacancy_id].title,
            "post_version": version,
            "seeker_number": self.numbers.get(one.person_id, ""),
            "seeker_name": person.name if person else "",
            "home_county": person.county if person else "",
            # Who keeps the file can have the ledger checked against it.
            "ledger_head": self.head,
        }
