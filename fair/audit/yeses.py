"""Yeses that were given with help, counted apart. Pure.

A yes has `helper` where the person said that somebody sits beside them, and `desk` where it was
given in a session that digits opened which the help desk had read out. A consent is the help desk's
where its sentence was read out and the person said yes to it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fair.glossary import Role
from fair.helpdesk.request import BY_HELP_DESK
from fair.hiring.facts import (
    HireConfirmed,
    HireFellThrough,
    OfferAccepted,
    OfferReleased,
    OfferTakenBack,
)
from fair.people.facts import ConsentGiven, ConsentWithdrawn

KINDS = (
    ConsentGiven.kind, ConsentWithdrawn.kind,
    OfferAccepted.kind, OfferTakenBack.kind, OfferReleased.kind,
    HireConfirmed.kind, HireFellThrough.kind,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Yeses:
    """Of the acceptances and of the people's confirmations that stand: all, and those with help.

    `consents_desk` employers see somebody who said yes to the help desk, by telephone.
    """

    accepted: int = 0
    accepted_desk: int = 0
    accepted_helper: int = 0
    confirmed: int = 0
    confirmed_desk: int = 0
    consents_desk: int = 0

    @property
    def helped(self) -> bool:
        """True where any of them was given with help."""
        given = (self.accepted_desk, self.accepted_helper, self.confirmed_desk, self.consents_desk)
        return any(given)


def yeses(facts: Iterable[tuple[str, Mapping[str, Any]]]) -> Yeses:
    """Return the yeses that these facts of a fair, (kind, data) in order, add up to."""
    accepted: dict[str, Mapping[str, Any]] = {}
    confirmed: dict[str, Mapping[str, Any]] = {}
    shown: set[tuple[str, str]] = set()
    for kind, data in facts:
        if kind == ConsentGiven.kind:
            if data["why"] == BY_HELP_DESK:
                shown.add((data["person_id"], data["employer_id"]))
        elif kind == ConsentWithdrawn.kind:
            shown.discard((data["person_id"], data["employer_id"]))
        elif kind == OfferAccepted.kind:
            accepted[data["offer_id"]] = data
        elif kind != HireConfirmed.kind:
            accepted.pop(data["offer_id"], None)
            confirmed.pop(data["offer_id"], None)
        elif data["by"] == Role.SEEKER:
            confirmed[data["offer_id"]] = data
    return Yeses(
        accepted=len(accepted),
        accepted_desk=sum(bool(one.get("desk")) for one in accepted.values()),
        accepted_helper=sum(
            bool(one.get("helper")) and not one.get("desk") for one in accepted.values()
        ),
        confirmed=len(confirmed),
        confirmed_desk=sum(bool(one.get("desk")) for one in confirmed.values()),
        consents_desk=len(shown),
    )
