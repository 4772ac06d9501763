"""Secrets of everybody, each a word that stands nowhere else, and who may read it.

Whoever walks pages, parts, exports, searches, news and replies as somebody looks for these words:
a word in the hands of somebody who is not named beside it has leaked, by whatever way.
"""

from dataclasses import dataclass
from typing import Any

from fair.contract.board import AnswerCase, OpenCase
from fair.contract.people import ChangePerson
from fair.contract.rooms import AnswerCall, KeepNote, SayInCall
from fair.contract.rooms_chat import Ask, Say
from fair.db import Work
from fair.decisions import Actor
from fair.people import writes as people
from tests.agreements.belongings import LAN, Belongings

VISITOR, FU, OWNER = "visitor", "another seeker", "the seeker"
RECRUITER, COLLEAGUE, RIVAL = "the recruiter", "a colleague", "a recruiter elsewhere"
ORGANISER, REMOVED = "an organiser", "a recruiter whose role was taken away"
FAIR_ORGANISER, AUDITOR = "the organiser of the fair alone", "an auditor"
EVERYBODY = frozenset(
    {VISITOR, FU, OWNER, RECRUITER, COLLEAGUE, RIVAL, ORGANISER, FAIR_ORGANISER, AUDITOR, REMOVED}
)
EMPLOYER = frozenset({RECRUITER, COLLEAGUE})
RUNNERS = frozenset({ORGANISER, FAIR_ORGANISER})


@dataclass(frozen=True, slots=True)
class Secret:
    """A word, what it is, and who may read it."""

    what: str
    word: str
    readers: frozenset[str]


SECRETS = (
    Secret("her name", LAN, EMPLOYER | RUNNERS | {OWNER}),
    Secret("her number", "13800000000", frozenset({ORGANISER})),
    Secret("her number, as kept", "+8613800000000", frozenset({ORGANISER})),
    Secret("what she says in a call", "QUINCE", frozenset({RECRUITER, OWNER})),
    Secret("what the recruiter notes", "RHUBARB", EMPLOYER),
    Secret("what she reports", "SALSIFY", RUNNERS | {OWNER}),
    Secret("what she is answered", "TAMARIND", RUNNERS | {OWNER}),
    Secret("her file's name", "ulluco.txt", EMPLOYER | {OWNER}),
    Secret("what her file says", "VERBENA", EMPLOYER | {OWNER}),
    Secret("whom the employer invites", "new@huafeng.example", EMPLOYER | RUNNERS),
    Secret("who asks for a company", "saffron@bohai.example", RUNNERS),
    Secret("a file of posts", "wasabi.csv", EMPLOYER | {ORGANISER}),
    Secret("an address of staff", "mei@staff.example", EMPLOYER | RUNNERS),
)
# What everybody may read: were it not found, the walk would be blind.
PUBLIC = (
    Secret("what the booth answers to all", "Is there a canteen?", EVERYBODY),
    Secret("what is said in the room", "YARROW", EVERYBODY),
)


async def plant(have: Belongings) -> None:
    """Let each secret be said, written or kept, by real commands."""
    world, lan, mei, ids = have.world, have.lan, have.mei, have.ids

    async def do(command: Any, who: Actor) -> Any:
        return await world.do(command, who)

    def keep(work: Work) -> str:
        return people.keep_file(work, "ulluco.txt", b"VERBENA", 1000)

    await do(ChangePerson(given_name=LAN), lan)
    ids["attachment_id"] = await world.work(keep, lan)
    published = "update vacancy_import set published_at = started_at, file_name = 'wasabi.csv'"
    await world.work(lambda work: work.connection.exec_driver_sql(published))
    await do(Say(booth_id=ids["booth_id"], text="YARROW to all"), lan)
    await do(Ask(booth_id=ids["booth_id"], text="Where is it?"), lan)
    await do(AnswerCall(call_id=ids["call_id"]), lan)
    await do(SayInCall(call_id=ids["call_id"], text="QUINCE"), lan)
    await do(KeepNote(call_id=ids["call_id"], text="RHUBARB"), mei)
    case = await do(OpenCase(kind="booth", ref=ids["booth_id"], what="other", text="SALSIFY"), lan)
    ids["case_id"] = case.case_id
    await do(AnswerCase(case_id=case.case_id, text="TAMARIND"), have.stage.scene.organiser)
