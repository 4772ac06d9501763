"""Routes of `audit`: where an auditor begins, and one draw; parts for the report and others."""

from typing import Any

from fair.audit import views
from fair.roles import EXAMINERS
from fair.routes import part, shows

ROUTES: list[Any] = [
    shows("/audit", "audit/home.html", views.home, by=EXAMINERS),
    shows("/audit/draws/{draw_id}", "audit/draw.html", views.draw, by=EXAMINERS),
]
PARTS: dict[str, Any] = {
    "audit.draws": part("audit/_draws.html", views.draws),
    "audit.result": part("audit/_result.html", views.result),
    "audit.opening": part("audit/_opening.html", views.opening),
    "audit.openings": part("audit/_openings.html", views.openings),
    "audit.knows": part("audit/_knows.html", views.knows),
    "audit.invite": part("audit/_invite.html", views.inviting),
}
