"""Messages of the slice `programme`: who is simulated in a demo fair, said by the system only."""

from datetime import date
from typing import Annotated, Literal

from fair.contract.base import Command, Reply
from fair.contract.people import GivenName, Mobile
from fair.contract.text_types import Email, Id, OptionalId
from fair.contract.texts import LanguageCode
from fair.languages import DEFAULT
from fair.roles import SYSTEM

FAIR = {"fair_id": "f00000000001"}


class SimulatedReply(Reply):
    """Who was made up, and the link that signs in (/k/…, with the mark of the server's secret)."""

    person_id: str = ""
    account_id: str = ""
    link_id: str


class AddSimulatedPerson(
    Command,
    name="demo.add_person",
    by=SYSTEM,
    reply=SimulatedReply,
    refusals=("not-a-demo", "bad-name", "bad-phone", "bad-birth-date", "under-age", "number-taken"),
    example={
        **FAIR, "given_name": "萧福生", "phone": "+86 138 0000 0001", "born_on": "1988-06-15",
        "lang": DEFAULT,
    },
):  # fmt: skip
    """Somebody invented takes part in a demo fair, with a confirmed number that nobody has."""

    fair_id: Id
    given_name: GivenName
    phone: Mobile
    born_on: date
    lang: LanguageCode = DEFAULT


class AddDemoStaff(
    Command,
    name="demo.add_staff",
    by=SYSTEM,
    reply=SimulatedReply,
    refusals=("not-a-demo", "bad-name", "bad-email", "email-taken"),
    example={
        **FAIR,
        "given_name": "林秀梅",
        "email": "huafeng-1@demo.example",
        "role": "organiser",
    },
):
    """A recruiter or an organiser of a demo fair, who signs in by a link and has no password."""

    fair_id: Id
    given_name: GivenName
    email: Annotated[str, Email(200)]
    role: Literal["recruiter", "organiser"]
    employer_id: OptionalId = ""
