"""What is special about demo fairs: the invented people in them, and that nothing real is near."""

from dataclasses import dataclass
from typing import ClassVar

from fair.decisions import N_, Fact, Refusal
from fair.programme.fair import Fair


class NotADemo(Refusal):
    code = "not-a-demo"
    status = 403
    sentence = N_("Simulated people exist only in demo fairs, and this fair is a real one.")


class RealFairsHere(Refusal):
    code = "real-fairs-here"
    sentence = N_("This database holds real fairs. Give the demo a database of its own.")


def must_be_demo(fair: Fair) -> None:
    """Refuse with `NotADemo` a fair that was not born as one."""
    if not fair.demo:
        raise NotADemo


@dataclass(frozen=True, kw_only=True)
class DemoStaffAdded(Fact):
    """Somebody invented works at a demo fair."""

    kind: ClassVar[str] = "demo.staff_added"
    account_id: str
    role: str
