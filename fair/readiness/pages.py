"""Routes and parts of `readiness`."""

from typing import Any

from fair.readiness import views
from fair.roles import RECRUITERS, RUNNERS
from fair.routes import part, shows

_READY = "/organise/fairs/{fair_id}/ready"
ROUTES: list[Any] = [
    shows(_READY, "readiness/ready.html", views.page, by=RUNNERS),
    shows(f"{_READY}/list", "readiness/_list.html", views.ready_list, by=RUNNERS),
    shows(f"{_READY}/summary", "readiness/_summary.html", views.summary, by=RUNNERS),
    shows(
        "/desk/{booth_id}/practice-first", "readiness/_duty_rule.html", views.duty_rule,
        by=RECRUITERS,
    ),
]  # fmt: skip
PARTS: dict[str, Any] = {
    "readiness.summary": part("readiness/_summary_live.html", views.summary),
    # Of a page that loads anew after each of its forms: one with a live part does not.
    "readiness.summary_as_loaded": part("readiness/_summary.html", views.summary),
    "readiness.whom_to_ring": part("readiness/_contact.html", views.contact),
    "readiness.duty_rule": part("readiness/_duty_rule_live.html", views.duty_rule),
}
