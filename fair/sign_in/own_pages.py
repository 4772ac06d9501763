"""A seeker's own link and its QR code."""

import io

import segno
from starlette.requests import Request
from starlette.responses import Response

from fair.decisions import NotFound
from fair.glossary import Role
from fair.routes import route
from fair.sign_in import views
from fair.web import site, viewer_of


async def own_link(request: Request) -> Response:
    """GET /me/link: one's own link and its QR code."""
    settings = site(request).settings
    return await site(request).page(
        request,
        "sign_in/link.html",
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
    return Response(picture.getvalue(), headers=headers, media_type="image/svg+xml")


_SEEKER = frozenset({Role.SEEKER})
ROUTES = [
    route("/me/link", own_link, by=_SEEKER),
    route("/me/link.svg", own_qr, by=_SEEKER),
]
