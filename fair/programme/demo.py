"""What is special about demo fairs: the invented people in them, and that nothing real is near."""

from fair.programme.fair import Fair
from fair.programme.refusals import NotADemo


def must_be_demo(fair: Fair) -> None:
    """Refuse with `NotADemo` a fair that was not born as one.

    A rehearsal is one among real fairs: whoever came to it with a way to sign in could go on to
    those.
    """
    if not fair.demo or fair.rehearses:
        raise NotADemo
