"""What `fair demo` prints: a way through it, and a link for a phone where one may come."""

import pytest

from fair.demo.welcome import address_here, welcome
from fair.settings import DEMO, Settings

FOUND = {"organiser": "/k/o1", "recruiter": "/k/r1", "seeker": "/k/s1", "kept_free": "b1"}


def said(base_url: str) -> str:
    settings = Settings(base_url=base_url, secret="s" * 40, sms_provider=DEMO)
    return welcome(settings, FOUND)


def test_the_first_link_leads_a_newcomer_to_the_booth_that_is_kept_free() -> None:
    lines = said("http://localhost:8000").splitlines()
    first = next(line.strip() for line in lines if "http://" in line)

    assert first == "http://localhost:8000/k/s1?then=/booths/b1"


def test_at_home_nothing_is_said_of_phones() -> None:
    assert "On a phone" not in said("http://localhost:8000")


def test_a_phone_is_told_what_its_microphone_needs() -> None:
    text = said("http://192.168.1.20:8000")

    assert "http://192.168.1.20:8000/k/s1?then=/booths/b1" in text
    assert "▀" in text
    assert "adb reverse tcp:8000 tcp:8000" in text
    assert "Type instead" in text


def test_by_https_a_phone_has_its_microphone() -> None:
    text = said("https://fair.example")

    assert "scan this" in text
    assert "adb" not in text


@pytest.mark.parametrize("host", ["192.168.1.20", "127.0.0.1"])
def test_an_address_that_was_named_is_the_one_that_is_printed(host: str) -> None:
    assert address_here(host) == host
