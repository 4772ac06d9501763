"""The rows of a file, by columns, scoped to who takes it; so many statements for all of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from fair.audit import reads as audits
from fair.booths import reads as booths
from fair.booths.booth import Booth
from fair.decisions import Actor
from fair.employers import reads as employers
from fair.exports import reads
from fair.exports.export import Export
from fair.glossary import ExportWhat, OfferState, Role
from fair.hiring import reads as hiring
from fair.hiring.hire import Hire
from fair.hiring.offer import Offer
from fair.interviews import reads as interviews
from fair.people import reads as people
from fair.people.person import Person
from fair.programme.fair import Fair
from fair.queue import reads as queue
from fair.tabular.book import Cell
from fair.vacancies import reads as vacancies

Rows = list[tuple[Cell, ...]]
COLUMNS: Mapping[ExportWhat, Sequence[str]] = {
    ExportWhat.INTERVIEWS: (
        "interview_id", "booth", "employer", "seeker", "name", "started_at", "ended_at",
        "minutes", "counts", "by_telephone", "state", "outcome", "concluded_at",
    ),
    ExportWhat.EMPLOYERS: (
        "employer", "kind", "booths", "interviews", "outcomes", "offers", "accepted", "hires",
    ),
    ExportWhat.POSTS: (
        "post_id", "booth", "employer", "title", "work", "occupation", "county", "place",
        "state", "version", "places", "free_places", "offers", "accepted", "hires",
    ),
    ExportWhat.PEOPLE: (
        "seeker", "name", "home_county", "queues", "interviews", "offers", "accepted", "hires",
    ),
}  # fmt: skip


def rows(connection: Connection, actor: Actor, fair: Fair, export: Export) -> Rows:
    """Return the rows of a file, without its headings: those of `COLUMNS`."""
    stands = {
        one.id: one
        for one in booths.booths_of_fair(connection, fair.id)
        if not export.employer_id or one.employer_id == export.employer_id
    }
    offers = [one for one in hiring.offers_of_fair(connection, fair.id) if one.booth_id in stands]
    hires = [one for one in hiring.hires_of_fair(connection, fair.id) if one.booth_id in stands]
    return _MADE[export.what](_Of(connection, actor, fair, export, stands, offers, hires))


@dataclass(frozen=True, slots=True)
class _Of:
    """What the rows are made of: the booths in question, and their offers and hires."""

    connection: Connection
    actor: Actor
    fair: Fair
    export: Export
    stands: Mapping[str, Booth]
    offers: Sequence[Offer]
    hires: Sequence[Hire]

    def names(self) -> dict[str, str]:
        """Return the names of the employers in question, by id."""
        firms = {one.employer_id for one in self.stands.values()}
        return {one.id: one.name for one in employers.employers(self.connection, firms).values()}


class _Who:
    """How people stand in a file: by number and name, by alias, or not at all."""

    def __init__(self, of: _Of, ids: Iterable[str]) -> None:
        wanted = frozenset(ids)
        at, fair_id, employer_id = of.connection, of.fair.id, of.export.employer_id
        seen, self._named, self._homes = wanted, wanted, dict[str, str]()
        persons: Mapping[str, Person] = people.persons(at, wanted)
        if employer_id:
            away = people.blockers_of(at, employer_id, wanted)
            seen = self._named = people.consented_of(at, employer_id, wanted) - away
            self._homes = people.homes_of(at, employer_id, seen)
        elif of.actor.role is Role.AUDITOR:
            self._named = wanted & audits.opened_by(at, fair_id, of.actor.account_id).keys()
        else:
            self._homes = {key: one.county for key, one in persons.items()}
        auditor = of.actor.role is Role.AUDITOR
        called = reads.aliases(at, fair_id) if auditor else people.numbers_of(at, fair_id, seen)
        self._called: Mapping[str, Cell] = {key: called.get(key) for key in seen}
        self._persons, self.seen = persons, seen

    def called(self, person_id: str) -> Cell:
        """Return the number at the fair, an auditor the alias; nothing where it may not be seen."""
        return self._called.get(person_id)

    def name(self, person_id: str) -> str:
        """Return the name where it may be seen and was not erased."""
        one = self._persons.get(person_id)
        return one.name if one and person_id in self._named else ""

    def home(self, person_id: str) -> str:
        """Return the home county where it may be seen."""
        return self._homes.get(person_id, "") if person_id in self.seen else ""


def _interviews(of: _Of) -> Rows:
    talks = interviews.interviews_at(of.connection, of.stands)
    firms, who = of.names(), _Who(of, (one.person_id for one in talks))
    return [
        (
            one.id, of.stands[one.booth_id].number, firms[of.stands[one.booth_id].employer_id],
            who.called(one.person_id), who.name(one.person_id), one.started_at, one.ended_at,
            round(one.talk_s / 60, 1), int(one.held), int(one.telephone is not None),
            one.state.value, one.outcome.value if one.outcome else "", one.concluded_at,
        )
        for one in talks
    ]  # fmt: skip


def _tally(of: _Of, key: Callable[[Offer | Hire], str]) -> Callable[[str], tuple[int, int, int]]:
    """Return a function that says how many offers, accepted ones and hires a key has."""
    made = Counter(key(one) for one in of.offers)
    accepted = Counter(key(one) for one in of.offers if one.state is OfferState.ACCEPTED)
    hired = Counter(key(one) for one in of.hires)
    return lambda of_key: (made[of_key], accepted[of_key], hired[of_key])


def _employers(of: _Of) -> Rows:
    found = employers.employers(
        of.connection, {one.employer_id for one in of.stands.values()}
    )  # fmt: skip
    talks = [one for one in interviews.interviews_at(of.connection, of.stands) if one.held]
    held = Counter(of.stands[one.booth_id].employer_id for one in talks)
    answered = Counter(of.stands[one.booth_id].employer_id for one in talks if not one.owed)
    has = Counter(one.employer_id for one in of.stands.values())
    tally = _tally(of, lambda one: one.employer_id)
    return [
        (one.name, one.kind.value, has[one.id], held[one.id], answered[one.id], *tally(one.id))
        for one in sorted(found.values(), key=lambda one: (one.name, one.id))
    ]


def _posts(of: _Of) -> Rows:
    posts = vacancies.vacancies_at(of.connection, of.stands)
    firms, tally = of.names(), _tally(of, lambda one: one.vacancy_id)
    return [
        (
            one.id, of.stands[one.booth_id].number, firms[one.employer_id], one.title, one.work,
            one.terms.occupation, one.terms.county, one.terms.place, one.state.value, one.version,
            one.head_count, max(0, one.free), *tally(one.id),
        )
        for one in sorted(posts, key=lambda one: (of.stands[one.booth_id].number, one.id))
    ]  # fmt: skip


def _people(of: _Of) -> Rows:
    tickets = queue.among(of.connection, "booth_id", of.stands)
    talks = [one for one in interviews.interviews_at(of.connection, of.stands) if one.held]
    queues = Counter(person for person, _ in {(one.person_id, one.booth_id) for one in tickets})
    talked = Counter(one.person_id for one in talks)
    tally = _tally(of, lambda one: one.person_id)
    ids = {*queues, *talked, *(one.person_id for one in of.offers)}
    if not of.export.employer_id:
        ids |= people.origins_of_fair(of.connection, of.fair.id).keys()
    who = _Who(of, ids)
    return [
        (
            who.called(one), who.name(one), who.home(one), queues[one], talked[one], *tally(one),
        )
        for one in sorted(who.seen, key=lambda key: (str(who.called(key)).zfill(12), key))
    ]  # fmt: skip


_MADE: Mapping[ExportWhat, Callable[[_Of], Rows]] = {
    ExportWhat.INTERVIEWS: _interviews,
    ExportWhat.EMPLOYERS: _employers,
    ExportWhat.POSTS: _posts,
    ExportWhat.PEOPLE: _people,
}
