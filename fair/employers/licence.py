"""A licence: what each kind of employer must show, its life, and how long a check counts.

The form follows the employer's kind. A direct employer shows its unified social credit code
(GB 32100-2015), an agency its HR-service licence, an overseas company its foreign-labour licence
and its reserve fund. No booth and no post opens without a verified one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fair import plain, typed
from fair.days import day_at, end_of
from fair.decisions import N_, Moves, move
from fair.employers.refusals import (
    BadCreditCode,
    KindIsFixed,
    LicenceIncomplete,
    LicenceNotBegun,
    LicenceOver,
    ReserveTooSmall,
)
from fair.glossary import EmployerKind, LicenceState

RECHECK_AFTER = timedelta(days=182)
LEAST_RESERVE_CENTS = 300_000_000
LICENCE_ZONE = "Asia/Shanghai"  # all three kinds are licences of one country
_CODE_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_LENGTH = 18
# Under these what is open may stay open; new booths and posts need a verified one.
IN_FORCE = (LicenceState.VERIFIED, LicenceState.DUE)
ACCEPTED = (*IN_FORCE, LicenceState.SUSPENDED)
_PAUSED = LicenceState.SUSPENDED  # how a company is listed, whatever its licences are
_GONE = (LicenceState.REJECTED, LicenceState.EXPIRED)

MOVES_LICENCE: Moves[LicenceState] = {
    LicenceState.SUBMITTED: {
        "verify": LicenceState.VERIFIED,
        "hold": LicenceState.SUSPENDED,  # it agrees, and the company's suspension goes on
        "reject": LicenceState.REJECTED,
    },
    LicenceState.VERIFIED: {
        "fall_due": LicenceState.DUE,
        "expire": LicenceState.EXPIRED,
        "suspend": LicenceState.SUSPENDED,
    },
    LicenceState.DUE: {
        "verify": LicenceState.VERIFIED,
        "reject": LicenceState.REJECTED,
        "expire": LicenceState.EXPIRED,
        "suspend": LicenceState.SUSPENDED,
    },
    LicenceState.SUSPENDED: {
        "lift": LicenceState.VERIFIED,
        "expire": LicenceState.EXPIRED,
    },
    LicenceState.EXPIRED: {},
    LicenceState.REJECTED: {},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceTerms:
    """What the form asks for; which of it is needed depends on the employer's kind."""

    number: str
    authority: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    reserve_cents: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """One licence as an employer submitted it, and what the organiser made of it."""

    id: str
    employer_id: str
    kind: EmployerKind
    number: str
    authority: str
    valid_from: date | None
    valid_to: date | None
    reserve_cents: int | None
    state: LicenceState
    reason: str
    submitted_at: datetime
    checked_at: datetime | None

    @property
    def valid(self) -> bool:
        """True where booths and posts may open under it."""
        return self.state is LicenceState.VERIFIED

    @property
    def suspended(self) -> bool:
        """True where the organiser has paused what is done under it."""
        return self.state is LicenceState.SUSPENDED

    @property
    def in_force(self) -> bool:
        """True where what is open may stay open: verified, also while a check is due."""
        return self.state in IN_FORCE

    @property
    def recheck_at(self) -> datetime | None:
        """Return when the organiser must look at it again."""
        return self.checked_at + RECHECK_AFTER if self.checked_at else None

    @property
    def checked_on(self) -> date | None:
        """Return the day of the last check, where the authority is."""
        return day_at(self.checked_at, LICENCE_ZONE) if self.checked_at else None

    @property
    def recheck_on(self) -> date | None:
        """Return the day of the next check, where the authority is."""
        return day_at(self.recheck_at, LICENCE_ZONE) if self.recheck_at else None

    @property
    def ends_at(self) -> datetime | None:
        """Return the end of its last day; None for one without an end."""
        if self.valid_to is None:
            return None
        return end_of(self.valid_to, LICENCE_ZONE)


@dataclass(frozen=True, slots=True)
class Suspension:
    """That a company is suspended; `since` is None where it was not kept."""

    since: datetime | None
    reason: str


def check_character(code: str) -> str:
    """Return the 18th character that belongs to the first 17 of a unified social credit code.

    GB 32100-2015: base 31 without I, O, S, V, Z; weights are the powers of 3 modulo 31.
    Returns "" where a character may not stand in a code.
    """
    try:
        values = [_CODE_LETTERS.index(letter) for letter in code[: _CODE_LENGTH - 1]]
    except ValueError:
        return ""
    total = sum(value * pow(3, place, 31) for place, value in enumerate(values))
    return _CODE_LETTERS[-total % 31]


