"""The message of the slice `imports`: publishing what was brought in."""

from fair.contract.base import Command
from fair.contract.vacancies import IMPORT
from fair.glossary import Role


class VacancyImportPublish(
    Command,
    name="vacancy.import_publish",
    by=(Role.RECRUITER, Role.ORGANISER),
    refusals=("wrong-state", "not-your-vacancy"),
    example={"import_id": IMPORT},
):
    """Everything of an import stands: its drafts can be seen from now on."""

    import_id: str
