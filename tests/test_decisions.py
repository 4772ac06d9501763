"""Who asks: rules without a database."""

import pytest

from fair.decisions import Actor
from fair.glossary import Role


def test_a_recruiter_works_for_the_own_employer_only():
    mei = Actor(Role.RECRUITER, account_id="a1", employer_id="e1")

    assert mei.works_for("e1")
    assert not mei.works_for("e2")
    assert not mei.works_for("")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.RECRUITER])
def test_nobody_else_works_for_an_employer(role):
    assert not Actor(role, employer_id="e1").works_for("e1")


def test_nobody_works_for_no_employer():
    assert not Actor(Role.RECRUITER).works_for("")
