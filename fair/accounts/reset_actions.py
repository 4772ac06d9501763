"""Commands of a forgotten password: asking for a link, and choosing a new password with it."""

from fair import signals, words
from fair.accounts import account_store, reset_store
from fair.accounts.account import Account, normal_email
from fair.accounts.account_actions import keep_password
from fair.accounts.act import What
from fair.accounts.act_writes import note, tell
from fair.accounts.facts import ResetAsked, ResetUsed
from fair.accounts.refusals import NoSuchAccount, ResetOver
from fair.accounts.reset import RESET_LASTS, may_send, usable
from fair.contract.accounts import AskReset, UseReset
from fair.contract.base import Done
from fair.db import Work
from fair.decisions import N_

SUBJECT = N_("A new password for the job fair")
CHOOSE_HERE = N_("Somebody asked for a new password for this address. Choose it here:")
NOT_ASKED = N_(
    "The link works once, for 60 minutes. Give it to nobody. If it was not you who asked, do "
    "nothing: your password stays as it is."
)


def ask(work: Work, command: AskReset) -> Done:
    """Mail a link to the owner of an address; for any other address only behave as if."""
    owner = account_store.account_of(work, normal_email(command.email))
    known = owner.id if owner else ""
    if owner and not may_send(reset_store.made_at(work, known), work.now):
        return Done()
    reset_id = reset_store.add(work, known, command.token_hash)
    if owner:
        note(work, known, What.RESET_ASKED, device=command.device)
        work.record(ResetAsked(account_id=known, how="mailed"))
        _mail(work, owner, command.link, reset_id)
    return Done()


def _mail(work: Work, owner: Account, link: str, reset_id: str) -> None:
    said = words.catalogue(owner.lang)
    signals.mail(
        work,
        account_id=owner.id,
        to=owner.email,
        subject=said.gettext(SUBJECT),
        text=f"{said.gettext(CHOOSE_HERE)}\n\n{link}\n\n{said.gettext(NOT_ASKED)}\n",
        dedupe=f"reset:{reset_id}",
        lasts_s=RESET_LASTS.total_seconds(),
        urgency=signals.URGENT,
    )


def print_one(work: Work, email: str, hashed: str) -> None:
    """Keep a link that is printed at the server; its owner hears of it.

    Refuses `NoSuchAccount`: whoever types there may read every address anyway.
    """
    owner = account_store.account_of(work, normal_email(email))
    if owner is None:
        raise NoSuchAccount
    reset_store.add(work, owner.id, hashed)
    work.record(ResetAsked(account_id=owner.id, how="printed"))
    tell(work, owner, What.RESET_PRINTED)


def use(work: Work, command: UseReset) -> Done:
    """Keep the new password of whoever holds the link, once; every device is signed out."""
    found = usable(reset_store.by_hash(work.connection, command.token_hash), work.now)
    owner = account_store.account(work, found.account_id)
    if owner is None:
        raise ResetOver
    work.record(ResetUsed(account_id=owner.id))
    keep_password(work, owner, command.password_hash)
    tell(work, owner, What.RESET_USED, device=command.device)
    return Done()


HANDLERS = {AskReset: ask, UseReset: use}
