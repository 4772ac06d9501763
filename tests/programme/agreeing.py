"""Changes hours as an organiser does who reads the question and says yes."""

from fair.appointments.refusals import SessionAsk
from fair.contract.programme import ChangeFair
from fair.contract.programme_halls import AddSession, ChangeSession
from fair.decisions import Actor
from fair.reach.refusals import HoursAsk
from tests.world import World


async def agree(world: World, command: ChangeFair | AddSession | ChangeSession, by: Actor) -> None:
    """Send the form, and once more with the yes where it is asked for."""
    try:
        await world.do(command, by)
    except (HoursAsk, SessionAsk) as asked:
        ((yes, _),) = asked.choices
        await world.do(command.model_copy(update={"agreed": yes}), by)
