"""A request for help: somebody cannot go on alone, and somebody of the office helps. Pure.

One person has one request at a time: asking again says it anew and keeps the place. Whoever of the
office takes it is named to the person, with everything that is done then. Helping is showing the
way: nobody accepts, confirms or consents for the person (PRODUCT.md, "Staff never accept").
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from fair.decisions import Actor, Moves
from fair.glossary import HelpState
from fair.helpdesk.refusals import HelpIsNotYours

MOVES_HELP: Moves[HelpState] = {
    HelpState.WAITING: {
        "take": HelpState.TAKEN,
        "withdraw": HelpState.WITHDRAWN,
    },
    HelpState.TAKEN: {
        "take": HelpState.TAKEN,  # by a colleague
        "end": HelpState.DONE,
        "withdraw": HelpState.WITHDRAWN,
    },
    HelpState.DONE: {},
    HelpState.WITHDRAWN: {},
}
# Why an employer may see somebody: the consent was read out, and the person said yes to it.
BY_HELP_DESK = "by_help_desk"
RUNS = frozenset({HelpState.WAITING, HelpState.TAKEN})


class Act(StrEnum):
    """What was done about a request, as the person reads it."""

    ASKED = "asked"
    NOTED = "noted"  # by somebody of the office, whom the person had rung or met
    TAKEN = "taken"
    CODE = "code"  # digits were read out that sign in
    PLACE = "place"  # the office took a place in a queue, as the person said
    FIVE = "five"  # five more minutes, as the person said
    TELEPHONE = "telephone"  # called by telephone in place of the page
    NUMBER = "number"  # another number was written down, which counts after a day
    KEPT = "kept"  # that change was stopped: the old number stays
    DONE = "done"
    WITHDRAWN = "withdrawn"


# Steps that are about a ticket.
IN_QUEUE = frozenset({Act.PLACE, Act.FIVE, Act.TELEPHONE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """`page` is the address at which it was asked; `account_id` who helps, "" while nobody does."""

    id: str
    fair_id: str
    person_id: str
    state: HelpState
    page: str
    about: str
    account_id: str
    asked_at: datetime
    ended_at: datetime | None = None

    @property
    def runs(self) -> bool:
        """True until it is done or withdrawn."""
        return self.state in RUNS

    def mine(self, actor: Actor) -> bool:
        """True for whoever of the office helps now."""
        taken = self.state is HelpState.TAKEN
        return taken and self.account_id == actor.account_id != ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of what was done: by whom of the office ("" for the person), when, with words.

    `ref` is the ticket, or the change of the number, that it is about.
    """

    request_id: str
    what: Act
    account_id: str
    at: datetime
    text: str
    ref: str = ""


def require_mine(request: Request, actor: Actor) -> None:
    """Refuse with `HelpIsNotYours` whoever has not taken it: then the person reads no name."""
    if not request.mine(actor):
        raise HelpIsNotYours
