"""Routes of `report`: the report of a fair as a page, and as a workbook."""

from starlette.requests import Request
from starlette.responses import Response

from fair.db import utc_now
from fair.report import book_views, views
from fair.report.views import ReportPage
from fair.roles import EXAMINERS, RUNNERS
from fair.routes import route, taken
from fair.sheets import file_name
from fair.tabular.writing import OF_WORKBOOKS
from fair.templates import Page
from fair.web import site, viewer_of

REPORTS_OF_A_PERSON = (60, 3600)  # each is counted anew, of every fact of the fair
REPORT = Page("report/report.html", ReportPage)


async def report(request: Request) -> Response:
    """GET /organise/fairs/{fair_id}/report: what a fair brought, to be read and printed."""
    fair_id, now = request.path_params["fair_id"], utc_now()
    _spend(request)
    return await site(request).page(
        request, REPORT, lambda at, viewer: views.report(at, viewer, fair_id, now)
    )


async def report_xlsx(request: Request) -> Response:
    """GET /organise/fairs/{fair_id}/report.xlsx: the same as a workbook."""
    at, fair_id, now = site(request), request.path_params["fair_id"], utc_now()
    viewer = viewer_of(request)
    _spend(request)
    page = await at.database.read(
        lambda connection: views.report(connection, viewer, fair_id, now),
        what="the report of a fair",
    )
    name = file_name("report", fair_id, demo=page["fair"].demo, kind="xlsx")
    content = book_views.book(viewer, page)
    return await taken(request, fair_id, "report", name=name, content=content, kind=OF_WORKBOOKS)


def _spend(request: Request) -> None:
    who = viewer_of(request).actor.key
    site(request).dispatch.budgets.spend("reports", who, REPORTS_OF_A_PERSON)


ROUTES = [
    route("/organise/fairs/{fair_id}/report", report, by=EXAMINERS, pages=(REPORT,)),
    route("/organise/fairs/{fair_id}/report.xlsx", report_xlsx, by=RUNNERS),
]
