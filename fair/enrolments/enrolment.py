"""An enrolment: a company asks to take part in a fair, and the organiser decides. Pure.

Its address is proved by a link before anybody is shown the request. Who asked before, or is here
already, is said to the organiser alone: a stranger could find it out by asking.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fair import plain
from fair.decisions import Moves
from fair.employers.licence import LicenceTerms, checked, is_credit_code
from fair.employers.refusals import BadCreditCode
from fair.employers.twin import Company, company_key
from fair.enrolments.refusals import EnrolmentOver
from fair.glossary import EmployerKind, EnrolmentState

CONFIRM_WITHIN = timedelta(days=2)
MAILS_A_DAY = 3  # to one address, whoever asks
KEPT_A_DAY = 20  # requests that name one address; each mailed link shows them all
MOST_AN_HOUR = 60  # requests at one fair, from however many addresses

MOVES_ENROLMENT: Moves[EnrolmentState] = {
    EnrolmentState.ASKED: {"confirm": EnrolmentState.WAITING},
    EnrolmentState.WAITING: {
        "accept": EnrolmentState.ACCEPTED,
        "refuse": EnrolmentState.REFUSED,
        "take_back": EnrolmentState.TAKEN_BACK,
        "close": EnrolmentState.NOT_DECIDED,  # its fair closed first
    },
    EnrolmentState.ACCEPTED: {},
    EnrolmentState.REFUSED: {},
    EnrolmentState.TAKEN_BACK: {},
    EnrolmentState.NOT_DECIDED: {},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """A company's request. `number` is its licence's: of a direct employer the code itself."""

    id: str
    fair_id: str
    state: EnrolmentState
    kind: EmployerKind
    name: str
    code: str
    number: str
    authority: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    reserve_cents: int | None = None
    contact_name: str
    email: str
    lang: str
    asked_at: datetime
    confirmed_at: datetime | None = None
    decided_at: datetime | None = None
    reason: str = ""
    employer_id: str = ""
    phone: str = ""
    decided_by: str = ""

    @property
    def waits(self) -> bool:
        """True until the organiser has decided."""
        return self.state is EnrolmentState.WAITING

    @property
    def compared(self) -> Company:
        """Return what is compared of it with others: who asked first is known by its proof."""
        return Company(
            name=self.name,
            names=(self.name,),
            numbers=(self.code, self.number),
            employer_id=self.employer_id,
            enrolment_id=self.id,
            fair_id=self.fair_id,
            state=self.state,
            reason=self.reason,
            at=self.decided_at or self.confirmed_at,
            asked_at=self.confirmed_at,
        )

    @property
    def unconfirmed(self) -> bool:
        """True until its address is proved: nobody is shown it."""
        return self.state is EnrolmentState.ASKED

    def lapsed(self, now: datetime) -> bool:
        """True where its address was not proved in time."""
        return self.unconfirmed and self.asked_at + CONFIRM_WITHIN <= now


def credit_code(typed: str) -> str:
    """Return a unified social credit code as it is kept; refuses `BadCreditCode`."""
    code = plain.code(plain.plain(typed).replace(" ", "").upper())
    if not is_credit_code(code):
        raise BadCreditCode
    return code


def terms_of(kind: EmployerKind, code: str, written: LicenceTerms, today: date) -> LicenceTerms:
    """Return the licence that goes along, as an employer of this kind submits it; refuses as there.

    A direct employer's is its business licence: the number is the code.
    """
    if kind is EmployerKind.DIRECT:
        return checked(kind, LicenceTerms(number=code), today)
    return checked(kind, written, today)


def open_one(enrolment: Enrolment | None, now: datetime) -> Enrolment:
    """Return a request whose link works; else refuses `EnrolmentOver`."""
    if enrolment is None or enrolment.lapsed(now):
        raise EnrolmentOver
    return enrolment


def together(waiting: Sequence[Enrolment]) -> list[tuple[Enrolment, str]]:
    """Return requests with the same code or name one after the other, the first one first.

    Beside each stands the first of its kind; "" where that is itself.
    """
    first: dict[str, Enrolment] = {}
    groups: dict[str, list[Enrolment]] = {}
    for one in waiting:
        marks = (one.code, one.number, f"name {company_key(one.name)}")
        known = next((first[mark] for mark in marks if mark in first), one)
        for mark in marks:
            first.setdefault(mark, known)
        groups.setdefault(known.id, []).append(one)
    return [
        (one, "" if one.id == its_first else its_first)
        for its_first, group in groups.items()
        for one in group
    ]
