"""Why a file cannot be brought in, in words a person can act on."""

from fair.decisions import N_, Refusal, Sentence
from fair.imports.problem import Problem


class BrokenFile(Refusal):
    """The file as a whole cannot be read; row, column and problem say where and why."""

    code = "broken-file"
    status = 422
    sentence = N_("Row {row}, column {column}: {problem} Nothing was imported.")

    @classmethod
    def at(cls, problem: Problem) -> "BrokenFile":
        """Return the refusal that names where this problem is."""
        where = {"row": problem.row, "column": problem.column or "–"}
        return cls(**where, problem=Sentence(problem.says, problem.values))


class NoFile(Refusal):
    code = "no-file"
    status = 422
    sentence = N_("Choose a CSV file first, then press the button again.")


class LongMap(Refusal):
    code = "long-map"
    status = 413
    sentence = N_("A map has at most {kilobytes} kB, and short lines. Leave out what you can.")


class DeepMap(Refusal):
    code = "deep-map"
    status = 422
    sentence = N_("This map has lists within lists that no map needs. Write it like the examples.")


class OthersRead(Refusal):
    code = "others-read"
    status = 503
    sentence = N_("Files of others are being read. Send yours again in {seconds} seconds.")


class FileTooLarge(Refusal):
    code = "file-too-large"
    status = 413
    sentence = N_("The file is larger than {megabytes} MB. Split it and send the parts.")
