"""The house as it carries out what somebody asked: that one answers for it."""

from fair.decisions import Actor
from fair.glossary import Role


def house_for(actor: Actor) -> Actor:
    """Return the house as it carries out what somebody asked: that one answers for it."""
    return Actor(Role.SYSTEM, behalf=actor)


def house_for_account(account_id: str) -> Actor:
    """Return the house as it carries out what an account asked that is not signed in yet."""
    return house_for(Actor(Role.VISITOR, account_id=account_id))
