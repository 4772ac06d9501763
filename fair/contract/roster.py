"""Messages of the slice `roster`."""

from typing import Annotated

from pydantic import Field

from fair.contract.base import Command, Reply
from fair.contract.text_types import Email, Id, Name, Number
from fair.contract.texts import LanguageCode
from fair.glossary import EmployerKind
from fair.languages import DEFAULT
from fair.roles import ORGANISERS


class CompanyBroughtReply(Reply):
    """The new employer, the invitation of its first recruiter, and whether its link was mailed."""

    employer_id: str
    invitation_id: str
    mailed: bool


class BringCompany(
    Command,
    name="roster.bring",
    by=ORGANISERS,
    reply=CompanyBroughtReply,
    refusals=(
        "company-is-here", "bad-credit-code", "bad-email", "email-taken", "contact-phone",
        "fee-asked",
    ),
    rate=(600, 60),
    example={
        "legal_name": "华丰制衣有限公司", "kind": "direct", "code": "91330481MA2CWKXY0A",
        "contact_name": "Wang Hong", "email": "mei@huafeng.example", "phone": "0558-2222222",
    },
):  # fmt: skip
    """An organiser brings a company of a file in; its first recruiter gets a link."""

    legal_name: Annotated[str, Name(120, least=2)]
    kind: EmployerKind
    code: Annotated[str, Number(40)] = ""
    contact_name: Annotated[str, Name(60)] = ""
    email: Annotated[str, Email(200)]
    phone: Annotated[str, Number(40)] = ""
    lang: LanguageCode = DEFAULT


class EmployersRemovedReply(Reply):
    """How many were removed; the others have something by now, and stay."""

    removed: int


class RemoveBareEmployers(
    Command,
    name="roster.remove_bare",
    by=ORGANISERS,
    reply=EmployersRemovedReply,
    rate=(600, 60),
    example={"employer_ids": ["e00000000001"]},
):
    """An organiser removes employers that a broken import left: those with nothing and nobody."""

    employer_ids: Annotated[tuple[Id, ...], Field(min_length=1, max_length=25)]
