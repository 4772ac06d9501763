"""What the office does to drafts, as the facts add up to it: a deleted draft is gone."""

from fair.drafts.facts import DraftDeleted
from fair.folds import Fold, ended, free_table

FOLDS: dict[str, Fold] = {DraftDeleted.kind: ended("vacancy", "vacancy_id")}
FOLLOWS = (
    free_table("draft_run", "what an organiser began; what came of it is in the facts"),
    free_table("draft_part", "the drafts of it that are still to be worked on"),
    free_table("draft_share", "how many drafts of whom it touched; the facts say it too"),
)
