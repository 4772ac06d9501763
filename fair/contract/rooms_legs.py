"""Messages of the slice `rooms`: where a page stands in a call."""

from fair.contract.base import Reply
from fair.glossary import Role


class LegReply(Reply):
    """Where the page stands: its epoch, the other side's, and who describes (the recruiter).

    `path` is which way the sound will go.
    """

    epoch: int
    other_epoch: int
    side: Role
    describer: bool
    path: str = "direct"
