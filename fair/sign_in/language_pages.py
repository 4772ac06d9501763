"""The language menu at the top of every page."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair.contract.accounts import ChooseAccountLanguage
from fair.contract.people import ChooseLanguage
from fair.db import new_id
from fair.edge import keep_language
from fair.forms import field
from fair.languages import LANGUAGES
from fair.next_page import then_of
from fair.roles import SEEKERS, STAFF
from fair.routes import route
from fair.web import site, viewer_of


async def language(request: Request) -> Response:
    """POST /language: change the language of this browser and go back.

    Whoever is signed in is written to in it too: texts, letters and mails.
    """
    at, actor = site(request), viewer_of(request).actor
    async with request.form() as form:
        at.check_csrf(request, form)
        lang, then = field(form, "lang"), then_of(form)
    if lang in LANGUAGES and actor.role in SEEKERS:
        await at.dispatch.carry_out(ChooseLanguage(lang=lang), actor, new_id())
    elif lang in LANGUAGES and actor.role in STAFF:
        await at.dispatch.carry_out(ChooseAccountLanguage(lang=lang), actor, new_id())
    return keep_language(at.redirect(then), lang, at.cookies)


ROUTES = [route("/language", language, methods=("POST",))]
PARTS: dict[str, Any] = {}
