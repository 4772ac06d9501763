"""Between the first step of signing in and the second: who proved what, where it leads."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass

WAITING = "waiting for the second step"  # what the cookie is locked for
OFFER = "offer of a second step"  # and the secret that is shown but not yet kept
CODES_SHOWN = "recovery codes"
LONGEST_WAIT_S, LONGEST_OFFER_S = 600, 14 * 24 * 3600  # an offer: as long as it may be put off


@dataclass(frozen=True, slots=True)
class Step:
    """An account whose password (or link, or invitation) was right, and nothing more."""

    account_id: str
    then: str
    link_id: str = ""
    tag: str = ""
    """Of the password's hash: a new password ends what an old one began."""

    def said(self, visitor: str) -> dict[str, str]:
        """Return what is kept of it in this visitor's browser, under lock."""
        return {
            "account_id": self.account_id,
            "then": self.then,
            "link_id": self.link_id,
            "tag": self.tag,
            "visitor": visitor,
        }


def step_from(said: Mapping[str, str], visitor: str) -> Step | None:
    """Return what was kept; None where nothing was, or in another visitor's browser."""
    if not said or not hmac.compare_digest(said["visitor"].encode(), visitor.encode()):
        return None
    return Step(said["account_id"], said["then"], said["link_id"], said["tag"])
