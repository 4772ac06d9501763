"""Routes of what is taken from fair to fair: a recruiter's posts, the organiser's fairs."""

from starlette.requests import Request
from starlette.responses import Response

from fair import plain
from fair.recurring import views
from fair.recurring.contexts import Again, Take
from fair.roles import ORGANISERS, RECRUITERS
from fair.routes import route, shows
from fair.templates import Page
from fair.web import asked, site

TAKE = Page("recurring/take.html", Take)
AGAIN = Page("recurring/again.html", Again)


async def take(request: Request) -> Response:
    """GET /desk/take/{booth_id} and /organise/take/{booth_id}: the posts to take there."""
    booth_id, wanted = request.path_params["booth_id"], asked(request, "q")
    choose = asked(request, "choose") == "one"
    return await site(request).page(
        request, TAKE, lambda at, viewer: views.take(at, viewer, booth_id, wanted, choose=choose)
    )


async def again(request: Request) -> Response:
    """GET /organise/fairs/{fair_id}/again: the next dates of a fair."""
    fair_id = request.path_params["fair_id"]
    every, times = _number(request, "every"), _number(request, "times")
    return await site(request).page(
        request, AGAIN, lambda at, viewer: views.again(at, viewer, fair_id, every, times)
    )


def _number(request: Request, name: str) -> int:
    text = plain.number(asked(request, name))
    return int(text) if text.isdecimal() and len(text) < len("1000") else 0


ROUTES = [
    shows("/desk/take", "recurring/choice.html", views.choice, by=RECRUITERS),
    route("/desk/take/{booth_id}", take, by=RECRUITERS, pages=(TAKE,)),
    route("/organise/take/{booth_id}", take, by=ORGANISERS, pages=(TAKE,)),
    shows(
        "/organise/fairs/{fair_id}/posts", "recurring/posts.html", views.fair_posts, by=ORGANISERS
    ),
    route("/organise/fairs/{fair_id}/again", again, by=ORGANISERS, pages=(AGAIN,)),
]
