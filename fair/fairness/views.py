"""What overseers see of the fairness of a fair; recruiters and seekers never do."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TypedDict

from sqlalchemy import Connection

from fair.accounts import reads as accounts
from fair.booths import reads as booths
from fair.booths.booth import Booth
from fair.codes.distances import Distance
from fair.decisions import N_, NotAllowed, NotFound
from fair.fairness import reads
from fair.fairness.causes import CAUSES
from fair.fairness.day import Step, counted, step_of
from fair.fairness.recount import Passed
from fair.fairness.waits import Waits
from fair.interviews import forecast_reads
from fair.languages import LANGUAGES
from fair.programme import reads as programme
from fair.programme.fair import Fair
from fair.queue import reads as queue
from fair.rooms import call_reads
from fair.rooms.call import TELEPHONE, TEXT, VOICE, Call
from fair.web import Viewer

NOT_THERE = "not_there"
GROUPS: Mapping[str, str] = {
    VOICE: N_("By voice on the page"),
    TEXT: N_("Typing"),
    TELEPHONE: N_("By telephone"),
    Distance.SAME_CITY: N_("Work in the same city or prefecture as home"),
    Distance.SAME_PROVINCE: N_("Work in the home province, in another city"),
    Distance.OTHER_PROVINCE: N_("Work in another province than home"),
    Distance.ABROAD: N_("Work abroad"),
    reads.UNKNOWN: N_("Not known"),
}


@dataclass(frozen=True, slots=True)
class AtDesk:
    """A recruiter's calls at a booth, and of how many it was said that nobody was there."""

    name: str
    booth: int
    calls: int
    by_name: int
    not_there: int


class DayOfFair(TypedDict):
    """The day of a fair in steps of so many minutes."""

    fair: Fair
    steps: tuple[Step, ...]
    minutes: int


class Fairness(TypedDict):
    """How fair the waiting of a fair was.

    `causes` counts what was noted, by cause; `calls`, `before` and `unexplained` come of counting
    afresh from the ledger. `names` are the groups and causes in the reader's words.
    """

    fair: Fair
    calls: int
    before: int
    causes: dict[str, int]
    by_booth: list[tuple[str, int, int]]
    unexplained: list[Passed]
    numbers: dict[str, int]
    recruiters: list[AtDesk]
    waits: tuple[Waits, ...]
    names: dict[str, str]


def fairness(connection: Connection, viewer: Viewer, fair_id: str) -> Fairness:
    """Return how fair the waiting of a fair was."""
    fair = programme.fair(connection, fair_id)
    if fair is None:
        raise NotFound
    stands = {one.id: one for one in booths.booths_of_fair(connection, fair_id)}
    recounted = reads.recounted(connection, fair_id)
    noted = queue.overtakes_of_fair(connection, fair_id)
    at_booth = Counter(one.booth_id for one in noted)
    titles = {key: booths.name_of(connection, one, viewer.lang) for key, one in stands.items()}
    return {
        "fair": fair,
        "calls": recounted.calls,
        "before": len(recounted.passed),
        "causes": dict(Counter(one.cause for one in noted).most_common()),
        "by_booth": [
            (titles[key], stands[key].number, at_booth[key]) for key in stands if at_booth[key]
        ],
        "unexplained": recounted.unexplained,
        "numbers": {key: one.number for key, one in stands.items()},
        "recruiters": _recruiters(connection, fair_id, stands),
        "waits": reads.waits(connection, fair),
        "names": names(viewer, titles),
    }


def day(connection: Connection, viewer: Viewer, fair_id: str) -> DayOfFair:
    """Return how the waits of a fair went over the day; refuses `NotFound`, and `NotAllowed`."""
    fair = programme.fair(connection, fair_id)
    if fair is None:
        raise NotFound
    if not viewer.actor.runs(fair_id):
        raise NotAllowed
    step = step_of(fair.opens_at, fair.closes_at)
    rows = forecast_reads.by_step(connection, fair_id, step)
    return {"fair": fair, "steps": counted(rows, step), "minutes": step // timedelta(minutes=1)}


def names(viewer: Viewer, titles: Mapping[str, str]) -> dict[str, str]:
    """Return what each group and each cause is called in the reader's language."""
    said = {key: viewer.words.gettext(text) for key, text in GROUPS.items()}
    known = {key: one.name for key, one in LANGUAGES.items()}
    causes = {key: viewer.words.gettext(text) for key, text in CAUSES.items()}
    return {**titles, **known, **said, **causes}


def _recruiters(connection: Connection, fair_id: str, stands: Mapping[str, Booth]) -> list[AtDesk]:
    calls = call_reads.calls_of_fair(connection, fair_id)
    named = queue.called_by_name(connection, fair_id)
    known = accounts.accounts(connection, {one.account_id for one in calls})
    made = Counter(_desk(one) for one in calls)
    by_name = Counter(_desk(one) for one in calls if (one.ticket_id, one.rang_at) in named)
    absent = Counter(_desk(one) for one in calls if one.cause == NOT_THERE)
    found = [
        AtDesk(
            name=known[account_id].name if account_id in known else "",
            booth=stands[booth_id].number,
            calls=count,
            by_name=by_name[account_id, booth_id],
            not_there=absent[account_id, booth_id],
        )
        for (account_id, booth_id), count in made.items()
        if booth_id in stands
    ]
    return sorted(found, key=lambda one: (one.booth, one.name))


def _desk(call: Call) -> tuple[str, str]:
    return call.account_id, call.booth_id
