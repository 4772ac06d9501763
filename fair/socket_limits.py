"""How many sockets there may be, and how fast they may come: in all, and of one network."""

from dataclasses import dataclass

from fair.open_socket import Rate

VISITORS_PART = 2 / 3


@dataclass(frozen=True, slots=True)
class Limits:
    """How many sockets there may be at once, and how long one may say nothing, in seconds.

    What a network may send grows with the number of sockets that it may have.
    """

    together: int = 5000
    per_network: int = 300
    per_person: int = 8
    hello_s: float = 10.0
    stuck_s: float = 20.0

    @property
    def handshakes(self) -> Rate:
        """What the signed in behind a network may open: each page anew twice in half a minute."""
        return 2.0 * self.per_network, 30.0

    @property
    def visitors_handshakes(self) -> Rate:
        """What its visitors may: each of their pages anew, and some more, in a minute."""
        return 1.2 * self.per_network, 60.0

    @property
    def packets(self) -> Rate:
        """What the sockets of a network may send together."""
        return 40.0 * self.per_network, 30.0

    @property
    def visitors_packets(self) -> Rate:
        """What those of visitors may."""
        return 30.0 * self.per_network, 30.0

    def visitors(self, most: int) -> int:
        """Return how many of `most` sockets may be those of visitors."""
        return int(most * VISITORS_PART)