def is_credit_code(code: str) -> bool:
    """True for 18 allowed characters whose last one fits."""
    return len(code) == _CODE_LENGTH and code[-1] == (check_character(code) or "-")


def checked(kind: EmployerKind, terms: LicenceTerms, today: date) -> LicenceTerms:
    """Return the terms as they are kept, spaces gone and letters plain and upper case.

    Refuses what this kind of employer may not submit: `LicenceIncomplete`, `BadCreditCode`,
    `ReserveTooSmall`, `LicenceOver`, `LicenceNotBegun`.
    """
    missing = _missing(kind, terms)
    if missing:
        raise LicenceIncomplete(missing=missing)
    number = plain.plain(terms.number).replace(" ", "").upper()
    if kind is EmployerKind.DIRECT:
        number = plain.code(number)
        if not is_credit_code(number):
            raise BadCreditCode
    overseas = kind is EmployerKind.OVERSEAS
    if overseas and (terms.reserve_cents or 0) < LEAST_RESERVE_CENTS:
        raise ReserveTooSmall
    _check_days(terms, today)
    return LicenceTerms(
        number=number,
        authority=typed.line(terms.authority),
        valid_from=terms.valid_from,
        valid_to=terms.valid_to,
        reserve_cents=terms.reserve_cents if overseas else None,
    )


def _missing(kind: EmployerKind, terms: LicenceTerms) -> str:
    needed: dict[str, object] = {N_("number"): plain.plain(terms.number)}
    if kind is not EmployerKind.DIRECT:
        needed |= {
            N_("authority that issued it"): typed.line(terms.authority),
            N_("first day"): terms.valid_from,
            N_("last day"): terms.valid_to,
        }
    if kind is EmployerKind.OVERSEAS:
        needed[N_("reserve fund")] = terms.reserve_cents
    return next((name for name, value in needed.items() if not value), "")


def _check_days(terms: LicenceTerms, today: date) -> None:
    if terms.valid_to and terms.valid_to < today:
        raise LicenceOver
    if terms.valid_from and terms.valid_from > min(today, terms.valid_to or today):
        raise LicenceNotBegun


def verified(licence: Licence, now: datetime, *, held: bool = False) -> LicenceState:
    """Return the state after the organiser's check; refuses `LicenceOver` after its last day.

    Of a company that is suspended (`held`) another licence is checked and suspended in one: only
    lifting, with a reason, ends a suspension.
    """
    state = move(MOVES_LICENCE, licence.state, "hold" if held else "verify")
    if licence.ends_at and licence.ends_at <= now:
        raise LicenceOver
    return state


def gives_way(licence: Licence, to: Licence) -> bool:
    """True where an earlier licence ends because another one was verified."""
    return licence.id != to.id and "expire" in MOVES_LICENCE[licence.state]


def suspension_stands(licences: Sequence[Licence], *, last_was_suspending: bool) -> bool:
    """True while a company is suspended, also when the licence of then has run out meanwhile.

    `last_was_suspending`: of the suspensions and liftings ever noted, the last is a suspension.
    """
    if any(one.suspended for one in licences):
        return True
    return last_was_suspending and not any(one.in_force for one in licences)


def listed_as(
    counts: Licence | None, waiting: Licence | None, *, last_was_suspending: bool
) -> LicenceState | None:
    """Return how a company stands in a list: suspended first, then what waits for a check."""
    known = [counts] if counts else []
    if suspension_stands(known, last_was_suspending=last_was_suspending):
        return _PAUSED
    shown = waiting or counts
    return shown.state if shown else None


def check_kind(was: EmployerKind, kind: EmployerKind, licences: Sequence[Licence]) -> None:
    """Refuse `KindIsFixed` another kind while a licence of the present one stands or waits."""
    if kind is not was and any(one.state not in _GONE for one in licences):
        raise KindIsFixed


def that_counts(licences: Sequence[Licence]) -> Licence | None:
    """Return the licence that counts: the newest ever accepted and not over, else the newest."""
    newest = sorted(licences, key=lambda licence: licence.submitted_at, reverse=True)
    accepted = (licence for licence in newest if licence.state in ACCEPTED)
    return next(accepted, newest[0] if newest else None)
