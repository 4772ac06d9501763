"""What happens to imports."""

from dataclasses import dataclass
from typing import ClassVar

from fair.decisions import Fact


@dataclass(frozen=True, kw_only=True)
class VacanciesImported(Fact):
    """An import was published: its vacancies can be seen from now on."""

    kind: ClassVar[str] = "vacancies.imported"
    import_id: str
    employer_id: str = ""
    vacancies: int
    refused: int
    duplicates: int
    employers: int
