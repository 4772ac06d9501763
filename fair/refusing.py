"""The page of a refusal: what it is given, and the form that it keeps."""

from collections.abc import Mapping
from typing import Any, TypedDict

from starlette.datastructures import FormData

from fair.decisions import Refusal
from fair.differing import ChangedMeanwhile, Differing
from fair.forms import RESERVED, Again
from fair.fresh import ProveFirst
from fair.next_page import then_of
from fair.templates import Page

_LATER = (429, 503)


class Changed(TypedDict):
    """A form of which somebody else saved the thing: what was sent, and where it differs."""

    command: str
    then: str
    fields: list[tuple[str, str]]
    seen: str
    differs: list[Differing]


class Refused(TypedDict):
    """A refusal's page; `then` is where signing in leads, `again` where it only asks which one.

    With `asking` the form that was sent to `sent_to` waits for a proof; with `changed` its reader
    chooses between what was typed and what stands there now.
    """

    code: str
    sentence: str
    back: str
    then: str
    again: Again | None
    changed: Changed | None
    asking: ProveFirst | None
    sent_to: str


REFUSED = Page("refusal.html", Refused)


def changed(form: FormData | None, path: Mapping[str, Any], refusal: Refusal) -> Changed | None:
    """Return the form whose thing somebody else saved, to be sent with what its reader chose."""
    if form is None or not isinstance(refusal, ChangedMeanwhile):
        return None
    asked = {*RESERVED, "seen", *(one.name for one in refusal.differs)}
    return {
        "command": path["name"],
        "then": then_of(form) or "/",
        "fields": [(key, str(value)) for key, value in form.multi_items() if key not in asked],
        "seen": refusal.seen,
        "differs": list(refusal.differs),
    }


def retry_after(refusal: Refusal) -> dict[str, str]:
    """Return the header that says when to come again, where the refusal says it."""
    seconds = refusal.values.get("seconds") if refusal.status in _LATER else None
    return {} if seconds is None else {"Retry-After": str(seconds)}
