"""How long a code and an invitation work: rules without a database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from fair.glossary import Role
from fair.sign_in.account import INVITATION_LASTS, Invitation, usable
from fair.sign_in.code import CODE_LASTS, CODE_TRIES, Code, try_code
from fair.sign_in.refusals import CodeOver, InvitationOver

AT = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
CODE = Code("c1", "confirm", "p1", "+8613812345678", "salt", "sealed", AT, 0)
INVITED = Invitation(
    "i1", "mei@huafeng.example", Role.RECRUITER, "e1", "a1", AT, AT + INVITATION_LASTS
)


def test_the_right_digits_are_right_until_the_last_second():
    assert try_code(CODE, "sealed", AT + CODE_LASTS - SECOND)
    assert not try_code(CODE, "other", AT)


@pytest.mark.parametrize(
    ("code", "now"),
    [
        (None, AT),
        (CODE, AT + CODE_LASTS),
        (replace(CODE, tries=CODE_TRIES), AT),
        (replace(CODE, used_at=AT), AT),
    ],
    ids=["never sent", "ten minutes over", "tried five times", "used"],
)
def test_a_code_that_is_over_is_refused_whatever_the_digits(code, now):
    with pytest.raises(CodeOver):
        try_code(code, "sealed", now)


def test_an_open_invitation_may_be_used():
    assert usable(INVITED, AT + INVITATION_LASTS - SECOND) is INVITED


@pytest.mark.parametrize(
    ("invitation", "now"),
    [
        (None, AT),
        (INVITED, AT + INVITATION_LASTS),
        (replace(INVITED, accepted_at=AT), AT),
        (replace(INVITED, withdrawn_at=AT), AT),
    ],
    ids=["unknown", "14 days over", "accepted", "withdrawn"],
)
def test_an_invitation_works_once_and_not_for_ever(invitation, now):
    with pytest.raises(InvitationOver):
        usable(invitation, now)
