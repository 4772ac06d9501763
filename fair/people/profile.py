"""What a person can do and wants: coarse codes, asked one tick-box question at a time."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from fair.people.refusals import NoSuchAnswer

QUESTIONS = ("work", "years", "skills", "certificates", "languages", "places", "county")
YEARS = (0, 1, 2, 3, 5, 8, 10, 15, 20)
MOST_TICKS = 40

# Places that are no division of a list.
HOME, ANYWHERE, ABROAD = "home", "anywhere", "abroad"
WIDE_PLACES = (HOME, ANYWHERE, ABROAD)


@dataclass(frozen=True, slots=True)
class Profile:
    """What a person told: codes of fair/codes, and whole years of experience by work group.

    `asked` names the questions that were answered or skipped.
    """

    work: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    years: Mapping[str, int] = field(default_factory=dict)
    certificates: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    county: str = ""
    asked: tuple[str, ...] = ()

    @property
    def main_work(self) -> str:
        """The work group with most years, the first ticked one where none has any; or empty."""
        return max(self.work, key=lambda code: self.years.get(code, 0), default="")

    @property
    def empty(self) -> bool:
        """True where nothing was told yet."""
        return not (self.work or self.skills or self.certificates or self.languages or self.county)


Known = Callable[[str, str], bool]


def applies(question: str, profile: Profile) -> bool:
    """True where the question makes sense after what was said: years and skills follow work."""
    return question not in {"years", "skills"} or bool(profile.work)


def next_question(profile: Profile) -> str:
    """Return the first question that was neither answered nor skipped; empty when done."""
    return next(
        (name for name in QUESTIONS if name not in profile.asked and applies(name, profile)), ""
    )


def progress(profile: Profile, question: str) -> tuple[int, int]:
    """Return (which, of how many) for "Question 2 of 7"."""
    open_ended = question == "work"  # its answer decides about years and skills
    mine = [name for name in QUESTIONS if open_ended or applies(name, profile)]
    return mine.index(question) + 1, len(mine)


def answered(
    profile: Profile, question: str, values: Collection[str], known: Known, *, done: bool = True
) -> Profile:
    """Return the profile with the answer to a question; `done` is false for a tick on the way.

    `known(question, value)` says whether the lists have a value. Refuses with `NoSuchAnswer` an
    unknown question or value.
    """
    if question not in QUESTIONS or len(values) > MOST_TICKS:
        raise NoSuchAnswer
    ticked = tuple(dict.fromkeys(values))
    asked = tuple(dict.fromkeys((*profile.asked, question))) if done else profile.asked
    if question == "years":
        return replace(profile, years=_years(profile, ticked), asked=asked)
    if not all(known(question, value) for value in ticked):
        raise NoSuchAnswer
    if question == "county":
        return replace(profile, county=ticked[0] if ticked else "", asked=asked)
    told: dict[str, Any] = {question: ticked, "asked": asked}
    changed = replace(profile, **told)
    if question == "work":
        years = {code: since for code, since in profile.years.items() if code in ticked}
        changed = replace(changed, years=years)
    return changed


def skipped(profile: Profile, question: str) -> Profile:
    """Return the profile with a question marked as asked; refuses an unknown one."""
    if question not in QUESTIONS:
        raise NoSuchAnswer
    return replace(profile, asked=tuple(dict.fromkeys((*profile.asked, question))))


def _years(profile: Profile, values: Collection[str]) -> dict[str, int]:
    """Read "sewing:6" …; only for work the person ticked."""
    years = {}
    for value in values:
        code, _, number = value.partition(":")
        if code not in profile.work or not number.isdecimal() or int(number) > YEARS[-1]:
            raise NoSuchAnswer
        years[code] = int(number)
    return years
