"""Keeping a line of a licence's history, in the work that does the thing."""

from fair.db import Work
from fair.employers import act_store
from fair.employers.licence import Licence, LicenceTerms
from fair.employers.licence_act import Done, How, LicenceAct


def note(
    work: Work,
    licence: Licence,
    what: Done,
    *,
    reason: str = "",
    how: How = How.NONE,
    source: str = "",
) -> str:
    """Keep what was done to a licence now; return the line's id."""
    made = LicenceAct(
        id=work.new_id(),
        employer_id=licence.employer_id,
        licence_id=licence.id,
        what=what,
        at=work.now,
        account_id=work.actor.account_id,
        how=how,
        source=source,
        reason=reason,
    )
    act_store.add(work, made)
    return made.id


def note_submitted(
    work: Work, employer_id: str, licence_id: str, terms: LicenceTerms, *, by: str | None = None
) -> str:
    """Keep what was handed in, so that it stays when it is corrected; return the line's id."""
    made = LicenceAct(
        id=work.new_id(),
        employer_id=employer_id,
        licence_id=licence_id,
        what=Done.SUBMITTED,
        at=work.now,
        account_id=work.actor.account_id if by is None else by,
        number=terms.number,
        authority=terms.authority,
        valid_from=terms.valid_from,
        valid_to=terms.valid_to,
    )
    act_store.add(work, made)
    return made.id
