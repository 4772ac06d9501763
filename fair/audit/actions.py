"""Commands of an audit: drawing hires, marking what was said, closing, opening one name."""

from typing import Any

from fair import histories
from fair.accounts import reads as accounts
from fair.audit import draw as rules
from fair.audit import store
from fair.audit.draw import MOVES_DRAW, Draw, Opening, Said
from fair.audit.facts import DrawClosed, HireMarked, HiresDrawn, NameOpened
from fair.audit.refusals import AuditOver, DrawIsClosed
from fair.contract.audit import CloseDraw, DrawHires, DrawnReply, MarkHire, OpenName
from fair.contract.base import Done
from fair.db import Work
from fair.decisions import NotAllowed, NotFound, move
from fair.glossary import DrawState
from fair.hiring import reads as hiring
from fair.ledger import new_salt, seal
from fair.people import reads as people
from fair.programme import reads as programme
from fair.screening.screen import check_fee


def draw(work: Work, command: DrawHires) -> DrawnReply:
    """Draw hires; refuses `BadSeed`, and `NobodyHired` where none stands."""
    _require(work, command.fair_id)
    seed = rules.check_seed(command.seed)
    stand = {one.offer_id: one for one in hiring.hires_of_fair(work.connection, command.fair_id)}
    found = rules.drawn(seed, stand, command.many)
    made = Draw(
        id=work.new_id(),
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
        )
    )
    for person_id in dict.fromkeys(stand[one].person_id for one in found):
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
    """Open one person's name; refuses `NotFound` for an alias of another fair, or of nobody now."""
    _require(work, command.fair_id)
    fair_id, person_id = histories.persons(work.connection, [command.alias]).get(
        command.alias, ("", "")
    )
    who = people.person(work.connection, person_id)
    if fair_id != command.fair_id or who is None or who.erased:
        raise NotFound
    check_fee(command.why)
    _open(work, fair_id, person_id, why=command.why)
    return Done()


def _open(work: Work, fair_id: str, person_id: str, *, draw_id: str = "", why: str = "") -> None:
    """Keep that a name was opened, once for each auditor; nobody is opened who is erased."""
    me = work.actor.account_id
    who = people.person(work.connection, person_id)
    if who is None or who.erased or store.is_opened(work, fair_id, person_id, me):
        return
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
    """Return a draw of the asker's fair in which something may be done still."""
    found = store.draw(work, draw_id)
    _require(work, found.fair_id)
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
    if me.fair_id not in ("", fair_id) or not work.actor.examines(fair_id):
        raise NotAllowed
    if programme.fair(work.connection, fair_id) is None:
        raise NotFound


HANDLERS: dict[Any, Any] = {
    DrawHires: draw,
    MarkHire: mark,
    CloseDraw: close,
    OpenName: open_name,
}
