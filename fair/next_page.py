"""Where one goes next: a path of this site, and nowhere else.

Whatever names a page to go to (a form's `then`, an address's, the page one came from) is read by
the functions here and by nothing else, so that there is one check and no second opinion on it.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from starlette.datastructures import FormData, Headers
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Match

_LONGEST = 1000
# What browsers drop, turn into a stroke, or cannot send: then the path is not the one that we saw.
_ODD = re.compile(r"[\x00-\x20\\\x7f-\xa0\ud800-\udfff]")
# A path that starts anew inside of itself: on its way through programs it comes to name a host.
_TURNS = re.compile(r"//|/\.{1,2}(?:/|$)")
_QUESTION = re.compile(r"[?#]")
_TWICE = 2


def local(said: str) -> str:
    """Return a path of this site with its question, or "" for anything else.

    Promised for every text: to a browser on a page of ours, what is returned names our own origin.
    """
    if not said.startswith("/") or len(said) > _LONGEST or _ODD.search(said):
        return ""
    try:
        parts = urlsplit(said)
    except ValueError:
        return ""
    if parts.scheme or parts.netloc:
        return ""
    path = _QUESTION.split(said, 1)[0]  # not `parts.path`: of "///x" the parser drops two strokes
    for _ in range(_TWICE + 1):
        if _TURNS.search(path) or _ODD.search(path.replace(" ", "")):
            return ""
        path = unquote(path)
    return said


def then_of(form: FormData) -> str:
    """Return where a form says to go next; "" where it says nothing, or elsewhere."""
    return local(str(form.get("then") or "")[: _LONGEST + 1])


def then_asked(request: Request) -> str:
    """Return where the address says to go next, after its question mark; "" as above."""
    return local(request.query_params.get("then", "")[: _LONGEST + 1])


def then_filled(form: FormData, reply: Mapping[str, Any]) -> str:
    """Return where a form goes next once its command is answered: `{call_id}` is the reply's."""
    then = str(form.get("then") or "")[: _LONGEST + 1]
    for name, value in reply.items():
        then = then.replace("{" + name + "}", quote(str(value), safe=""))
    return local(then)


def came_from(headers: Headers) -> str:
    """Return the page of ours that one came from; "" where it is none."""
    with suppress(ValueError):
        said = urlsplit(headers.get("referer", ""))
        if said.netloc and said.netloc == headers.get("host"):
            # Not by scheme, which a proxy changes.
            return local(said.path + (f"?{said.query}" if said.query else ""))
    return ""


def back(request: Request) -> str:
    """Return the page of ours that one came from, or "/"."""
    return came_from(request.headers) or "/"


def here(request: Request) -> str:
    """Return the page that a form on it leads back to."""
    if request.headers.get("x-partial"):
        # A form inside a refetched part leads back to the page that the part stands on.
        return back(request)
    query = request.scope["query_string"].decode("latin-1")
    path = quote(request.scope["path"], safe="/:@!$&'()*+,;=~", errors="replace")
    return local(path + (f"?{query}" if query else "")) or "/"


def posted(request: Request) -> str:
    """Return the page that answers when what was posted is looked at again; "" where none was.

    That is the page one came from, with its question, or the address itself where it has a page.
    """
    if request.method != "POST":
        return ""
    came, looked = came_from(request.headers), {**request.scope, "method": "GET"}
    path: str = request.scope["path"]
    has_page = any(one.matches(looked)[0] is Match.FULL for one in request.app.routes)
    return here(request) if has_page and _QUESTION.split(came, 1)[0] != path else came or "/"


def lead(to: str) -> Response:
    """Answer with the way to a path of this site; to the first page where it is none."""
    return RedirectResponse(local(to) or "/", 303)
