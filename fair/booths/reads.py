"""Read-only queries of `booths` that other slices may use; frozen values."""

from fair.booths.booth_reads import (
    booth,
    booths,
    booths_of_employer,
    booths_of_fair,
    booths_of_hall,
    duties,
    duties_of,
    duty,
    duty_counts,
    on_duty,
    posts,
)
from fair.booths.employer_reads import (
    all_employers,
    employer,
    employers,
    licence,
    licences,
    licences_in_force,
    submitted_licence,
    submitted_licences,
)
from fair.booths.vacancy_reads import vacancies, vacancies_of_booth, vacancy, vacancy_version

__all__ = [
    "all_employers",
    "booth",
    "booths",
    "booths_of_employer",
    "booths_of_fair",
    "booths_of_hall",
    "duties",
    "duties_of",
    "duty",
    "duty_counts",
    "employer",
    "employers",
    "licence",
    "licences",
    "licences_in_force",
    "on_duty",
    "posts",
    "submitted_licence",
    "submitted_licences",
    "vacancies",
    "vacancies_of_booth",
    "vacancy",
    "vacancy_version",
]
