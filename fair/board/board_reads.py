"""The live board's queries: each booth at this instant, one query per thing and fair."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from fair.board.finding import BoothNow
from fair.booths import reads as booths
from fair.desk.phoning import due_at
from fair.employers import reads as employers
from fair.hiring import reads as hiring
from fair.interviews import reads as interviews
from fair.programme.fair import Fair
from fair.queue import line_reads
from fair.queue import reads as queue
from fair.rooms import call_reads as calls


def totals(connection: Connection, fair_id: str) -> tuple[int, int]:
    """Return how many wait and how many talk at a fair now."""
    lines, talks = (
        line_reads.lines_of_fair(connection, fair_id),
        interviews.talks_of_fair(connection, fair_id),
    )
    return sum(one.waiting for one in lines.values()), sum(one.talking for one in talks.values())


def now_of_fair(connection: Connection, fair_id: str) -> dict[str, int]:
    """Return how many wait and talk now and how many answers are owed, by the figures' names."""
    waiting, talking = totals(connection, fair_id)
    talks = interviews.talks_of_fair(connection, fair_id).values()
    return {
        "waiting": waiting, "longest": waiting, "talking": talking,
        "owed": sum(one.owed for one in talks),
    }  # fmt: skip


def booths_now(connection: Connection, fair_id: str, lang: str = "") -> tuple[BoothNow, ...]:
    """Return every booth of a fair as the board shows it, by number."""
    found = booths.booths_of_fair(connection, fair_id)
    ids = [one.id for one in found]
    names = employers.employers(connection, {one.employer_id for one in found})
    on_duty, started = booths.duty_counts(connection, ids), booths.last_started(connection, ids)
    lines = line_reads.lines_of_fair(connection, fair_id)
    talks = interviews.talks_of_fair(connection, fair_id)
    rings = calls.last_rings(connection, fair_id)
    offers = hiring.offer_counts(connection, fair_id)
    result = []
    for one in sorted(found, key=lambda booth: booth.number):
        line = lines.get(one.id, line_reads.LineNow())
        talk = talks.get(one.id, interviews.Talks())
        signs = [at for at in (rings.get(one.id), started.get(one.id)) if at]
        employer = names.get(one.employer_id)
        result.append(
            BoothNow(
                booth_id=one.id,
                number=one.number,
                title=one.title,
                employer=employer.called(lang) if employer else "",
                hall_id=one.hall_id,
                state=one.state,
                waiting=line.waiting,
                first_since=line.first_since,
                standing_since=line.standing_since,
                none_at=line.none_at,
                nobody=line.nobody,
                talking=talk.talking,
                talks=talk.all,
                owed=talk.owed,
                on_duty=on_duty[one.id],
                last_sign=max(signs, default=None),
                offers=offers.get(one.id, hiring.OfferCounts()).made,
                employer_id=one.employer_id,
            )
        )
    return tuple(result)


def unphoned(
    connection: Connection, fair: Fair, now_at: Sequence[BoothNow], now: datetime, lang: str
) -> dict[str, int]:
    """Return how many each of these booths should have phoned by now, by what it is called."""
    chose = queue.to_phone(connection, [one.booth_id for one in now_at])
    late = Counter(one.booth_id for one in chose if due_at(one, fair.zone) < now)
    found = booths.booths(connection, late)
    return {booths.name_of(connection, found[key], lang): late[key] for key in sorted(late)}
