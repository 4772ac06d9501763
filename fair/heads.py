"""A head of the ledger: one line that says how much there was, signed, to be kept elsewhere. Pure.

Whoever keeps such a line can find out later whether the ledger still holds exactly that history.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

# Of the whole house: every fair, and what happened at none.
HOUSE = "house"
_MARK = "FAIR-HEAD.1"
# Spaces, quotation marks and line ends come in wherever a line is copied from.
_NOISE = re.compile(r"[\s\"'>|\u200b\u2060\u2066-\u2069]+")
_HEAD = re.compile(
    r"FAIR-HEAD\.1\.(?P<fair_id>[0-9a-z]{1,12})\.(?P<number>\d{1,15})\.(?P<streams>\d{1,9})"
    r"\.(?P<rows>\d{1,15})\.(?P<at>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6})Z"
    r"\.(?P<digest>[0-9a-f]{64})"
    r"\.(?P<key>[A-Za-z0-9_-]{43})\.(?P<signature>[A-Za-z0-9_-]{86})"
)


@dataclass(frozen=True, slots=True)
class Tip:
    """The newest row of one stream: its number and its hash."""

    stream: str
    seq: int
    hash: str

    @property
    def fair_id(self) -> str:
        """The fair of the stream; `HOUSE` for what happened at none."""
        return self.stream.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Head:
    """How much one fair's record held at an instant, over all its streams; `number` is gapless."""

    number: int
    fair_id: str
    streams: int
    rows: int
    at: datetime
    digest: str
    key: str = ""
    signature: str = ""

    def signed_text(self) -> str:
        """Return what is signed: everything but the signature."""
        at = self.at.isoformat(timespec="microseconds").replace("+00:00", "Z")
        said = (self.fair_id, self.number, self.streams, self.rows, at, self.digest, self.key)
        return ".".join((_MARK, *map(str, said)))

    def __str__(self) -> str:
        return f"{self.signed_text()}.{self.signature}"

    def same_history(self, other: "Head") -> bool:
        """Return whether both say the same, whatever the key and the signature."""
        return replace(self, key="", signature="") == replace(other, key="", signature="")


def digest_of(tips: Iterable[Tip]) -> str:
    """Return the digest of a fair's streams: SHA-256 over their newest rows, sorted by name."""
    lines = sorted(f"{tip.stream} {tip.seq} {tip.hash}" for tip in tips)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def house_digest(fairs: Mapping[str, str]) -> str:
    """Return the digest of the whole house from that of each fair, and of `house:` streams."""
    lines = sorted(f"{fair_id} {digest}" for fair_id, digest in fairs.items())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def head_of(number: int, fair_id: str, tips: Iterable[Tip], at: datetime) -> Head:
    """Return the head of a fair, not signed yet."""
    found = list(tips)
    return Head(number, fair_id, len(found), sum(t.seq for t in found), at, digest_of(found))


def house_head(number: int, fairs: Iterable[Head], at: datetime) -> Head:
    """Return the head of the whole house from those of all fairs, not signed yet."""
    found = list(fairs)
    digest = house_digest({one.fair_id: one.digest for one in found})
    streams, rows = sum(one.streams for one in found), sum(one.rows for one in found)
    return Head(number, ALL, streams, rows, at, digest)


# The name of the head of the whole house; no fair has it, as ids have twelve signs.
ALL = "all"


def heads_in(text: str) -> list[Head]:
    """Return every head that stands in a text: a line that somebody copied, an export, a mail.

    Each once, in the order in which they stand. What is cut short or mistyped is not found.
    """
    found = [_read(one) for one in _HEAD.finditer(_NOISE.sub("", text))]
    return list(dict.fromkeys(one for one in found if one is not None))


def _read(found: "re.Match[str]") -> Head | None:
    try:
        year, month, day, hour, minute, second, micro = map(int, re.split(r"\D", found["at"]))
        at = datetime(year, month, day, hour, minute, second, micro, tzinfo=UTC)
    except ValueError:
        return None
    return Head(
        number=int(found["number"]),
        fair_id=found["fair_id"],
        streams=int(found["streams"]),
        rows=int(found["rows"]),
        at=at,
        digest=found["digest"],
        key=found["key"],
        signature=found["signature"],
    )
