"""The tables of a report in a reader's words, each made once for page and workbook."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import Connection

from fair import codes
from fair.decisions import N_
from fair.fairness import connection_reads, hidden
from fair.fairness import reads as fairness
from fair.fairness.causes import CAUSES
from fair.fairness.waits import Wait
from fair.feedback import feedback
from fair.feedback import reads as feedback_reads
from fair.glossary import FeedbackAbout, InterviewState
from fair.interviews import forecast_reads
from fair.interviews.forecast_reads import Accuracy
from fair.queue import reads as queue
from fair.report import wording
from fair.report.counting import SUMS, UNKNOWN, Keys, Sums, by, of_posts, span
from fair.report.reads import Material
from fair.report.tables import Line, Table
from fair.tabular.book import Cell
from fair.web import Viewer
from fair.words import country_name

T = TypeVar("T")
ALL = N_("All")
_NOT_SAID, _NO_POST = N_("Not said"), N_("No post named")


def tables(connection: Connection, viewer: Viewer, of: Material) -> list[Table]:
    """Return every table of a fair's report but the figures, in the reader's words."""
    say = viewer.words.gettext
    firms = _Firms(of, viewer.lang, say(ALL))
    calls = [say(wording.CALLED[name]) for name in SUMS]

    def table(key: str, first: str, headings: Iterable[str], lines: Iterable[Line]) -> Table:
        title, note = wording.TITLES[key]
        return Table(
            key=key, title=say(title), note=say(note), headings=[first, *headings],
            lines=list(lines),
        )  # fmt: skip

    employer = say(N_("Employer"))
    work = of_posts({key: post.work for key, post in of.posts.items()})
    places = of_posts(
        {key: post.terms.overseas_country or post.terms.county for key, post in of.posts.items()}
    )
    return [
        table(
            "employers", employer, calls,
            _summed(of, lambda one: (firms.of(one.booth_id),), firms.name),
        ),
        table(
            "work", say(N_("Kind of work")), calls,
            _summed(of, work, lambda key: codes.title(key, viewer.lang) or say(_NO_POST)),
        ),
        table(
            "places", say(N_("Place of work")), calls,
            _summed(of, places, lambda key: _place(key, viewer.lang) or say(_NO_POST)),
        ),
        table(
            "origins", say(N_("Home county")), [say(wording.CALLED["people"]), *calls],
            _origins(of, lambda key: codes.place(key, viewer.lang) or say(_NOT_SAID)),
        ),
        table(
            "answers", employer,
            [
                say(N_("Talks that ended")), say(N_("In time")), say(N_("Late")),
                say(N_("Still due")),
            ],
            _answers(of, firms),
        ),
        table(
            "waits", employer,
            [
                say(N_("People")), say(N_("Half within (min)")),
                say(N_("Nine in ten within (min)")), say(N_("Longest (min)")),
            ],
            _waits(fairness.waits_at(connection, of.fair), firms),
        ),
        table("overtakes", say(N_("Cause")), [say(N_("Times"))], _causes(connection, viewer, of)),
        table(
            "forecast", employer,
            [
                say(N_("Told times")), say(N_("Held")), say(N_("Held (%)")),
                say(N_("Called earlier")),
            ],
            _forecast(forecast_reads.accuracies(connection, of.fair.id), firms),
        ),
        table(
            "feedback", employer,
            [
                head
                for title in wording.ABOUT.values()
                for head in (
                    say(N_("{what}: yes"), what=say(title)),
                    say(N_("{what}: answers"), what=say(title)),
                )
            ],
            _feedback(feedback_reads.by_booth(connection, of.fair.id), firms),
        ),
        table(
            "connection", say(N_("Calls")), [say(N_("How many"))],
            _calls(connection, viewer, of),
        ),
    ]  # fmt: skip


class _Firms:
    """Who has which booth, by id, for two employers may have one name."""

    def __init__(self, of: Material, lang: str, everybody: str) -> None:
        self._whose = {key: booth.employer_id for key, booth in of.booths.items()}
        self._names = {key: firm.called(lang) for key, firm in of.firms.items()}
        self.everybody = everybody

    def of(self, booth_id: str) -> str:
        return self._whose.get(booth_id, UNKNOWN)

    def name(self, employer_id: str) -> str:
        return self._names.get(employer_id, "")

    def gathered(self, by_booth: Mapping[str, T]) -> list[tuple[str, str, list[T]]]:
        """Return (id, name, what its booths have) of each employer, by name."""
        found = defaultdict[str, list[T]](list)
        for booth_id, one in by_booth.items():
            found[self.of(booth_id)].append(one)
        rows = [(key, self.name(key), those) for key, those in found.items()]
        return sorted(rows, key=lambda row: (row[1], row[0]))

    def with_all(self, by_booth: Mapping[str, T]) -> list[tuple[str, list[T]]]:
        """Return the same without the ids, and after them all together, where there are any."""
        rows = [(name, those) for _, name, those in self.gathered(by_booth)]
        return [*rows, (self.everybody, list(by_booth.values()))] if rows else []


def _place(key: str, lang: str) -> str:
    return codes.place(key, lang) if key[:1].isdigit() else country_name(key, lang)


def _ordered(found: Mapping[str, Sums], name: Callable[[str], str]) -> list[tuple[str, Sums]]:
    return sorted(found.items(), key=lambda pair: (pair[0] == UNKNOWN, name(pair[0])))


def _summed(of: Material, keys: Keys, name: Callable[[str], str]) -> list[Line]:
    return [
        Line((name(key), *sums.values())) for key, sums in _ordered(by(of.things, keys), name)
    ]  # fmt: skip


def _origins(of: Material, name: Callable[[str], str]) -> list[Line]:
    registered = Counter(of.origins.values())
    sums = by(of.things, lambda one: (of.origins.get(one.person_id, UNKNOWN),))
    found = {key: sums.get(key, Sums()) for key in {*registered, *sums}}
    told = hidden.shown(registered).rows
    return [
        Line((name(key), registered[key], *one.values()), small=key not in told)
        for key, one in _ordered(found, name)
    ]


def _answers(of: Material, firms: _Firms) -> list[Line]:
    states = defaultdict[str, Counter[InterviewState]](Counter)
    for one in of.talks:
        if one.held and one.state is not InterviewState.TALKING:
            states[one.booth_id][one.state] += 1
    found = [
        (name, sum(those, Counter[InterviewState]())) for _, name, those in firms.gathered(states)
    ]
    return [
        Line((
            name, count.total(), count[InterviewState.CONCLUDED],
            count[InterviewState.UNANSWERED], count[InterviewState.OWED],
        ))
        for name, count in found
    ]  # fmt: skip


def _waits(waits: Mapping[str, Sequence[Wait]], firms: _Firms) -> list[Line]:
    spans = {
        key: (name, one)
        for key, name, those in firms.gathered(waits)
        if (one := span(pair for some in those for pair in _pairs(some)))
    }
    told = hidden.shown({key: one.people for key, (_, one) in spans.items()})
    lines = [
        Line((name, one.people, one.half, one.most, one.longest), small=key not in told.rows)
        for key, (name, one) in spans.items()
    ]
    if whole := span(pair for some in waits.values() for pair in _pairs(some)):
        cells = (firms.everybody, whole.people, whole.half, whole.most, whole.longest)
        lines.append(Line(cells, small=not told.total))
    return lines


def _pairs(waits: Iterable[Wait]) -> list[tuple[str, float]]:
    return [(one.person_id, one.minutes) for one in waits]


def _causes(connection: Connection, viewer: Viewer, of: Material) -> list[Line]:
    noted = Counter(one.cause for one in queue.overtakes_of_fair(connection, of.fair.id))
    recounted = fairness.recounted(connection, of.fair.id)
    said = viewer.words.gettext
    return [
        *(Line((said(CAUSES.get(cause, cause)), many)) for cause, many in noted.most_common()),
        Line((said(N_("Calls, counted afresh from the record")), recounted.calls)),
        Line((said(N_("Of these before others")), len(recounted.passed))),
        Line((said(N_("Of these without a cause")), len(recounted.unexplained))),
    ]


def _forecast(found: Mapping[str, Accuracy], firms: _Firms) -> list[Line]:
    return [Line((name, *_held(those))) for name, those in firms.with_all(found)]


def _held(those: Sequence[Accuracy]) -> tuple[int, int, int, int]:
    of, inside = sum(one.of for one in those), sum(one.inside for one in those)
    return of, inside, round(100 * inside / of) if of else 0, sum(one.early for one in those)


def _feedback(found: Mapping[str, feedback.Tallies], firms: _Firms) -> list[Line]:
    lines = [_tallied(name, feedback.together(those)) for name, those in firms.with_all(found)]
    # Beside all others, the total would tell what the one row says that is left out.
    if lines and sum(line.small for line in lines[:-1]) == 1:
        lines[-1] = replace(lines[-1], small=True)
    return lines


def _tallied(name: str, tallies: feedback.Tallies) -> Line:
    cells = [n for about in FeedbackAbout for n in (tallies[about].yes, tallies[about].of)]
    few = any(0 < one.of < feedback.LEAST for one in tallies.values())
    return Line((name, *cells), small=few)


def _calls(connection: Connection, viewer: Viewer, of: Material) -> list[Line]:
    found = connection_reads.quality(connection, of.fair.id)
    say = viewer.words.gettext
    rows: list[tuple[str, Cell]] = [
        (say(N_("A voice was tried")), found["voice"].tried),
        (say(N_("Both heard each other")), found["voice"].connected),
        (say(N_("Broke off later")), found["broke"]),
    ]
    if found["setup"]:
        half, most = found["setup"]
        rows += [
            (say(N_("Seconds to the first sound: half within")), round(half / 1000, 1)),
            (say(N_("Seconds to the first sound: 95 of 100 within")), round(most / 1000, 1)),
        ]
    sound = {
        "good": N_("Pages that told of good sound"),
        "fair": N_("Pages that told of middling sound"),
        "poor": N_("Pages that told of poor sound"),
    }
    rows += [(say(sound[word]), many) for word, many in found["quality"].items()]
    return [Line(row) for row in rows]
