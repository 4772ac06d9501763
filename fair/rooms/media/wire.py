"""How the server and the media process talk: one JSON object a line, over a pair of sockets."""

import asyncio
import json
from typing import Any

LIMIT = 1 << 18


async def read(reader: asyncio.StreamReader) -> dict[str, Any] | None:
    """Return the next thing said; None where the other one is gone."""
    try:
        line = await reader.readline()
    except (ConnectionError, ValueError):
        return None
    if not line.endswith(b"\n"):
        return None
    told = json.loads(line)
    return told if isinstance(told, dict) else None


def say(writer: asyncio.StreamWriter, what: dict[str, Any]) -> None:
    """Say something."""
    writer.write(json.dumps(what, separators=(",", ":")).encode() + b"\n")
