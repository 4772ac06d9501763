"""A seeker's own link and its QR code; where one is signed in."""

import io
from typing import Any

import segno
from starlette.requests import Request
from starlette.responses import Response

from fair.decisions import NotFound
from fair.roles import SEEKERS
from fair.routes import part, route
from fair.sign_in import views
from fair.sign_in.contexts import OwnLink
from fair.templates import Page
from fair.web import site, viewer_of

LINK = Page("sign_in/link.html", OwnLink)


async def own_link(request: Request) -> Response:
    """GET /me/link: one's own link and its QR code."""
    settings = site(request).settings
    return await site(request).page(
        request,
        LINK,
        lambda at, viewer: views.own_link(at, viewer, settings.base_url, settings.secret),
    )


async def own_qr(request: Request) -> Response:
    """GET /me/link.svg: the link as a QR code, for nobody's cache."""
    at, viewer = site(request), viewer_of(request)
    found = await at.database.read(
        lambda look: views.own_link(look, viewer, at.settings.base_url, at.settings.secret)
    )
    if not found["url"]:
        raise NotFound
    picture = io.BytesIO()
    segno.make(found["url"], error="m").save(
        picture, kind="svg", border=2, omitsize=True, xmldecl=False, nl=False
    )
    headers = {"Cache-Control": "no-store"}
    return Response(picture.getvalue(), headers=headers, media_type="image/svg+xml; charset=utf-8")


ROUTES = [
    route("/me/link", own_link, by=SEEKERS, pages=(LINK,)),
    route("/me/link.svg", own_qr, by=SEEKERS),
]
PARTS: dict[str, Any] = {"sign_in.devices": part("sign_in/_devices.html", views.devices)}
