"""One function per command: the organiser decides and undoes, who wrote the words takes them back.

What follows for a post, a message or an offer follows in the same work, as its slice's reaction.
"""

from typing import Any

from fair.contract.base import Done
from fair.contract.looks import DecideLook, TakeBackText, UndoLook
from fair.db import Work
from fair.decisions import NotAllowed, WrongState
from fair.glossary import LookState
from fair.looks import store
from fair.looks.facts import LookDecided, LookTakenBack, LookUndone
from fair.looks.look import Act, Look, LookKind, Verdict, moved
from fair.looks.refusals import LaterLook, NameTheRule
from fair.looks.writes import of
from fair.people.telling_writes import tell
from fair.programme import reads as programme
from fair.signals.texts import HIDDEN, HIDDEN_ASK
from fair.words import Catalogue

_LASTS_S = 24 * 3600.0


def decide(work: Work, command: DecideLook) -> Done:
    """Let it stand, or refuse it with its rule; whoever was written to alone is told of that."""
    look, verdict = store.look(work, command.look_id), Verdict(command.verdict)
    state = moved(look, verdict)
    refused = verdict is Verdict.REFUSE
    rule = command.rule or (look.rules[0] if look.rules else "")
    if refused and not rule:
        raise NameTheRule
    store.save(work, look.id, state, verdict=verdict)
    rule = rule if refused else ""
    store.add_act(work, look.id, Act(verdict), rule, command.reason)
    work.record(
        LookDecided(verdict=verdict, rule=rule, account_id=work.actor.account_id, **of(look))
    )
    if refused and look.person_id:
        dedupe = f"look:{look.id}:{int(work.now.timestamp())}"
        _tell_hidden(work, look, dedupe)
    return Done()


def _tell_hidden(work: Work, look: Look, dedupe: str) -> None:
    def filled(known: Catalogue) -> dict[str, str]:
        return {"office": programme.whom_to_ask(work.connection, look.fair_id, known)}

    reached = programme.has_telephone(work.connection, look.fair_id)
    text = HIDDEN_ASK if reached else HIDDEN
    tell(work, look.person_id, text, filled, dedupe=dedupe, lasts_s=_LASTS_S)


def undo(work: Work, command: UndoLook) -> Done:
    """Take a decision back. A post that people reported and that was withdrawn stays so.

    Where other words stand there now, all that changes is that the refused ones may be said again.
    """
    look = store.look(work, command.look_id)
    state = moved(look, "undo")
    if not (look.state is LookState.REPLACED or store.is_last(work, look)):
        raise LaterLook
    if not look.may_undo:
        raise WrongState
    verdict = look.verdict or ""
    store.save(work, look.id, state, verdict="")
    store.add_act(work, look.id, Act.UNDO, "", command.reason)
    work.record(LookUndone(verdict=verdict, account_id=work.actor.account_id, **of(look)))
    return Done()


def take_back(work: Work, command: TakeBackText) -> Done:
    """Take words back that wait; a post is changed or withdrawn instead."""
    look = store.look(work, command.look_id)
    if not work.actor.works_for(look.employer_id):
        raise NotAllowed
    if look.kind is LookKind.POST:
        raise WrongState
    store.save(work, look.id, moved(look, "take_back"))
    store.add_act(work, look.id, Act.TAKE_BACK)
    work.record(LookTakenBack(account_id=work.actor.account_id, **of(look)))
    return Done()


HANDLERS: dict[Any, Any] = {DecideLook: decide, UndoLook: undo, TakeBackText: take_back}
