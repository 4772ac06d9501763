"""The one command of an import: publish it, so that its posts are seen."""

from typing import Any

from fair.contract.base import Done
from fair.contract.imports import VacancyImportPublish
from fair.db import Work
from fair.glossary import Role
from fair.imports.facts import VacanciesImported
from fair.vacancies import staging_writes
from fair.vacancies.refusals import NotYourVacancy


def publish(work: Work, command: VacancyImportPublish) -> Done:
    """Let an import be seen; refuses `NotYourVacancy` for another employer's."""
    row = staging_writes.publish(work, command.import_id)
    if work.actor.role is not Role.ORGANISER and not work.actor.works_for(row.employer_id or ""):
        raise NotYourVacancy
    work.record(
        VacanciesImported(
            import_id=row.id,
            employer_id=row.employer_id or "",
            vacancies=row.vacancies,
            refused=row.refused,
            duplicates=row.duplicates,
            employers=row.employers,
        )
    )
    return Done()


HANDLERS: dict[Any, Any] = {VacancyImportPublish: publish}
