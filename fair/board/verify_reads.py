"""Whether the ledger and every figure hold, in words."""

from collections.abc import Callable

from sqlalchemy import Connection

from fair.board import reads
from fair.board.figures import NAMES
from fair.head_checks import Examined
from fair.ledger import verify as verify_chain
from fair.people import reads as people
from fair.programme import reads as programme
from fair.programme.fair import Fair


def report(
    connection: Connection, signed: Callable[[Connection], Examined] = lambda _at: Examined()
) -> tuple[bool, list[str]]:
    """Return whether everything holds, and what to tell, line by line.

    `signed` examines the signed heads.
    """
    count, broken = verify_chain(connection)
    if broken:
        lines = [f"ledger: BROKEN at stream {broken.stream}, row {broken.seq}: {broken.why}"]
    else:
        lines = [f"ledger: {count} rows, every hash and anchor holds"]
    heads = signed(connection)
    lines += heads.lines
    holds = broken is None and heads.holds
    for fair in programme.fairs(connection):
        good, said = _of_fair(connection, fair)
        holds = holds and good
        lines.append(said)
    lines.append("everything holds" if holds else "something does not hold; see above")
    return holds, lines


def _of_fair(connection: Connection, fair: Fair) -> tuple[bool, str]:
    name = f"fair {fair.id}{' DEMO' if fair.demo else ''} ({fair.title})"
    if reads.born_as_demo(connection, fair.id) is not fair.demo:
        return False, f"{name}: its ledger says that it was born otherwise (demo or real)"
    now, told = reads.figures(connection, fair.id), reads.ledger_figures(connection, fair.id)
    wrong = now.differences(told)
    if wrong:
        said = ", ".join(
            f"{what}: tables {getattr(now, what)}, ledger {getattr(told, what)}" for what in wrong
        )
        return False, f"{name}: figures differ ({said})"
    figures = ", ".join(f"{getattr(now, what)} {what}" for what in NAMES)
    gone = people.erased_of_fair(connection, fair.id)
    return True, f"{name}: {figures}; tables and ledger agree" + (
        f"; {gone} people erased" if gone else ""
    )
