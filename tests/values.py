"""Small helps that need no server."""

from typing import TypeVar

T = TypeVar("T")


def some(value: T | None) -> T:
    """Return what was found; fail where there is nothing."""
    assert value is not None
    return value
