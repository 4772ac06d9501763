"""Messages of the slice `rehearsal`: a fair is tried beforehand, with people who are made up."""

from fair.contract.base import Command, Reply
from fair.contract.programme import FairReply
from fair.contract.text_types import Id, OptionalId
from fair.roles import ORGANISERS, SYSTEM

FAIR = {"fair_id": "f00000000001"}


class BeginRehearsal(
    Command,
    name="rehearsal.begin",
    by=ORGANISERS,
    reply=FairReply,
    refusals=("not-to-rehearse", "too-late-to-rehearse", "rehearsal-runs", "rehearsed-enough"),
    rate=(5, 60),
    example=FAIR,
):
    """Rehearse an announced fair: one like it opens at once, for staff and made-up people only.

    From then on only who has practised a call goes on duty at the real one, or whom a colleague
    lets.
    """

    fair_id: Id


class MadeUpReply(Reply):
    person_id: str


class AddMadeUp(
    Command,
    name="rehearsal.come",
    by=SYSTEM,
    reply=MadeUpReply,
    refusals=("not-a-demo", "fair-not-open", "fair-on-pause", "rehearsal-full"),
    example=FAIR,
):
    """Somebody made up comes to a rehearsal; nobody real is behind them."""

    fair_id: Id


class ForgetMadeUp(Command, name="rehearsal.forget", by=SYSTEM, example=FAIR):
    """Forget the next of a rehearsal's made-up people, once it is over."""

    fair_id: Id


class MailRehearsal(Command, name="rehearsal.mail", by=SYSTEM, example={**FAIR, "after": ""}):
    """Mail the next of the recruiters whose fair is rehearsed now."""

    fair_id: Id
    after: OptionalId = ""
