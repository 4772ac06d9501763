"""The sum before a code: whose it is, how long it holds, and what is none."""

from datetime import UTC, datetime, timedelta

import pytest

from fair.phone_codes.proof import challenge, proved

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
PHONE = "+8613812345678"


def solved(number=7, phone=PHONE, secret="s" * 32):
    return f"{challenge(secret, phone, NOW, 'salt', number).token}.{number}"


def test_the_number_that_was_thrown_is_the_proof_for_ten_minutes_and_this_telephone_number():
    good = solved()
    assert proved("s" * 32, PHONE, NOW, good)
    assert proved("s" * 32, PHONE, NOW + 10 * MINUTE, good)
    assert not proved("s" * 32, PHONE, NOW + 10 * MINUTE + SECOND, good)
    assert not proved("s" * 32, "+8613812345679", NOW, good)
    assert not proved("t" * 32, PHONE, NOW, good)


@pytest.mark.parametrize(
    "said",
    ["", ".", "....", "1.2.3.4.5", "ü" * 40, solved() + "1", solved()[:-1], solved()[:-1] + "-7"],
)
def test_what_was_not_worked_out_is_no_proof(said):
    assert not proved("s" * 32, PHONE, NOW, said)


def test_a_later_time_cannot_be_written_into_a_proof():
    until, _, rest = solved().partition(".")
    later = f"{int(until) + 3600}.{rest}"
    assert not proved("s" * 32, PHONE, NOW, later)
