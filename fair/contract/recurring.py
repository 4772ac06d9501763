"""Messages of the slice `recurring`: posts that go to another fair, fairs that are held again."""

from typing import Annotated

from pydantic import Field

from fair.contract.base import Command, Reply
from fair.contract.programme_halls import EXAMPLE_ID
from fair.contract.text_types import Id
from fair.contract.times import TypedTime
from fair.contract.vacancies import BOOTH, VACANCY
from fair.roles import ORGANISERS, RECRUITERS, SYSTEM

MOST_TAKEN = 500
MOST_DATES = 26
Some = Annotated[tuple[Id, ...], Field(min_length=1, max_length=MOST_TAKEN)]
Dates = Annotated[tuple[TypedTime, ...], Field(max_length=MOST_DATES)]


class PostsTakenReply(Reply):
    """How many posts were taken, and how many were left out."""

    taken: int
    left: int


class TakePosts(
    Command,
    name="vacancy.take",
    by=ORGANISERS | RECRUITERS,
    reply=PostsTakenReply,
    refusals=(
        "not-your-booth",
        "not-your-vacancy",
        "fair-finished",
        "nothing-to-take",
        "no-posts-in-rehearsal",
    ),
    example={"booth_id": BOOTH, "vacancy_ids": [VACANCY]},
):
    """Take posts of an employer to its booth at another fair, with what was filled.

    What is filled, suspended, out of date or there already is left out.
    """

    booth_id: Id
    vacancy_ids: Some


class TakeAllPosts(
    Command,
    name="fair.take_posts",
    by=ORGANISERS,
    reply=PostsTakenReply,
    refusals=("fair-finished", "nothing-to-take", "no-posts-in-rehearsal"),
    example={"fair_id": EXAMPLE_ID},
):
    """Take the posts of every employer that has a booth at a fair there, so many at most at once.

    `left` is how many more may be taken by asking again.
    """

    fair_id: Id


class FairsMadeReply(Reply):
    """The first of the fairs that were made, and how many they are."""

    fair_id: str
    fairs: int


class RepeatFair(
    Command,
    name="fair.repeat",
    by=ORGANISERS,
    reply=FairsMadeReply,
    refusals=("no-date", "date-past", "date-twice", "no-such-time", "time-twice"),
    rate=(10, 60),
    example={"fair_id": EXAMPLE_ID, "dates": ["2031-12-04T14:00"]},
):
    """Make a draft like this fair for each date: halls, booths, limits and announcements.

    A date is when it opens, by the clocks of its place; it lasts as long as this one. People,
    tickets and offers stay where they are; posts are taken along by `vacancy.take`.
    """

    fair_id: Id
    dates: Dates = ()


class FurnishFair(Command, name="fair.furnish", by=SYSTEM, example={"fair_id": EXAMPLE_ID}):
    """Give a later date of a series the halls, booths and announcements of its fair."""

    fair_id: Id
