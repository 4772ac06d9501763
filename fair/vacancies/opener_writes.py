"""Opening a post, hiding it and showing it again: what must hold before anybody may find it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from fair import timers
from fair.booths.booth import Booth
from fair.days import day_at, end_of
from fair.db import Work
from fair.decisions import Refusal, move
from fair.employers import reads as employer_reads
from fair.employers.employer import Employer
from fair.employers.refusals import NoLicence
from fair.filings import reads as filings
from fair.filings.refusals import FilingIsWithdrawn
from fair.glossary import VacancyState
from fair.programme import reads as programme
from fair.programme.fair import Fair, must_be_changeable
from fair.terms import post_rules
from fair.terms.terms import LABELS
from fair.vacancies import look_writes, store, terms_store
from fair.vacancies.facts import VacancyLifted, VacancyOpened, VacancySentToReview, VacancySuspended
from fair.vacancies.opening_writes import fill, move_to, of
from fair.vacancies.refusals import NoBooth, PostIncomplete, QuotaUsedUp
from fair.vacancies.terms_store import promised
from fair.vacancies.vacancy import MOVES_VACANCY, STANDING, Vacancy, Why

END_KIND = "vacancy.end"


class Opener:
    """Opens posts of one work; what they share is looked up once.

    `open` returns the state that follows: open, or review where its words are in doubt.
    """

    def __init__(self, work: Work) -> None:
        self.work = work
        self._fairs: dict[str, Fair] = {}
        self._employers: dict[str, tuple[Employer, bool]] = {}
        self._ends: set[datetime] = set()
        self._abroad: dict[str, dict[str, tuple[str, int]]] = {}
        self._opened: list[tuple[Vacancy, VacancyState, datetime]] = []

    def check(self, vacancy: Vacancy) -> None:
        """Refuse what must not open: booth, completeness, rules, licence, a fair that is over."""
        if not vacancy.booth_id:
            raise NoBooth
        fair = self.fair(vacancy.fair_id)
        check_terms(vacancy, day_at(self.work.now, fair.zone))
        self.check_kind(vacancy)
        self.check_abroad(vacancy)
        if not self._employer(vacancy.employer_id)[1]:
            raise NoLicence
        must_be_changeable(fair)

    def check_kind(self, vacancy: Vacancy) -> None:
        """Refuse work abroad where the employer is not a licensed overseas company."""
        post_rules.check_kind(vacancy.terms, self._employer(vacancy.employer_id)[0].kind)

    def check_abroad(self, vacancy: Vacancy) -> None:
        """Refuse work abroad on a filing that was withdrawn, or beyond the contract's quota."""
        terms = vacancy.terms
        if not terms.overseas_country:
            return
        check_filing(self.work, vacancy)
        contract = terms.principal_contract
        standing = self._standing_abroad(vacancy.employer_id).items()
        others = sum(many for one, (by, many) in standing if by == contract and one != vacancy.id)
        if terms.quota is not None and others + vacancy.head_count > terms.quota:
            raise QuotaUsedUp(number=contract, quota=terms.quota, taken=others)

    def open(self, vacancy: Vacancy, *, reviewed: bool = False) -> VacancyState:
        """Open a checked post, or send it to the organiser; refuses as `check`, `WrongState`."""
        state = self.decide(vacancy, reviewed=reviewed)
        self.save()
        return state

    def decide(self, vacancy: Vacancy, *, reviewed: bool = False) -> VacancyState:
        """Do the same, but for the row of what opens: `save` writes those, all at once."""
        doubtful = not reviewed and bool(look_writes.doubtful(self.work, vacancy))
        verb = post_rules.opening_verb(reviewed=reviewed, doubtful=doubtful)
        state = move(MOVES_VACANCY, vacancy.state, verb)
        self.check(vacancy)
        if state is VacancyState.REVIEW:
            store.move_vacancy(self.work, vacancy, state)
            look_writes.ask(self.work, vacancy)
            self.work.record(VacancySentToReview(**of(vacancy)))
            return state
        ends_at = self.ends_at(vacancy)
        self._opened.append((vacancy, state, ends_at))
        if vacancy.terms.overseas_country:
            under = (vacancy.terms.principal_contract, vacancy.head_count)
            self._standing_abroad(vacancy.employer_id)[vacancy.id] = under
        self.work.record(
            VacancyOpened(
                version=vacancy.version, ends_at=ends_at, **of(vacancy), **promised(vacancy)
            )
        )
        return state

    def save(self) -> None:
        """Write what was decided to open."""
        store.open_vacancies(self.work, self._opened)
        self._opened = []

    def ends_at(self, vacancy: Vacancy) -> datetime:
        """Return when the post is over, and let the clock know."""
        last_day = vacancy.terms.last_day
        if vacancy.terms.valid_through is None or last_day is None:
            raise PostIncomplete(field=LABELS["valid_through"])
        ends_at = end_of(last_day, self.fair(vacancy.fair_id).zone)
        if ends_at not in self._ends:
            self._ends.add(ends_at)
            seconds = (ends_at - self.work.now).total_seconds()
            timers.start(self.work, END_KIND, ref_of(ends_at), max(0.0, seconds))
        return ends_at

    def fair(self, fair_id: str) -> Fair:
        """Return the fair of a post."""
        if fair_id not in self._fairs:
            found = programme.fair(self.work.connection, fair_id)
            if found is None:
                raise NoBooth
            self._fairs[fair_id] = found
        return self._fairs[fair_id]

    def _standing_abroad(self, employer_id: str) -> dict[str, tuple[str, int]]:
        if employer_id not in self._abroad:
            self._abroad[employer_id] = terms_store.places_abroad(self.work, employer_id)
        return self._abroad[employer_id]

    def _employer(self, employer_id: str) -> tuple[Employer, bool]:
        if employer_id not in self._employers:
            licence = employer_reads.licence(self.work.connection, employer_id)
            self._employers[employer_id] = (
                employer_reads.known(self.work.connection, employer_id),
                bool(licence and licence.valid),
            )
        return self._employers[employer_id]


