"""What a talker is told of loss: that on its own way here, or that on the way to the listener.

A browser adds its error correction only when reports show loss. Reports of our own would show half
of the way: where the listener's half loses packets, the talker has to hear of that too.
"""

from collections.abc import Callable
from typing import Any

from aiortc.rtcrtpreceiver import StreamStatistics

OLD_S = 10.0


class Downstream:
    """The loss that a listener reports about what we send, in parts of 256, for ten seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock, self._lost, self._at = clock, 0, -OLD_S

    def note(self, ssrc: int, packet: Any) -> None:
        """Take a report of the listener's browser, where it speaks of this sender."""
        for report in getattr(packet, "reports", ()):
            if report.ssrc == ssrc:
                self._lost, self._at = report.fraction_lost, self._clock()

    @property
    def lost(self) -> int:
        """Return what was lost lately."""
        return self._lost if self._clock() - self._at < OLD_S else 0


class Reported(StreamStatistics):
    """What came in from a talker; its loss is said as the worse of both halves of the way."""

    def __init__(self, clock_rate: int, downstream: Callable[[], int]) -> None:
        super().__init__(clock_rate)
        self._downstream = downstream

    @property
    def fraction_lost(self) -> int:
        """Return the loss since it was last asked for, in parts of 256."""
        return max(super().fraction_lost, self._downstream())
