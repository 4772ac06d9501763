"""Whatever proves who one is works once: such commands are declared, and nothing is replayed."""

import re

from fair.contract.all import COMMANDS
from fair.contract.text_types import Code, Token
from fair.glossary import Role
from tests.agreements.message_texts import texts_of

# What carries such a thing, or says who somebody is, and proves nothing; each with its reason.
PROVES_NOTHING = {
    "person.register": "makes somebody; entering as them is decided afresh (`is_fresh`)",
    "demo.add_person": "sent at the command line alone, where a demo is made",
    "rehearsal.come": "sent by the house alone; nobody signs in as who is made up",
    "demo.add_staff": "sent at the command line alone, where a demo is made",
}
# Named by an id alone: the page that sends it has compared the key of the link.
BY_LINK = {"person.spend_text_link", "enrolment.confirm", "enrolment.take_back"}
_SECRET = re.compile(r"hash|link|locked|^token$")
# Tokens that are no proof of who one is.
OTHERWISE = {"proof", "browser", "address"}


def carries_a_proof(kind):
    """True for a command with digits, a password, a login or a link in it: codes and tokens."""
    found = {
        where[0]: text
        for where, text in texts_of(kind)
        if isinstance(text, Code) or (isinstance(text, Token) and _SECRET.search(where[0]))
    }
    return bool(set(found) - OTHERWISE)


def says_who(kind):
    """True where somebody who is not known yet is told, as whom to come in."""
    named = {"person_id", "account_id"} & set(kind.reply.model_fields)
    return bool(named) and bool(kind.by & {Role.VISITOR, Role.SYSTEM})


def test_every_command_that_proves_who_one_is_is_declared_and_none_else():
    alike = {name for name, kind in COMMANDS.items() if carries_a_proof(kind) or says_who(kind)}
    declared = {name for name, kind in COMMANDS.items() if kind.proves}

    assert declared == (alike | BY_LINK) - set(PROVES_NOTHING)
    assert set(PROVES_NOTHING) <= alike
    assert declared == {
        "account.ask_reset",
        "account.change_password",
        "account.hand_invitation_over",
        "account.join",
        "account.use_reset",
        "enrolment.confirm",
        "enrolment.take_back",
        "factor.end",
        "factor.prove",
        "factor.renew_codes",
        "factor.set",
        "guest.come",
        "login.open",
        "person.confirm_number",
        "person.spend_text_link",
        "person.try_read_out_code",
        "person.try_sign_in_code",
    }
