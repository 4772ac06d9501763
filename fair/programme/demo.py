"""What is special about demo fairs: the invented people in them, and that nothing real is near."""

from fair.decisions import N_, Refusal
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
