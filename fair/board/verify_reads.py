"""Whether the ledger holds, and every row and figure with it, in words."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Connection

from fair.audit import reads as audit
from fair.board import reads
from fair.board.figures import NAMES
from fair.board.rows_reads import CANNOT_READ, Compared, Verified, verify_rows
from fair.head_checks import Examined
from fair.misfits import UNREADABLE, misfits, stumbled
from fair.people import reads as people
from fair.programme import reads as programme
from fair.programme.fair import Fair


def report(
    connection: Connection,
    now: datetime | None = None,
    signed: Callable[[Connection], Examined] = lambda _at: Examined(),
    compared: Callable[[], Compared | None] | None = None,
) -> tuple[bool, list[str]]:
    """Return whether everything holds, and what to tell, line by line.

    `signed` examines the signed heads; `compared` is as `verify_rows` has it.
    """
    parts: tuple[tuple[str, _Part], ...] = (
        ("ledger", lambda at, _: _of_rows(verify_rows(at, now, compared=compared))),
        ("heads", lambda at, _: _of_heads(signed(at))),
        ("fairs", _of_fairs),
    )
    holds, lines, readable = True, list[str](), True
    for what, part in parts:
        try:
            good, said = part(connection, lines)
        except UNREADABLE as error:
            good, said, readable = False, [f"BROKEN {what}: {stumbled(error)}"], False
        holds = holds and good
        lines += said
    if not readable or any(CANNOT_READ in one for one in lines):
        lines += [f"DIFFERS {one}" for one in misfits(connection)]
    lines.append("everything holds" if holds else "something does not hold; see above")
    return holds, lines


# What one part of the checking says, given what was said so far: whether it holds, and the lines.
_Part = Callable[[Connection, Sequence[str]], tuple[bool, list[str]]]


def _of_rows(found: Verified) -> tuple[bool, list[str]]:
    return found.holds, _told(found)


def _of_heads(found: Examined) -> tuple[bool, list[str]]:
    return found.holds, found.lines


def _of_fairs(connection: Connection, lines: Sequence[str]) -> tuple[bool, list[str]]:
    agree = not any(one.startswith(("DIFFERS", "BROKEN ledger")) for one in lines)
    told = [_of_fair(connection, fair, holds=agree) for fair in programme.fairs(connection)]
    return all(good for good, _ in told), [said for _, said in told]


def _told(found: Verified) -> list[str]:
    lines = [
        f"ledger: BROKEN at stream {one.stream}, row {one.seq}: {one.why}" for one in found.breaks
    ]
    whole = f"{found.facts} rows in {found.streams} streams"
    lines.append(
        f"ledger: {whole}, {len(found.breaks)} breaks"
        if found.breaks
        else f"ledger: {whole}, every hash and anchor holds"
    )
    lines += [f"DIFFERS {one}" for one in found.differences]
    rows = ", ".join(f"{count} {table}" for table, count in sorted(found.rows.items()))
    lines.append(f"rows compared with the ledger: {rows or 'none'}")
    pace = found.facts / max(found.seconds, 0.001)
    lines.append(f"read and compared in {found.seconds:.1f} s, {pace:,.0f} facts a second")
    if found.from_before:
        before = ", ".join(f"{count} {name}" for name, count in sorted(found.from_before.items()))
        lines.append(f"not verifiable, as facts of their time did not carry it: {before}")
    return lines


def _of_fair(connection: Connection, fair: Fair, *, holds: bool) -> tuple[bool, str]:
    name = f"fair {fair.id}{' DEMO' if fair.demo else ''} ({fair.title})"
    if reads.born_as_demo(connection, fair.id) is not fair.demo:
        return False, f"{name}: its ledger says that it was born otherwise (demo or real)"
    held = audit.holds(connection, fair.id)
    if forged := [one for one, good in held.items() if not good]:
        return False, f"{name}: the seeds of {', '.join(forged)} do not give the hires drawn there"
    now = reads.figures(connection, fair.id)
    figures = ", ".join(f"{getattr(now, what)} {what}" for what in NAMES)
    gone = people.erased_of_fair(connection, fair.id)
    agree = "tables and ledger agree" if holds else "some row differs from the ledger, see above"
    drawn = f"; {len(held)} draws, drawn again" if held else ""
    erased = f"; {gone} people erased" if gone else ""
    return True, f"{name}: {figures}; {agree}{drawn}{erased}"
