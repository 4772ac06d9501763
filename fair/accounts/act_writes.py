"""Telling somebody what was done to the own account: on its page, and by mail."""

from fair import because, signals, words
from fair.accounts import account_store, act_store
from fair.accounts.account import Account
from fair.accounts.act import AT_THE_SERVER, SAYINGS, Act, What
from fair.db import Work
from fair.decisions import N_

MAIL_LASTS_S = 2 * 86_400.0
SUBJECT = N_("Your account at the job fair")
WHY = N_("The reason given: {reason}")
NOT_YOU = N_(
    "Was that not you, or not agreed with you? Open the sign-in page of the fair, choose "
    "“Forgotten the password?”, and tell an organiser."
)


def tell(work: Work, to: Account, what: What, *, by: str = "", device: str = "") -> None:
    """Note an act on the account's page and mail it; `by` is the account whose act it was."""
    note(work, to.id, what, by=by, device=device)
    mail(work, to, what, by=by)


def note(work: Work, account_id: str, what: What, *, by: str = "", device: str = "") -> None:
    """Note an act on the account's page alone."""
    act_store.add(work, account_id, Act(what, work.now, by, device))


def mail(work: Work, to: Account, what: What, *, by: str = "") -> None:
    """Mail an act alone; where no mail server is configured, it goes nowhere."""
    said = words.catalogue(to.lang)
    author = account_store.any_account(work, by)
    sentence = said.gettext(
        SAYINGS[what], name=author.name if author else said.gettext(AT_THE_SERVER)
    )
    if why := because.sentence(work.reason):
        sentence += f" {said.gettext(WHY, reason=said.gettext(why))}"
    signals.mail(
        work,
        account_id=to.id,
        to=to.email,
        subject=said.gettext(SUBJECT),
        text=f"{sentence}\n\n{said.gettext(NOT_YOU)}\n",
        dedupe=f"act:{work.new_id()}",
        lasts_s=MAIL_LASTS_S,
    )
