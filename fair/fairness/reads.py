"""What the fairness of a fair is told by: its ledger, its overtakes, its waits."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import orjson
from sqlalchemy import BigInteger, Connection, select, type_coerce

from fair.booths import reads as booths
from fair.codes.distances import Distance, distance, nearest
from fair.fairness.recount import KINDS, Recounted, recount
from fair.fairness.waits import Wait, Waits, by_group
from fair.glossary import VacancyState
from fair.interviews import reads as interviews
from fair.languages import LANGUAGES
from fair.ledger import ledger
from fair.people import reads as people
from fair.people.person import Person
from fair.people.profile import Profile
from fair.programme.fair import Fair
from fair.queue import reads as queue
from fair.rooms.call import TELEPHONE, TEXT, VOICE
from fair.things import FoldedThings
from fair.tickets.ticket import Ticket
from fair.vacancies import reads as vacancies
from fair.vacancies.vacancy import Vacancy

BOOTH, LANGUAGE, DEVICE, DISTANCE = "booth", "language", "device", "distance"
UNKNOWN = "unknown"
DEVICES = (VOICE, TEXT, TELEPHONE)
_ALL = 1 << 60  # a fair's tickets all stand in memory while it is counted


def recounted(connection: Connection, fair_id: str) -> Recounted:
    """Return who went before whom at a fair, counted from its ledger alone."""
    at = ledger.c
    rows = connection.execute(
        select(type_coerce(at.at, BigInteger).label("at"), at.kind, at.data)
        .where(at.fair_id == fair_id, at.kind.in_(sorted(KINDS)))
        .order_by(at.at, at.stream, at.seq),
        execution_options={"yield_per": 2000},
    )
    told = ((row.at, row.kind, orjson.loads(row.data)) for row in rows)
    return recount(told, FoldedThings(_ALL))


def waits_at(connection: Connection, fair: Fair) -> Mapping[str, Sequence[Wait]]:
    """Return by booth each wait of a fair that ended in a talk, from the number to the talk."""
    return _grouped(_talked(connection, fair), lambda one: one.ticket.booth_id)


@dataclass(frozen=True, slots=True)
class _Talked:
    """A wait that ended in a talk, with all by which it is grouped."""

    ticket: Ticket
    wait: Wait
    person: Person | None
    profile: Profile


def waits(connection: Connection, fair: Fair) -> tuple[Waits, ...]:
    """Return how long people waited for their first talk of a ticket: by booth, language, device.

    And by how far the work is from home, as the posts say now where it is.
    """
    talked = _talked(connection, fair)
    numbers = {one.id: one.number for one in booths.booths_of_fair(connection, fair.id)}
    far = _Far(connection)
    kinds: Sequence[tuple[str, Callable[[_Talked], str], Sequence[str]]] = (
        (BOOTH, lambda one: one.ticket.booth_id, sorted(numbers, key=lambda key: numbers[key])),
        (LANGUAGE, _language, (*LANGUAGES, UNKNOWN)),
        (DEVICE, _device, (*DEVICES, UNKNOWN)),
        (DISTANCE, far.of, (*Distance, UNKNOWN)),
    )
    return tuple(by_group(kind, _grouped(talked, of), order) for kind, of, order in kinds)


def _talked(connection: Connection, fair: Fair) -> list[_Talked]:
    stands = [one.id for one in booths.booths_of_fair(connection, fair.id)]
    first: dict[str, datetime] = {}
    for talk in interviews.interviews_at(connection, stands):
        if talk.held:
            first.setdefault(talk.ticket_id, talk.started_at)
    tickets = queue.among(connection, "id", first)
    ids = {one.person_id for one in tickets}
    persons, profiles = people.persons(connection, ids), people.profiles(connection, ids)
    return [
        _Talked(
            one,
            Wait(one.person_id, (first[one.id] - one.joined_at).total_seconds() / 60),
            persons.get(one.person_id),
            profiles.get(one.person_id, Profile()),
        )
        for one in tickets
    ]


def _grouped(talked: Sequence[_Talked], of: Callable[[_Talked], str]) -> Mapping[str, list[Wait]]:
    found: dict[str, list[Wait]] = defaultdict(list)
    for one in talked:
        found[of(one)].append(one.wait)
    return found


def _known(one: _Talked) -> bool:
    return one.person is not None and not one.person.erased


def _language(one: _Talked) -> str:
    lang = one.person.lang if one.person and _known(one) else ""
    return lang if lang in LANGUAGES else UNKNOWN


def _device(one: _Talked) -> str:
    return one.ticket.medium if _known(one) else UNKNOWN


class _Far:
    """How far the nearest work of a ticket is from home; where posts are is read once a booth."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._posts: dict[str, Mapping[str, Vacancy]] = {}

    def of(self, one: _Talked) -> str:
        home = one.profile.county
        if not home:
            return UNKNOWN
        posts = self._of_booth(one.ticket.booth_id)
        ids = one.ticket.vacancy_ids or tuple(
            key for key, post in posts.items() if post.state is VacancyState.OPEN
        )
        named = [posts[key].terms for key in ids if key in posts]
        found = nearest(distance(home, one.county, one.overseas_country) for one in named)
        return found or UNKNOWN

    def _of_booth(self, booth_id: str) -> Mapping[str, Vacancy]:
        if booth_id not in self._posts:
            found = vacancies.vacancies_of_booth(self._connection, booth_id)
            self._posts[booth_id] = {post.id: post for post in found}
        return self._posts[booth_id]
