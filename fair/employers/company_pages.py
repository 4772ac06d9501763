"""Routes of the companies that may recruit: read by everybody, and kept by browsers."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair.db import utc_now
from fair.employers import company_views
from fair.routes import route
from fair.templates import Page
from fair.web import asked, page_number, site

COMPANIES = Page("employers/companies.html", company_views.Companies)
COMPANY = Page("employers/company.html", company_views.CompanyPage)


async def companies(request: Request) -> Response:
    """GET /companies: who may recruit, a page at a time."""
    wanted, page = asked(request, "wanted")[:120], page_number(request)
    return await site(request).page(
        request,
        COMPANIES,
        lambda at, viewer: company_views.companies(at, viewer, wanted, page, utc_now()),
    )


async def company(request: Request) -> Response:
    """GET /companies/{employer_id}: one company and its licence, at an address of its own."""
    employer_id = request.path_params["employer_id"]
    return await site(request).page(
        request,
        COMPANY,
        lambda at, viewer: company_views.company(at, viewer, employer_id, utc_now()),
    )


ROUTES: list[Any] = [
    route("/companies", companies, pages=(COMPANIES,)),
    route("/companies/{employer_id}", company, pages=(COMPANY,)),
]
