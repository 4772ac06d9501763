"""What organisers see of all drafts: those looked for, and what values would make of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TypedDict

from sqlalchemy import Connection

from fair import codes
from fair.days import HOME, day_at
from fair.db import utc_now
from fair.decisions import N_
from fair.drafts import reads
from fair.drafts.office import MOST, OFFERED, Narrowed, completed, lacking, missing
from fair.drafts.run_views import SHOWN_RUNS, WHAT, query_of
from fair.drafts.store import Run
from fair.employers import reads as employer_reads
from fair.instants import microseconds
from fair.programme import reads as programme
from fair.terms import cells
from fair.terms.code_reads import code_lists
from fair.terms.terms import LABELS
from fair.terms.wording import LODGING, MEALS, PERIODS, TRAVEL
from fair.vacancies import staging_reads
from fair.vacancies.contexts import Lists, Options
from fair.vacancies.vacancy import Vacancy
from fair.web import Viewer

A_PAGE = 25
_KEPT_DAYS = 60


class DraftRow(TypedDict):
    """A draft as the office's list shows it: whose it is, and what is missing."""

    vacancy: Vacancy
    employer: str
    work_title: str
    missing: list[str]


class Preview(TypedDict):
    """What filling these values in would do; `lacks` are the columns that stay missing."""

    complete: int
    changed: int
    lacks: list[tuple[str, int]]


class Drafts(Lists):
    """The drafts that are looked for, what they lack, and the values to fill in."""

    narrowed: Narrowed
    seen_at: int
    query: str
    rows: list[DraftRow]
    total: int
    more: bool
    most: int
    complete: int
    absent: list[tuple[str, str, int]]
    columns: Sequence[str]
    values: Mapping[str, str]
    remembered: str
    again: bool
    at_fair_id: str
    preview: Preview | None
    problem: str
    employers: Options
    fairs: Options
    fairs_to: Options
    lacking: Options
    works_of: Options
    counties: Options
    files: Options
    runs: list[Run]
    what: Mapping[str, str]
    page: int
    pages: int


class Wanted(TypedDict, total=False):
    """What was chosen on the page: the values, whether to replace, the fair, and to preview."""

    said: Mapping[str, str]
    again: bool
    at_fair_id: str
    preview: bool
    problem: str


