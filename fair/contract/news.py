"""What is told when something could not be told."""

from fair.contract.base import Event

EVERYBODY = "everybody:here"


class NewsLost(
    Event, name="news.lost", audience=EVERYBODY, every_s=15, about="everything", example={}
):
    """Some news could not be made or sent: every page fetches afresh what it shows."""
