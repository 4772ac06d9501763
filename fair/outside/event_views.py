"""A fair as machines that search read it: schema.org's `Event`, in JSON."""

import json
from typing import Any, TypedDict

from markupsafe import Markup
from sqlalchemy import Connection

from fair.days import clock_at
from fair.languages import DEFAULT
from fair.office import reads as offices
from fair.programme import reads as programme
from fair.programme.fair import Fair
from fair.web import Viewer

_ONLINE = "https://schema.org/OnlineEventAttendanceMode"
_SCHEDULED, _MOVED = "https://schema.org/EventScheduled", "https://schema.org/EventRescheduled"


class EventData(TypedDict):
    """The fair as JSON, safe in a script that no browser runs."""

    event: Markup


def event(connection: Connection, viewer: Viewer, fair_id: str, base_url: str) -> EventData:
    """Return a fair as an `Event`; of one that nobody may see, or that is invented, nothing."""
    fair = programme.fair(connection, fair_id)
    if fair is None or fair.in_draft or fair.demo:
        return {"event": Markup("")}
    data = _data(connection, viewer, fair, base_url)
    text = json.dumps(data, ensure_ascii=False)
    # A fair's own words cannot end the element they stand in.
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return {"event": Markup(safe)}  # noqa: S704


def _data(connection: Connection, viewer: Viewer, fair: Fair, base_url: str) -> dict[str, Any]:
    page = f"{base_url}/fairs/{fair.id}"
    place = fair.zone
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": page,
        "name": fair.called(viewer.lang),
        "url": page,
        "startDate": clock_at(fair.opens_at, place).isoformat(timespec="seconds"),
        "endDate": clock_at(fair.closes_at, place).isoformat(timespec="seconds"),
        "eventStatus": _MOVED if fair.moved_at else _SCHEDULED,
        "eventAttendanceMode": _ONLINE,
        "location": {"@type": "VirtualLocation", "url": page},
        "isAccessibleForFree": True,
        "inLanguage": list(fair.languages),
    }
    if about := fair.about_in(viewer.lang):
        data["description"] = about
    if organiser := _organiser(connection, viewer, fair):
        data["organizer"] = organiser
    return data


def _organiser(connection: Connection, viewer: Viewer, fair: Fair) -> dict[str, Any]:
    contact = programme.contact_of(connection, fair)
    name = offices.office(connection).names.in_(viewer.lang, DEFAULT)
    if not name:
        return {}
    found: dict[str, Any] = {"@type": "Organization", "name": name}
    if contact.phone:
        found["telephone"] = contact.phone
    if contact.permit:
        found["identifier"] = contact.permit
    return found
