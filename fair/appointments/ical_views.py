"""An appointment as a file for a calendar (RFC 5545): the same UID always, a rising SEQUENCE.

Whoever opens a later file sees the appointment moved, or struck out, and no second one.
"""

from datetime import datetime
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from fair.appointments.appointment import Appointment
from fair.decisions import N_
from fair.glossary import AppointmentState

TITLE = N_("Talk with {employer} at the job fair")
_STATUS = {
    AppointmentState.OFFERED: "TENTATIVE",
    AppointmentState.CANCELLED: "CANCELLED",
    AppointmentState.BROKEN: "CANCELLED",
}


def made(one: Appointment, title: str, *, base_url: str, now: datetime) -> bytes:
    """Return the file; one that is given up or let fall is a cancellation."""
    status = _STATUS.get(one.state, "CONFIRMED")
    event = Event()
    event.add("uid", f"{one.id}@{urlsplit(base_url).hostname}")
    event.add("sequence", one.sequence)
    event.add("dtstamp", now)
    event.add("dtstart", one.starts_at)
    event.add("dtend", one.ends_at)
    event.add("summary", title)
    event.add("status", status)
    event.add("url", f"{base_url}/queues")
    whole = Calendar()
    whole.add("prodid", "-//Fair//appointments//EN")
    whole.add("version", "2.0")
    whole.add("method", "CANCEL" if status == "CANCELLED" else "PUBLISH")
    whole.add_component(event)
    return bytes(whole.to_ical())
