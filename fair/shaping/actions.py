"""A map is kept by name, or thrown away."""

from typing import Any

from fair.contract.base import Done
from fair.contract.shaping import DropMap, KeepMap, MapKeptReply
from fair.db import Work
from fair.decisions import NotFound
from fair.imports import reads as import_reads
from fair.shaping import store
from fair.shaping.facts import MapDropped, MapKept
from fair.shaping.refusals import BadMap
from fair.shaping.shape import Choice, Shape, as_map, mark


def keep(work: Work, command: KeepMap) -> MapKeptReply:
    """Keep a map; refuses `BadMap` without employer and title, `Malformed` for what is no map."""
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
    map_id = store.keep(work, shape, mark(one.heading for one in shape.choices))
    work.record(MapKept(map_id=map_id, columns=len(shape.choices)))
    return MapKeptReply(map_id=map_id)


def drop(work: Work, command: DropMap) -> Done:
    """Throw a map away; refuses `NotFound`."""
    if not store.drop(work, command.map_id):
        raise NotFound
    work.record(MapDropped(map_id=command.map_id))
    return Done()


HANDLERS: dict[Any, Any] = {KeepMap: keep, DropMap: drop}
