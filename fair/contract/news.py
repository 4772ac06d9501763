"""What is told when something could not be told, or may have been lost on its way."""

from fair.contract.base import Event

EVERYBODY = "everybody:here"
ONE_SOCKET = "socket:this"


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


class NewsTold(Event, name="news.told", audience=ONE_SOCKET, example={"packets": 7}):
    """How many packets of news this connection was sent: who heard fewer fetches all afresh.

    Told some seconds after anything else was, and counted without itself.
    """

    packets: int
