"""Headers of sound as they are read and written anew, and how a listener's numbers go on."""

import struct

from hypothesis import given
from hypothesis import strategies as some

from fair.rooms.media import rtp

SOUND = b"opus"


def packet(sequence_number: int, timestamp: int = 0, *, extensions: bytes = b"") -> bytes:
    first = 0x80 | (0x10 if extensions else 0)
    head = struct.pack("!BBHII", first, 0x80 | 111, sequence_number, timestamp, 77)
    if extensions:
        padded = extensions + bytes(-len(extensions) % 4)
        head += struct.pack("!HH", 0xBEDE, len(padded) // 4) + padded
    return head + SOUND


def read(sequence_number: int, timestamp: int = 0) -> rtp.Packet:
    found = rtp.read(packet(sequence_number, timestamp))
    assert found
    return found


def test_the_sound_goes_on_as_it_came_under_another_header():
    found = rtp.read(packet(7, 960, extensions=b"\x10\x05\x30abcd"), level_id=1)
    assert found
    assert (found.sequence_number, found.timestamp, found.ssrc) == (7, 960, 77)
    assert (found.payload, found.level, found.marker) == (SOUND, 5, True)
    again = rtp.read(rtp.write(found, found.payload, 96, 5, (8, 1920)))
    assert again
    assert (again.payload_type, again.ssrc, again.payload) == (96, 5, SOUND)
    assert (again.sequence_number, again.timestamp, again.level) == (8, 1920, None)


def test_how_loud_somebody_is_comes_from_its_own_extension_alone():
    said = b"\x32abc" + b"\x10\x87"
    assert rtp.read(packet(1, extensions=said), level_id=1).level == 7  # type: ignore[union-attr]
    assert rtp.read(packet(1, extensions=said), level_id=2).level is None  # type: ignore[union-attr]
    assert rtp.read(packet(1, extensions=said)).level is None  # type: ignore[union-attr]


@given(some.binary(max_size=80), some.integers(0, 15))
def test_no_bytes_make_the_reader_stumble(data, level_id):
    found = rtp.read(data, level_id)
    assert found is None or found.payload


def test_a_listener_hears_one_series_although_the_talker_came_back_with_other_numbers():
    series = rtp.Series(100, 5000)
    first = [series.numbers("a", read(40_000 + i, i * 960), i * 0.02) for i in range(3)]
    assert first == [(101, 5960), (102, 6920), (103, 7880)]
    later = [series.numbers("b", read(9 + i, 7 + i * 960), 2.04 + i * 0.02) for i in range(2)]
    # Two seconds of silence stay two seconds.
    assert later == [(104, 7880 + 96_000), (105, 7880 + 96_960)]


def test_gaps_and_a_changed_order_stay_as_they_are_for_the_listener_to_mend():
    series = rtp.Series(0, 0)
    numbers = [series.numbers("a", read(n), 0.0) for n in (10, 13, 12, 14)]
    assert [one and one[0] for one in numbers] == [1, 4, 3, 5]


def test_what_was_sent_before_a_talkers_first_packet_is_too_late():
    series = rtp.Series(0, 0)
    assert series.numbers("a", read(10), 0.0)
    assert series.numbers("a", read(9), 0.0) is None


def test_numbers_go_round():
    series = rtp.Series(65_534, 4_294_967_000)
    found = [series.numbers("a", read((65_530 + i) % 65_536, i * 960), 0.0) for i in range(4)]
    assert [one and one[0] for one in found] == [65_535, 0, 1, 2]
    assert found[0] == (65_535, (4_294_967_000 + 960) % 2**32)


def with_earlier(number: int, newest: bytes, *earlier: bytes) -> bytes:
    """Return a payload as RFC 2198 has it: names of the earlier sounds, of the newest, then all."""
    heads = b"".join(
        struct.pack("!BHB", 0x80 | number, (960 << 2) | len(one) >> 8, len(one) & 0xFF)
        for one in earlier
    )
    return heads + bytes([number]) + b"".join(earlier) + newest


@given(some.lists(some.binary(max_size=700), max_size=4), some.binary(min_size=1, max_size=300))
def test_what_carries_earlier_sound_is_named_anew_and_can_be_cut_to_the_newest(earlier, newest):
    payload = with_earlier(111, newest, *earlier)
    assert rtp.renumbered(payload, 96) == with_earlier(96, newest, *earlier)
    assert rtp.alone(payload) == newest


@given(some.binary(max_size=80))
def test_no_payload_makes_who_cuts_it_stumble_or_makes_it_longer(payload):
    assert len(rtp.alone(payload) or b"") <= len(payload)
    again = rtp.renumbered(payload, 96)
    assert again is None or len(again) == len(payload)
    assert rtp.alone(b"\xff" * 1200) is None
    assert rtp.renumbered(b"\xff" * 1200, 96) is None
