"""Who may invite whom, and for how long an invitation is good."""

from datetime import UTC, datetime, timedelta

import pytest

from fair.accounts.invitation import INVITATION_LASTS, Invitation, may_invite, usable
from fair.accounts.refusals import InvitationOver
from fair.decisions import Actor, NotAllowed
from fair.glossary import Role

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
O, R = Role.ORGANISER, Role.RECRUITER  # noqa: E741 - who invites


def invitation(**given):
    return Invitation(
        id="i1", email="mei@example.com", role=R, employer_id="e1", by_account_id="a1",
        made_at=NOW, expires_at=NOW + INVITATION_LASTS, **given,
    )  # fmt: skip


def test_an_invitation_is_good_for_fourteen_days_to_the_second():
    end = NOW + timedelta(days=14)
    for at, works in ((NOW, True), (end - SECOND, True), (end, False)):
        assert invitation().works(at) is works
    assert usable(invitation(), end - SECOND) == invitation()
    with pytest.raises(InvitationOver):
        usable(invitation(), end)


def test_an_invitation_is_used_once_and_one_that_never_was_cannot_be():
    for over in (invitation(accepted_at=NOW), invitation(withdrawn_at=NOW), None):
        with pytest.raises(InvitationOver):
            usable(over, NOW)


@pytest.mark.parametrize(
    ("who", "employer", "to", "to_employer", "may"),
    [
        (O, "", O, "", True),
        (O, "", R, "e1", True),
        (O, "", R, "", False),
        (O, "", O, "e1", False),
        (O, "", Role.SEEKER, "", False),
        (O, "", Role.SYSTEM, "", False),
        (R, "e1", R, "e1", True),
        (R, "e1", R, "e2", False),
        (R, "e1", R, "", False),
        (R, "e1", O, "", False),
        (R, "", O, "", False),
        (R, "e1", Role.VISITOR, "", False),
    ],
)
def test_organisers_invite_all_staff_and_recruiters_only_their_colleagues(
    who, employer, to, to_employer, may
):
    if may:
        may_invite(Actor(who, employer_id=employer), to, to_employer)
    else:
        with pytest.raises(NotAllowed):
            may_invite(Actor(who, employer_id=employer), to, to_employer)
