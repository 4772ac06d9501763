"""The live parts of a page as a browser has them: what each shows, hears and fetches.

A part is a `<live-fragment>`: it fetches its partial afresh when it hears one of its events. Inside
it may stand a line (`<queue-line>`, `<queue-ticket>`), which `queue.changed` alone moves.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime
from html.parser import HTMLParser
from typing import Any

from fair.interviews import forecast, holding
from fair.interviews.forecast import Range

LINES = {"queue-line", "queue-ticket"}
# The time that is told, and why it moved, too: a line fetches both as soon as its own forecast says
# that the told one stands no longer (`#settle` in queue_line.js).
MOVES = {"version", "waiting", "talking", "place", "points", "at", "early", "middle", "late"}
WHY_MOVED = "ticket__moved"
ONCE = {"csrf", "command_id"}
VOID = {
    "area",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "track",
    "wbr",
}


@dataclass(frozen=True)
class Declared:
    """What a live part says of itself in its tag."""

    src: str
    on: frozenset[str]
    only: str
    watch: frozenset[str]
    every: int

    @classmethod
    def of(cls, has: dict[str, str]) -> "Declared":
        """Read the attributes of a tag."""
        return cls(
            has["src"],
            frozenset(has.get("on", "").split()),
            has.get("only", ""),
            frozenset(has.get("watch", "").split()),
            int(has.get("every") or 0),
        )

    def hears(self, name: str, event: dict[str, Any]) -> bool:
        """True where this event makes the part fetch afresh, as in live_fragment.js."""
        wanted, _, value = self.only.partition("=")
        return name in self.on and str(event.get(wanted, value)) == value


@dataclass
class Line:
    """What a line shows: `number` is the reader's own, empty for somebody who might join."""

    booth_id: str
    number: str
    asks: bool
    waiting: str
    said: list[str] = field(default_factory=list)
    moves: dict[str, str] = field(default_factory=dict)

    def stands(self, now: datetime) -> bool:
        """False where what an own ticket tells does not hold any more, as by `#settle` there."""
        if not self.number or not {"early", "middle", "late"} <= set(self.moves):
            return True
        told = Range(*(datetime.fromisoformat(self.moves[n]) for n in ("early", "middle", "late")))
        made_at = datetime.fromisoformat(self.moves["at"])
        points = [tuple(one) for one in json.loads(self.moves["points"])]
        found = forecast.range_at(points, int(self.moves["place"]), made_at)
        return found is None or holding.stands(told, holding.not_before(found, now), now)

    def wants_more(self, event: dict[str, Any]) -> bool:
        """True where the part around it is fetched, as by `wantsMore` in queue_line.js."""
        if self.number:
            return bool(event["cause"])
        return self.asks and (self.waiting == "0" or event["waiting"] == 0)


class Seen(HTMLParser):
    """Reads a page or a partial: its live parts, its lines, and what it says without the lines.

    What is made for one request (`ONCE`) is left out, and what stands as it was loaded.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[Declared] = []
        self.lines: dict[str, Line] = {}
        self.audiences: set[str] = set()
        self.said: list[str] = []
        self._open: list[tuple[str, list[str]]] = []
        self._line: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a part or a line; keep the tag where it belongs."""
        has = {key: value or "" for key, value in attrs}
        into = self._into(has)
        if tag == "body" and has.get("data-fair"):
            self.audiences.add(f"fair:{has['data-fair']}")
        if tag == "live-fragment":
            self.parts.append(Declared.of(has))
            self.audiences |= self.parts[-1].watch
        if tag in LINES:
            self._begin_line(has)
            has = {key: value for key, value in has.items() if key not in MOVES}
        if has.get("name") in ONCE:
            has["value"] = ""
        into.append(f"<{tag} {sorted(has.items())}>")
        if tag not in VOID:
            self._open.append((tag, into))

    def _into(self, has: dict[str, str]) -> list[str]:
        if "data-as-loaded" in has:
            return []
        moves = "data-fill" in has or has.get("class") == WHY_MOVED
        if moves and any(tag in LINES for tag, _ in self._open):
            return self._line
        return self._open[-1][1] if self._open else self.said

    def _begin_line(self, has: dict[str, str]) -> None:
        line = Line(has["booth"], has.get("number", ""), "asks" in has, has["waiting"])
        line.moves = {key: has[key] for key in sorted(MOVES & set(has))}
        self.lines[f"{line.booth_id} {line.number}"] = line
        self.audiences.add(f"queue:{line.booth_id}")
        self._line = line.said
        self._line.append(repr(list(line.moves.items())))

    def handle_endtag(self, tag: str) -> None:
        """Close the tag and all that was left open in it."""
        while self._open:
            open_tag, into = self._open.pop()
            if open_tag == tag:
                into.append(f"</{tag}>")
                return

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        if words := " ".join(data.split()):
            self._into({}).append(words)
