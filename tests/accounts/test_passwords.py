"""A password is what somebody typed, whichever keyboard wrote its signs; older ones still open."""

import time
from contextlib import suppress

import pytest
from argon2 import PasswordHasher

from fair import passwords

OLD = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


@pytest.mark.parametrize(
    ("chosen", "typed"),
    [
        ("caf\u00e9 au lait", "cafe\u0301 au lait"),
        ("cafe\u0301 au lait", "caf\u00e9 au lait"),
        ("ｐａｓｓ１２３４", "pass1234"),
        ("密碼\u2126!", "密碼\u03a9!"),
    ],
)
async def test_the_same_signs_written_another_way_are_the_same_password(chosen, typed):
    assert await passwords.matches(typed, passwords.hash_now(chosen))


@pytest.mark.parametrize("old", ["caf\u00e9", "cafe\u0301", "ｐａｓｓ", " a\u200bb ", "密碼"])
async def test_a_password_kept_before_signs_were_compared_so_still_opens(old):
    assert await passwords.matches(old, OLD.hash(old))


@pytest.mark.parametrize(
    ("chosen", "typed"),
    [("a\u200bb c", "ab c"), (" ab c", "ab c"), ("Ab", "ab"), ("é", "e"), ("", " ")],
)
async def test_nothing_is_taken_away_from_a_password(chosen, typed):
    assert not await passwords.matches(typed, passwords.hash_now(chosen))


async def test_halves_of_signs_break_nothing_and_nobody_s_password_is_right():
    assert await passwords.matches("ab\udc80", passwords.hash_now("ab\udc80"))
    assert not await passwords.matches("nobody has this password", "")


@pytest.mark.parametrize(
    ("chosen", "own"),
    [
        ("1234567890", ()),
        ("QWERTYUIOP", ()),
        ("ｑｗｅｒｔｙｕｉｏｐ", ()),
        ("password12345", ()),
        ("P@ssw0rd1234", ()),
        ("1qaz2wsx3edc", ()),
        ("woaini1314520", ()),
        ("招聘会招聘会招聘会招聘会", ()),
        ("jobfair2026", ()),
        ("Summer2026!", ()),
        ("20260101abcd", ()),
        ("abcdefghijklm", ()),
        ("Huafeng2026", ("mei@huafeng.example",)),
        ("zhoumeili1990", ("mei@huafeng.example", "Zhou MeiLi")),
        ("password" * 25, ()),
    ],
)
async def test_a_password_that_many_use_or_that_is_ones_own_words_is_refused(chosen, own):
    with pytest.raises(passwords.KnownPassword):
        await passwords.hashed(chosen, own)


@pytest.mark.parametrize(
    "chosen",
    [
        "correct horse battery staple",
        "x1y2z3x1y2",
        "mei sews jackets",
        "周美丽 喜欢 羽绒服 多",
        "紺色のカバンと猫",
        "l0ng-train-to-Chengdu",
    ],
)
async def test_words_of_ones_own_choice_are_a_password(chosen):
    assert await passwords.matches(chosen, await passwords.hashed(chosen, ("mei@huafeng.example",)))


def test_judging_the_longest_password_holds_nobody_up():
    began = time.perf_counter()
    with suppress(passwords.KnownPassword):
        passwords.refuse_known("@4$5s3e1i!l0oP@ssw0rd" * 10)
    assert time.perf_counter() - began < 1
