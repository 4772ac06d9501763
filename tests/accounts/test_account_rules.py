"""Staff have an address and a password: how one is written, how guessable the other is."""

import pytest

from fair.accounts.account import check_password, normal_email
from fair.accounts.refusals import BadEmail, WeakPassword


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
        "mei.zhou.huafeng@example.com",
        "mei.zhou.huafeng",
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
