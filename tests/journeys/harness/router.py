"""The process that carries packets between people's networks and this machine, and spoils them.

`python -m tests.journeys.harness.router`: a line of JSON on its input says which open TUN devices
belong to whom, each further one what changes; it answers each with a line, and ends with its input.
It is a process of its own so that a busy test does not become weather.
"""

import dataclasses
import heapq
import itertools
import json
import os
import selectors
import sys
import time
from collections import Counter
from typing import Any

from tests.journeys.harness.nat import Nat, protocol_of
from tests.journeys.harness.weather import Lane, Weather

HOUSE = "house"
MOST_BYTES = 65_536
EACH_TIME = 64


@dataclasses.dataclass
class Port:
    """Somebody's end: `up` is the way out of their network, `down` the way in."""

    name: str
    fd: int
    addresses: frozenset[bytes]
    up: Lane
    down: Lane
    nat: Nat | None = None


class Router:
    """Knows whose each address is. What goes to no known address is dropped.

    `apart`: people reach this machine and not each other.
    """

    def __init__(self, ports: list[Port], *, apart: bool) -> None:
        self.apart = apart
        self.ports = {port.name: port for port in ports}
        self.went: Counter[str] = Counter()
        self._whose = {address: port for port in ports for address in port.addresses}
        self._flying: list[tuple[float, int, Port, bytes]] = []
        self._order = itertools.count()

    def take(self, port: Port, packet: bytes, at: float) -> None:
        """Take what came out of a network, and let it fly or fall."""
        sent = port.nat.out(packet) if port.nat else packet
        if sent is None or not (protocol := protocol_of(sent)):
            return
        goal = self._whose.get(sent[16:20])
        if goal is None or goal is port or (self.apart and HOUSE not in (port.name, goal.name)):
            return
        on = port.up.arrives(len(sent), at, protocol)
        arrival = None if on is None else goal.down.arrives(len(sent), on, protocol)
        if arrival is None:
            return
        heapq.heappush(self._flying, (arrival, next(self._order), goal, sent))
        if protocol == 17:
            self.went[f"{port.name} {goal.name}"] += 1

    def land(self, now: float) -> float | None:
        """Deliver what is due; return how long the next one has yet to fly."""
        while self._flying and self._flying[0][0] <= now:
            _, _, goal, packet = heapq.heappop(self._flying)
            came = goal.nat.back(packet) if goal.nat else packet
            if came is not None:
                try:
                    os.write(goal.fd, came)
                except OSError:
                    continue  # the device is down for a moment: as a cable that is out
        return max(0.0, self._flying[0][0] - now) if self._flying else None

    def change(self, said: dict[str, Any]) -> dict[str, Any]:
        """Do what a test says; answer with what became of packets so far."""
        port = self.ports[said["of"]] if "of" in said else None
        if port and "weather" in said:
            port.up.weather = port.down.weather = Weather(**said["weather"])
        if port and port.nat and "public" in said:
            port.nat.rebind(said["public"])
        lost = {name: (one.up.lost, one.down.lost) for name, one in self.ports.items()}
        return {"went": dict(self.went), "lost": lost}


def _router(told: dict[str, Any]) -> Router:
    ports = []
    for number, one in enumerate(told["ports"]):
        calm = Weather(delay_ms=0) if one["name"] == HOUSE else Weather()
        ports.append(
            Port(
                one["name"],
                one["fd"],
                frozenset(bytes(map(int, said.split("."))) for said in one["addresses"]),
                Lane(calm, seed=2 * number + 1),
                Lane(calm, seed=2 * number + 2),
                Nat(one["nat"], one["addresses"][0], seed=number) if one["nat"] else None,
            )
        )
    return Router(ports, apart=told["apart"])


def main() -> None:
    """Carry packets until the input ends."""
    router = _router(json.loads(sys.stdin.readline()))
    said = sys.stdin.fileno()
    with selectors.DefaultSelector() as selector:
        selector.register(said, selectors.EVENT_READ)
        for port in router.ports.values():
            os.set_blocking(port.fd, False)
            selector.register(port.fd, selectors.EVENT_READ, port)
        print("{}", flush=True)
        while True:
            for key, _ in selector.select(router.land(time.monotonic())):
                if key.data is not None:
                    _read(router, key.data)
                elif line := os.read(said, 65_536):
                    print(json.dumps(router.change(json.loads(line))), flush=True)
                else:
                    return


def _read(router: Router, port: Port) -> None:
    for _ in range(EACH_TIME):
        try:
            packet = os.read(port.fd, MOST_BYTES)
        except BlockingIOError:
            return
        router.take(port, packet, time.monotonic())


if __name__ == "__main__":
    main()
