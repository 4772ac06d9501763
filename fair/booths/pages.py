"""Routes and parts of `booths`, by noun."""

from typing import Any

from fair.booths import booth_pages, employer_pages, name_pages, vacancy_pages

ROUTES: list[Any] = [*booth_pages.ROUTES, *employer_pages.ROUTES, *vacancy_pages.ROUTES]
PARTS: dict[str, Any] = {**name_pages.PARTS, **booth_pages.PARTS, **vacancy_pages.PARTS}