def drafts(
    connection: Connection, viewer: Viewer, narrowed: Narrowed, page: int, wanted: Wanted
) -> Drafts:
    """Return a page of the drafts that are looked for, and what the chosen values would do."""
    said_, seen_at = viewer.words.gettext, microseconds(utc_now())
    found, more = reads.found(connection, narrowed)
    days = reads.todays(connection, found)
    lacks = {one.id: missing(one, days[one.fair_id]) for one in found}
    absent = Counter(column for columns in lacks.values() for column in columns)
    pages = max(1, -(-len(found) // A_PAGE))
    page = min(page, pages)
    shown = found[(page - 1) * A_PAGE : page * A_PAGE]
    names = employer_reads.employers(connection, [one.employer_id for one in shown])
    sort, remembered = reads.remembered(connection, narrowed.employer, narrowed.work)
    values = _values(wanted.get("said", remembered), fresh="said" in wanted)
    return {
        "narrowed": narrowed,
        "seen_at": seen_at,
        "query": query_of(narrowed.asked()),
        "rows": [
            {
                "vacancy": one,
                "employer": names[one.employer_id].called(viewer.lang),
                "work_title": codes.title(one.work, viewer.lang) if one.work else "",
                "missing": [said_(LABELS[column]) for column in lacks[one.id]],
            }
            for one in shown
        ],
        "total": len(found),
        "more": more,
        "most": MOST,
        "complete": sum(not columns for columns in lacks.values()),
        "absent": [(one, said_(LABELS[one]), many) for one, many in absent.most_common()],
        "columns": _ordered(absent),
        "values": values,
        "remembered": sort if remembered and "said" not in wanted else "-",
        "again": wanted.get("again", False),
        "at_fair_id": wanted.get("at_fair_id", ""),
        "preview": _preview(viewer, found, days, values, again=wanted.get("again", False))
        if wanted.get("preview")
        else None,
        "problem": wanted.get("problem", ""),
        **_choices(connection, viewer),
        "lacking": [
            ("", said_(N_("All drafts"))),
            ("any", said_(N_("Something is missing"))),
            ("nothing", said_(N_("Nothing is missing"))),
            *((one, said_(N_("Missing: {field}")).replace("{field}", said_(LABELS[one])))
              for one in _asked_for(absent, narrowed.lacks)),
        ],
        "runs": reads.runs(connection, SHOWN_RUNS),
        "what": {one: said_(label) for one, label in WHAT.items()},
        "page": page,
        "pages": pages,
        **_lists(viewer),
    }  # fmt: skip


def _asked_for(absent: Mapping[str, int], lacks: str) -> list[str]:
    extra = [lacks] if lacks in LABELS and lacks not in absent else []
    return [*absent, *extra]


def _ordered(absent: Mapping[str, int]) -> list[str]:
    """Return what may be filled in, what most drafts lack first."""
    return sorted(OFFERED, key=lambda one: (-absent.get(one, 0), OFFERED.index(one)))


def _values(said: Mapping[str, str], *, fresh: bool) -> dict[str, str]:
    values = dict.fromkeys(LABELS, "") | {one: said[one] for one in OFFERED if said.get(one)}
    if not fresh and _over(values["valid_through"]):
        today = day_at(utc_now(), HOME)
        values["valid_through"] = (today + timedelta(days=_KEPT_DAYS)).isoformat()
    return values


def _over(day: str) -> bool:
    try:
        return bool(day) and date.fromisoformat(day) <= day_at(utc_now(), HOME)
    except ValueError:
        return False


def _preview(
    viewer: Viewer,
    found: Sequence[Vacancy],
    days: Mapping[str, date],
    values: Mapping[str, str],
    *,
    again: bool,
) -> Preview:
    said_ = viewer.words.gettext
    terms, head_count, _ = cells.read(values, code_lists(), days[""])
    lacks, changed, complete = Counter[str](), 0, 0
    for one in found:
        after, columns = completed(one, terms, head_count, days[one.fair_id], again=again)
        still = missing(after, days[one.fair_id])
        lacks.update(still)
        changed += bool(columns)
        complete += lacking("nothing", still)
    return {
        "complete": complete,
        "changed": changed,
        "lacks": [(said_(LABELS[column]), many) for column, many in lacks.most_common(6)],
    }


def _lists(viewer: Viewer) -> Lists:
    said_ = viewer.words.gettext

    def of(table: Mapping[str, str]) -> Options:
        return [("", "–"), *((value, said_(label)) for value, label in table.items())]

    works = codes.options(tuple(codes.work_groups().values()), viewer.lang)
    return {
        "LABELS": {name: said_(label) for name, label in LABELS.items()},
        "works": [("", "–"), *works],
        "periods": of(PERIODS),
        "lodgings": of(LODGING),
        "meals": of(MEALS),
        "travels": of(TRAVEL),
        "yes_no": of({"yes": N_("yes"), "no": N_("no")}),
    }


class _Choices(TypedDict):
    employers: Options
    fairs: Options
    fairs_to: Options
    works_of: Options
    counties: Options
    files: Options


def _choices(connection: Connection, viewer: Viewer) -> _Choices:
    said_ = viewer.words.gettext
    of = staging_reads.draft_choices(connection)
    names = employer_reads.employers(connection, of["employer_id"])
    fairs = [one for one in programme.fairs(connection) if one.id in of["fair_id"]]
    files = staging_reads.import_names(connection, [one for one in of["import_id"] if one])
    every = said_(N_("All"))
    return {
        "employers": [
            ("", every),
            *sorted(
                ((one, f"{it.called(viewer.lang)} ({of['employer_id'][one]})")
                 for one, it in names.items()),
                key=lambda pair: pair[1],
            ),
        ],
        "fairs": [
            ("", every), ("none", said_(N_("At no booth yet"))),
            *((one.id, one.title) for one in fairs),
        ],
        "fairs_to": [
            ("", said_(N_("Leave them where they are"))),
            *((one.id, one.title) for one in programme.fairs(connection) if not one.over),
        ],
        "works_of": [
            ("", every),
            *((one, codes.title(one, viewer.lang)) for one in of["work"] if one),
        ],
        "counties": [
            ("", every),
            *((one, codes.place(one, viewer.lang)) for one in sorted(of["county"]) if one),
        ],
        "files": [("", every), *files.items()],
    }  # fmt: skip
