"""One employer of the demo and its booth: who stands there, and how they behave."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from fair.decisions import Actor
from fair.languages import DEFAULT

VISITED = "huafeng"  # the booth of the printed recruiter: simulated colleagues leave people there
# The booth that is kept free for newcomers: whoever joins is first, and called at once.
WELCOMING = "harbour"


@dataclass
class Stand:
    """One employer of the sample, and what it got here."""

    sample: dict[str, Any]
    registered_in: str
    employer_id: str = ""
    booth_id: str = ""
    staff: list[Actor] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    @property
    def boss(self) -> Actor:
        """The first recruiter."""
        return self.staff[0]


_MOODS = {VISITED: "unhurried", WELCOMING: "welcoming"}


def recruiter_parts(stand: Stand, steps: dict[str, Any]) -> Iterable[dict[str, Any]]:
    """Yield the simulated recruiters of a booth; the last one of VISITED is for a real person."""
    mood = {"open": "brisk", "silent": "silent"}.get(stand.sample["demo"])
    if mood is None:
        return
    links = stand.links[:-1] if stand.sample["key"] == VISITED else stand.links[:2]
    visited = stand.sample["key"] == VISITED
    for place, link in enumerate(links[:1] if visited else links):
        yield {
            "link": link,
            "name": stand.staff[place].name,
            "language": stand.sample["language"],
            **(steps.get(stand.sample["language"]) or steps[DEFAULT]),
            "booth_id": stand.booth_id,
            "mood": _MOODS.get(stand.sample["key"], mood),
            "first": place == 0,
        }
