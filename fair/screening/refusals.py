"""Why words of staff are refused, wherever people who look for work would read them."""

from fair.decisions import N_, Refusal


class FeeAsked(Refusal):
    code = "fee-asked"
    sentence = N_(
        "Nobody may ask a worker for money here: no deposit, no fee, no advance. "
        "“{phrase}” does. Write it without that."
    )
