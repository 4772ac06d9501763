"""Who plays: the simulated people as the file with their sign-in links describes them."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fair.crowd.lines import Lines


@dataclass(frozen=True)
class SeekerPart:
    """A simulated seeker: the link that signs in, and what the person can, wants and asks."""

    link: str
    name: str
    language: str
    county: str = ""
    wants: tuple[str, ...] = ()
    skills: tuple[tuple[str, int], ...] = ()
    certificates: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    hello: str = ""
    asks: tuple[str, ...] = ()

    def answers(self) -> dict[str, list[str]]:
        """Return what they answer to each question that the page asks while one waits."""
        return {
            "work": list(self.wants),
            "years": [f"{self.wants[0]}:{rounded(self.skills[0][1])}"] if self.skills else [],
            "skills": [key for key, _ in self.skills],
            "certificates": list(self.certificates),
            "languages": list(self.languages),
            "county": [self.county] if self.county else [],
        }


@dataclass(frozen=True)
class RecruiterPart:
    """A simulated recruiter of one booth.

    `mood`: brisk, unhurried, welcoming (calls at once), or silent (never calls).
    `what` is the next step that this one proposes, `where` its place.
    """

    link: str
    name: str
    language: str
    booth_id: str
    what: str
    where: str
    mood: str = "brisk"
    first: bool = True


@dataclass(frozen=True)
class Cast:
    """Everybody, and what is asked, answered and typed in each language.

    `kept_free` is the booth where simulated seekers do not queue: a newcomer is first there.
    `visited` is the booth of the recruiter who may be a real person: somebody always waits there.
    """

    fair_id: str
    talk: dict[str, Lines]
    kept_free: str
    seekers: tuple[SeekerPart, ...]
    recruiters: tuple[RecruiterPart, ...]
    answers: dict[str, str]
    visited: str = ""


def read_cast(path: Path) -> Cast:
    """Read the file that `fair demo` hands over."""
    found = json.loads(path.read_text("utf-8"))
    return Cast(
        fair_id=found["fair_id"],
        talk=read_lines(found.get("talk", {})),
        kept_free=str(found.get("kept_free", "")),
        seekers=tuple(_seeker(one) for one in found["seekers"]),
        recruiters=tuple(RecruiterPart(**one) for one in found["recruiters"]),
        answers=dict(found["answers"]),
        visited=str(found.get("visited", "")),
    )


def read_lines(found: dict[str, dict[str, Any]]) -> dict[str, Lines]:
    """Return what is typed in a call, by language."""
    return {code: _lines(one) for code, one in found.items()}


def _lines(one: dict[str, Any]) -> Lines:
    said: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in one.items()
    }
    return Lines(**said)


def _seeker(one: dict[str, Any]) -> SeekerPart:
    skills = tuple((key, int(years)) for key, years in one.get("skills", {}).items())
    lists: dict[str, Any] = {
        key: tuple(one.get(key, ())) for key in ("wants", "certificates", "languages", "asks")
    }
    return SeekerPart(**{**one, **lists, "skills": skills})


def rounded(years: int) -> int:
    """Return the years of experience as the page's list offers them."""
    return max(step for step in (0, 1, 2, 3, 5, 8, 10, 15, 20) if step <= years)
