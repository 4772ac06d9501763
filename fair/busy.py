"""The page for whom we have no time now: made without the database, which is what is busy."""

from markupsafe import escape
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from fair import words
from fair.decisions import N_, Busy

AGAIN = N_("Try again")
_PAGE = """<!doctype html><html lang="{lang}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{says}</title>
<main><h1>{says}</h1><p><a href="">{again}</a></p></main></html>"""


def busy(request: Request, refusal: Busy, lang: str) -> Response:
    """Answer 503 with the sentence, and say in `Retry-After` when to come again."""
    known = words.catalogue(lang)
    said = known.refused(refusal)
    headers = {"Retry-After": str(refusal.values["seconds"]), "Cache-Control": "no-store"}
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse(said, refusal.status, headers)
    page = _PAGE.format(lang=lang, says=escape(said["message"]), again=escape(known.gettext(AGAIN)))
    return HTMLResponse(page, refusal.status, headers)
