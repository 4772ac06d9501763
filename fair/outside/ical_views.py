"""Fairs and their sessions as files for calendars (RFC 5545): one UID each, a rising SEQUENCE.

A later file moves what a calendar has, or strikes it out; a removed session stays in the feed for
that. Times are in UTC, which every program reads, old Outlook too.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from fair.decisions import N_
from fair.programme.fair import Fair
from fair.programme.session import Session
from fair.words import Catalogue

SESSION = N_("{fair}: session")
NO_FEE = N_("No fee, deposit or loan.")
PRODUCT = "-//Fair//fairs//EN"


@dataclass(frozen=True, slots=True)
class Shown:
    """A fair with its sessions, removed ones too, and whom to ask in one line."""

    fair: Fair
    sessions: tuple[Session, ...]
    ask: str


def feed(shown: Iterable[Shown], known: Catalogue, *, base_url: str, now: datetime) -> bytes:
    """Return these fairs and their sessions as a calendar that one may subscribe to."""
    whole = _calendar("PUBLISH")
    for one in shown:
        for event in _events(one, known, base_url, now):
            whole.add_component(event)
    return bytes(whole.to_ical())


def tag(shown: Iterable[Shown], known: Catalogue, *, base_url: str) -> str:
    """Return the ETag of a feed: another one once any fair, session or contact in it is another."""
    said = [
        (one.fair.id, one.fair.version, one.fair.state.value, one.ask,
         [(of.id, of.sequence, of.removed) for of in one.sessions])
        for one in shown
    ]  # fmt: skip
    whole = repr((base_url, known.code, said)).encode()
    return f'W/"{hashlib.sha256(whole).hexdigest()[:20]}"'


def of_session(
    shown: Shown, session: Session, known: Catalogue, *, base_url: str, now: datetime
) -> bytes:
    """Return one session as a file; of one that was removed, a cancellation."""
    whole = _calendar("CANCEL" if session.removed else "PUBLISH")
    whole.add_component(_session(shown, session, known, base_url, now))
    return bytes(whole.to_ical())


def _calendar(method: str) -> Calendar:
    whole = Calendar()
    whole.add("prodid", PRODUCT)
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole.add("method", method)
    return whole


def _events(shown: Shown, known: Catalogue, base_url: str, now: datetime) -> list[Event]:
    fair = shown.fair
    whole = _event(shown, known, base_url, now, {
        "uid": fair.id, "sequence": fair.version, "dtstart": fair.opens_at, "dtend": fair.closes_at,
        "summary": fair.named(known.code),
    })  # fmt: skip
    return [whole, *(_session(shown, one, known, base_url, now) for one in shown.sessions)]


def _session(shown: Shown, one: Session, known: Catalogue, base_url: str, now: datetime) -> Event:
    title = known.gettext(SESSION, fair=shown.fair.named(known.code))
    return _event(shown, known, base_url, now, {
        "uid": one.id, "sequence": one.sequence, "dtstart": one.opens_at, "dtend": one.closes_at,
        "summary": title, "status": "CANCELLED" if one.removed else "CONFIRMED",
    })  # fmt: skip


def _event(
    shown: Shown, known: Catalogue, base_url: str, now: datetime, said: dict[str, Any]
) -> Event:
    link = f"{base_url}/fairs/{shown.fair.id}"
    about = (link, shown.ask, known.gettext(NO_FEE))
    event = Event()
    event.add("uid", f"{said.pop('uid')}@{urlsplit(base_url).hostname}")
    event.add("dtstamp", now)
    event.add("status", said.pop("status", "CONFIRMED"))
    for name, value in said.items():
        event.add(name, value)
    event.add("url", link)
    event.add("description", "\n".join(one for one in about if one))
    return event
