"""Why a file cannot be read as a table, in words a person can act on."""

from fair.decisions import N_, Refusal, Sentence
from fair.tabular.problem import Problem


class BrokenFile(Refusal):
    """The file as a whole cannot be read; row, column and problem say where and why."""

    code = "broken-file"
    status = 422
    sentence = N_("Row {row}, column {column}: {problem} Nothing was imported.")
    wrong = Problem(row=0)

    @classmethod
    def at(cls, problem: Problem) -> "BrokenFile":
        """Return the refusal that names where this problem is."""
        where = {"row": problem.row, "column": problem.column or "–"}
        refused = cls(**where, problem=Sentence(problem.says, problem.values))
        refused.wrong = problem
        return refused


class NotATable(Refusal):
    """The file is of a kind that is not read; the problem says which, and what to do."""

    code = "not-a-table"
    status = 422
    sentence = N_("{problem} Nothing was imported.")

    @classmethod
    def because(cls, says: str, **values: str) -> "NotATable":
        """Return the refusal with this sentence."""
        return cls(problem=Sentence(says, values))


class SeveralReadings(Refusal):
    """The signs of the file can be read in several ways, with different words."""

    code = "several-readings"
    status = 422
    sentence = N_(
        "Row {row} can be read in several ways: {readings}. Say under “Signs of the file” which is "
        "right, or save the file as “CSV UTF-8”. Nothing was imported."
    )
    field = "encoding"
