"""What a bad network does to packets, one by one: loss, bursts, delay, jitter, a thin line, a cut.

Pure and seeded: the same packets at the same times meet the same fate. The kernel's own `netem` is
not in every kernel, and cannot be asked what it did.
"""

import random
from dataclasses import dataclass, field

UDP = 17


@dataclass(frozen=True)
class Weather:
    """What a line does in one direction.

    `loss` is the share that is lost: one by one, or where `burst` is above one in runs of that many
    on average. Each packet takes `delay_ms` and up to `jitter_ms` more, so that some overtake
    others. A line of `kbit_s` (0: any) makes packets wait, and drops what would wait over
    `queue_ms`. `cut` lets nothing through, `udp` false nothing but TCP.
    """

    loss: float = 0.0
    burst: float = 1.0
    delay_ms: float = 10.0
    jitter_ms: float = 0.0
    kbit_s: float = 0.0
    queue_ms: float = 1000.0
    cut: bool = False
    udp: bool = True


@dataclass
class Lane:
    """One direction of somebody's line, and what has become of its packets so far."""

    weather: Weather = Weather()
    seed: int = 1
    passed: int = 0
    lost: int = 0
    _dice: random.Random = field(init=False, repr=False)
    _losing: bool = False
    _free_at: float = 0.0

    def __post_init__(self) -> None:
        self._dice = random.Random(self.seed)

    def arrives(self, size: int, at: float, protocol: int = UDP) -> float | None:
        """Return when a packet that sets out at `at` is there, in seconds; None: never."""
        arrival = self._arrives(size, at, protocol)
        if arrival is None:
            self.lost += 1
        else:
            self.passed += 1
        return arrival

    def _arrives(self, size: int, at: float, protocol: int) -> float | None:
        now = self.weather
        if now.cut or (protocol == UDP and not now.udp) or self._loses():
            return None
        start = at
        if now.kbit_s:
            start = max(at, self._free_at)
            if start - at > now.queue_ms / 1000:
                return None
            start += size * 8 / (now.kbit_s * 1000)
            self._free_at = start
        return start + (now.delay_ms + self._dice.random() * now.jitter_ms) / 1000

    def _loses(self) -> bool:
        now = self.weather
        if now.burst <= 1 or not 0 < now.loss < 1:
            return self._dice.random() < now.loss
        # Two states (Gilbert): a run of losses ends with each packet by 1 / burst.
        turns = 1 / now.burst if self._losing else now.loss / (now.burst * (1 - now.loss))
        if self._dice.random() < turns:
            self._losing = not self._losing
        return self._losing
