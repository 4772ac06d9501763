"""Taking posts to fairs and showing each where it belongs, inside somebody's work."""

from collections import defaultdict
from collections.abc import Sequence

from fair.booths import reads as booth_reads
from fair.booths.booth import Booth
from fair.db import Work
from fair.programme import reads as programme
from fair.recurring import store
from fair.recurring.facts import VacancyShown, VacancyTaken
from fair.recurring.showing import Stand, shown_at
from fair.vacancies import opener_writes as vacancies
from fair.vacancies import reads as vacancy_reads
from fair.vacancies.vacancy import OVER, Vacancy


def take(work: Work, posts: Sequence[Vacancy], booth: Booth) -> None:
    """Take these posts to a booth of their employer; where they were shown so far is kept too.

    None of them was taken to that fair before.
    """
    known = {(one, fair_id) for one, fair_id, _ in store.showings(work, [one.id for one in posts])}
    placed = [(one.id, booth.fair_id, booth.id) for one in posts]
    placed += [
        (one.id, one.fair_id, one.booth_id)
        for one in posts
        if one.booth_id and one.fair_id != booth.fair_id and (one.id, one.fair_id) not in known
    ]
    store.keep_showings(work, placed)
    for vacancy_id, fair_id, booth_id in placed:
        work.record(VacancyTaken(vacancy_id=vacancy_id, fair_id=fair_id, booth_id=booth_id))
    settle(work, [one.id for one in posts])


def settle(work: Work, vacancy_ids: Sequence[str]) -> None:
    """Show each of these posts at the fair where it belongs now; what is over stays there."""
    taken = store.showings(work, vacancy_ids)
    fairs = {
        one: found
        for one in sorted({fair_id for _, fair_id, _ in taken})
        if (found := programme.fair(work.connection, one))
    }
    stands: dict[str, list[Stand]] = defaultdict(list)
    for vacancy_id, fair_id, booth_id in taken:
        stands[vacancy_id].append(Stand(fairs[fair_id], booth_id))
    moves: dict[str, list[Vacancy]] = defaultdict(list)
    for post in vacancy_reads.vacancies(work.connection, stands).values():
        stand = None if post.state in OVER else shown_at(post, stands[post.id])
        if stand and stand.booth_id != post.booth_id:
            moves[stand.booth_id].append(post)
    booths = booth_reads.booths(work.connection, moves)
    for booth_id in sorted(moves):
        _show(work, sorted(moves[booth_id], key=lambda one: one.id), booths[booth_id])


def _show(work: Work, posts: Sequence[Vacancy], booth: Booth) -> None:
    ends = vacancies.place(work, posts, booth)
    for post in posts:
        work.record(
            VacancyShown(
                fair_id=booth.fair_id,
                vacancy_id=post.id,
                booth_id=booth.id,
                was=post.booth_id,
                ends_at=ends[post.id],
            )
        )
