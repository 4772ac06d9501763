"""The message of the slice `imports`: publishing what was brought in."""

from fair.contract.base import Command
from fair.contract.text_types import Id
from fair.contract.vacancies import IMPORT
from fair.roles import ORGANISERS, RECRUITERS


class VacancyImportPublish(
    Command,
    name="vacancy.import_publish",
    by=ORGANISERS | RECRUITERS,
    refusals=("wrong-state", "not-your-vacancy"),
    example={"import_id": IMPORT},
):
    """Everything of an import stands: its drafts can be seen from now on."""

    import_id: Id
