"""Columns that keep a type of the house."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import JSON, Dialect
from sqlalchemy.types import TypeDecorator

from fair.languages import Texts


class TextsColumn(TypeDecorator[Texts]):
    """Words in several languages, kept as JSON: code -> text."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Mapping[str, str] | None, dialect: Dialect) -> Any:  # noqa: ARG002
        return None if value is None else dict(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Texts | None:  # noqa: ARG002
        return None if value is None else Texts(value)
