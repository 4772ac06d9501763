"""An employer: a direct one, a licensed agency, or a licensed overseas company."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from fair.booths.licence import (
    MOVES_LICENCE,
    Licence,
    LicenceDue,
    LicenceExpired,
    LicenceLifted,
    LicenceRejected,
    LicenceReplaced,
    LicenceSubmitted,
    LicenceSuspended,
    LicenceVerified,
    NoLicence,
)
from fair.decisions import N_, Fact, Refusal
from fair.glossary import EmployerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Employer:
    """Who recruits. `name` is the legal one; `names` holds it in other languages, where given."""

    id: str
    name: str
    names: Mapping[str, str]
    kind: EmployerKind
    created_at: datetime

    def called(self, lang: str) -> str:
        """Return the name for a reader of this language."""
        return self.names.get(lang) or self.name


class NotYourEmployer(Refusal):
    code = "not-your-employer"
    status = 403
    sentence = N_("This belongs to another employer. Sign in with an account of that employer.")


class KindIsFixed(Refusal):
    code = "kind-is-fixed"
    sentence = N_(
        "The kind of an employer cannot change while a licence of that kind stands. "
        "Invite the company again under the other kind."
    )


class NotYourself(Refusal):
    code = "not-yourself"
    sentence = N_("You cannot remove your own account. Ask a colleague or the organiser.")


@dataclass(frozen=True, kw_only=True)
class EmployerAdded(Fact):
    kind: ClassVar[str] = "employer.added"
    employer_id: str
    employer_kind: str


@dataclass(frozen=True, kw_only=True)
class EmployerCorrected(Fact):
    kind: ClassVar[str] = "employer.corrected"
    employer_id: str


__all__ = [
    "MOVES_LICENCE",
    "Employer",
    "EmployerAdded",
    "EmployerCorrected",
    "KindIsFixed",
    "Licence",
    "LicenceDue",
    "LicenceExpired",
    "LicenceLifted",
    "LicenceRejected",
    "LicenceReplaced",
    "LicenceSubmitted",
    "LicenceSuspended",
    "LicenceVerified",
    "NoLicence",
    "NotYourEmployer",
    "NotYourself",
]
