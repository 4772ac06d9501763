"""Read-only queries of `people` that other slices may use; frozen values."""

from sqlalchemy import Connection

from fair.decisions import Actor
from fair.glossary import Role


def identify(connection: Connection, token: str, address: str) -> Actor:
    """Return who holds this login token; a visitor where there is none or it was revoked."""
    return Actor(Role.VISITOR, address=address)
