"""Marks of browsers that come without one."""

from fair import draws


def test_no_two_browsers_are_given_the_same_mark():
    many = [draws.mark() for _ in range(3 * draws.AT_A_TIME)]

    assert len(set(many)) == len(many)
    assert {len(one) for one in many} == {24}
    assert not {one for one in many if not one.replace("-", "").replace("_", "").isalnum()}
