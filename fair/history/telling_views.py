"""Which listed reasons a command gives: a code is never read by people, only its sentence."""

from collections.abc import Mapping

from fair import codes
from fair.because import choices
from fair.contract.base import COMMANDS
from fair.contract.hiring import SayHireFell, WithdrawOffer
from fair.contract.queue import CallByName
from fair.contract.rooms_chat import HideMessage
from fair.decisions import N_
from fair.hiring.facts import HireFellThrough, OfferWithdrawn
from fair.hiring.hire import FELL_BECAUSE
from fair.hiring.offer import WITHDRAWN_BECAUSE
from fair.interviews.facts import InterviewConcluded
from fair.rooms.facts import MessageHidden

HIDDEN_BECAUSE: Mapping[str, str] = {
    "contact": N_("It held a number or an address."),
    "fee": N_("It was about money."),
    "insult": N_("It was insulting."),
    "off_topic": N_("It was not about this booth."),
    "private": N_("It told private things."),
}
CALLED_BECAUSE: Mapping[str, str] = {
    "cut_off": N_("The talk before was cut off."),
    "required_skill": N_("The post needs this language or certificate."),
    "promised": N_("It had been promised."),
}
_LISTED: Mapping[str, Mapping[str, str]] = {
    HideMessage.name: HIDDEN_BECAUSE,
    WithdrawOffer.name: WITHDRAWN_BECAUSE,
    SayHireFell.name: FELL_BECAUSE,
    CallByName.name: CALLED_BECAUSE,
}
# Facts that name a code of a list themselves, by whatever command they came.
_NAMED: Mapping[str, Mapping[str, str]] = {
    MessageHidden.kind: HIDDEN_BECAUSE,
    OfferWithdrawn.kind: WITHDRAWN_BECAUSE,
    HireFellThrough.kind: FELL_BECAUSE,
}


def reason_given(command: str, text: str) -> tuple[str, str]:
    """Return a command's reason as (sentence to translate, words to show as they are)."""
    if command in _LISTED:
        return _LISTED[command].get(text, ""), ""
    kind = COMMANDS.get(command)
    listed = dict(choices(kind.model_fields["reason"].annotation)) if kind else {}
    return (listed.get(text, ""), "") if listed else ("", text)


def reason_named(kind: str, code: str, lang: str) -> tuple[str, str]:
    """Return the reason that a fact itself names, as (sentence to translate, words to show)."""
    if kind == InterviewConcluded.kind and code in codes.reasons():
        return "", codes.reason(code, lang)
    return _NAMED.get(kind, {}).get(code, ""), ""
