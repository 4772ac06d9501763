"""Messages of the slice `programme`: who is simulated in a demo fair, said by the system only."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from fair.contract.base import Command, Reply
from fair.contract.texts import LanguageCode
from fair.glossary import Role
from fair.languages import DEFAULT

Id = Annotated[str, Field(max_length=12)]
ShortText = Annotated[str, Field(max_length=200)]
FAIR = {"fair_id": "f00000000001"}


class SimulatedReply(Reply):
    """Who was made up, and the link that signs in (/k/…, with the mark of the server's secret)."""

    person_id: str = ""
    account_id: str = ""
    link_id: str


class AddSimulatedPerson(
    Command,
    name="demo.add_person",
    by=(Role.SYSTEM,),
    reply=SimulatedReply,
    refusals=("not-a-demo", "bad-name", "bad-phone", "bad-birth-date", "under-age", "number-taken"),
    example={
        **FAIR, "given_name": "萧福生", "phone": "+86 138 0000 0001", "born_on": "1988-06-15",
        "lang": DEFAULT,
    },
):  # fmt: skip
    """Somebody invented takes part in a demo fair, with a confirmed number that nobody has."""

    fair_id: Id
    given_name: ShortText
    phone: Annotated[str, Field(max_length=40)]
    born_on: date
    lang: LanguageCode = DEFAULT


class AddDemoStaff(
    Command,
    name="demo.add_staff",
    by=(Role.SYSTEM,),
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
    given_name: ShortText
    email: ShortText
    role: Literal["recruiter", "organiser"]
    employer_id: Id = ""
