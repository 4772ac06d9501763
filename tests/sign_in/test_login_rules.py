"""A login: what is kept of it, what its device is called, and whose sockets close with it."""

import pytest

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


@pytest.mark.parametrize(
    ("agent", "label"),
    [
        ("Mozilla/5.0 (iPhone) CriOS/120 Safari", "iPhone · Chrome"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari Edg/120", "Windows · Edge"),
        ("Mozilla/5.0 (X11; Linux) Firefox/120", "Linux · Firefox"),
        ("Mozilla/5.0 (Macintosh)", "Mac"),
        (
            "Mozilla/5.0 (Linux; Android 13; SM-A145F) AppleWebKit Chrome/120 MicroMessenger/8.0",
            "Android · WeChat",
        ),
        ("curl/8", ""),
    ],
)
def test_a_device_is_named_as_its_owner_knows_it(agent, label):
    assert rules.device_label(agent) == label
