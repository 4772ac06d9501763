"""Where posts were taken and which fairs make a series, as the facts of `recurring` tell it."""

from fair.folds import Data, Fold, Follows, Things
from fair.recurring import facts
from fair.vacancies import folds as vacancies

SHOWING, SERIES = "showing", "fair_series"


def _taken(things: Things, data: Data, at: int) -> None:
    row = {name: data[name] for name in ("vacancy_id", "fair_id", "booth_id")}
    key = f"{row['vacancy_id']}/{row['fair_id']}"
    things.new(SHOWING, key, {**row, "taken_at": at})


def _shown(things: Things, data: Data, _at: int) -> None:
    vacancies.placed(things, data)


def _repeated(things: Things, data: Data, _at: int) -> None:
    row = {name: data[name] for name in ("fair_id", "of_fair_id", "series_id")}
    things.new(SERIES, data["fair_id"], row)


FOLDS: dict[str, Fold] = {
    facts.VacancyTaken.kind: _taken,
    facts.VacancyShown.kind: _shown,
    facts.FairRepeated.kind: _repeated,
}
FOLLOWS = (
    Follows(
        table=SHOWING,
        key=("vacancy_id", "fair_id"),
        columns=("vacancy_id", "fair_id", "booth_id", "taken_at"),
    ),
    Follows(table=SERIES, key=("fair_id",), columns=("fair_id", "of_fair_id", "series_id")),
)
