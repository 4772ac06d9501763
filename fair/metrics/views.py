"""Is every fair that runs all right? The figures that a program watches; nobody stands in them."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection

from fair.board import board_reads, finding
from fair.board.finding import Finding
from fair.languages import DEFAULT
from fair.metrics.metric import Metric, by
from fair.programme import reads as programme
from fair.signals.stuck import stuck

_FOUND = {
    Finding.SILENT: ("fair_silent_booths", "Open booths at which people wait and nobody calls"),
    Finding.NOBODY: ("fair_unattended_booths", "Open booths at which nobody is on duty"),
    Finding.LONG: ("fair_long_queues", "Booths whose queue is long"),
}


def of_fairs(connection: Connection, now: datetime) -> Iterator[Metric]:
    """Yield what is counted of every fair that runs, by its id, and of messages."""
    waiting, talking, owed = dict[str, float](), dict[str, float](), dict[str, float]()
    found = {what: dict[str, float]() for what in _FOUND}
    for fair in programme.running_fairs(connection):
        booths = board_reads.booths_now(connection, fair.id, DEFAULT)
        waiting[fair.id], talking[fair.id] = board_reads.totals(connection, fair.id)
        owed[fair.id] = sum(one.owed for one in booths)
        wrong = Counter(finding.find(one, now) for one in booths if fair.is_open)
        for what in _FOUND:
            found[what][fair.id] = wrong[what]
    yield by("fair_waiting", "People who wait in a queue", "fair", waiting)
    yield by("fair_talking", "People in a talk", "fair", talking)
    yield by("fair_owed_outcomes", "Talks without an outcome yet", "fair", owed)
    for what, (name, says) in _FOUND.items():
        yield by(name, says, "fair", found[what])
    messages = stuck(connection, now)
    late = {channel: waits for channel, waits, _, _ in messages}
    lost = {channel: gone for channel, _, _, gone in messages}
    yield by("fair_messages_stuck", "Messages that wait for over half a minute", "channel", late)
    yield by("fair_messages_lost", "Messages not sent within the last hour", "channel", lost)
