"""The page of a file that comes in, and the list of those on their way."""

from typing import Any

from fair.intake import views
from fair.roles import ORGANISERS
from fair.routes import part, shows

_RUN = "/organise/imports/runs/{intake_id}"
ROUTES: list[Any] = [
    shows(_RUN, "intake/run.html", views.run, by=ORGANISERS),
    shows(f"{_RUN}/progress", "intake/_progress.html", views.run, by=ORGANISERS),
]
PARTS: dict[str, Any] = {
    "intake.on_the_way": part("intake/_on_the_way.html", views.on_the_way),
}
