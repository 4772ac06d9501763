"""Messages of the slice `enrolments`: a company asks to take part, the organiser decides."""

from datetime import date
from typing import Annotated

from pydantic import Field

from fair.contract.base import Command, Reply
from fair.contract.employers import Authority, LegalName, Reason
from fair.contract.people import GivenName
from fair.contract.text_types import Email, Id, Number
from fair.contract.texts import LanguageCode
from fair.glossary import EmployerKind
from fair.languages import DEFAULT
from fair.roles import ORGANISERS, SYSTEM, VISITORS

ENROLMENT = "r00000000001"
_NUMBER = Annotated[str, Number(40)]


class EnrolmentAsk(
    Command,
    name="enrolment.ask",
    by=VISITORS,
    refusals=(
        "fair-finished",
        "no-mail-goes-out",
        "bad-credit-code",
        "licence-incomplete",
        "reserve-too-small",
        "licence-over",
        "licence-not-begun",
        "fee-asked",
        "bad-email",
        "bad-name",
        "office-phone",
        "too-many-ask",
    ),
    rate=(10, 3600),
    example={
        "fair_id": "f00000000001",
        "kind": "direct",
        "legal_name": "华丰制衣有限公司",
        "code": "91330481MA2CWKXY0A",
        "contact_name": "Mei",
        "email": "mei@huafeng.example",
    },
):
    """A company asks to take part. Its address gets a link; nobody is told who asked before.

    Whoever supplies labour says the number and the days of that licence as well.
    """

    fair_id: Id
    kind: EmployerKind
    legal_name: LegalName
    code: Annotated[str, Number(40, least=1)]
    number: _NUMBER = ""
    authority: Authority = ""
    valid_from: date | None = None
    valid_to: date | None = None
    reserve_yuan: Annotated[int, Field(ge=0, le=10_000_000_000)] | None = None
    contact_name: GivenName
    phone: Annotated[str, Number(40)] = ""
    email: Annotated[str, Email(200)]
    lang: LanguageCode = DEFAULT


class EnrolmentConfirm(
    Command,
    name="enrolment.confirm",
    by=SYSTEM,
    refusals=("enrolment-over", "fair-finished"),
    proves=True,
    example={"enrolment_id": ENROLMENT},
):
    """Whoever reads the address says that the request is theirs: it waits for the organiser."""

    enrolment_id: Id


class EnrolmentTakeBack(
    Command,
    name="enrolment.take_back",
    by=SYSTEM,
    refusals=("enrolment-over",),
    proves=True,
    example={"enrolment_id": ENROLMENT},
):
    """Whoever holds the link takes the request back; name and address of the contact go."""

    enrolment_id: Id


class EnrolmentAcceptedReply(Reply):
    """The new employer, and the invitation that was mailed to the contact."""

    employer_id: str
    invitation_id: str


class EnrolmentAccept(
    Command,
    name="enrolment.accept",
    by=ORGANISERS,
    reply=EnrolmentAcceptedReply,
    refusals=(
        "enrolment-over",
        "enrolment-decided",
        "fair-finished",
        "contact-has-account",
        "email-taken",
        "licence-over",
        "no-mail-goes-out",
    ),
    fresh=True,
    example={"enrolment_id": ENROLMENT},
):
    """The organiser brings a company in: its licence waits for a check, its contact is invited."""

    enrolment_id: Id


class EnrolmentRefuse(
    Command,
    name="enrolment.refuse",
    by=ORGANISERS,
    refusals=("enrolment-over", "enrolment-decided"),
    takes=ORGANISERS,
    example={"enrolment_id": ENROLMENT, "reason": "The register knows no such licence."},
):
    """The organiser does not take the company; it reads why at the link that it was sent."""

    enrolment_id: Id
    reason: Reason


class EnrolmentRefuseSeveral(
    Command,
    name="enrolment.refuse_several",
    by=ORGANISERS,
    refusals=("enrolment-over", "enrolment-decided"),
    takes=ORGANISERS,
    example={"enrolment_ids": [ENROLMENT], "reason": "The register knows no such licence."},
):
    """The organiser takes none of these companies; each reads the one reason at its own link."""

    enrolment_ids: Annotated[tuple[Id, ...], Field(min_length=1, max_length=20)]
    reason: Reason
