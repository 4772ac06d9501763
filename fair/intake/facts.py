"""What happens to a file that comes in some rows at a time."""

from dataclasses import dataclass
from typing import ClassVar

from fair.decisions import Fact


@dataclass(frozen=True, kw_only=True)
class IntakeBegun(Fact):
    """An organiser began to bring a file of posts in: from now on what came in can be seen."""

    kind: ClassVar[str] = "import.begun"
    run_id: str
    import_id: str
    rows: int


@dataclass(frozen=True, kw_only=True)
class IntakeWorked(Fact):
    """Some of its rows came in: so many of each sort, since it began."""

    kind: ClassVar[str] = "import.worked"
    quiet: ClassVar[bool] = True
    run_id: str
    import_id: str
    vacancies: int
    refused: int
    duplicates: int
    employers: int


@dataclass(frozen=True, kw_only=True)
class IntakeEnded(Fact):
    """All of it was read, or it was stopped: so many posts came in."""

    kind: ClassVar[str] = "import.ended"
    run_id: str
    import_id: str
    vacancies: int
    refused: int
    cancelled: bool
