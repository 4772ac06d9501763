"""A language, and words in several languages, as messages carry them."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from fair.contract.text_types import Key, Text
from fair.languages import LANGUAGES, Texts


def _declared(code: str) -> str:
    if code not in LANGUAGES:
        raise PydanticCustomError("literal_error", "not a language of the house")
    return code


def _in_order(given: dict[str, str]) -> Texts:
    return Texts({code: given[code] for code in LANGUAGES if code in given})


@dataclass(frozen=True, slots=True)
class Each:
    """A field of `Texts`: each in a declared language, and read as this type of text."""

    text: Text

    def __get_pydantic_core_schema__(
        self, _source: Any, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        code = core_schema.no_info_after_validator_function(_declared, Key(20).schema())
        return core_schema.no_info_after_validator_function(
            _in_order,
            core_schema.dict_schema(code, self.text.schema()),
            serialization=core_schema.plain_serializer_function_ser_schema(
                dict,
                return_schema=core_schema.dict_schema(
                    core_schema.str_schema(), core_schema.str_schema()
                ),
            ),
        )


LanguageCode = Annotated[str, Key(20), AfterValidator(_declared)]
