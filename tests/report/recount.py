"""The figures of a fair counted by hand from its ledger, as their definitions say.

Without the report's code: that is what it is held to.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple


class Told(NamedTuple):
    """A row of the ledger: what happened, with what, when, and who did it."""

    kind: str
    data: Mapping[str, Any]
    at: Any
    author: str


def standing(
    facts: Iterable[Told], key: str, adds: Collection[str], takes: Collection[str]
) -> set[str]:
    """Return what was added and not taken away since."""
    found = set[str]()
    for one in facts:
        if one.kind in adds:
            found.add(one.data[key])
        elif one.kind in takes:
            found.discard(one.data[key])
    return found


def recounted(facts: list[Told]) -> dict[str, int]:
    """Return each figure by its name on the page; `facts` are all of one fair, in their order."""

    def of(kind: str) -> list[Told]:
        return [one for one in facts if one.kind == kind]

    (opened,) = [one.at for one in of("fair.opened")]
    closed = [one.at for one in of("fair.closed")]
    while_open = [one for one in facts if one.at >= opened and all(one.at < at for at in closed)]
    attended, taken = of("person.attended"), of("ticket.taken")
    came = {
        one.author.removeprefix("person:") for one in while_open if one.author.startswith("person:")
    } | {one.data["person_id"] for one in while_open if one.kind == "person.attended"}
    held = {
        one.data["interview_id"] for one in of("interview.started") if not one.data["telephone"]
    }
    for one in of("interview.counts"):
        (held.add if one.data["held"] else held.discard)(one.data["interview_id"])
    answered = standing(
        facts, "interview_id", {"interview.concluded"}, {"interview.owed_again"}
    )  # fmt: skip
    accepted = standing(
        facts, "offer_id", {"offer.accepted"}, {"offer.taken_back", "offer.released"}
    )
    return {
        "Registered": len({one.data["person_id"] for one in attended}),
        "Came": len(came),
        "Queued": len({one.data["person_id"] for one in taken}),
        "Contacts": len({(one.data["person_id"], one.data["booth_id"]) for one in taken}),
        "Interviews": len(held),
        "Outcomes": len(held & answered),
        "Offers": len({one.data["offer_id"] for one in of("offer.made")}),
        "Accepted offers": len(accepted),
        "Hires": len(standing(facts, "offer_id", {"hire.hired"}, {"hire.fell_through"})),
    }
