"""What the server hands to the bridge, after it has checked who asks. Pure."""

from dataclasses import dataclass

from fair.glossary import Role


@dataclass(frozen=True, slots=True)
class ForBridge:
    """A page's description for the bridge; `to` is the audience that hears the answer."""

    to: str
    call_id: str
    side: Role
    epoch: int
    n: int
    sdp: str
