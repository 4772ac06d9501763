"""Why the board says no, in words a person can act on."""

from fair.decisions import N_, Refusal


class NothingToReport(Refusal):
    code = "nothing-to-report"
    status = 404
    sentence = N_("We cannot find what you report. Open it again and report it from there.")


class AnswerFirst(Refusal):
    code = "answer-first"
    sentence = N_("Answer the case first, so that the reporter reads something. Then close it.")
