"""The rig itself: what the weather does is what was asked for, and the hard routers are hard."""

import socket
import struct
import subprocess
import sys
from pathlib import Path
from statistics import mean

import pytest

from tests.journeys.harness.bad_networks import Far, bad_networks
from tests.journeys.harness.far_talks import Counted, concealed_of, steady_from
from tests.journeys.harness.nat import Nat, ends_of
from tests.journeys.harness.own_networks import refused
from tests.journeys.harness.weather import UDP, Lane, Weather

MANY = 20_000
TCP = 6


def fates(weather: Weather, many: int = MANY, seed: int = 7) -> list[float | None]:
    """What becomes of packets of 100 bytes, one each 20 ms: how long each takes, or None."""
    lane = Lane(weather, seed)
    arrivals = [(i * 0.02, lane.arrives(100, i * 0.02)) for i in range(many)]
    return [None if there is None else there - at for at, there in arrivals]


def runs(found: list[float | None]) -> list[int]:
    lengths, length = [], 0
    for one in [*found, 0.0]:
        if one is None:
            length += 1
        elif length:
            lengths.append(length)
            length = 0
    return lengths


@pytest.mark.parametrize("loss", [0.05, 0.15])
@pytest.mark.parametrize("burst", [1, 5])
def test_as_many_are_lost_as_was_asked_for_in_runs_as_long(loss, burst):
    found = fates(Weather(loss=loss, burst=burst))
    assert found.count(None) / MANY == pytest.approx(loss, rel=0.15)
    expected = burst if burst > 1 else 1 / (1 - loss)
    assert mean(runs(found)) == pytest.approx(expected, rel=0.1)


def test_the_same_seed_is_the_same_weather_and_another_is_another():
    weather = Weather(loss=0.15, jitter_ms=200)
    assert fates(weather, 500) == fates(weather, 500)
    assert fates(weather, 500) != fates(weather, 500, seed=8)


def test_jitter_makes_packets_late_and_lets_some_overtake_others():
    found = [one or 0 for one in fates(Weather(delay_ms=10, jitter_ms=200))]
    assert 0.01 <= min(found) < 0.02
    assert 0.2 < max(found) <= 0.21
    assert mean(found) == pytest.approx(0.11, abs=0.005)
    arrivals = [i * 0.02 + one for i, one in enumerate(found)]
    assert arrivals != sorted(arrivals)


def test_a_thin_line_carries_its_rate_and_drops_what_would_wait_too_long():
    # 100 bytes each 10 ms are 80 kbit/s.
    lane = Lane(Weather(kbit_s=64, delay_ms=0, queue_ms=300))
    there = [lane.arrives(100, i * 0.01) for i in range(3000)]
    passed = [one for one in there if one is not None]
    assert len(passed) * 800 / passed[-1] == pytest.approx(64_000, rel=0.02)
    assert max(one - i * 0.01 for i, one in enumerate(there) if one is not None) < 0.32
    thick = Lane(Weather(kbit_s=200, delay_ms=0))
    assert None not in [thick.arrives(100, i * 0.01) for i in range(3000)]


def test_a_cut_line_carries_nothing_and_one_without_udp_carries_tcp():
    assert set(fates(Weather(cut=True), 100)) == {None}
    lane = Lane(Weather(udp=False))
    assert lane.arrives(100, 0, UDP) is None
    assert lane.arrives(100, 0, TCP) is not None


# --- what is read of it --------------------------------------------------------------


def heard(*at: float, samples: int = 960, concealed: int = 0) -> list[Counted]:
    return [Counted(one, i, i * samples, i * concealed) for i, one in enumerate(at)]


def test_somebody_hears_again_from_when_on_packets_come_for_a_second_without_a_gap():
    every = [10 + i * 0.1 for i in range(15)]
    assert steady_from(heard(*every), 10.0) == pytest.approx(10.1)
    broken = [*every[:4], *(one + 2 for one in every)]
    assert steady_from(heard(*broken), 10.0) == pytest.approx(12.0)
    assert steady_from(heard(*every[:8]), 10.0) is None
    silence = [Counted(one, 7, 0, 0) for one in every]
    assert steady_from(silence, 10.0) is None


def test_what_was_made_up_is_a_share_of_what_was_played_whatever_connection_began_anew():
    assert concealed_of(heard(1, 2, 3, concealed=96)) == 10
    assert concealed_of(heard(1, 2, 3, concealed=96) + heard(4, 5, 6, concealed=0)) == 5
    assert concealed_of([]) is None


# --- the routers ----------------------------------------------------------------------


