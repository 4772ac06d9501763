"""Telling a person something on a closed page: the one place that knows by which way, if any.

Today that is a text message to a confirmed number, in the person's own language. Where several
people share the number, it begins with the name of whom it is for.
"""

from collections.abc import Callable, Mapping
from typing import Any

from fair import signals, words
from fair.db import Work
from fair.people import number_reads, reads
from fair.people.person import Person
from fair.signals.said import Said, say
from fair.signals.text import Text

Values = Callable[[words.Catalogue], Mapping[str, Any]]


def tell(
    work: Work,
    person_id: str,
    text: Text,
    values: Values,
    *,
    dedupe: str,
    lasts_s: float,
    urgency: int | None = None,
) -> bool:
    """Send a text to a person, filled for the language it is read in.

    Returns whether there is a way to reach the person; the others as in `signals.send`.
    """
    who = reached(work, person_id)
    if who is None:
        return False
    known = words.catalogue(who.lang)
    return signals.send(
        work,
        person_id=who.id,
        recipient=who.phone,
        said=named(work, who, text, values(known)),
        dedupe=dedupe,
        lasts_s=lasts_s,
        urgency=urgency,
    )


def reached(work: Work, person_id: str) -> Person | None:
    """Return the person where a text reaches them on a closed page, else None."""
    who = reads.person(work.connection, person_id) if signals.leaves(work, signals.TEXT) else None
    return who if who and who.reachable else None


def named(work: Work, who: Person, text: Text, values: Mapping[str, Any]) -> Said:
    """Return a text to somebody's number; it names them where others use the number, too.

    So a code does that confirms it for one more: whoever holds the phone reads who wants it. The
    name is cut, as it was chosen by somebody who may be a stranger.
    """
    return say(
        text,
        words.catalogue(who.lang),
        values,
        base_url=work.settings.base_url,
        name=number_reads.name_where_shared(work.connection, who),
    )
