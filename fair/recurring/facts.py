"""What happens to posts that go from fair to fair, and to fairs that are held again."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from fair.decisions import Fact


@dataclass(frozen=True, kw_only=True)
class VacancyTaken(Fact):
    """A post was taken to a booth of this fair; it may still be shown at another one."""

    kind: ClassVar[str] = "vacancy.taken"
    vacancy_id: str
    booth_id: str


@dataclass(frozen=True, kw_only=True)
class VacancyShown(Fact):
    """A post is shown at this booth from now on, and no more at the booth where it `was`."""

    kind: ClassVar[str] = "vacancy.shown"
    vacancy_id: str
    booth_id: str
    was: str
    ends_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class FairRepeated(Fact):
    """This fair was made like another one, as one date of a series."""

    kind: ClassVar[str] = "fair.repeated"
    of_fair_id: str
    series_id: str
