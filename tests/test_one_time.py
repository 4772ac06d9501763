"""Codes of an app as RFC 6238 makes them, and what only this server reads."""

import base64
from datetime import UTC, datetime

import pytest

from fair import one_time

SECRET = base64.b32encode(b"12345678901234567890").decode()
OURS = "a secret for tests " * 3


@pytest.mark.parametrize(
    ("at", "code"),
    # RFC 6238, appendix B, SHA-1; the last six digits
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
    ],
)
def test_the_codes_are_those_of_the_standard(at, code):
    assert one_time.steps_of(SECRET, code, datetime.fromtimestamp(at, UTC)) == (at // 30,)


@pytest.mark.parametrize(("steps", "fits"), [(-2, 0), (-1, 1), (0, 1), (1, 1), (2, 0)])
def test_a_code_fits_in_its_own_half_minute_and_the_two_beside_it(steps, fits):
    at = datetime.fromtimestamp(1111111111 + 30 * steps, UTC)
    assert len(one_time.steps_of(SECRET, "050471", at)) == fits


@pytest.mark.parametrize("code", ["", "05047", "0504711", "٠٥٠٤٧١", "05o471", "050471\n"])
def test_what_is_no_code_fits_never(code):
    assert one_time.steps_of(SECRET, code, datetime.fromtimestamp(1111111111, UTC)) == ()


def test_an_app_reads_whose_secret_it_is():
    said = one_time.address(SECRET, "mei+1@huafeng.example")
    assert said.startswith("otpauth://totp/Fair:mei")
    assert f"secret={SECRET}" in said
    assert "issuer=Fair" in said
    assert one_time.picture(said).startswith("data:image/svg+xml")


def test_secrets_and_codes_on_paper_are_long_and_never_the_same():
    assert len(one_time.new_secret()) == 32
    made = {one_time.recovery_code() for _ in range(50)}
    assert len(made) == 50
    assert {len(one) for one in made} == {24}  # 120 bits: no slow hash is needed for what is kept
