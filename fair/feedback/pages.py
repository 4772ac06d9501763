"""Parts of `feedback`: on the ticket after a talk, and for the employer."""

from typing import Any

from fair.feedback import views
from fair.routes import part

ROUTES: list[Any] = []
PARTS: dict[str, Any] = {
    "feedback.mine": part("feedback/_mine.html", views.mine),
    "feedback.of_employer": part("feedback/_of_employer.html", views.of_employer),
}
