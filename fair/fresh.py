"""What a stolen cookie must not do: such a command wants who asks to have proved it of late."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from starlette.datastructures import FormData

from fair.contract.base import Command
from fair.db import utc_now
from fair.decisions import N_, Actor, Refusal

LASTS = timedelta(minutes=10)
PROOF = "fresh_proof"  # the field beside a command's own, in which password or code come along
_ITS_OWN = ("csrf", "command_id", PROOF)


class ProveFirst(Refusal):
    """Asks for the proof; `fields` are the form that waits for it, `wrong` what was said of one."""

    code = "prove-first"
    status = 403
    sentence = N_(
        "This takes something from somebody or gives it away. So that nobody does it with a phone "
        "that you left lying, prove once more that it is you."
    )
    fields: Sequence[tuple[str, str]] = ()
    wrong: Refusal | None = None


def check_fresh(kind: type[Command], actor: Actor, now: datetime) -> None:
    """Refuse with `ProveFirst` where the command wants a proof and the login's is too old.

    Only who came by a login is asked: the command line and the clock are not.
    """
    if not kind.fresh or not actor.login_id:
        return
    if actor.proved_at is None or now >= actor.proved_at + LASTS:
        raise ProveFirst


def asking_with(form: FormData, wrong: Refusal | None) -> ProveFirst:
    """Return the refusal that keeps a form, so that with the proof it goes on."""
    asking = ProveFirst()
    fields = ((key, value) for key, value in form.multi_items() if key not in _ITS_OWN)
    asking.fields = [(key, str(value)) for key, value in fields]
    asking.wrong = wrong
    return asking


async def proved(
    actor: Actor, form: FormData, kind: type[Command], prove: Callable[[str], Awaitable[Actor]]
) -> Actor:
    """Return who asks, proved anew where the command wants it and the form brings a proof.

    Refuses with `ProveFirst`, which keeps the form.
    """
    said = str(form.get(PROOF) or "")[:200]
    try:
        if kind.fresh and said:
            actor = await prove(said)
        check_fresh(kind, actor, utc_now())
    except ProveFirst as refusal:
        raise asking_with(form, refusal.wrong) from None
    return actor
