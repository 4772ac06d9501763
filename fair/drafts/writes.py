"""What an organiser does to many drafts is staged in short works before it is begun."""

from collections.abc import Mapping, Sequence
from functools import partial

from fair.decisions import Actor
from fair.dispatch import Doors
from fair.drafts import store
from fair.drafts.office import SLICE, What

_PARTS = 50  # parts of one work


def stage(
    doors: Doors, actor: Actor, what: What, asked: Mapping[str, str], ids: Sequence[str]
) -> str:
    """Keep which drafts will be worked on, part by part; return the id of what is not begun."""
    parts = [ids[at : at + SLICE] for at in range(0, len(ids), SLICE)]
    run_id, _ = doors.submit(
        partial(store.stage, what=what, asked=asked, drafts=len(ids), parts=len(parts)), actor
    ).result()
    for first in range(0, len(parts), _PARTS):
        some = parts[first : first + _PARTS]
        doors.submit(
            partial(store.add_parts, run_id=run_id, first=first, parts=some), actor
        ).result()
    return str(run_id)
