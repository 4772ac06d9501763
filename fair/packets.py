"""What a browser may send over its socket: the shapes of Engine.IO 4 and Socket.IO 5 that we take.

Our own pages send nothing else: no binary packets or attachments, no other namespace, no polling.
Reading one costs no more than its length.
"""

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

MOST_BYTES = 64_000
MOST_EVENT_NAME = 64
_KIB = 1024
_EVENT = re.compile(r"42([0-9]{0,10})(?=\[)")
_UNASKED_ANSWER = re.compile(r"43[0-9]{1,10}\[")
# What the library calls by itself, when a socket comes and goes and for every event that has no
# handler of its own: not for browsers to call.
_RESERVED = frozenset({"connect", "disconnect", "*"})


class Kind(StrEnum):
    """What a packet is for."""

    PONG = "pong"
    CLOSE = "close"
    CONNECT = "connect"
    DISCONNECT = "disconnect"
    ANSWER = "answer"  # to a question that this server never asks
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Heard:
    """A packet of the right shape, and how much it asks for beyond being read."""

    kind: Kind
    asks_for: int = 0


_A_LOOK_WHO_IT_IS = 10
_PLAIN = {
    "3": Heard(Kind.PONG),
    "1": Heard(Kind.CLOSE),
    "41": Heard(Kind.DISCONNECT),
    "40": Heard(Kind.CONNECT, _A_LOOK_WHO_IT_IS),
    "40{}": Heard(Kind.CONNECT, _A_LOOK_WHO_IT_IS),
}


def cost(text: str) -> float:
    """Return what it costs to take a packet in: one, and one more for each KiB."""
    return 1.0 + len(text) / _KIB


def read(text: str) -> Heard | None:
    """Return what a packet is; None where it has no shape that our pages send."""
    if plain := _PLAIN.get(text):
        return plain
    if _UNASKED_ANSWER.match(text):
        return Heard(Kind.ANSWER)
    event = _EVENT.match(text)
    if event is None:
        return None
    try:
        said = json.loads(text[event.end() :])
    except (ValueError, RecursionError):
        return None
    return _asked(said)


def _asked(said: list[Any]) -> Heard | None:
    name = said[0] if said else None
    if not isinstance(name, str) or len(name) > MOST_EVENT_NAME or name in _RESERVED:
        return None
    listed = said[1] if name == "watch" and len(said) > 1 else ()
    return Heard(Kind.EVENT, len(listed) if isinstance(listed, list) else 0)
