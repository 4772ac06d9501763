"""Parts of `asks`: on the ticket, beside a person at the desk, and in *Who knows me*."""

from typing import Any

from fair.asks import views
from fair.routes import part

ROUTES: list[Any] = []
PARTS: dict[str, Any] = {
    "asks.mine": part("asks/_mine.html", views.mine),
    "asks.beside": part("asks/_beside.html", views.beside),
    "asks.given": part("asks/_given.html", views.given),
}
