"""Messages of the slice `booths`: employers, their recruiters and their licences."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from fair.because import RoleTaken
from fair.contract.base import Command, Edit, Reply
from fair.contract.text_types import Email, Id, Line, Name, Number
from fair.contract.texts import Each
from fair.glossary import EmployerKind
from fair.languages import NO_TEXTS, Texts
from fair.roles import ORGANISERS, RECRUITERS, SYSTEM

LegalName = Annotated[str, Name(120, least=2)]
Names = Annotated[Texts, Each(Name(120))]
Authority = Annotated[str, Line(120)]
Reason = Annotated[str, Line(400, least=3)]
EMPLOYER = "e00000000001"
LICENCE = "n00000000001"
ACCOUNT = "a00000000001"


class EmployerInvitedReply(Reply):
    """The new employer, and the invitation of its first recruiter."""

    employer_id: str
    invitation_id: str


class EmployerInvite(
    Command,
    name="employer.invite",
    by=ORGANISERS,
    reply=EmployerInvitedReply,
    refusals=("bad-email", "email-taken", "fee-asked"),
    example={"legal_name": "华丰制衣有限公司", "kind": "direct", "email": "mei@huafeng.example"},
):
    """An organiser brings an employer in and gets a link to hand to its first recruiter."""

    legal_name: LegalName
    kind: EmployerKind
    names: Names = NO_TEXTS
    email: Annotated[str, Email(200)]


class EmployerChange(
    Edit,
    Command,
    name="employer.change",
    edited=("legal_name", "kind", "names"),
    by=ORGANISERS,
    refusals=("kind-is-fixed", "fee-asked"),
    example={"employer_id": EMPLOYER, "legal_name": "华丰制衣有限公司", "kind": "direct"},
):
    """An organiser corrects an employer's name or kind."""

    employer_id: Id
    legal_name: LegalName
    kind: EmployerKind
    names: Names = NO_TEXTS


class RecruiterRemove(
    Command,
    name="recruiter.remove",
    by=ORGANISERS | RECRUITERS,
    refusals=("not-your-employer", "not-the-lead", "not-yourself"),
    fresh=True,
    takes=ORGANISERS | RECRUITERS,
    example={"account_id": ACCOUNT, "reason": "left"},
):
    """The team's lead, or an organiser, closes a recruiter's account: signed out at once."""

    account_id: Id
    reason: RoleTaken


class LicenceSubmittedReply(Reply):
    licence_id: str


class LicenceSubmit(
    Edit,
    Command,
    name="licence.submit",
    edited=("number", "authority", "valid_from", "valid_to", "reserve_yuan"),
    by=ORGANISERS | RECRUITERS,
    reply=LicenceSubmittedReply,
    refusals=(
        "not-your-employer",
        "licence-incomplete",
        "bad-credit-code",
        "reserve-too-small",
        "licence-over",
        "licence-not-begun",
        "fee-asked",
    ),
    example={"employer_id": EMPLOYER, "number": "91330481MA2CWKXY0A"},
):
    """An employer submits its licence; what is needed follows from the employer's kind."""

    employer_id: Id
    number: Annotated[str, Number(40, least=1)]
    authority: Authority = ""
    valid_from: date | None = None
    valid_to: date | None = None
    reserve_yuan: Annotated[int, Field(ge=0, le=10_000_000_000)] | None = None


class LicenceVerify(
    Command,
    name="licence.verify",
    by=ORGANISERS,
    refusals=("licence-over", "source-is-no-link", "number-is-held"),
    example={"licence_id": LICENCE, "source": "https://register.example/330481"},
):
    """The organiser compared the licence with the authority's register: it is good.

    How, and where it can be looked up again, stays in the licence's history. A number that another
    checked company holds needs a `reason`.
    """

    licence_id: Id
    how: Literal["register", "asked", "papers"] = "register"
    source: Annotated[str, Line(300)] = ""
    reason: Annotated[str, Line(400)] = ""


class LicenceReject(
    Command,
    name="licence.reject",
    by=ORGANISERS,
    takes=ORGANISERS,
    example={"licence_id": LICENCE, "reason": "The register shows another company."},
):
    """The organiser does not accept the licence; the employer reads why."""

    licence_id: Id
    reason: Reason


class LicenceSuspend(
    Command,
    name="licence.suspend",
    by=ORGANISERS,
    takes=ORGANISERS,
    example={"licence_id": LICENCE, "reason": "Two workers reported a fee."},
):
    """The organiser suspends the licence: booths and posts under it close at once."""

    licence_id: Id
    reason: Reason


class LicenceLift(
    Command,
    name="licence.lift",
    by=ORGANISERS,
    example={"licence_id": LICENCE, "reason": "The report was withdrawn."},
):
    """The organiser ends a suspension."""

    licence_id: Id
    reason: Reason


class LicenceFallDue(Command, name="licence.fall_due", by=SYSTEM, example={"licence_id": LICENCE}):
    """Six months since the last check."""

    licence_id: Id


class LicenceExpire(Command, name="licence.expire", by=SYSTEM, example={"licence_id": LICENCE}):
    """The licence's last day is over."""

    licence_id: Id
