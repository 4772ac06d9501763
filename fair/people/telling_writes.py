"""Telling a person something on a closed page: the one place that knows by which way, if any.

Today that is a text message to a confirmed number, in the person's own language. Where several
people share the number, it begins with the name of whom it is for.
"""

from collections.abc import Callable, Mapping
from typing import Any

from fair import signals, words
from fair.db import Work
from fair.people import reads
from fair.people.person import Person

_LONGEST = 20
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
        text=named(work, who, known.gettext(sentence, **values(known))),
        dedupe=dedupe,
        lasts_s=lasts_s,
    )


def named(work: Work, who: Person, text: str) -> str:
    """Return a text to somebody's number; it names them where others use the number, too.

    So a code does that confirms it for one more: whoever holds the phone reads who wants it. The
    name is cut, as it was chosen by somebody who may be a stranger.
    """
    if not set(reads.owners(work.connection, who.phone)) - {who.id}:
        return text
    name = who.name if len(who.name) <= _LONGEST else f"{who.name[: _LONGEST - 1]}…"
    return words.catalogue(who.lang).gettext("For {name}: {text}", name=name, text=text)
