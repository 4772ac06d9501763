"""Slowed-down news: nothing is dropped, nothing out of turn, no audience is told too often."""

from collections import defaultdict
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fair.contract.base import EVENTS, Event
from fair.contract.booths import BoothChanged
from fair.contract.hiring import OfferChanged
from fair.contract.queue_news import DeskChanged
from fair.glossary import BoothState, OfferState
from fair.slowing import Packet, Slowing

FAIRS, BOOTHS = ("f1", "f2"), ("b1", "b2", "b3")


def booth(n: int, fair: str = "f1", booth_id: str = "b1") -> BoothChanged:
    return BoothChanged(fair_id=fair, booth_id=booth_id, state=BoothState.OPEN, on_duty=n)


def desk(n: int, booth_id: str = "b1") -> DeskChanged:
    return DeskChanged(booth_id=booth_id, version=n)


def offer(n: int, to: str = "person:p1") -> OfferChanged:
    return OfferChanged(to=to, offer_id="o1", booth_id="b1", state=OfferState.FIRM, version=n)


def number(event: Event) -> int:
    return int(event.on_duty if isinstance(event, BoothChanged) else getattr(event, "version", 0))


KINDS = st.one_of(
    st.tuples(st.just(booth), st.sampled_from(FAIRS), st.sampled_from(BOOTHS)),
    st.tuples(st.just(desk), st.sampled_from(BOOTHS)),
    st.tuples(st.just(offer), st.sampled_from(("person:p1", "desk:b1"))),
)
# Many at one moment, some soon after, a pause now and then; in hundredths, as halves add up.
PAUSES = st.sampled_from((0.0, 0.0, 0.0, 0.0625, 0.125, 0.25, 0.5, 1.0, 3.0))
BURSTS = st.lists(st.tuples(PAUSES, KINDS), max_size=60)


def played(burst: Any) -> tuple[list[tuple[float, Event]], list[tuple[float, Packet]]]:
    """Let a burst happen, and take whenever something is due; return what happened, and was told.

    Every event is numbered in the order in which it happened.
    """
    slowing, now = Slowing(), 100.0
    happened: list[tuple[float, Event]] = []
    told: list[tuple[float, Packet]] = []

    def until(then: float) -> None:
        while (due := slowing.due_at()) is not None and due <= then:
            told.extend((due, packet) for packet in slowing.take(due))

    for n, (pause, (make, *of)) in enumerate(burst):
        now += pause
        until(now)
        happened.append((now, make(n, *of)))
        slowing.add([happened[-1][1]])
        told.extend((now, packet) for packet in slowing.take(now))
    until(now + 1000)
    return happened, told


def of_thing(event: Event) -> tuple[str, str, str]:
    return event.name, event.audience_key(), event.about_key()


@given(BURSTS)
def test_everything_is_told_in_time_by_itself_or_by_later_news_of_the_same(burst):
    happened, told = played(burst)

    for at, event in happened:
        assert any(
            at <= when <= at + event.every_s
            and of_thing(one) == of_thing(event)
            and number(one) >= number(event)
            for when, packet in told
            for one in packet.events
        ), (at, event)


@given(BURSTS)
def test_the_last_of_each_thing_is_told_as_it_happened(burst):
    happened, told = played(burst)

    last = {of_thing(event): event for _, event in happened}
    assert {of_thing(one): one for _, packet in told for one in packet.events} == last


@given(BURSTS)
def test_what_is_not_slowed_down_is_told_at_once_and_whole(burst):
    happened, told = played(burst)

    plain = [(at, event) for at, event in happened if not event.every_s]
    assert [(at, packet.events[0]) for at, packet in told if packet.name == OfferChanged.name] == (
        plain
    )


@given(BURSTS)
def test_news_of_one_thing_keeps_its_order(burst):
    _, told = played(burst)

    numbers: dict[Any, list[int]] = defaultdict(list)
    for _, packet in told:
        for one in packet.events:
            numbers[of_thing(one)].append(number(one))
    assert all(found == sorted(set(found)) for found in numbers.values())


@given(BURSTS)
def test_an_audience_is_sent_one_packet_of_a_name_in_its_time(burst):
    _, told = played(burst)

    sent: dict[tuple[str, str], list[float]] = defaultdict(list)
    for at, packet in told:
        sent[packet.name, packet.audience].append(at)
    for (name, _), times in sent.items():
        every = EVENTS[name].every_s
        assert all(later - sooner >= every for sooner, later in pairwise(times)), (name, times)


@given(BURSTS)
def test_nothing_is_remembered_of_an_audience_that_was_left_in_peace(burst):
    slowing = Slowing()
    for n, (_, (make, *of)) in enumerate(burst):
        slowing.add([make(n, *of)])
    slowing.take(100.0)
    slowing.take(200.0)

    assert (slowing.due_at(), slowing._waiting, slowing._plain) == (None, {}, [])
    slowing.take(300.0)
    assert slowing._free_at == {}


def test_of_four_booths_that_close_back_to_back_each_is_heard():
    slowing = Slowing()
    heard = []
    for n, booth_id in enumerate(("b1", "b2", "b3", "b4")):
        slowing.add([booth(n, booth_id=booth_id)])
        heard += slowing.take(100.0 + n / 16)

    assert [len(packet.events) for packet in heard] == [1]
    assert slowing.due_at() == 101.0
    assert slowing.take(100.9375) == []
    [rest] = slowing.take(101.0)
    assert [event.about_key() for event in rest.events] == ["b2", "b3", "b4"]


def test_three_hundred_booths_cost_an_audience_two_packets():
    slowing = Slowing()
    packets = []
    for n in range(300):
        slowing.add([booth(n, booth_id=f"b{n}")])
        packets += slowing.take(100.0 + n / 512)
    packets += slowing.take(101.0)

    assert [len(packet.events) for packet in packets] == [1, 299]


def test_the_first_news_is_told_at_once_even_by_a_clock_that_has_just_begun():
    slowing = Slowing()
    slowing.add([booth(1)])

    assert len(slowing.take(0.0)) == 1


def test_an_event_that_waits_is_due_before_any_was_told():
    slowing = Slowing()
    slowing.add([booth(1)])
    assert slowing.due_at() == 0.0
    slowing.add([offer(1)])
    assert slowing.due_at() == 0.0


def test_an_event_that_is_slowed_down_says_what_it_is_about():
    with pytest.raises(TypeError, match="not both"):

        class Vague(Event, name="test.vague", audience="fair:{fair_id}", every_s=1.0):
            fair_id: str

    with pytest.raises(TypeError, match="not both"):

        class Hasty(Event, name="test.hasty", audience="fair:{fair_id}", about="{fair_id}"):
            fair_id: str

    assert not {"test.vague", "test.hasty"} & set(EVENTS)


@pytest.mark.parametrize(
    ("audience", "about"), [("fair:{x}", "{fair_id}"), ("fair:{fair_id}", "{x}")]
)
def test_an_event_names_its_audience_and_its_thing_by_fields_that_it_has(audience, about):
    with pytest.raises(TypeError, match="no field x"):

        class Odd(Event, name="test.odd", audience=audience, every_s=1.0, about=about):
            fair_id: str

    assert "test.odd" not in EVENTS


def test_two_events_of_one_name_are_refused():
    with pytest.raises(TypeError, match="two events"):

        class Again(Event, name="booth.changed", audience="fair:{fair_id}"):
            fair_id: str

    assert EVENTS["booth.changed"] is BoothChanged
