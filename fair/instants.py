"""Instants as the tables keep them: whole microseconds since 1970. The one home of that. Pure."""

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECOND = 1_000_000
MICROSECOND = timedelta(microseconds=1)


def microseconds(at: datetime) -> int:
    """Return an aware instant as tables keep it."""
    return (at - EPOCH) // MICROSECOND


def from_microseconds(value: int) -> datetime:
    """Return what tables keep as an instant in UTC."""
    return EPOCH + timedelta(microseconds=value)
