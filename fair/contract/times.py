"""A time as people type it, as messages carry it: by the clocks of a place, or with its offset."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import PlainSerializer, PlainValidator
from pydantic_core import PydanticCustomError

from fair.days import LocalTime, local_time


def _read(value: Any) -> LocalTime:
    if isinstance(value, LocalTime):
        return value
    if isinstance(value, datetime):
        return LocalTime(value)
    try:
        return local_time(value)
    except (ValueError, TypeError, AttributeError):
        raise PydanticCustomError("datetime_unreadable", "neither a day nor a time") from None


TypedTime = Annotated[
    LocalTime,
    PlainValidator(_read, json_schema_input_type=str),
    PlainSerializer(str, return_type=str),
]
