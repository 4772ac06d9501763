"""Messages of the slice `shaping`."""

from typing import Annotated

from pydantic import Field

from fair.contract.base import Command, Message, Reply
from fair.contract.text_types import Id, Key, Line, Name
from fair.roles import ORGANISERS

MAP = "m00000000001"


class ColumnChoice(Message):
    """A column of somebody's table: which of ours it fills, and what of it is taken."""

    heading: Annotated[str, Line(1000)]
    column: Annotated[str, Key(40)] = ""
    scale: Annotated[int, Field(ge=1, le=10_000)] = 1
    split: Annotated[str, Line(5)] = ""
    part: Annotated[int, Field(ge=1, le=9)] = 1
    pattern: Annotated[str, Line(100)] = ""


class MapKeptReply(Reply):
    map_id: Id


class KeepMap(
    Command,
    name="map.keep",
    by=ORGANISERS,
    reply=MapKeptReply,
    refusals=("bad-map",),
    rate=(60, 60),
    example={
        "called": "Pinghu weekly list",
        "choices": [
            {"heading": "公司", "column": "employer"}, {"heading": "岗位", "column": "title"},
        ],
    },
):  # fmt: skip
    """An organiser keeps what a table's columns mean; a map of this name is written anew."""

    called: Annotated[str, Name(120, least=1)]
    choices: Annotated[tuple[ColumnChoice, ...], Field(min_length=1, max_length=300)]
    per: Annotated[str, Key(12)] = ""
    currency: Annotated[str, Key(3)] = ""
    country: Annotated[str, Key(2)] = ""


class TableBroughtReply(Reply):
    """Which run the table comes in by."""

    intake_id: Id


class BringTable(
    Command,
    name="table.bring",
    by=ORGANISERS,
    reply=TableBroughtReply,
    refusals=("bad-map", "file-is-gone", "wrong-state"),
    rate=(30, 3600),
    example={
        "file_id": "f00000000001",
        "choices": [
            {"heading": "公司", "column": "employer"}, {"heading": "岗位", "column": "title"},
        ],
    },
):  # fmt: skip
    """An organiser brings in the table that was held for them, some rows at a time.

    Nobody brings in what was not looked at: its rows were counted before.
    """

    file_id: Id
    called: Annotated[str, Name(120)] = ""
    choices: Annotated[tuple[ColumnChoice, ...], Field(min_length=1, max_length=300)]
    per: Annotated[str, Key(12)] = ""
    currency: Annotated[str, Key(3)] = ""
    country: Annotated[str, Key(2)] = ""


class DropMap(Command, name="map.drop", by=ORGANISERS, rate=(60, 60), example={"map_id": MAP}):
    """An organiser throws a kept map away; what came in by it stays."""

    map_id: Id
