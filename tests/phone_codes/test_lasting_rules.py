"""How long a code works: rules without a database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from fair.phone_codes.code import CODE_LASTS, CODE_TRIES, Code, try_code
from fair.phone_codes.refusals import CodeOver

AT = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
CODE = Code("c1", "confirm", "p1", "f1", "number", "p1", "network", "sealed", AT)


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
