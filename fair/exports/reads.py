"""Read-only queries of files of rows: who may take which, and the rows of the ledger's aliases."""

from sqlalchemy import Connection, select

from fair.audit import reads as audits
from fair.booths import reads as booths
from fair.decisions import Actor, NotAllowed, NotFound
from fair.exports import store
from fair.exports.export import Export
from fair.exports.store import export_table
from fair.ledger import alias
from fair.of_fair import by_row
from fair.programme import reads as programme
from fair.programme.fair import Fair


def fair_of(connection: Connection, actor: Actor, fair_id: str) -> Fair:
    """Return a fair of whose rows the actor may take files.

    Refuses `NotFound` (an auditor also what is not announced, and a rehearsal), and `NotAllowed`
    who runs or audits another fair, and an employer without a booth.
    """
    theirs = booths.booths_of_fair(connection, fair_id) if actor.employer_id else ()
    if not any(actor.works_for(one.employer_id) for one in theirs):
        return audits.examined(connection, actor, fair_id)
    fair = programme.fair(connection, fair_id)
    if fair is None:
        raise NotFound
    return fair


def export(connection: Connection, actor: Actor, export_id: str) -> Export:
    """Return a file that the actor has made; refuses `NotFound`, and others `NotAllowed`."""
    found = store.where(connection, export_table.c.id == export_id)
    if not found:
        raise NotFound
    if found[0].account_id != actor.account_id:
        raise NotAllowed
    fair_of(connection, actor, found[0].fair_id)
    return found[0]


def exports(connection: Connection, actor: Actor, fair_id: str) -> tuple[Export, ...]:
    """Return the files of a fair's rows, the latest first: who runs it all, others their own."""
    at = export_table.c
    mine = [] if actor.runs(fair_id) else [at.account_id == actor.account_id]
    return store.where(connection, at.fair_id == fair_id, *mine)


def aliases(connection: Connection, fair_id: str) -> dict[str, str]:
    """Return under which alias each person stands in the ledger of a fair."""
    query = select(alias.c.person_id, alias.c.alias).where(alias.c.fair_id == fair_id)
    return {row.person_id: row.alias for row in connection.execute(query)}


OF_FAIR = {"export_id": by_row(export_table)}
