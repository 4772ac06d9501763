"""What a house must be able to look up afterwards: who came in, who was refused, at which door.

One line for each, in ids of ours and keyed marks: no name, number, address or word of anybody.
"""

import logging

from fair.budgets import Budgets, network
from fair.decisions import Actor, NotFound
from fair.marks import marked
from fair.quiet_log import QuietLog

log = logging.getLogger("fair.security")
_MARK_LENGTH = 12
# Floods fill no log: so many lines of one network, person or account, and of all, in a minute.
_OF_ONE, _OF_ALL = (30, 60), (300, 60)
REFUSED_FROM = 400
# Answered to whoever asks for what is not theirs, sends a form of another page, or asks too often.
ALWAYS = frozenset({403, 413, 429, 503})
# What no page of ours sends. People mistype as well: so only how often, not who.
COUNTED = frozenset({"malformed", "unreadable", "reused-id", "other-host", "no-request"})
# Where one proves who one is: there each refusal is written down, whatever its reason.
DOORS = (
    "/sign-in", "/k/", "/invited/", "/me/confirm", "/me/second", "/me/password",
    "/fairs/{fair_id}/register",
)  # fmt: skip


class SecurityLog:
    """Writes down signing in and refusals; `secret` makes the marks that stand for people."""

    def __init__(self, secret: str) -> None:
        self._secret = secret
        self._budgets = Budgets(most=10_000)
        self._quiet = QuietLog(log)

    def came_in(self, door: str, actor: Actor, *, half: bool = False) -> None:
        """Write down that somebody was signed in at a door, such as `/sign-in/code`.

        `half`: the first proof was right, and the second step is asked for.
        """
        log.info("%s at %s: %s", "first step" if half else "signed in", door, self._who(actor))

    def left(self, actor: Actor) -> None:
        """Write down that somebody signed out on a device."""
        log.info("signed out: %s", self._who(actor))

    def took(self, what: str, fair_id: str, actor: Actor) -> None:
        """Write down that somebody took a file of a fair out of the house."""
        log.info("took %s of fair %s: %s", what, fair_id, self._who(actor))

    def refused(self, what: str, status: int, why: str, actor: Actor, tried: str = "") -> None:
        """Write down that somebody was refused `what` (a route, or a message's name).

        `why` is a refusal's code or empty, `tried` the account whose door it was. Nothing is
        written of what is no matter of safety. That something is not found is one where somebody
        signed in asks: what is another's is not found either.
        """
        if why in COUNTED:
            self._quiet.tell(f"refused as {why}", logging.INFO)
            return
        known = bool(actor.person_id or actor.account_id)
        probed = status == NotFound.status and why == NotFound.code and known
        if status in ALWAYS or probed or (status >= REFUSED_FROM and is_door(what)):
            self._say(what, f"{status} {why}".strip(), self._who(actor), tried)

    def _say(self, what: str, why: str, who: str, tried: str) -> None:
        spend = self._budgets.try_to_spend
        if spend("lines", who, _OF_ONE) or spend("all lines", "", _OF_ALL):
            self._quiet.tell("more was refused than is written down one by one")
            return
        at = f", at the account {tried}" if tried else ""
        log.warning("refused %s (%s): %s%s", what, why, who, at)

    def _who(self, actor: Actor) -> str:
        if actor.account_id:
            return f"account {actor.account_id}"
        near = f"network {self._mark('network', network(actor.address))}"
        return f"person {self._mark('person', actor.person_id)}" if actor.person_id else near

    def _mark(self, kind: str, value: str) -> str:
        return marked(self._secret, f"log of a {kind}", value)[:_MARK_LENGTH]


def is_door(what: str) -> bool:
    """Return whether somebody proves there who they are, by a form that was sent."""
    method, _, path = what.rpartition(" ")
    return method == "POST" and path.startswith(DOORS)
