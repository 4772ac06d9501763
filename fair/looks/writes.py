"""Asking the organiser to look, inside the work that saves the words; and letting it be."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from fair.db import Work
from fair.glossary import LookState
from fair.looks import store
from fair.looks.facts import LookAsked, LookFact, LookReplaced
from fair.looks.look import (
    Act,
    Look,
    LookKind,
    Verdict,
    Why,
    added,
    each_once,
    fresh,
    key_of,
    moved,
)
from fair.looks.refusals import PhraseRefused
from fair.screening.doubt import Doubt
from fair.screening.screen import screened


def doubts_in(*typed: str) -> tuple[Doubt, ...]:
    """Return what a person should look at in these texts, each words once."""
    return each_once(one for text in typed if text for one in screened(text).doubts)


def undecided(
    work: Work, kind: LookKind, ref: str, employer_id: str, doubts: Iterable[Doubt], text: str
) -> tuple[Doubt, ...]:
    """Return the doubts about words that no organiser has let stand in this very thing.

    What was added to a `text` that one let stand is looked at by itself, so that nothing goes along
    behind words that weigh more. Refuses `PhraseRefused` for words that one refused this employer,
    here or elsewhere.
    """
    doubts = tuple(doubts)
    if not doubts:
        return ()
    before = store.looks_of(work, kind, ref, employer_id)
    let_stand = [look for look in before if (look.kind, look.ref) == (kind, ref) and _stands(look)]
    if let_stand:
        new = added(text, [look.text for look in let_stand])
        doubts = each_once([*doubts, *doubts_in(new)])
    refused = {key_of(one) for look in before if _refused(look) for one in look.doubts}
    for doubt in doubts:
        if key_of(doubt) in refused:
            raise PhraseRefused(phrase=doubt.phrase)
    return fresh(doubts, {key_of(one) for look in let_stand for one in look.doubts})


def _stands(look: Look) -> bool:
    return look.verdict is Verdict.STAND


def _refused(look: Look) -> bool:
    return look.verdict is Verdict.REFUSE


def ask(
    work: Work,
    kind: LookKind,
    ref: str,
    doubts: Iterable[Doubt],
    *,
    fair_id: str,
    booth_id: str,
    employer_id: str,
    text: str,
    title: str = "",
    person_id: str = "",
    kept: Mapping[str, Any] | None = None,
) -> str:
    """Ask the organiser to look at words that are saved in this work; return the look's id.

    What waited about this thing before waits no more. "" where nothing is in doubt that nobody has
    let stand; refuses `PhraseRefused` as `undecided`.
    """
    doubts = tuple(doubts)
    found = undecided(work, kind, ref, employer_id, doubts, text)
    before = waits(work, kind, ref)
    let_be(work, kind, ref)
    if not found:
        keep_up(work, kind, ref, text if doubts else "", title, kept)
        return ""
    made = Look(
        id=work.new_id(),
        fair_id=fair_id,
        booth_id=booth_id,
        employer_id=employer_id,
        account_id=work.actor.account_id,
        person_id=person_id,
        kind=kind,
        ref=ref,
        why=before.why if before else Why.TEXT,
        title=title[:300],
        text=text,
        doubts=found,
        state=LookState.WAITING,
        verdict=None,
        asked_at=work.now,
        kept=kept or {},
    )
    _add(work, made)
    return made.id


def ask_for_reports(
    work: Work, ref: str, *, fair_id: str, booth_id: str, employer_id: str, title: str
) -> None:
    """Ask the organiser to look at a post that people reported. Who did stands in no look."""
    before = store.running(work, LookKind.POST, ref)
    if before and before.waits:
        let_be(work, LookKind.POST, ref)
    made = Look(
        id=work.new_id(),
        fair_id=fair_id,
        booth_id=booth_id,
        employer_id=employer_id,
        account_id="",
        person_id="",
        kind=LookKind.POST,
        ref=ref,
        why=Why.REPORTS,
        title=title[:300],
        text="",
        doubts=before.doubts if before and before.waits else (),
        state=LookState.WAITING,
        verdict=None,
        asked_at=work.now,
    )
    store.add(work, made)
    _tell(work, made, LookAsked, account_id="")


def _add(work: Work, made: Look) -> None:
    store.add(work, made)
    store.add_act(work, made.id, Act.ASKED)
    _tell(work, made, LookAsked)


def let_be(work: Work, kind: LookKind, ref: str) -> None:
    """Let nobody look any more: the words are put differently, or their thing is gone."""
    look = store.running(work, kind, ref)
    if look:
        _replace(work, look)


def _replace(work: Work, look: Look) -> None:
    store.save(work, look.id, moved(look, "replace"))
    store.add_act(work, look.id, Act.REPLACE)
    _tell(work, look, LookReplaced)


def keep_up(
    work: Work,
    kind: LookKind,
    ref: str,
    text: str,
    title: str = "",
    kept: Mapping[str, Any] | None = None,
) -> None:
    """Let a decision that let words stand be about the words as they are now; its history says so.

    Without a `text` nothing is in doubt any more, and there is nothing to take back.
    """
    look = store.last_of(work, kind, ref)
    if look is None or look.state is not LookState.STANDS or look.text == text:
        return
    if text:
        now = {"text": text, "title": title[:300], "kept": dict(kept or {})}
        store.save(work, look.id, look.state, **now)
        store.add_act(work, look.id, Act.REPLACE)
    else:
        _replace(work, look)


def running(work: Work, kind: LookKind, ref: str) -> Look | None:
    """Return the look at this thing that waits, or whose words were refused; or None."""
    return store.running(work, kind, ref)


def waits(work: Work, kind: LookKind, ref: str) -> Look | None:
    """Return the look at this thing that nobody has decided on yet, or None."""
    found = store.running(work, kind, ref)
    return found if found and found.waits else None


def _tell(work: Work, look: Look, kind: Callable[..., LookFact], **more: Any) -> None:
    said = {"account_id": work.actor.account_id, **of(look), **more}
    work.record(kind(**said))


def of(look: Look) -> dict[str, str]:
    """Return what every fact about a look names, but its author."""
    return {
        "fair_id": look.fair_id,
        "look_id": look.id,
        "about": look.kind,
        "ref": look.ref,
        "why": look.why,
        "booth_id": look.booth_id,
    }
