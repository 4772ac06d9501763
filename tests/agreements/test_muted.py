"""Whatever carries somebody's words to others is closed to who is muted, or says why it is not."""

import pytest

from fair.contract.all import COMMANDS
from fair.glossary import Role
from tests.agreements.test_judged import holding

SIDES = {Role.SEEKER, Role.RECRUITER}
# Texts of people and of recruiters that a mute leaves free, and why.
LEFT = {
    "account.change": "the own name",
    "account.choose_language": "a language of a list",
    "account.invite": "an address",
    "ask.say": "an answer of a list to what an employer asks",
    "call.note": "the recruiter's own notes, which nobody else reads",
    "call.say": "the talk itself, in writing: a mute takes no talk",
    "case.open": "to the organiser: the way to answer a mute",
    "case.tell": "to the organiser: the way to answer a mute",
    "guest.come": "a name, of who was asked in",
    "help.ask": "to the organiser",
    "import.mend_row": "a post: judged, and suspended by itself",
    "interview.conclude": "an answer that somebody waits for",
    "licence.submit": "to the organiser",
    "offer.make": "an offer: its terms",
    "person.answer": "answers of lists about oneself",
    "person.change": "the own name",
    "person.change_number": "a number",
    "person.choose_language": "a language of a list",
    "person.skip_question": "a question of a list",
    "readiness.contact": "to the organiser",
    "vacancy.bulk_complete": "a post: judged, and suspended by itself",
    "vacancy.change": "a post: judged, and suspended by itself",
    "vacancy.create": "a post: judged, and suspended by itself",
}


def writing():
    """Return the commands of the two sides that hold words; ids, keys and marks are none."""
    return sorted(
        name
        for name, kind in COMMANDS.items()
        if kind.by & SIDES
        and any(
            field not in {"seen", "key", "token", "tab", "proof"}
            and not field.endswith(("_id", "_ids", "code"))
            and holding(info.annotation, "x")
            for field, info in kind.model_fields.items()
        )
    )


@pytest.mark.parametrize("name", writing())
def test_a_command_with_words_is_closed_to_who_is_muted_or_says_why_not(name):
    closed = {"muted", "muted-to-the-end"} <= set(COMMANDS[name].refusals)

    assert closed != (name in LEFT)


def test_each_that_is_left_is_one():
    assert set(LEFT) <= set(writing())
