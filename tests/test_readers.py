"""The reading threads: visitors never starve who is signed in, and only so much waits."""

import threading
from time import monotonic, thread_time

import pytest

from fair.decisions import SYSTEM, Actor, Busy
from fair.glossary import Role
from fair.readers import Readers
from fair.watchdog import Watchdog

LAN = Actor(Role.SEEKER, person_id="p00000000001")


def visitor(number, address="10.0.0.{}"):
    return Actor(Role.VISITOR, address=address.format(number))


class Hold:
    """Reads that last until they are let go."""

    def __init__(self):
        self.gate, self.begun = threading.Event(), threading.Semaphore(0)

    def __call__(self):
        self.begun.release()
        assert self.gate.wait(10)


@pytest.fixture
def readers():
    made = Readers(Watchdog(), threads=4, strangers=2, most=20)
    yield made
    made.shutdown()


@pytest.fixture
def hold():
    made = Hold()
    yield made
    made.gate.set()


def test_whoever_is_signed_in_is_served_while_visitors_wait(readers, hold):
    held = [readers.submit(hold, visitor(number), "page") for number in range(15)]
    for _ in range(2):
        assert hold.begun.acquire(timeout=5)

    assert readers.submit(lambda: "Lan's page", LAN, "page").result(5) == "Lan's page"
    assert readers.submit(lambda: "news", SYSTEM, "news").result(5) == "news"
    assert not hold.begun.acquire(blocking=False), "a third visitor's read began"
    hold.gate.set()
    for one in held:
        one.result(5)


def test_visitors_are_served_while_the_signed_in_ask_without_an_end(readers):
    done = []
    gate = threading.Event()
    held = [readers.submit(lambda: gate.wait(10), SYSTEM, "held") for _ in range(4)]
    many = [readers.submit(lambda: done.append("Lan"), LAN, "page") for _ in range(12)]
    one = readers.submit(lambda: done.append("visitor"), visitor(1), "page")
    gate.set()
    for each in (*held, *many, one):
        each.result(5)

    assert "visitor" in done[:10]


def test_one_network_that_floods_is_refused_itself_and_another_visitor_is_not(readers, hold):
    flood = [readers.submit(hold, visitor(1), "page") for _ in range(60)]
    other = readers.submit(lambda: "page", visitor(2), "page")
    busy = [one for one in flood if one.done() and isinstance(one.exception(), Busy)]

    assert len(busy) >= 60 - 20 - 2
    assert not other.done()
    hold.gate.set()
    assert other.result(5) == "page"


def test_addresses_of_one_household_take_one_turn_together(readers, hold):
    for number in range(30):
        readers.submit(hold, visitor(number, "2001:db8:1:1::{:x}"), "page")
    other = readers.submit(lambda: "page", visitor(1, "2001:db8:2:1::{:x}"), "page")
    hold.gate.set()

    assert other.result(5) == "page"


def test_a_read_that_nobody_waits_for_any_more_is_not_done(readers, hold):
    for number in range(2):
        readers.submit(hold, visitor(number), "page")
    assert hold.begun.acquire(timeout=5)
    assert hold.begun.acquire(timeout=5)
    done = []
    late = readers.submit(lambda: done.append(1), visitor(3), "page")
    assert late.cancel()
    hold.gate.set()
    readers.submit(lambda: None, visitor(4), "page").result(5)

    assert done == []


def test_what_a_read_raises_comes_to_who_asked(readers):
    def fail():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        readers.submit(fail, LAN, "page").result(5)


def test_one_recruiter_who_asks_for_great_things_leaves_threads_to_the_others(readers, hold):
    for _ in range(10):
        readers.submit(hold, LAN, "vacancy.bulk_open", "judge")
    for _ in range(2):
        assert hold.begun.acquire(timeout=5)

    bo = Actor(Role.SEEKER, person_id="p00000000002")
    assert readers.submit(lambda: "Bo's page", bo, "page").result(5) == "Bo's page"
    assert not hold.begun.acquire(blocking=False), "a third one of the same person began"


def busy():
    """A read that costs ten thousandths of a second of computing."""
    began = thread_time()
    while thread_time() - began < 0.01:
        pass


def test_in_a_rush_visitors_have_a_part_of_the_time_while_somebody_signed_in_is_here(readers):
    rested = []
    for number in range(60):
        readers.submit(lambda: None, LAN, "page").result(5)
        readers.submit(busy, visitor(number), "page").result(20)
        rested.append(readers._visitors_from > monotonic())

    assert any(rested)  # and every page came
    assert readers.submit(lambda: "Lan's page", LAN, "page").result(5) == "Lan's page"


def test_while_nobody_signed_in_is_here_visitors_have_it_all(readers):
    for number in range(19):
        readers.submit(busy, visitor(number), "page").result(20)

    assert readers._visitors_from == 0.0


def test_what_waits_for_its_part_is_finished_when_the_server_stops():
    made = Readers(Watchdog(), threads=2, strangers=2, most=50)
    made.submit(lambda: None, LAN, "page").result(5)
    asked = [made.submit(busy, visitor(number), "page") for number in range(40)]
    made.shutdown()

    assert all(one.done() for one in asked)
