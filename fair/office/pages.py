"""Routes of `office`."""

from typing import Any

from fair.office import views
from fair.roles import OVERSEERS
from fair.routes import shows

ROUTES: list[Any] = [
    shows("/organise/office", "office/office.html", views.page, by=OVERSEERS),
]
