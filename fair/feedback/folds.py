"""Answers after an interview, as their facts add up to them."""

from fair.feedback import facts
from fair.folds import Data, Fold, Follows, Things

FEEDBACK = "feedback"
_KEY = ("interview_id", "about")


def _said(things: Things, data: Data, at: int) -> None:
    key = "/".join(data[name] for name in _KEY)
    row = {name: data[name] for name in (*_KEY, "fair_id", "booth_id", "person_id", "said")}
    if known := things.get(FEEDBACK, key):
        known.update(row, at=at)
    else:
        things.new(FEEDBACK, key, {**row, "at": at})


FOLDS: dict[str, Fold] = {facts.FeedbackSaid.kind: _said}
FOLLOWS = (
    Follows(
        table=FEEDBACK,
        key=_KEY,
        columns=("interview_id", "about", "fair_id", "booth_id", "person_id", "said", "at"),
        person="person_id",
    ),
)
