"""What happens to rows of a file that wait."""

from dataclasses import dataclass
from typing import ClassVar

from fair.decisions import Fact


@dataclass(frozen=True, kw_only=True)
class RowMended(Fact):
    """A row of a file was mended and is a draft now."""

    kind: ClassVar[str] = "import.row_mended"
    import_id: str
    employer_id: str
    vacancy_id: str
    row: int


@dataclass(frozen=True, kw_only=True)
class RowsTakenOver(Fact):
    """Drafts were written anew from rows of a file, field by field."""

    kind: ClassVar[str] = "import.rows_taken_over"
    import_id: str
    employer_id: str = ""
    vacancies: int
    fields: int
