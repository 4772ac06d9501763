"""What the form of a post changes, as it is now."""

from collections.abc import Mapping
from typing import Any, get_origin

from sqlalchemy import Connection

from fair.contract.vacancies import PostCells, VacancyChange
from fair.decisions import Actor
from fair.terms import cells
from fair.vacancies import reads

_LISTED = {
    name for name, one in PostCells.model_fields.items() if get_origin(one.annotation) is tuple
}


def post(connection: Connection, actor: Actor, asked: VacancyChange) -> Mapping[str, Any] | None:
    """Return the cells of a post, for recruiters of its employer."""
    found = reads.vacancy(connection, asked.vacancy_id)
    if found is None or not actor.works_for(found.employer_id):
        return None
    written = cells.write(found.terms, found.head_count)
    said = {
        name: tuple(filter(None, written[name].split(";"))) if name in _LISTED else written[name]
        for name in PostCells.model_fields
    }
    return {**said, "booth_id": found.booth_id}


AS_IT_IS: dict[Any, Any] = {VacancyChange: post}
