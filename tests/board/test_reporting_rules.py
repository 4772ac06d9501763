"""Three different people hide a post until somebody has looked; three accounts of one do not."""

import pytest

from fair.board.reporting import Reporter, different


def one(who: str, phone: str = "", *browsers: str, staff: bool = False) -> Reporter:
    return Reporter(who, phone, frozenset(browsers), staff)


@pytest.mark.parametrize(
    ("reporters", "people"),
    [
        ([], 0),
        ([one("a", "1"), one("b", "2"), one("c", "3")], 3),
        ([one("a", "1", "x"), one("b", "2", "y"), one("c", "3", "z")], 3),
        # one number, one browser, or one by way of another
        ([one("a", "1"), one("b", "1"), one("c", "1")], 1),
        ([one("a", "1", "x"), one("b", "2", "x"), one("c", "3", "x")], 1),
        ([one("a", "1", "x"), one("b", "1", "y"), one("c", "3", "y")], 1),
        ([one("a", "1", "x"), one("c", "3", "y"), one("b", "2", "x", "y")], 1),
        # nobody without a confirmed number, and nobody in whose browser staff signs in
        ([one("a"), one("b"), one("c")], 0),
        ([one("a", "1"), one("b", "2"), one("c", "3", "x", staff=True)], 2),
    ],
)
def test_as_many_are_counted_as_are_surely_different(reporters, people):
    assert different(reporters) == people
    assert different(reversed(reporters)) == people
