"""Why an answer before the talk is refused."""

from fair.decisions import N_, Refusal


class NotAsked(Refusal):
    code = "not-asked"
    sentence = N_("This question is not asked any more. Your place stays as it is.")
