"""What recruiters and organisers see of posts and fairs that go on: lists to choose from."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from fair.booths import reads as booth_reads
from fair.booths.booth import Booth, called
from fair.contract.recurring import MOST_TAKEN
from fair.days import day_at, typed_of, zone
from fair.db import utc_now
from fair.decisions import N_, NotAllowed, NotFound
from fair.employers import reads as employer_reads
from fair.employers.licence import Licence
from fair.folding import fold
from fair.programme import reads as programme
from fair.programme.fair import Fair
from fair.recurring import reads, series
from fair.recurring.contexts import Again, Choice, Date, FairPosts, OfEmployer, Take, Taking
from fair.recurring.showing import Left, day_of, left_out
from fair.vacancies import reads as vacancies
from fair.vacancies import title_reads
from fair.vacancies.vacancy import Vacancy
from fair.web import Viewer

_MOST = 5000
LEFT: dict[Left, str] = {
    Left.HERE: N_("is at this fair already"),
    Left.FILLED: N_("every place is spoken for"),
    Left.SUSPENDED: N_("is hidden by the organiser"),
    Left.LICENCE: N_("the licence is not in force on that day"),
    Left.OUT_OF_DATE: N_("the last day is before the fair, or something is missing"),
    Left.REVIEW: N_("waits for a look by the organiser"),
}
_INTERVALS = {
    7: N_("every week"),
    14: N_("every two weeks"),
    28: N_("every four weeks"),
    1: N_("every day"),
}
_TIMES = (1, 2, 4, 8, 12, 26)


def choice(connection: Connection, viewer: Viewer) -> Choice:
    """Return the booths of a recruiter's employer, to choose where posts are taken."""
    mine = booth_reads.my_booths(connection, viewer.actor.employer_id)
    return {"fair": mine[0][1] if mine else None, "booths": mine}


def take(
    connection: Connection, viewer: Viewer, booth_id: str, wanted: str, *, choose: bool
) -> Take:
    """Return the posts that can be taken to a booth, those with words of `wanted` only.

    `choose` leaves the boxes empty. Refuses `NotAllowed` to recruiters of others.
    """
    booth = booth_reads.booth(connection, booth_id)
    if booth is None:
        raise NotFound
    if not viewer.oversees and not viewer.actor.works_for(booth.employer_id):
        raise NotAllowed
    fair = booth_reads.visible_fair(connection, viewer.actor, booth.fair_id)
    needles = fold(wanted).split()
    rows = [
        one
        for one in _takings(connection, viewer, fair, booth)
        if all(word in fold(_says(one)) for word in needles)
    ]
    good = [one for one in rows if not one.left]
    others = [one for one in rows if one.left and not one.here]
    counted = Counter(one.left for one in others)
    desk = viewer.actor.works_for(booth.employer_id)
    return {
        "fair": fair,
        "hours": _hours(viewer, fair, fair.opens_at, fair.closes_at),
        "booth": booth,
        "title": booth_reads.name_of(connection, booth, viewer.lang),
        "wanted": wanted,
        "choose": choose,
        "good": good[:MOST_TAKEN],
        "others": others,
        "there": sum(one.here for one in rows),
        "left": counted.most_common(),
        "more": max(0, len(good) - MOST_TAKEN),
        "back": f"/desk/take/{booth.id}" if desk else f"/organise/fairs/{fair.id}/posts",
    }


def _says(one: Taking) -> str:
    return f"{one.post.title} {one.post.terms.ref} {one.place}"


def _takings(connection: Connection, viewer: Viewer, fair: Fair, booth: Booth) -> list[Taking]:
    licence = employer_reads.licence(connection, booth.employer_id)
    posts = vacancies.of_employer(connection, booth.employer_id, reads.TAKEN_ALONG, most=_MOST)
    judged = _judged(connection, posts, fair, licence, utc_now())
    return [
        Taking(
            post=post,
            place=title_reads.short_place(post.terms, viewer.lang),
            left=viewer.words.gettext(LEFT[why]) if why else "",
            here=why is Left.HERE,
        )
        for post, why in judged
    ]


