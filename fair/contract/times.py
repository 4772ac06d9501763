"""A time as people type it, as messages carry it: by the clocks of a place, or with its offset."""

from contextlib import suppress
from datetime import datetime
from typing import Annotated, Any

from pydantic import PlainSerializer, PlainValidator
from pydantic_core import PydanticCustomError

from fair.days import LocalTime, NotATime, local_time


def _read(value: Any) -> LocalTime:
    if isinstance(value, LocalTime):
        return value
    if isinstance(value, datetime):
        return LocalTime(value)
    with suppress(NotATime):
        return local_time(str(value))
    raise PydanticCustomError("datetime_unreadable", "no day with a time")


TypedTime = Annotated[
    LocalTime,
    PlainValidator(_read, json_schema_input_type=str),
    PlainSerializer(str, return_type=str),
]
