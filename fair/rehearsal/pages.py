"""Parts of `rehearsal`."""

from typing import Any

from fair.rehearsal import views
from fair.roles import OVERSEERS, RECRUITERS
from fair.routes import part, shows

ROUTES: list[Any] = [
    shows(
        "/organise/fairs/{fair_id}/rehearsal", "rehearsal/_of_fair.html", views.of_fair,
        by=OVERSEERS,
    ),
    shows("/desk/{booth_id}/rehearsal", "rehearsal/_at_desk.html", views.at_desk, by=RECRUITERS),
]  # fmt: skip
PARTS: dict[str, Any] = {
    "rehearsal.of_fair": part("rehearsal/_of_fair_live.html", views.of_fair),
    "rehearsal.at_desk": part("rehearsal/_at_desk_live.html", views.at_desk),
}
