"""What `fair check` says of proxies: behind an unnamed one, everybody is one stranger."""

import pytest

from fair.checks import findings
from fair.settings import Settings

SECRET = "a secret for tests " * 3


@pytest.mark.parametrize(
    ("base_url", "trusted", "good", "says"),
    [
        ("http://127.0.0.1:8000", "", True, "straight to this server"),
        ("https://fair.example", "", False, "FAIR_TRUSTED_PROXIES"),
        ("https://fair.example", "10.0.0.1, 172.16.0.0/12", True, "10.0.0.1/32, 172.16.0.0/12"),
        ("https://fair.example", "proxy.example", False, "FAIR_TRUSTED_PROXIES"),
    ],
)
def test_a_proxy_must_be_named(base_url: str, trusted: str, good: bool, says: str) -> None:
    settings = Settings.read(secret=SECRET, base_url=base_url, trusted_proxies=trusted)
    found = {one.what: one for one in findings(settings)}["proxies"]

    assert found.good is good
    assert says in found.says
