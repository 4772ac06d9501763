"""Ways by which words of staff come before the organiser, one for each kind of thing.

Each says something doubtful by the real command and returns what the walk needs of it.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from fair.contract.booths import BoothTell
from fair.contract.interviews import ConcludeInterview
from fair.contract.queue import CallNext, JoinQueue
from fair.contract.rooms import AnswerCall, SayInCall
from fair.contract.rooms_chat import AnnounceInBooth, AnswerQuestion, Ask, Say
from fair.contract.vacancies import VacancyChange, VacancyCreate, VacancyOpen
from fair.glossary import Outcome
from tests.hiring.stage import POST, Stage

MONEY = "Bring 300 yuan"
DOUBTFUL = f"{MONEY} on the first day."


@dataclass
class Walk:
    """Where a reader sees the words, as whom; and whether they are to be seen while they wait."""

    stage: Stage
    page: str
    reader: str
    while_waiting: bool = True
    words: str = MONEY
    hidden_says: str = "The organiser hid words here"

    async def read(self) -> str:
        """Return the page on which somebody who looks for work would read the words."""
        async with self.stage.world.web(self.reader) as web:
            return (await web.get(self.page)).text


async def chat(stage: Stage) -> Walk:
    await stage.world.do(Say(booth_id=stage.scene.booth_id, text=DOUBTFUL), stage.mei)
    # A hidden message is gone from the room.
    return Walk(stage, f"/booths/{stage.scene.booth_id}", "", hidden_says="")


async def announcement(stage: Stage) -> Walk:
    said = AnnounceInBooth(booth_id=stage.scene.booth_id, text=DOUBTFUL)
    await stage.world.do(said, stage.mei)
    return Walk(stage, f"/booths/{stage.scene.booth_id}", "", hidden_says="")


async def answer(stage: Stage) -> Walk:
    lan = await stage.person("Lan")
    asked = Ask(booth_id=stage.scene.booth_id, text="What do I need?")
    question = await stage.world.do(asked, lan)
    await stage.world.do(AnswerQuestion(message_id=question.message_id, text=DOUBTFUL), stage.mei)
    return Walk(stage, f"/booths/{stage.scene.booth_id}", stage.tokens["Lan"])


async def typed(stage: Stage) -> Walk:
    lan = await stage.person("Lan")
    await stage.world.do(JoinQueue(booth_id=stage.scene.booth_id), lan)
    call_id = (await stage.world.do(CallNext(booth_id=stage.scene.booth_id), stage.mei)).call_id
    await stage.world.do(AnswerCall(call_id=call_id), lan)
    await stage.world.do(SayInCall(call_id=call_id, text=DOUBTFUL), stage.mei)
    return Walk(stage, f"/calls/{call_id}/said", stage.tokens["Lan"])


async def next_step(stage: Stage) -> Walk:
    lan = await stage.person("Lan")
    await stage.world.do(JoinQueue(booth_id=stage.scene.booth_id), lan)
    call_id = (await stage.world.do(CallNext(booth_id=stage.scene.booth_id), stage.mei)).call_id
    await stage.world.do(AnswerCall(call_id=call_id), lan)
    from fair.contract.rooms import HangUp, HearCall, TakeLeg

    for side in (lan, stage.mei):
        leg = await stage.world.do(TakeLeg(call_id=call_id, tab="t1"), side)
        await stage.world.do(HearCall(call_id=call_id, epoch=leg.epoch), side)
    await stage.world.work(lambda work: work.write(_earlier(call_id)))
    await stage.world.do(HangUp(call_id=call_id), stage.mei)
    interview_id = stage.world.rows("select id from interview")[0].id
    told = ConcludeInterview(
        interview_id=interview_id, outcome=Outcome.NEXT_STEP, what=DOUBTFUL, where="Hall 2",
        when="2031-03-01T09:00",
    )  # fmt: skip
    await stage.world.do(told, stage.mei)
    return Walk(stage, "/queues/list", stage.tokens["Lan"])


def _earlier(call_id: str) -> Any:
    from datetime import timedelta

    from sqlalchemy import update

    from fair.db import utc_now
    from fair.rooms.call_store import call_table

    since = utc_now() - timedelta(minutes=5)
    return update(call_table).where(call_table.c.id == call_id).values(runs_since=since)


async def booth(stage: Stage) -> Walk:
    told = BoothTell(booth_id=stage.scene.booth_id, about={"en": DOUBTFUL})
    await stage.world.do(told, stage.mei)
    return Walk(stage, f"/booths/{stage.scene.booth_id}", "")


async def offer(stage: Stage) -> Walk:
    lan = await stage.talked("Lan")
    offer_id = await stage.offered(lan, place=f"Zhuji. {DOUBTFUL}")
    from fair.contract.hiring import OpenTerms

    await stage.world.do(OpenTerms(offer_id=offer_id), lan)
    return Walk(stage, f"/offers/{offer_id}", stage.tokens["Lan"])


async def a_draft(stage: Stage, **cells: str) -> str:
    written = {**POST, "head_count": "1", **cells}
    made = VacancyCreate(booth_id=stage.scene.booth_id, **written)
    return str((await stage.world.do(made, stage.mei)).vacancy_id)


async def new_post(stage: Stage) -> Walk:
    vacancy_id = await a_draft(stage, duties=f"Sew shirts. {DOUBTFUL}")
    await stage.world.do(VacancyOpen(vacancy_id=vacancy_id), stage.mei)
    return Walk(stage, f"/vacancies/{vacancy_id}", "", while_waiting=False, hidden_says="")


async def age_limit(stage: Stage) -> Walk:
    vacancy_id = await a_draft(stage, conditions="Aged 18 to 35.", title="Ironing")
    await stage.world.do(VacancyOpen(vacancy_id=vacancy_id), stage.mei)
    page = f"/vacancies/{vacancy_id}"
    return Walk(stage, page, "", while_waiting=False, words="Aged 18 to 35", hidden_says="")


async def changed_post(stage: Stage) -> Walk:
    changed = {**POST, "head_count": "2", "duties": f"Sew shirts. {DOUBTFUL}"}
    await stage.world.do(VacancyChange(vacancy_id=stage.vacancy_id, **changed), stage.mei)
    page = f"/booths/{stage.scene.booth_id}/vacancies"
    return Walk(stage, page, "", while_waiting=False, words="Sewing worker", hidden_says="")


WALKS: dict[str, Callable[[Stage], Awaitable[Walk]]] = {
    "a message": chat, "an announcement": announcement, "an answer": answer,
    "typed in a call": typed, "a next step": next_step, "what a booth says": booth,
    "an offer": offer, "a new post": new_post, "an age limit": age_limit,
    "a changed post": changed_post,
}  # fmt: skip
