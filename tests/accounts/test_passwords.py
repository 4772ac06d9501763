"""A password is what somebody typed, whichever keyboard wrote its signs; older ones still open."""

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
    assert await passwords.matches(typed, await passwords.hashed(chosen))


@pytest.mark.parametrize("old", ["caf\u00e9", "cafe\u0301", "ｐａｓｓ", " a\u200bb ", "密碼"])
async def test_a_password_kept_before_signs_were_compared_so_still_opens(old):
    assert await passwords.matches(old, OLD.hash(old))


@pytest.mark.parametrize(
    ("chosen", "typed"),
    [("a\u200bb c", "ab c"), (" ab c", "ab c"), ("Ab", "ab"), ("é", "e"), ("", " ")],
)
async def test_nothing_is_taken_away_from_a_password(chosen, typed):
    assert not await passwords.matches(typed, await passwords.hashed(chosen))


async def test_halves_of_signs_break_nothing_and_nobody_s_password_is_right():
    assert await passwords.matches("ab\udc80", await passwords.hashed("ab\udc80"))
    assert not await passwords.matches("nobody has this password", "")
