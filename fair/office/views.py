"""What an organiser sees of the office."""

from typing import TypedDict

from sqlalchemy import Connection

from fair.office import store
from fair.office.office import Contact
from fair.web import Viewer


class OfficePage(TypedDict):
    """What the office says of itself."""

    office: Contact


def page(connection: Connection, _viewer: Viewer) -> OfficePage:
    """Return what the office says of itself."""
    return {"office": store.office(connection)}
