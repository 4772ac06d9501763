"""What each audience of `booths` may see, by noun: facts → events, and who may hear them."""

from typing import Any

from fair.booths import booth_views, vacancy_views

NEWS: tuple[Any, ...] = (*booth_views.NEWS, *vacancy_views.NEWS)
AUDIENCES: dict[str, Any] = {**vacancy_views.AUDIENCES}
