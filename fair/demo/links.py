"""The sign-in links of a demo, kept for the crowd and for the next start; and whether they hold."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from fair.accounts.link import KEY, link_ref
from fair.db import Database, utc_now
from fair.programme import reads as programme

LEAST = timedelta(minutes=30)


def keep(path: Path, links: dict[str, Any]) -> None:
    """Write the links where only this account can read them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(json.dumps(links, ensure_ascii=False), "utf-8")


def kept(path: Path, secret: str) -> dict[str, Any] | None:
    """Return the links of an earlier demo; None where there are none or the secret is another."""
    try:
        links: dict[str, Any] = json.loads(path.read_text("utf-8"))
        token = links["organiser"].removeprefix("/k/")
    except (OSError, ValueError, KeyError):
        return None
    return links if link_ref(secret, KEY, token) else None


def still_open(database: Database, fair_id: str) -> bool:
    """Return whether an earlier demo fair still runs, and will for a while."""
    fair = database.read_now(lambda connection: programme.fair(connection, fair_id))
    return fair is not None and fair.running and fair.closes_at > utc_now() + LEAST