def _judged(
    connection: Connection,
    posts: Sequence[Vacancy],
    fair: Fair,
    licence: Licence | None,
    now: datetime,
) -> list[tuple[Vacancy, Left | None]]:
    here = reads.at_fair(connection, fair.id, [one.id for one in posts])
    day = day_of(fair, now)
    return [(one, left_out(one, here=one.id in here, licence=licence, day=day)) for one in posts]


def fair_posts(connection: Connection, viewer: Viewer, fair_id: str) -> FairPosts:
    """Return the employers of a fair with the posts that they have there, and those to be taken."""
    fair = booth_reads.visible_fair(connection, viewer.actor, fair_id)
    stands = reads.first_booths(connection, fair.id)
    of = [one.employer_id for one in stands]
    employers = employer_reads.employers(connection, of)
    licences = employer_reads.licences_that_count(connection, of)
    now, rows = utc_now(), []
    for booth in stands:
        employer = employers[booth.employer_id]
        posts = vacancies.of_employer(connection, employer.id, reads.TAKEN_ALONG, most=_MOST)
        judged = _judged(connection, posts, fair, licences.get(employer.id), now)
        counted = Counter(why for _, why in judged)
        rows.append(
            OfEmployer(
                employer=employer,
                booth=booth,
                title=called(booth, employer, viewer.lang),
                here=counted[Left.HERE],
                good=counted[None],
                left=len(judged) - counted[Left.HERE] - counted[None],
            )
        )
    return {
        "fair": fair,
        "hours": _hours(viewer, fair, fair.opens_at, fair.closes_at),
        "rows": rows,
        "good": sum(one.good for one in rows),
        "at_once": MOST_TAKEN,
    }


def again(connection: Connection, viewer: Viewer, fair_id: str, every: int, times: int) -> Again:
    """Return the next dates of a fair held again, and those of its series that there are."""
    fair = booth_reads.visible_fair(connection, viewer.actor, fair_id)
    every = every if every in _INTERVALS else 7
    times = times if times in _TIMES else 4
    dates = reads.fairs_of_series(connection, reads.series_of(connection, fair.id))
    there = sorted(
        filter(None, (programme.fair(connection, one) for one in dates)),
        key=lambda one: one.opens_at,
    )
    taken = {one.opens_at for one in there}
    proposed = [at for at in series.proposed(fair, every, times, utc_now()) if at not in taken]
    return {
        "fair": fair,
        "hours": _hours(viewer, fair, fair.opens_at, fair.closes_at),
        "zone": viewer.words.zone_name(zone(fair.zone), fair.opens_at),
        "every": every,
        "times": times,
        "intervals": [(days, viewer.words.gettext(text)) for days, text in _INTERVALS.items()],
        "numbers": [(n, str(n)) for n in _TIMES],
        "proposed": [_date(viewer, fair, at) for at in proposed],
        "series": [
            {
                "fair": one,
                "hours": _hours(viewer, one, one.opens_at, one.closes_at),
                "value": "",
            }
            for one in there
        ],
    }


def _hours(viewer: Viewer, fair: Fair, opens_at: datetime, closes_at: datetime) -> str:
    """Return a window by the clocks of the fair's place; the day is said once where it is one."""
    there, known = zone(fair.zone), viewer.words
    one_day = day_at(opens_at, there) == day_at(closes_at, there)
    end = known.clock(closes_at, there) if one_day else known.moment(closes_at, there)
    return f"{known.moment(opens_at, there)} – {end}"


def _date(viewer: Viewer, fair: Fair, at: datetime) -> Date:
    closes_at = series.hours_on(fair, at)[1]
    return {
        "fair": None,
        "hours": _hours(viewer, fair, at, closes_at),
        "value": str(typed_of(at, fair.zone)),
    }
