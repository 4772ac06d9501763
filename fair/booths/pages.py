"""Routes and parts of booths: a booth's room, the recruiter's booth and duty."""

from starlette.requests import Request
from starlette.responses import Response

from fair.booths import banner_views, views
from fair.roles import RECRUITERS
from fair.routes import part, route, shows
from fair.templates import Page
from fair.web import asked, site

MY_BOOTH = Page("booths/my_booth.html", views.MyBooth)


async def my_booth(request: Request) -> Response:
    """GET /desk/booth: what a recruiter keeps of the employer's booth."""
    wanted = asked(request, "booth")
    return await site(request).page(
        request, MY_BOOTH, lambda at, viewer: views.my_booth(at, viewer, wanted)
    )


ROUTES = [
    shows("/booths/{booth_id}", "booths/booth.html", views.room),
    shows("/booths/{booth_id}/head", "booths/_head.html", views.head),
    shows("/booths/{booth_id}/banner", "booths/_banner.html", banner_views.banner),
    route("/desk/booth", my_booth, by=RECRUITERS, pages=(MY_BOOTH,)),
    shows("/desk/{booth_id}/duty", "booths/_duty.html", views.duty_bar, by=RECRUITERS),
]
PARTS = {
    "booths.of_employer": part("booths/_of_employer.html", views.of_employer),
    "booths.banner": part("booths/_banner_part.html", banner_views.banner),
    "booths.duty_of": part("booths/_duty_of.html", views.duty_of),
    "booths.duty_bar": part("booths/_duty_bar.html", views.duty_bar),
}
