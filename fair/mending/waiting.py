"""What can be done about a row that waits. Pure."""

from collections.abc import Collection, Sequence

from fair.imports.lexicon import EMPLOYER
from fair.imports.template_row import WaitingRow
from fair.tabular.problem import Problem
from fair.terms.terms import COLUMNS

PAY = ("pay_period", "pay_base", "currency")
"""An amount says nothing without its time and its currency: they are mended together."""
NO_EMPLOYER = "no_employer"


def is_mendable(row: WaitingRow) -> bool:
    """True where cells of the template mend all that keeps this row out.

    A torn row, another employer's, and what a rule of the map keeps out are mended in the file.
    """
    if any(one.reason.startswith("differs") for one in row.problems):
        return False
    return all(one.column in COLUMNS or _nobody(one) for one in row.problems)


def _nobody(one: Problem) -> bool:
    return one.column == EMPLOYER or one.reason == NO_EMPLOYER


def asked(row: WaitingRow) -> list[str]:
    """Return the columns to be written anew, with those that say nothing alone."""
    wrong = {one.column for one in row.problems}
    if wrong & set(PAY):
        wrong |= set(PAY)
    return [column for column in COLUMNS if column in wrong]


def asks_employer(row: WaitingRow) -> bool:
    """True where nobody knows whose post it is."""
    return any(map(_nobody, row.problems))


def still_wrong(row: WaitingRow, told: Collection[str], wrong: Sequence[Problem]) -> list[Problem]:
    """Return what is wrong with the row of a draft after some of its columns were told.

    Of a draft only what was asked about counts; nothing of it keeps the post out.
    """
    left = [one for one in row.problems if one.column not in told]
    return left + [
        Problem(
            row=one.row,
            column=one.column,
            value=one.value,
            reason=one.reason,
            says=one.says,
            values=one.values,
            refused=False,
        )
        for one in wrong
        if one.column in told
    ]
