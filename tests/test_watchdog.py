"""The watch dog: what took over 50 ms is counted and told with its name, and nothing else is."""

import logging
from functools import partial

from fair.watchdog import Held, Watchdog, named


def test_what_is_quick_is_neither_counted_nor_told(caplog):
    dog = Watchdog()
    dog.took("writer", "ticket.join", 0.049, 20)

    assert dog.held() == {}
    assert caplog.records == []


def test_a_long_work_is_counted_and_told_with_its_name_size_and_statements(caplog):
    dog = Watchdog()
    dog.took("writer", "vacancy.bulk_open", 0.25, 700)
    dog.took("writer", "fair.close", 0.06)
    dog.took("reader", "board/board.html", 0.07)

    assert dog.held() == {
        "writer": Held(2, 0.25, "vacancy.bulk_open"),
        "reader": Held(1, 0.07, "board/board.html"),
    }
    assert caplog.messages == [
        "vacancy.bulk_open held the writer up for over 200 ms, in 512 statements or more",
        "fair.close held the writer up for over 50 ms",
        "board/board.html held the reader up for over 50 ms",
    ]


def test_the_same_cause_again_and_again_is_one_line(caplog):
    dog = Watchdog()
    with caplog.at_level(logging.INFO):
        for _ in range(500):
            dog.took("writer", "vacancy.bulk_open", 0.26, 700)

    assert dog.held()["writer"].times == 500
    assert len(caplog.records) == 1


def test_a_function_is_called_by_its_own_name():
    def inside():
        return partial(partial(Watchdog.took))

    assert named(partial(inside())) == "fair.watchdog.Watchdog.took"
    assert named(inside) == f"{__name__}.test_a_function_is_called_by_its_own_name"
