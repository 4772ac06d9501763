"""A help desk at which somebody is helped: what its tests begin with."""

from typing import Any

from fair.contract.helpdesk import AskForHelp, TakeHelp
from fair.contract.queue import JoinQueue
from fair.decisions import Actor
from fair.glossary import Role
from fair.queue import reads as queue
from fair.tickets.ticket import Ticket
from tests.booths.scene import staff
from tests.hiring.stage import Stage

WHY = "Her page does not load."


async def helped(stage: Stage, name: str = "Lan") -> tuple[Any, str]:
    """Return somebody who is helped by Olga, and the request."""
    lan = await stage.person(name)
    reply = await stage.world.do(AskForHelp(page="/queues"), lan)
    await stage.world.do(TakeHelp(request_id=reply.request_id), stage.scene.organiser)
    return lan, reply.request_id


async def waits(stage: Stage, who: Actor) -> str:
    """Let somebody take a place by the own page; return the ticket."""
    reply = await stage.world.do(JoinQueue(booth_id=stage.scene.booth_id), who)
    return str(reply.ticket_id)


def ticket(stage: Stage, ticket_id: str) -> Ticket:
    """Return a ticket as it stands now."""
    return stage.world.look(queue.ticket, ticket_id)


async def colleague(stage: Stage) -> Actor:
    """Return another organiser, who helps nobody."""
    pia, stage.tokens["Pia"] = await staff(stage.world, "Pia", Role.ORGANISER)
    return pia


async def shown(stage: Stage, path: str, who: str = "organiser", status: int = 200) -> str:
    """Return a page as somebody reads it."""
    token = stage.scene.tokens.get(who) or stage.tokens.get(who, "")
    async with stage.world.web(token) as web:
        answer = await web.get(path)
        assert answer.status_code == status, answer.text[:500]
        return str(answer.text)
