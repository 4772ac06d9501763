"""Messages of the slice `office`."""

from typing import Annotated

from fair.contract.base import Command, Edit
from fair.contract.text_types import Name, Number
from fair.contract.texts import Each
from fair.languages import DEFAULT, NO_TEXTS, Texts
from fair.roles import ORGANISERS

HelpPhone = Annotated[str, Number(40)]
HelpHours = Annotated[Texts, Each(Name(60))]
Permit = Annotated[str, Number(60)]


class SetOffice(
    Edit,
    Command,
    name="office.set",
    edited=("names", "phone", "hours", "permit"),
    by=ORGANISERS,
    refusals=("office-phone",),
    example={"phone": "0558-2222222", "hours": {DEFAULT: "Mon-Fri 9:00-17:00"}},
):
    """An organiser says how the office is reached, and by which licence it holds fairs.

    It stands wherever a fair says nothing of its own.
    """

    names: Annotated[Texts, Each(Name(120))] = NO_TEXTS
    phone: HelpPhone = ""
    hours: HelpHours = NO_TEXTS
    permit: Permit = ""
