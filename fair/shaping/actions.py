"""A map is kept by name, or thrown away; a table comes in by what was chosen."""

from typing import Any

from fair.contract.base import Done
from fair.contract.shaping import BringTable, DropMap, KeepMap, MapKeptReply, TableBroughtReply
from fair.db import Work
from fair.decisions import NotFound
from fair.imports import reads as import_reads
from fair.intake import reads as intake_reads
from fair.intake import run_writes
from fair.shaping import store
from fair.shaping.facts import MapDropped, MapKept
from fair.shaping.refusals import BadMap, FileIsGone
from fair.shaping.shape import Choice, Shape, as_map, mark


def keep(work: Work, command: KeepMap) -> MapKeptReply:
    """Keep a map; refuses `BadMap` without employer and title, `Malformed` for what is no map."""
    shape = _shape(command)
    map_id = store.keep(work, shape, mark(one.heading for one in shape.choices))
    work.record(MapKept(map_id=map_id, columns=len(shape.choices)))
    return MapKeptReply(map_id=map_id)


def bring(work: Work, command: BringTable) -> TableBroughtReply:
    """Let a held table come in; refuses `FileIsGone`, `WrongState`, and as a map that is kept."""
    shape = _shape(command)
    file = intake_reads.held(work.connection, command.file_id, work.actor.account_id)
    if file is None:
        raise FileIsGone
    run_id = run_writes.begin(work, file, as_map(shape), shape.name)
    return TableBroughtReply(intake_id=run_id)


def _shape(command: KeepMap | BringTable) -> Shape:
    shape = Shape(
        name=command.called,
        choices=[Choice(**one.model_dump()) for one in command.choices],
        per=command.per,
        currency=command.currency,
        country=command.country,
    )
    if shape.lacks:
        raise BadMap
    import_reads.parsed_map(as_map(shape))
    return shape


def drop(work: Work, command: DropMap) -> Done:
    """Throw a map away; refuses `NotFound`."""
    if not store.drop(work, command.map_id):
        raise NotFound
    work.record(MapDropped(map_id=command.map_id))
    return Done()


HANDLERS: dict[Any, Any] = {KeepMap: keep, BringTable: bring, DropMap: drop}
