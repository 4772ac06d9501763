"""Priority: by which criteria of a fair somebody is called before others, and who has it.

Which criterion a person meets is known to that person and to organisers, and to nobody else.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from fair.decisions import N_
from fair.glossary import Criterion
from fair.lanes.refusals import CriterionUnpublished, HasPriority

SAYS = {
    Criterion.PREGNANT: N_("pregnant"),
    Criterion.DISABLED: N_("living with a disability"),
    Criterion.WITH_CHILD: N_("with a small child at hand"),
    Criterion.TRAVELS_TODAY: N_("travelling home today"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Priority:
    """Granted to a person at a fair; `ended` once it was taken back."""

    id: str
    fair_id: str
    person_id: str
    criterion: str
    account_id: str
    granted_at: datetime
    ended: bool = False


def check(criterion: Criterion, published: Collection[str], standing: Priority | None) -> None:
    """Refuse what was not published, and granting twice."""
    if criterion not in published:
        raise CriterionUnpublished
    if standing is not None:
        raise HasPriority
