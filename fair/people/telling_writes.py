"""Telling a person something on a closed page: the one place that knows by which way, if any.

Today that is a text message to a confirmed number, in the person's own language.
"""

from collections.abc import Callable, Mapping
from typing import Any

from fair import signals, words
from fair.db import Work
from fair.people import reads

Values = Callable[[words.Catalogue], Mapping[str, Any]]


def tell(
    work: Work, person_id: str, sentence: str, values: Values, *, dedupe: str, lasts_s: float
) -> bool:
    """Send a sentence to a person, its `{placeholders}` filled for the language it is read in.

    Returns whether there is a way to reach the person; `dedupe` and `lasts_s` as in `signals`.
    """
    who = reads.person(work.connection, person_id)
    if who is None or not who.reachable:
        return False
    known = words.catalogue(who.lang)
    return signals.send(
        work,
        person_id=who.id,
        recipient=who.phone,
        text=known.gettext(sentence, **values(known)),
        dedupe=dedupe,
        lasts_s=lasts_s,
    )
