"""A login: what is kept of it, and whose sockets close with it."""

from fair.sign_in import login as rules
from fair.sign_in.facts import LoginRevoked


def test_nobody_signs_in_with_what_the_database_keeps():
    kept = rules.token_hash("token")
    assert kept == rules.token_hash("token") != rules.token_hash("tokem")
    assert "token" not in kept
    assert len(kept) == 64


def test_sockets_close_for_whoever_signed_out():
    assert LoginRevoked(person_id="p1").key == "p1"
    assert LoginRevoked(account_id="a1").key == "a1"
