"""A link that was texted to a number dies with it."""

from fair.contract.people import ChangeNumber
from fair.glossary import TicketState
from tests.queue.day import a_day
from tests.reach.locked_phone import link_in, press, rung_unshown, texted


async def test_whoever_holds_the_old_phone_comes_in_by_no_link_once_the_number_is_changed(world):
    day = await a_day(world)
    ((lan, ticket_id),) = await day.waiting(1)
    await rung_unshown(day)
    path = link_in(texted(day, lan.person_id)[0])
    await world.do(ChangeNumber(phone="13955555555"), lan)

    _, answer, queues = await press(day, path)

    assert answer.status_code in (403, 410)
    assert queues != 200
    assert day.ticket(ticket_id).state is TicketState.CALLED
