"""Routes and parts of handing on and of priority."""

from typing import Any

from fair.lanes import views
from fair.roles import RECRUITERS, SEEKERS
from fair.routes import part, shows

ROUTES: list[Any] = [
    shows("/handed-on", "lanes/_asked.html", views.asked, by=SEEKERS),
    shows("/desk/tickets/{ticket_id}/onward", "lanes/_onward.html", views.onward, by=RECRUITERS),
]
PARTS: dict[str, Any] = {
    "lanes.asked": part("lanes/_asked_part.html", views.asked),
    "lanes.onward": part("lanes/_onward_part.html", views.onward),
    "lanes.rules": part("lanes/_rules.html", views.rules),
    "lanes.of_fair": part("lanes/_of_fair.html", views.of_fair),
    "lanes.grant": part("lanes/_grant.html", views.grant),
}
