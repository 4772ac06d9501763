"""How a TURN server is named in the settings; what is wrong is said with its variable."""

import pytest

from fair.settings import Settings
from fair.turn_server import Address, addresses

SECRET = "a secret for tests " * 3
SHARED = "x" * 32
GOOD = "turn:turn.example?transport=udp"


@pytest.mark.parametrize(
    ("url", "host", "port", "way"),
    [
        ("turn:turn.example", "turn.example", 3478, "udp"),
        ("turn:turn.example:80?transport=tcp", "turn.example", 80, "tcp"),
        ("turns:turn.example", "turn.example", 5349, "tls"),
        ("turns:turn.example:443?transport=tcp", "turn.example", 443, "tls"),
        ("turn:[2001:db8::7]:3478?transport=udp", "2001:db8::7", 3478, "udp"),
    ],
)
def test_an_address_is_read_as_browsers_read_it(url, host, port, way):
    assert addresses(url) == (Address(url, host, port, way),)


def test_spaces_and_commas_part_addresses():
    assert [one.way for one in addresses(f"{GOOD}, turns:turn.example\n{GOOD}")] == [
        "udp", "tls", "udp",
    ]  # fmt: skip
    assert addresses("") == ()


@pytest.mark.parametrize(
    "url",
    [
        "turn.example", "stun:turn.example", "https://turn.example", "turn:", "turn::3478",
        "turn:turn.example:0", "turn:turn.example:65536", "turn:turn.example:x",
        "turn:turn.example?transport=sctp", "turns:turn.example?transport=udp",
        " ".join([GOOD] * 9),
    ],
)  # fmt: skip
def test_what_is_no_address_stops_the_start_and_names_the_setting(url):
    with pytest.raises(SystemExit, match="FAIR_TURN_URLS"):
        Settings.read(secret=SECRET, turn_urls=url, turn_secret=SHARED)


def test_a_server_without_a_secret_or_with_a_strange_lifetime_is_not_meant():
    with pytest.raises(SystemExit, match="FAIR_TURN_SECRET"):
        Settings.read(secret=SECRET, turn_urls=GOOD, turn_secret="x" * 31)
    for lifetime_s in (59, 86_401):
        with pytest.raises(SystemExit, match="FAIR_TURN_LIFETIME_S"):
            Settings.read(secret=SECRET, turn_lifetime_s=lifetime_s)
    for lifetime_s in (60, 86_400):
        Settings.read(secret=SECRET, turn_urls=GOOD, turn_secret=SHARED, turn_lifetime_s=lifetime_s)


def test_the_setting_that_stood_in_pages_is_said_to_be_gone(monkeypatch):
    monkeypatch.setenv("FAIR_ICE_SERVERS", "[]")

    with pytest.raises(SystemExit, match="FAIR_TURN_URLS"):
        Settings.read(secret=SECRET)
