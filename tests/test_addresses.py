"""Who asks: behind proxies it is whom they heard, and never what a stranger writes."""

import pytest

from fair.addresses import address_of, networks


@pytest.mark.parametrize(
    ("peer", "forwarded", "trusted", "address"),
    [
        ("10.0.0.9", ["1.2.3.4"], "", "10.0.0.9"),
        ("10.0.0.9", ["1.2.3.4"], "10.0.0.1", "10.0.0.9"),
        ("10.0.0.1", ["1.2.3.4"], "10.0.0.1", "1.2.3.4"),
        ("10.0.0.1", ["6.6.6.6, 1.2.3.4"], "127.0.0.1, 10.0.0.1", "1.2.3.4"),
        ("10.0.0.1", [], "10.0.0.1", "10.0.0.1"),
        ("", ["1.2.3.4"], "", ""),
        # A stranger sends a line of his own, and the proxy adds another one below.
        ("10.0.0.1", ["6.6.6.6", "1.2.3.4"], "10.0.0.1", "1.2.3.4"),
        # Two proxies behind each other: neither of them is who asks.
        ("10.0.0.1", ["6.6.6.6, 1.2.3.4, 10.0.0.2"], "10.0.0.0/8", "1.2.3.4"),
        ("10.0.0.1", ["10.0.0.3, 10.0.0.2"], "10.0.0.0/8", "10.0.0.3"),
        # However proxies write an address, it is the same one.
        ("::ffff:10.0.0.1", ["1.2.3.4:55012"], "10.0.0.1", "1.2.3.4"),
        ("10.0.0.1", ["::ffff:1.2.3.4"], "10.0.0.1", "1.2.3.4"),
        ("10.0.0.1", ['"[2001:DB8::7]:443"'], "10.0.0.1", "2001:db8::7"),
        ("10.0.0.1", ["[2001:db8::7]"], "10.0.0.1", "2001:db8::7"),
        ("10.0.0.1", ["2001:db8:0::7"], "10.0.0.1", "2001:db8::7"),
        ("10.0.0.1", ["fe80::7%eth0"], "10.0.0.1", "fe80::7"),
        ("::1", ["2001:db8::7"], "::1", "2001:db8::7"),
        # What is no address is not believed.
        ("10.0.0.1", ["unknown"], "10.0.0.1", "10.0.0.1"),
        ("10.0.0.1", ["1.2.3.4, <script>"], "10.0.0.1", "10.0.0.1"),
        ("10.0.0.1", ["x" * 60_000], "10.0.0.1", "10.0.0.1"),
        ("10.0.0.1", ["10.0.0.2," * 5000], "10.0.0.0/8", "10.0.0.1"),
        ("testclient", ["1.2.3.4"], "10.0.0.1", "testclient"),
    ],
)
def test_who_asks_is_whom_a_trusted_proxy_heard(
    peer: str, forwarded: list[str], trusted: str, address: str
) -> None:
    assert address_of(peer, forwarded, trusted) == address


def test_a_setting_that_lists_no_addresses_stops_the_server_with_a_sentence() -> None:
    with pytest.raises(SystemExit, match="FAIR_TRUSTED_PROXIES"):
        networks("10.0.0.1, proxy.example")
