"""Whatever recruiters write that people who look for work may read passes the judge of fees."""

import typing
from datetime import date

import pytest
from pydantic import ValidationError

from fair.app import JUDGES
from fair.contract.all import COMMANDS
from fair.contract.base import Command
from fair.contract.vacancies import PostCells
from fair.decisions import Actor, Refusal
from fair.glossary import Role
from fair.languages import DEFAULT, Texts
from fair.terms import cells
from fair.terms.code_reads import code_lists

DEMAND = "入职前先交押金五百元，谢谢"  # longer than an identifier
MEI = Actor(Role.RECRUITER, account_id="a1", employer_id="e1")
REFUSED = {"fee-asked", "post-charges-fee"}

# Texts of recruiters that are not judged, and why not.
LEFT = {
    "account.invite.email": "an address, refused where it is none",
    "call.note.text": "the recruiter's own notes, which nobody else reads",
    "call.seat.tab": "made by the page",
    "case.open.text": "to the organiser, who must hear what was asked for",
    "case.tell.text": "to the organiser, who must hear what was asked for",
    "duty.practised.proof": "made by the server, compared and never shown",
    "guest.again.key": "made by the server, compared and never shown",
    "guest.come.key": "made by the server, compared and never shown",
    "guest.come.token": "the link's, compared and never shown",
    "guest.here.key": "made by the server, compared and never shown",
    "guest.leave.key": "made by the server, compared and never shown",
    "guest.seat.key": "made by the server, compared and never shown",
    "guest.seat.tab": "made by the page",
    "import.mend_row.employer": "whose post an organiser's row is; a recruiter's is not read",
    "import.mend_row.ref": "the employer's own reference, which no reader of a post sees",
    "interview.conclude.reason": "a code; what is none of the list is refused",
    "readiness.contact.contact_name": "whom the organiser rings; no seeker reads it",
    "readiness.contact.phone": "a number that can be dialled, for the organiser alone",
    "vacancy.bulk_complete.ref": "the employer's own reference, which no reader of a post sees",
    "vacancy.change.ref": "the employer's own reference, which no reader of a post sees",
    "vacancy.create.ref": "the employer's own reference, which no reader of a post sees",
}


def holding(kind: object, text: str) -> object:
    """Return a value of this type with the text in it; None where the type holds no text."""
    if kind is str:
        return text
    if kind is Texts:
        return {DEFAULT: text}
    inner = next((one for part in typing.get_args(kind) if (one := holding(part, text))), None)
    return [inner] if inner and typing.get_origin(kind) is tuple else inner


def texts() -> list[tuple[type[Command], str]]:
    """Return (command, field) for each text that a recruiter may send; identifiers are none."""
    return [
        (command, field)
        for command in COMMANDS.values()
        if Role.RECRUITER in command.by
        for field, info in command.model_fields.items()
        if field != "seen"  # the mark of a form: programs make it and nobody reads it
        and not field.endswith(("_id", "_ids"))
        and holding(info.annotation, DEMAND)
    ]


def judged(command: type[Command], field: str, text: str) -> str:
    """Return the code by which this text in this field is refused; "" where it passes."""
    value = holding(command.model_fields[field].annotation, text)
    try:
        sent = command.model_validate({**command.example, field: value})
    except ValidationError:
        return "not a text"
    try:
        JUDGES.get(command, lambda _: None)(sent)
    except Refusal as refusal:
        return refusal.code
    if isinstance(sent, PostCells):
        troubles = cells.read({field: sent.cells().get(field, "")}, code_lists(), date(2026, 3, 1))[
            2
        ]
        return "not readable" if troubles else ""
    return ""


@pytest.mark.parametrize(
    ("command", "field"), texts(), ids=[f"{command.name}.{field}" for command, field in texts()]
)
def test_a_text_of_a_recruiter_is_judged_or_says_why_not(command, field):
    code = judged(command, field, DEMAND)

    if f"{command.name}.{field}" in LEFT:
        assert code == ""
    else:
        assert code in {*REFUSED, "not a text", "not readable"}


def test_each_text_that_is_left_is_one():
    assert set(LEFT) <= {f"{command.name}.{field}" for command, field in texts()}


@pytest.mark.parametrize("command", JUDGES, ids=lambda command: command.name)
def test_a_command_that_is_judged_declares_the_refusal_and_recruiters_send_it(command):
    assert REFUSED & set(command.refusals)
    assert Role.RECRUITER in command.by


async def test_a_text_is_judged_before_anything_is_looked_up(world):
    told = COMMANDS["booth.tell"].model_validate({"booth_id": "nowhere", "title": DEMAND})

    with pytest.raises(Refusal) as refused:
        await world.do(told, MEI)
    assert refused.value.code == "fee-asked"


async def test_who_looks_for_work_may_say_what_was_asked_for(world):
    said = COMMANDS["chat.say"].model_validate({"booth_id": "nowhere", "text": DEMAND})

    with pytest.raises(Refusal) as refused:
        await world.do(said, Actor(Role.SEEKER, person_id="p1"))
    assert refused.value.code == "not-found"
