"""Commands that take posts to another fair: by their employer, or for it by the organiser."""

from collections.abc import Sequence
from typing import Any

from fair.booths import reads as booth_reads
from fair.booths.booth import Booth
from fair.booths.booth_writes import fair_of, require_staff
from fair.contract.recurring import MOST_TAKEN, PostsTakenReply, TakeAllPosts, TakePosts
from fair.db import Work
from fair.decisions import NotFound
from fair.employers import reads as employer_reads
from fair.glossary import Role
from fair.programme.fair import Fair, must_be_changeable
from fair.recurring import reads, showing_writes
from fair.recurring.refusals import NothingToTake
from fair.recurring.showing import day_of, left_out
from fair.vacancies import reads as vacancies
from fair.vacancies.refusals import NotYourVacancy
from fair.vacancies.vacancy import OVER, Vacancy


def take(work: Work, command: TakePosts) -> PostsTakenReply:
    """Take posts to a booth of their employer; refuses where none of them may be taken."""
    booth = _booth(work, command.booth_id)
    fair = fair_of(work, booth.fair_id)
    must_be_changeable(fair)
    found = vacancies.vacancies(work.connection, command.vacancy_ids)
    posts = [found[one] for one in dict.fromkeys(command.vacancy_ids) if one in found]
    if any(one.employer_id != booth.employer_id for one in posts):
        raise NotYourVacancy
    good = _takeable(work, posts, fair, booth)
    if not good:
        raise NothingToTake
    showing_writes.take(work, good, booth)
    return PostsTakenReply(taken=len(good), left=len(command.vacancy_ids) - len(good))


def _booth(work: Work, booth_id: str) -> Booth:
    if work.actor.role is not Role.ORGANISER:
        return require_staff(work, booth_id)
    booth = booth_reads.booth(work.connection, booth_id)
    if booth is None:
        raise NotFound
    return booth


def _takeable(work: Work, posts: Sequence[Vacancy], fair: Fair, booth: Booth) -> list[Vacancy]:
    licence = employer_reads.licence(work.connection, booth.employer_id)
    here = reads.at_fair(work.connection, fair.id, [one.id for one in posts])
    day = day_of(fair, work.now)
    return [
        one
        for one in posts
        if one.state not in OVER
        and left_out(one, here=one.id in here, licence=licence, day=day) is None
    ]


def take_all(work: Work, command: TakeAllPosts) -> PostsTakenReply:
    """Take the posts of all employers of a fair there, each to its first booth."""
    fair = fair_of(work, command.fair_id)
    must_be_changeable(fair)
    taken = left = 0
    for booth in reads.first_booths(work.connection, fair.id):
        posts = vacancies.of_employer(work.connection, booth.employer_id, reads.TAKEN_ALONG)
        good = _takeable(work, posts, fair, booth)
        some = good[: MOST_TAKEN - taken]
        if some:
            showing_writes.take(work, some, booth)
        taken, left = taken + len(some), left + len(good) - len(some)
    if not taken:
        raise NothingToTake
    return PostsTakenReply(taken=taken, left=left)


HANDLERS: dict[Any, Any] = {TakePosts: take, TakeAllPosts: take_all}
