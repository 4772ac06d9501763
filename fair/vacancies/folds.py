"""Posts, their versions and their openings, as the facts of `vacancies` add up to them.

A draft promises nothing: what it says may change with no fact of its own. From its opening on,
each version says what it is.
"""

from fair.folds import ANY, UNKNOWN, Data, Fold, Follows, Row, Things, free_table, hashed, instant
from fair.glossary import VacancyState
from fair.vacancies import facts
from fair.vacancies.vacancy import STANDING

VACANCY, VERSION = "vacancy", "vacancy_version"
SHOWS = (
    "work", "county", "country", "currency", "guaranteed_cents", "lodging", "home_every_night",
    "direct", "adults_only", "valid_through",
)  # fmt: skip
CALLED = ("terms", "ref", "title")
_SAYS = ("head_count", "ends_at", *CALLED, *SHOWS)


def _draft(data: Data) -> Row:
    return {
        "id": data["vacancy_id"],
        "booth_id": data["booth_id"] or ANY,
        "fair_id": data["fair_id"] or ANY,
        "version": 1,
        "state": VacancyState.DRAFT,
        "why": None,
        "firm": 0,
        "accepted": 0,
        "opened_at": None,
        **dict.fromkeys(_SAYS, ANY),
    }


def _created(things: Things, data: Data, at: int) -> None:
    born = {"employer_id": data["employer_id"], "import_id": None, "created_at": at}
    things.new(VACANCY, data["vacancy_id"], {**_draft(data), **born})


def _of(things: Things, data: Data) -> Row:
    """Return the post; the first fact of an imported draft is its first word here."""
    known = things.get(VACANCY, data["vacancy_id"])
    if known:
        return known
    born = dict.fromkeys(("employer_id", "import_id", "created_at"), ANY)
    things.new(VACANCY, data["vacancy_id"], {**_draft(data), **born})
    return things.get(VACANCY, data["vacancy_id"])


def _promises(things: Things, data: Data, at: int) -> Row:
    """Return what a post says from now on, and keep the version that says it."""
    vacancy_id, version = data["vacancy_id"], data["version"]
    things.new(
        VERSION,
        f"{vacancy_id}/{version}",
        {
            "vacancy_id": vacancy_id, "version": version, "at": at,
            "terms": hashed(data, "version")["version"],
        },
    )  # fmt: skip
    carried = "shows" in data
    told = {
        "version": version,
        "booth_id": data["booth_id"],
        "fair_id": data["fair_id"],
        "ends_at": instant(data, "ends_at"),
        "head_count": data["head_count"] if carried else UNKNOWN,
        **hashed(data, *CALLED),
        **{name: data["shows"][name] if carried else UNKNOWN for name in SHOWS},
    }
    return told | {"employer_id": data["employer_id"]} if carried else told


def _opened(things: Things, data: Data, at: int) -> None:
    says = _promises(things, data, at)
    _of(things, data).update(says, state=VacancyState.OPEN, why=None, opened_at=at)


def _changed(things: Things, data: Data, at: int) -> None:
    if _of(things, data)["state"] in STANDING:
        says = _promises(things, data, at)
        _of(things, data).update(says)
        return
    vacancy = _of(things, data)  # written anew, it waits for nobody's review any more
    vacancy.update(state=VacancyState.DRAFT, version=data["version"])
    vacancy.update(booth_id=data["booth_id"] or ANY, fair_id=data["fair_id"] or ANY)


def _moved(state: VacancyState) -> Fold:
    def fold(things: Things, data: Data, _at: int) -> None:
        _of(things, data).update(state=state, why=None)

    return fold


def _suspended(things: Things, data: Data, _at: int) -> None:
    _of(things, data).update(state=VacancyState.SUSPENDED, why=data["why"])


def _reviewed(things: Things, data: Data, _at: int) -> None:
    if not data["approved"]:
        _of(things, data).update(state=VacancyState.DRAFT, why=None)


def placed(things: Things, data: Data) -> None:
    """A post is shown at another booth of its employer."""
    vacancy = _of(things, data)
    vacancy.update(booth_id=data["booth_id"], fair_id=data["fair_id"])
    if vacancy["state"] in STANDING:
        vacancy["ends_at"] = instant(data, "ends_at")


def _held(things: Things, data: Data, _at: int) -> None:
    _of(things, data)["firm"] += 1


def _freed(things: Things, data: Data, _at: int) -> None:
    _of(things, data)[data["was"]] -= 1


def accept_opening(things: Things, data: Data) -> None:
    """An opening that was held is an accepted one: what an accepted offer does to its post."""
    vacancy = _of(things, data)
    vacancy["firm"] -= 1
    vacancy["accepted"] += 1


def _not_opened_yet(row: Data) -> bool:
    return row["import_id"] is not None and row["state"] == VacancyState.DRAFT


def _not_published(row: Data) -> bool:
    return row["published_at"] is None


FOLDS: dict[str, Fold] = {
    facts.VacancyCreated.kind: _created,
    facts.VacancyChanged.kind: _changed,
    facts.VacancyOpened.kind: _opened,
    facts.VacancySentToReview.kind: _moved(VacancyState.REVIEW),
    facts.VacancyReviewed.kind: _reviewed,
    facts.VacancyFilled.kind: _moved(VacancyState.FILLED),
    facts.VacancyReopened.kind: _moved(VacancyState.OPEN),
    facts.VacancySuspended.kind: _suspended,
    facts.VacancyLifted.kind: _moved(VacancyState.OPEN),
    facts.VacancyWithdrawn.kind: _moved(VacancyState.WITHDRAWN),
    facts.VacancyExpired.kind: _moved(VacancyState.EXPIRED),
    facts.OpeningHeld.kind: _held,
    facts.OpeningFreed.kind: _freed,
}
FOLLOWS = (
    Follows(
        table=VACANCY,
        columns=(
            "id", "employer_id", "booth_id", "fair_id", "import_id", "version", "state", "why",
            "firm", "accepted", "opened_at", "created_at", *_SAYS,
        ),
        unborn=_not_opened_yet,
        free={
            "note": "free text of the organiser's; who decided and when is in the facts",
            "search_text": "made of the terms for searching, and made anew from them",
            "ref_key": "made of the reference for comparing, and made anew from it",
        },
    ),
    Follows(
        table=VERSION,
        key=("vacancy_id", "version"),
        columns=("vacancy_id", "version", "terms", "at"),
    ),
    Follows(
        table="vacancy_import",
        columns=(
            "id", "employer_id", "published_at", "vacancies", "refused", "duplicates", "employers",
        ),
        unborn=_not_published,
        free={
            "account_id": "whose import it was: the author of its fact",
            "file_name": "a name on somebody's computer",
            "map_name": "the name of a map",
            "started_at": "an import that is not published changes nothing",
            "rows": "rows that were read; what came of them is compared",
            "problems": "what was said of single rows, deleted when its days are over",
        },
    ),
    free_table("vacancy_statement", "who said which field last; the facts say who wrote the post"),
)  # fmt: skip
