"""What the facts of one page name, looked up at once, in the words of who reads it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from fair import histories
from fair.accounts import reads as accounts
from fair.booths import reads as booths
from fair.booths.booth import called
from fair.employers import reads as employers
from fair.enrolments import reads as enrolments
from fair.histories import Recorded
from fair.history import names
from fair.looks.facts import LookAsked
from fair.people import reads as people
from fair.programme import reads as programme
from fair.vacancies import reads as vacancies
from fair.vacancies import staging_reads
from fair.vacancies.facts import VacancySuspended
from fair.vacancies.vacancy import Why, for_readers
from fair.web import Viewer

_BY_REPORTS = frozenset({VacancySuspended.kind, LookAsked.kind})


class Naming:
    """Names for one reader. What is gone, or is nobody's any more, reads "…"."""

    def __init__(self, connection: Connection, viewer: Viewer, rows: Sequence[Recorded]) -> None:
        self._at, self._viewer, self._known = connection, viewer, viewer.words
        said = [row.data for row in rows]
        authors = [row.author.partition(":")[::2] for row in rows]
        self._booths = booths.booths(connection, _ids(said, "booth_id"))
        self._posts = vacancies.vacancies(connection, _ids(said, "vacancy_id"))
        self._licences = employers.licences_by_id(connection, _ids(said, "licence_id"))
        asked = _ids(said, "enrolment_id") if viewer.oversees else set()
        self._enrolments = enrolments.enrolments(connection, asked)
        self._accounts = accounts.accounts(
            connection,
            _ids(said, "account_id") | {ref for kind, ref in authors if kind == "account"},
        )
        of = {one.employer_id for one in self._booths.values()}
        of |= {one.employer_id for one in self._accounts.values()}
        self._employers = employers.employers(connection, of | _ids(said, "employer_id"))
        self._people = histories.persons(
            connection, [ref for kind, ref in authors if kind == "person"]
        )

    def values(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return what fills the sentence of a fact."""
        lang = self._viewer.lang
        found: dict[str, Any] = {
            key: data[key] for key in ("number", "version", "vacancies") if key in data
        }
        if booth := self._booths.get(data.get("booth_id", "")):
            found["booth"] = called(booth, self._employers.get(booth.employer_id), lang)
        if employer := self._employer(data.get("employer_id", "")):
            found["employer"] = employer
        if post := self._posts.get(data.get("vacancy_id", "")):
            found["post"] = (post if self._staffs() else for_readers(post)).title
        if licence := self._licences.get(data.get("licence_id", "")):
            found["licence"] = licence.number
        if "enrolment_id" in data:
            # who asked and was not taken is nobody else's to read
            asked = self._enrolments.get(data["enrolment_id"])
            found["company"] = asked.name if asked else "…"
        if hall_id := data.get("hall_id"):
            hall = programme.hall(self._at, hall_id)
            found |= {"hall": hall.title(lang)} if hall else {}
        if account_id := data.get("account_id"):
            found["staff"] = self._staff(account_id)
        return found

    def author(self, row: Recorded) -> str:
        """Return who answers for a fact; of what several people reported, none of them."""
        kind, _, ref = row.author.partition(":")
        known = self._known
        if row.kind in _BY_REPORTS and row.data.get("why") == Why.REPORTS:
            return known.gettext(names.REPORTERS)
        if kind == "account":
            return self._staff(ref)
        if kind == "person":
            return self._person(ref)
        if kind == "import":
            found = staging_reads.published_import(self._at, ref)
            return known.gettext(names.AN_IMPORT, file=found.file_name if found else "…")
        return known.gettext(names.of_the_house(row.author))

    def _staff(self, account_id: str) -> str:
        known, one = self._known, self._accounts.get(account_id)
        if one is None:
            return known.gettext(names.NOT_KEPT)
        employer = self._employer(one.employer_id)
        found = names.of_staff(self._viewer.actor, one, employer)
        if not found.sentence:
            if not employer:
                return found.name
            return known.gettext(names.A_NAME, name=found.name, employer=employer)
        return known.gettext(found.sentence, employer=employer)

    def _staffs(self) -> bool:
        return self._viewer.oversees or bool(self._viewer.actor.employer_id)

    def _person(self, alias: str) -> str:
        known = self._known
        fair_id, person_id = self._people.get(alias, ("", ""))
        if person_id and person_id == self._viewer.person_id:
            return known.gettext(names.YOU)
        number = people.number_of(self._at, fair_id, person_id) if fair_id else 0
        if not number or not self._staffs():
            return known.gettext(names.A_SEEKER)
        return known.gettext(names.SEEKER, number=number)

    def _employer(self, employer_id: str) -> str:
        found = self._employers.get(employer_id)
        return found.called(self._viewer.lang) if found else ""


def _ids(said: Sequence[Mapping[str, Any]], field: str) -> set[str]:
    return {str(data[field]) for data in said if data.get(field)}
