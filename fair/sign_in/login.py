"""Being signed in on one device."""

import hashlib
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Login:
    """One device on which somebody is signed in."""

    id: str
    person_id: str
    account_id: str
    device: str
    made_at: datetime
    revoked_at: datetime | None = None


def token_hash(token: str) -> str:
    """Return what the database keeps of a login's token: nobody can sign in with it."""
    return hashlib.sha256(token.encode()).hexdigest()
