"""Who saves says what it was: where somebody changed it meanwhile, nothing is written over."""

from dataclasses import replace

import pytest

from fair.booths import store as booth_store
from fair.booths.booth import Cause
from fair.decisions import WrongState
from fair.glossary import BoothState, HireState, OfferState, Role, VacancyState
from fair.hiring import hire_store, offer_store
from fair.rooms import call as rules
from fair.rooms import call_store
from fair.vacancies import store as vacancy_store


async def refused_the_second_time(world, load, first, second):
    """Two load the same; the first one saves, and what the second one saves is refused."""

    def saved(work):
        was = load(work)
        first(work, was)
        return was

    was = await world.work(saved)
    with pytest.raises(WrongState):
        await world.database.write(lambda work: second(work, was), SYSTEM)


