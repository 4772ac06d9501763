"""Six digits that the help desk reads out by telephone, to who answers the person's own number.

They sign in with the person's name and year of birth, in any browser, once, within ten minutes, and
without a text: also where texts are spent, or none leave the house. Whose number it is is told that
they were read out, and by whom: where nobody was rung, that person can end the sign-in.
"""

from fair import days, words
from fair.db import Work
from fair.people.person import Person
from fair.people.telling_writes import tell
from fair.phone_codes import aloud_reads, code_reads, code_store
from fair.phone_codes.code import ALOUD, CODE_LASTS, CODES_AN_HOUR, HOUR, Code, minutes_until
from fair.phone_codes.code_store import number_mark
from fair.phone_codes.code_writes import sealed
from fair.phone_codes.refusals import TooManyCodes
from fair.signals.texts import CODE_READ_OUT


def read_out(work: Work, who: Person, fair_id: str, zone: str) -> None:
    """Make new digits for a person; earlier ones that were read out end.

    Refuses `TooManyCodes` from the sixth on within an hour.
    """
    secret, now = work.settings.secret, work.now
    number = number_mark(secret, who.phone)
    made = aloud_reads.made(work.connection, number, now - HOUR)
    if len(made) >= CODES_AN_HOUR:
        raise TooManyCodes(minutes=minutes_until(min(made) + HOUR, now))
    code_id = work.new_id()
    code_store.add_code(
        work,
        Code(
            id=code_id,
            purpose=ALOUD,
            person_id=who.id,
            fair_id=fair_id,
            number=number,
            asker="",
            network="",
            sealed=sealed(work, code_id, aloud_reads.digits(secret, code_id)),
            made_at=now,
        ),
    )

    def values(known: words.Catalogue) -> dict[str, str]:
        return {"clock": known.clock(now, days.zone(zone)), "helper": work.actor.name}

    tell(
        work,
        who.id,
        CODE_READ_OUT,
        values,
        dedupe=f"aloud:{code_id}",
        lasts_s=CODE_LASTS.total_seconds() * 6,
    )


def end(work: Work, who: Person) -> None:
    """Let no digits that were read out to this person work any more; others' of the number do."""
    number = number_mark(work.settings.secret, who.phone)
    found = code_reads.last(work.connection, ALOUD, "", number)
    if found and found.person_id == who.id:
        code_store.end_codes(work, ALOUD, "", number)
