"""What is told when something could not be told."""

from fair.contract.base import Event

EVERYBODY = "everybody:here"


class NewsLost(
    Event,
    name="news.lost",
    audience=EVERYBODY,
    every_s=15,
    about="everything",
    example={"within_ms": 5000},
):
    """Some news could not be made or sent: every page fetches afresh what it shows.

    Each within so many milliseconds, at an instant of its own, so that not all come at once.
    """

    within_ms: int = 5000
