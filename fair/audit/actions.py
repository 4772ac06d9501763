"""Commands of an audit: drawing hires, marking what was said, closing, opening one name."""

from typing import Any

from fair import histories
from fair.accounts import reads as accounts
from fair.audit import draw as rules
from fair.audit import store
from fair.audit.draw import MOVES_DRAW, Draw, Opening, Said
from fair.audit.facts import DrawClosed, HireMarked, HiresDrawn, NameOpened
from fair.audit.reads import examined
from fair.audit.refusals import AuditOver, DrawIsClosed, NotYourDraw
from fair.contract.audit import CloseDraw, DrawHires, DrawnReply, MarkHire, OpenName
from fair.contract.base import Done
from fair.db import Work
from fair.decisions import NotAllowed, NotFound, move
from fair.glossary import DrawState
from fair.hiring import reads as hiring
from fair.ledger import new_salt, seal
from fair.people import reads as people
from fair.screening.screen import check_fee


def draw(work: Work, command: DrawHires) -> DrawnReply:
    """Draw hires; refuses `BadSeed`, `NobodyHired` where none stands, and `OpenedEnough`."""
    _require(work, command.fair_id)
    seed = rules.check_seed(command.seed)
    stand = {one.offer_id: one for one in hiring.hires_of_fair(work.connection, command.fair_id)}
    draw_id = work.new_id()
    found = rules.drawn(seed, draw_id, stand, command.many)
    there = dict.fromkeys(stand[one].person_id for one in found)
    fresh = [one for one in there if _closed(work, command.fair_id, one)]
    _room(work, len(fresh))
    made = Draw(
        id=draw_id,
        fair_id=command.fair_id,
        account_id=work.actor.account_id,
        number=store.next_number(work, command.fair_id),
        seed=seed,
        many=command.many,
        of=len(stand),
        state=DrawState.OPEN,
        drawn_at=work.now,
    )
    store.add_draw(work, made, found)
    work.record(
        HiresDrawn(
            fair_id=made.fair_id,
            draw_id=made.id,
            account_id=made.account_id,
            number=made.number,
            seed=seed,
            many=made.many,
            of=made.of,
            drawn=found,
            rule=rules.WITH_ID,
        )
    )
    for person_id in fresh:
        _open(work, made.fair_id, person_id, draw_id=made.id)
    return DrawnReply(draw_id=made.id)


def mark(work: Work, command: MarkHire) -> Done:
    """Keep what was said; refuses `NotFound` where this hire was not drawn, `DrawIsClosed`."""
    found = _running(work, command.draw_id)
    said = Said(command.said)
    store.save_said(work, found.id, command.offer_id, said)
    work.record(
        HireMarked(
            fair_id=found.fair_id,
            draw_id=found.id,
            offer_id=command.offer_id,
            account_id=work.actor.account_id,
            said=said,
        )
    )
    return Done()


def close(work: Work, command: CloseDraw) -> Done:
    """End a draw; refuses `DrawIsClosed`."""
    found = _running(work, command.draw_id)
    store.close(work, found.id, move(MOVES_DRAW, found.state, "close"))
    work.record(
        DrawClosed(fair_id=found.fair_id, draw_id=found.id, account_id=work.actor.account_id)
    )
    return Done()


def open_name(work: Work, command: OpenName) -> Done:
    """Open one person's name; refuses `NotFound` for an alias of another fair, or of nobody now.

    Refuses `OpenedEnough` where that would be one too many within a day.
    """
    _require(work, command.fair_id)
    fair_id, person_id = histories.persons(work.connection, [command.alias]).get(
        command.alias, ("", "")
    )
    who = people.person(work.connection, person_id)
    if fair_id != command.fair_id or who is None or who.erased:
        raise NotFound
    check_fee(command.why)
    if _closed(work, fair_id, person_id):
        _room(work, 1)
        _open(work, fair_id, person_id, why=command.why)
    return Done()


def _closed(work: Work, fair_id: str, person_id: str) -> bool:
    """Return whether this name is still to be opened by the asker; nobody's is who is erased."""
    who, me = people.person(work.connection, person_id), work.actor.account_id
    there = who is not None and not who.erased
    return there and not store.is_opened(work, fair_id, person_id, me)


def _room(work: Work, more: int) -> None:
    """Refuse `OpenedEnough` to open so many names: no program opens a whole fair."""
    lately = store.opened_since(work, work.actor.account_id, work.now - rules.A_DAY)
    rules.check_openings(lately, more)


def _open(work: Work, fair_id: str, person_id: str, *, draw_id: str = "", why: str = "") -> None:
    """Keep that a name was opened."""
    me = work.actor.account_id
    salt = "" if draw_id else new_salt()
    made = Opening(
        id=work.new_id(),
        fair_id=fair_id,
        person_id=person_id,
        account_id=me,
        draw_id=draw_id,
        why=why,
        opened_at=work.now,
    )
    store.add_opening(work, made, salt)
    work.record(
        NameOpened(
            fair_id=fair_id,
            opening_id=made.id,
            person_id=person_id,
            account_id=me,
            draw_id=draw_id,
            why=seal(why, salt) if why else "",
        )
    )


def _running(work: Work, draw_id: str) -> Draw:
    """Return the asker's own draw in which something may be done still.

    Whoever else audits the fair draws apart: no second auditor, whom an office invites after a bad
    result, says anything else of it.
    """
    found = store.draw(work, draw_id)
    _require(work, found.fair_id)
    if found.account_id != work.actor.account_id:
        raise NotYourDraw
    if found.state is not DrawState.OPEN:
        raise DrawIsClosed
    return found


def _require(work: Work, fair_id: str) -> None:
    """Refuse whoever does not audit this fair (`NotAllowed`), or no longer (`AuditOver`).

    A page that is open still may ask with who its reader was when it was opened.
    """
    me = accounts.working(work.connection, work.actor.account_id)
    if me is None or me.over(work.now):
        raise AuditOver
    if me.fair_id not in ("", fair_id):
        raise NotAllowed
    examined(work.connection, work.actor, fair_id)


HANDLERS: dict[Any, Any] = {
    DrawHires: draw,
    MarkHire: mark,
    CloseDraw: close,
    OpenName: open_name,
}
