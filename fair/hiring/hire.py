"""A hire: an accepted offer that the employer and the person both confirmed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from fair.decisions import N_, Moves, WrongState, move
from fair.glossary import HireState, Role
from fair.hiring.refusals import AlreadyHired, BothConfirmed, ConfirmedAlready, NotYourReason

MOVES_HIRE: Moves[HireState] = {
    HireState.AGREED: {"hire": HireState.HIRED, "fall": HireState.FELL_THROUGH},
    HireState.HIRED: {"fall": HireState.FELL_THROUGH},
    HireState.FELL_THROUGH: {},
}

# Why a hire came to nothing; both sides read the sentence.
FELL_BECAUSE: Mapping[str, str] = {
    "changed_mind": N_("The person decided otherwise."),
    "need": N_("The employer cannot take the person after all."),
    "papers": N_("A certificate, permit or other paper is missing."),
    "terms": N_("The contract differs from the offer."),
    "absent": N_("The person did not come on the first day."),
    "money": N_("Money was asked for."),
    "taken_back": N_("The person took the acceptance back."),
    "other_offer": N_("The person accepted another offer."),
    "erased": N_("The person's data were erased."),
}
SEEKERS_REASONS = ("changed_mind", "need", "papers", "terms", "money")
EMPLOYERS_REASONS = ("changed_mind", "need", "papers", "absent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hire:
    """What follows an accepted offer; its id is the offer's."""

    offer_id: str
    fair_id: str
    booth_id: str
    employer_id: str
    vacancy_id: str
    person_id: str
    state: HireState
    agreed_at: datetime
    person_confirmed_at: datetime | None
    employer_confirmed_at: datetime | None
    fell_at: datetime | None
    reason: str

    def confirmed_by(self, role: Role) -> bool:
        """True where this side has confirmed."""
        mine = self.person_confirmed_at if role is Role.SEEKER else self.employer_confirmed_at
        return mine is not None


def confirmed(hire: Hire, by: Role) -> HireState:
    """Return the state after one side confirmed: hired with the second.

    Refuses `ConfirmedAlready`, and `WrongState` for a hire that fell through.
    """
    if hire.state is HireState.FELL_THROUGH:
        raise WrongState
    if hire.confirmed_by(by):
        raise ConfirmedAlready
    other = Role.RECRUITER if by is Role.SEEKER else Role.SEEKER
    if not hire.confirmed_by(other):
        return hire.state
    return move(MOVES_HIRE, hire.state, "hire")


def check_free(earlier: Hire) -> None:
    """Refuse `AlreadyHired` to give up for another offer what both sides have confirmed."""
    if earlier.state is HireState.HIRED:
        raise AlreadyHired


def check_reason(by: Role, reason: str) -> None:
    """Refuse `NotYourReason` unless this side may give it."""
    if reason not in (SEEKERS_REASONS if by is Role.SEEKER else EMPLOYERS_REASONS):
        raise NotYourReason


def taken_back(hire: Hire) -> HireState:
    """Return the state after the person took the acceptance back; refuses `BothConfirmed`."""
    if hire.state is HireState.HIRED:
        raise BothConfirmed
    return fallen(hire)


def fallen(hire: Hire) -> HireState:
    """Return the state of a hire that came to nothing; refuses `WrongState` the second time."""
    return move(MOVES_HIRE, hire.state, "fall")
