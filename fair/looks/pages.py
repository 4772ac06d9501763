"""Routes of looks: a recruiter's list of what the organiser looks at; the mark beside words."""

from fair.looks import views
from fair.roles import RECRUITERS
from fair.routes import part, shows

ROUTES = [shows("/desk/looks", "looks/mine.html", views.mine, by=RECRUITERS)]
PARTS = {"looks.mark": part("looks/_mark.html", views.mark)}
