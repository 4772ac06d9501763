"""Routes of `limits`."""

from typing import Any

from fair.limits import views
from fair.roles import RUNNERS
from fair.routes import shows

ROUTES: list[Any] = [
    shows("/organise/fairs/{fair_id}/limits", "limits/limits.html", views.page, by=RUNNERS),
]
