"""Staff come by invitation and password: who may invite whom, for how long, and how guessable."""

from datetime import UTC, datetime, timedelta

import pytest

from fair.decisions import Actor, NotAllowed
from fair.glossary import Role
from fair.sign_in import account as rules
from fair.sign_in.account import (
    Invitation,
    check_password,
    may_invite,
    normal_email,
    usable,
)
from fair.sign_in.refusals import BadEmail, InvitationOver, WeakPassword

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
O, R = Role.ORGANISER, Role.RECRUITER  # noqa: E741 - who invites


def invitation(**given):
    return Invitation(
        id="i1", email="mei@example.com", role=R, employer_id="e1", by_account_id="a1",
        made_at=NOW, expires_at=NOW + rules.INVITATION_LASTS, **given,
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


def test_an_address_is_kept_in_small_letters_without_spaces():
    assert normal_email(" Mei@Example.COM ") == "mei@example.com"
    assert normal_email("\ufeffmailto:ｍｅｉ＠example。com\u200b") == "mei@example.com"


@pytest.mark.parametrize(
    "written", ["", "mei", "mei@example", "@example.com", "a b@example.com", "a@b@example.com"]
)
def test_what_is_no_address_is_refused(written):
    with pytest.raises(BadEmail):
        normal_email(written)


def test_an_address_has_a_hundred_and_twenty_letters_at_most():
    longest = "m@" + "x" * 114 + ".com"
    assert len(normal_email(longest)) == 120
    with pytest.raises(BadEmail):
        normal_email("m" + longest)


@pytest.mark.parametrize(
    "password", ["abcd345678", "x1y2z3x1y2", "correct horse battery staple", "abcd" * 50]
)
def test_a_password_from_ten_to_two_hundred_signs_is_fine(password):
    check_password(password, "mei@example.com")


@pytest.mark.parametrize(
    "password",
    [
        "abcd34567",
        "abcd" * 50 + "e",
        "aaaaaaaaaa",
        "abcabcabcabc",
        "aAbBcCaAbBcC",
        "1234567890",
        "QWERTYUIOP",
        "mei.zhou.huafeng@example.com",
        "mei.zhou.huafeng",
        "ｑｗｅｒｔｙｕｉｏｐ",
        "MEI.ZHOU.HUAFENG",
    ],
)
def test_a_password_that_is_short_endless_or_easily_guessed_is_refused(password):
    with pytest.raises(WeakPassword) as refused:
        check_password(password, "mei.zhou.huafeng@example.com")
    assert refused.value.values == {"least": 10}


@pytest.mark.parametrize(
    "password",
    [
        "mei.zhou.huafeng2024",
        "Ｍｅｉ Zhou Huafeng!",
        "ｍｅｉ.zhou.huafeng",
        "周美丽周美丽周美丽1",
        "2024 周.美.丽 !!!",
    ],
)
def test_a_password_that_is_hardly_more_than_ones_address_or_name_is_refused(password):
    with pytest.raises(WeakPassword):
        check_password(password, "mei.zhou.huafeng@example.com", "周美丽")


@pytest.mark.parametrize(
    "password", ["mei sews jackets", "周美丽 喜欢 羽绒服 多", "huafeng 12 lines"]
)
def test_a_password_may_hold_ones_name_beside_enough_else(password):
    check_password(password, "mei@huafeng.example", "周美丽")


def test_where_no_address_is_known_the_password_is_judged_alone():
    check_password("mei.zhou.huafeng")
