"""What is special about demo fairs: the invented people in them, and that nothing real is near."""

from fair.programme.fair import Fair
from fair.programme.refusals import NotADemo


def must_be_demo(fair: Fair) -> None:
    """Refuse with `NotADemo` a fair that was not born as one."""
    if not fair.demo:
        raise NotADemo
