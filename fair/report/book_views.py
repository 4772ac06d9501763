"""The report of a fair as a workbook: the figures and tables of the page, and what they count."""

from fair import days
from fair.decisions import N_
from fair.report.views import ReportPage
from fair.sheets import DEMO
from fair.tabular.book import Cell, Sheet, as_book
from fair.web import Viewer

_ABOUT, _FIGURES, _DEFINITIONS = N_("About this file"), N_("Figures"), N_("Definitions")


def book(viewer: Viewer, page: ReportPage) -> bytes:
    """Return the workbook; what tells of few people stays in the house."""
    say, fair = viewer.words.gettext, page["fair"]
    few = say(N_("few people"))
    about: list[tuple[Cell, ...]] = [
        (say(N_("Fair")), fair.called(viewer.lang)),
        *([(DEMO, say(N_("The people of this fair are made up.")))] if fair.demo else []),
        (say(N_("Opens")), fair.opens_at),
        (say(N_("Closes")), fair.closes_at),
        (say(N_("Made at")), page["now"]),
        (say(N_("Made for")), viewer.name),
        (say(N_("Time zone")), fair.zone),
        (say(N_("Head of the record")), page["head"]),
        (
            say(N_("Few people")),
            say(N_("Rows that tell of few people are left out; staff read them on the page.")),
        ),
    ]
    figures = [
        (one.called, one.sealed, one.now, one.told) for one in page["figures"]
    ]  # fmt: skip
    definitions = [
        *((one.called, one.definition) for one in page["figures"]),
        *((one.title, one.note) for one in page["tables"]),
    ]
    named = [say(N_("Figure")), say(N_("What it counts"))]
    counted = [
        say(N_("Figure")), say(N_("Sealed at closing")), say(N_("Now")),
        say(N_("Counted anew from the ledger")),
    ]  # fmt: skip
    sheets = [
        Sheet(name=say(_ABOUT), headings=[say(_ABOUT), ""], rows=about),
        Sheet(name=say(_FIGURES), headings=counted, rows=figures),
        *(
            Sheet(
                name=one.title,
                headings=one.headings,
                rows=[line.leaving(few) for line in one.lines],
            )
            for one in page["tables"]
        ),
        Sheet(name=say(_DEFINITIONS), headings=named, rows=definitions),
    ]
    return as_book(sheets, days.zone(fair.zone), mark=DEMO if fair.demo else "")
