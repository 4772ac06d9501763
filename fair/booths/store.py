"""All SQL of the slice `booths` that writes, by noun: importing this fills the metadata."""

from fair.booths.booth_store import booth_table, duty_table
from fair.booths.employer_store import employer_table, licence_table
from fair.booths.vacancy_store import vacancy_table, vacancy_version_table

__all__ = [
    "booth_table",
    "duty_table",
    "employer_table",
    "licence_table",
    "vacancy_table",
    "vacancy_version_table",
]
