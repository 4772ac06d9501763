"""Why something is taken from somebody: the reasons to choose from, and what each says.

Of persons no free words are kept: a reason stays in the record for as long as the record.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import get_args

from fair.decisions import N_


class RoleTaken(StrEnum):
    """Why a member of staff loses the role, or the lead of a team."""

    LEFT = "left"
    ASKED = "asked"
    MISUSE = "misuse"
    MISTAKE = "mistake"


class FactorTaken(StrEnum):
    """Why a colleague's second step is taken away."""

    LOST = "lost"
    DOUBT = "doubt"


class InvitationTaken(StrEnum):
    """Why an invitation is made worthless."""

    NO_NEED = "no_need"
    WRONG = "wrong"


class BoothShut(StrEnum):
    """Why an organiser closes an employer's booth."""

    SILENT = "silent"
    AGREED = "agreed"
    RULES = "rules"


class SlotTaken(StrEnum):
    """Why an employer takes an appointment back."""

    ABSENT = "absent"
    FILLED = "filled"
    MISTAKE = "mistake"


class PriorityTaken(StrEnum):
    """Why an organiser takes priority back."""

    MISTAKE = "mistake"
    ASKED = "asked"


class MutedFor(StrEnum):
    """Why somebody may not write at a fair for a while."""

    INSULT = "insult"
    CONTACT = "contact"
    FLOOD = "flood"
    PRIVATE = "private"
    MONEY = "money"


class RemovedFor(StrEnum):
    """Why somebody is sent out of a fair."""

    INSULT = "insult"
    THREAT = "threat"
    MONEY = "money"
    PRETENDS = "pretends"
    DISTURBS = "disturbs"


class ErasedFor(StrEnum):
    """How somebody asked an organiser to be erased."""

    HERE = "here"
    PHONED = "phoned"
    WROTE = "wrote"


SAID: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    RoleTaken: {
        RoleTaken.LEFT: N_("Does not work here any more."),
        RoleTaken.ASKED: N_("Asked for it."),
        RoleTaken.MISUSE: N_("The account was misused, or may have been."),
        RoleTaken.MISTAKE: N_("The role was given by mistake."),
    },
    FactorTaken: {
        FactorTaken.LOST: N_("The phone with the app is lost or broken."),
        FactorTaken.DOUBT: N_("Somebody else may have the codes."),
    },
    InvitationTaken: {
        InvitationTaken.NO_NEED: N_("It is not needed any more."),
        InvitationTaken.WRONG: N_("It went to a wrong address, or says the wrong employer."),
    },
    BoothShut: {
        BoothShut.SILENT: N_("Nobody answered at the booth."),
        BoothShut.AGREED: N_("It was agreed with the employer."),
        BoothShut.RULES: N_("The rules of the fair were not kept there."),
    },
    SlotTaken: {
        SlotTaken.ABSENT: N_("Nobody of the employer can be there at that time."),
        SlotTaken.FILLED: N_("All posts of this booth are filled."),
        SlotTaken.MISTAKE: N_("The time was given by mistake."),
    },
    PriorityTaken: {
        PriorityTaken.MISTAKE: N_("It was given by mistake."),
        PriorityTaken.ASKED: N_("Asked for it."),
    },
    MutedFor: {
        MutedFor.INSULT: N_("Insulted somebody."),
        MutedFor.CONTACT: N_("Wrote telephone numbers or addresses to others."),
        MutedFor.FLOOD: N_("Wrote the same again and again."),
        MutedFor.PRIVATE: N_("Wrote of somebody's private matters."),
        MutedFor.MONEY: N_("Asked for money, or offered it."),
    },
    RemovedFor: {
        RemovedFor.INSULT: N_("Insulted or harassed somebody, in words or in a talk."),
        RemovedFor.THREAT: N_("Threatened somebody."),
        RemovedFor.MONEY: N_("Asked people for money."),
        RemovedFor.PRETENDS: N_("Says to be somebody else."),
        RemovedFor.DISTURBS: N_("Disturbs the fair for others, also after being asked to stop."),
    },
    ErasedFor: {
        ErasedFor.HERE: N_("Asked for it in person."),
        ErasedFor.PHONED: N_("Asked for it by telephone, from the own number."),
        ErasedFor.WROTE: N_("Asked for it in writing."),
    },
}


def sentence(reason: str) -> str:
    """Return what a chosen reason says; words of somebody's own, or none, say nothing here."""
    return SAID.get(type(reason), {}).get(reason, "") if isinstance(reason, StrEnum) else ""


def of_code(code: str, *kinds: type[StrEnum]) -> str:
    """Return what a code of these lists says, or the code itself."""
    return next((SAID[kind][kind(code)] for kind in kinds if code in list(kind)), code)


def choices(annotation: object) -> tuple[tuple[str, str], ...]:
    """Return the codes and sentences of the list that a field takes its value from, if any."""
    kinds = (annotation, *get_args(annotation))
    found = next((SAID[kind] for kind in kinds if isinstance(kind, type) and kind in SAID), {})
    return tuple((str(code), says) for code, says in found.items())
