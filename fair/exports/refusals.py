"""Why a file of rows is not given."""

from fair.decisions import N_, Refusal


class ExportOver(Refusal):
    code = "export-over"
    status = 410
    sentence = N_("This link worked for an hour. Make the file again; that is noted, as this was.")