def packet(source: tuple[str, int], goal: tuple[str, int], data: bytes = b"sound") -> bytes:
    addresses = socket.inet_aton(source[0]) + socket.inet_aton(goal[0])
    head = struct.pack("!BBHHHBBH", 0x45, 0, 28 + len(data), 1, 0, 64, UDP, 0) + addresses
    head = head[:10] + struct.pack("!H", checksum(head)) + head[12:]
    body = struct.pack("!HHHH", source[1], goal[1], 8 + len(data), 0) + data
    pseudo = addresses + struct.pack("!HH", UDP, len(body))
    return head + body[:6] + struct.pack("!H", checksum(pseudo + body)) + body[8:]


def checksum(data: bytes) -> int:
    total = sum(word for (word,) in struct.iter_unpack("!H", data + bytes(len(data) % 2)))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def whole(found: bytes) -> bool:
    """Both checksums fit."""
    pseudo = found[12:20] + struct.pack("!HH", UDP, len(found) - 20)
    return checksum(found[:20]) == 0 and checksum(pseudo + found[20:]) == 0


INSIDE, SERVER, OTHER = ("192.168.1.2", 5000), ("10.0.0.1", 3478), ("10.0.0.33", 40_000)


def said(found: bytes | None) -> tuple[str, int]:
    assert found
    assert whole(found)
    ends = ends_of(found)
    assert ends
    return socket.inet_ntoa(ends[0][0]), ends[0][1]


@pytest.mark.parametrize(("kind", "same"), [("restricted", True), ("symmetric", False)])
def test_a_hard_router_shows_its_own_address_and_lets_in_only_whom_it_spoke_to(kind, same):
    nat = Nat(kind, "10.0.0.17")
    to_server = said(nat.out(packet(INSIDE, SERVER)))
    assert to_server[0] == "10.0.0.17"
    assert nat.back(packet(OTHER, to_server)) is None
    to_other = said(nat.out(packet(INSIDE, OTHER)))
    assert (to_other == to_server) is same
    back = nat.back(packet(OTHER, to_other))
    assert back
    assert whole(back)
    assert ends_of(back) == ((socket.inet_aton(OTHER[0]), OTHER[1]),
                             (socket.inet_aton(INSIDE[0]), INSIDE[1]))  # fmt: skip
    assert nat.back(packet(SERVER, to_server))
    assert nat.back(packet((SERVER[0], 9), to_server)) is None


def test_a_router_that_gets_another_address_knows_nobody_any_more():
    nat = Nat("symmetric", "10.0.0.17")
    before = said(nat.out(packet(INSIDE, SERVER)))
    nat.rebind("10.0.0.18")
    assert nat.back(packet(SERVER, before)) is None
    after = said(nat.out(packet(INSIDE, SERVER)))
    assert after[0] == "10.0.0.18"
    assert nat.back(packet(SERVER, after))


# --- the networks ----------------------------------------------------------------------

ECHO = """
import socket, sys
with socket.socket(type=socket.SOCK_DGRAM) as own:
    own.settimeout(float(sys.argv[3]))
    for number in range(int(sys.argv[4])):
        own.sendto(b"%d" % number, (sys.argv[1], int(sys.argv[2])))
    heard = 0
    try:
        while heard < int(sys.argv[4]):
            print(own.recvfrom(99)[0].decode())
            heard += 1
    except TimeoutError:
        pass
"""


def echoed(network: Far, house: socket.socket, many: int) -> tuple[int, set[str]]:
    """Send from there to a socket here, which answers; return how many came back, and from whom."""
    child = subprocess.Popen(
        ["ip", "netns", "exec", network.name, sys.executable, "-c", ECHO, *map(str, (
            network.server, house.getsockname()[1], 1.5, many))],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    senders = set()
    house.settimeout(4)
    try:
        for _ in range(many):
            data, sender = house.recvfrom(99)
            senders.add(sender[0])
            house.sendto(data, sender)
            house.settimeout(1)
    except TimeoutError:
        pass
    out, _ = child.communicate(timeout=20)
    return len(out.split()), senders


@pytest.mark.skipif(bool(refused(tun=True)), reason=refused(tun=True))
def test_two_networks_and_this_machine_reach_each_other_through_the_weather(tmp_path: Path):
    with bad_networks(tmp_path, None, "symmetric") as (lan, mei):
        with socket.socket(type=socket.SOCK_DGRAM) as house:
            house.bind((lan.server, 0))
            assert echoed(lan, house, 20) == (20, {lan.addresses[0]})
            assert echoed(mei, house, 20) == (20, {mei.addresses[0]})

            lan.weather(Weather(loss=0.5))
            came, _ = echoed(lan, house, 200)
            assert 20 < came < 90
            lan.weather(Weather(udp=False))
            assert echoed(lan, house, 5) == (0, set())
            lan.weather(Weather())

            lan.moves(1)
            mei.moves(1)
            assert echoed(lan, house, 5) == (5, {lan.addresses[1]})
            assert echoed(mei, house, 5) == (5, {mei.addresses[1]})
        went = lan.router.went()
        assert went[f"{mei.name} house"] == 25
    assert lan.name not in subprocess.check_output(["ip", "netns"], text=True)