def place(work: Work, vacancies: Sequence[Vacancy], booth: Booth) -> dict[str, datetime | None]:
    """Show posts at another booth of their employer; return until when each is shown there.

    Its state, its terms and the places that are spoken for stay; its last day is one at the place
    of the booth's fair.
    """
    opener = Opener(work)
    moved = [replace(one, booth_id=booth.id, fair_id=booth.fair_id) for one in vacancies]
    placed = [(one, opener.ends_at(one) if one.state in STANDING else None) for one in moved]
    store.place(work, placed)
    return {one.id: ends_at for one, ends_at in placed}


def check_draft(work: Work, vacancy: Vacancy) -> None:
    """Refuse in a draft already what opening would refuse for good: a draft only lacks something.

    Words that the organiser refused this employer, and work abroad without the licence for it.
    """
    Opener(work).check_kind(vacancy)
    look_writes.doubtful(work, vacancy)


def check_filing(work: Work, vacancy: Vacancy) -> None:
    """Refuse a post whose recruitment filing is withdrawn."""
    if rests_on_withdrawn(work, vacancy):
        raise FilingIsWithdrawn(number=vacancy.terms.filing_number)


def rests_on_withdrawn(work: Work, vacancy: Vacancy) -> bool:
    """Return whether a post rests on a recruitment filing that is withdrawn."""
    terms = vacancy.terms
    number = terms.filing_number if terms.overseas_country else ""
    return filings.withdrawal(work.connection, vacancy.employer_id, number) is not None


def check_terms(vacancy: Vacancy, today: date) -> None:
    """Refuse a post that is not complete or breaks a rule."""
    for column in post_rules.missing(vacancy.terms, vacancy.head_count, today):
        raise PostIncomplete(field=LABELS[column])
    post_rules.check(vacancy.terms)


def ref_of(ends_at: datetime) -> str:
    """Return the one deadline that all posts with this end share."""
    return ends_at.isoformat(timespec="seconds").replace("+00:00", "Z")


def open_all(opener: Opener, vacancies: Sequence[Vacancy]) -> dict[VacancyState, int]:
    """Open what may open; return how many are open, in review, and drafts as before."""
    counts = dict.fromkeys((VacancyState.OPEN, VacancyState.REVIEW, VacancyState.DRAFT), 0)
    for vacancy in vacancies:
        try:
            counts[opener.decide(vacancy)] += 1
        except Refusal:
            counts[VacancyState.DRAFT] += 1
    opener.save()
    return counts


def settle(work: Work, vacancy: Vacancy) -> VacancyState:
    """Fill an open post whose last opening is spoken for; return the state that follows."""
    if vacancy.open and vacancy.free < 1:
        return fill(work, vacancy)
    return vacancy.state


def suspend_post(work: Work, vacancy: Vacancy, why: Why, note: str) -> VacancyState:
    """Hide a post; refuses `WrongState` where it is not shown."""
    state = move_to(work, vacancy, "suspend", why=why, note=note)
    work.record(VacancySuspended(why=why, **of(vacancy)))
    return state


def lift_post(work: Work, vacancy: Vacancy) -> VacancyState:
    """Show a suspended post again, as open or as filled.

    One whose words wait for a look, or were refused, stays hidden for that, and one whose
    recruitment filing is withdrawn for that.
    """
    if why := look_writes.keeps_hidden(work, vacancy.id):
        look_writes.stay_hidden(work, vacancy, why)
        return vacancy.state
    if rests_on_withdrawn(work, vacancy):
        look_writes.stay_hidden(work, vacancy, Why.FILING)
        return vacancy.state
    move_to(work, vacancy, "lift")
    work.record(VacancyLifted(**of(vacancy)))
    return settle(work, store.vacancy(work, vacancy.id))
