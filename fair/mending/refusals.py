"""Why a row of a file cannot be mended."""

from fair.decisions import N_, Refusal


class RowIsDone(Refusal):
    code = "row-is-done"
    status = 409
    sentence = N_("This row waits for nothing any more: somebody has mended it or left it out.")


class RowOfTheFile(Refusal):
    code = "row-of-the-file"
    status = 422
    sentence = N_("What is wrong with this row cannot be mended here. Mend it in the file.")


class RefIsHere(Refusal):
    code = "ref-is-here"
    status = 409
    sentence = N_("A post with the reference {ref} is here already.")
