"""What a post's terms say in words. Pure."""

from collections.abc import Mapping

from fair.decisions import N_

LODGING: Mapping[str, str] = {
    "none": N_("no lodging"),
    "free": N_("lodging free"),
    "paid": N_("lodging for pay"),
}
MEALS: Mapping[str, str] = {
    "none": N_("no meals"),
    "free": N_("meals free"),
    "partial": N_("some meals free"),
    "paid": N_("meals for pay"),
}
TRAVEL: Mapping[str, str] = {
    "employer": N_("the employer pays"),
    "worker": N_("the worker pays"),
    "organiser": N_("the organiser pays"),
    "none": N_("no travel is paid"),
}
PERIODS: Mapping[str, str] = {
    "hour": N_("an hour"),
    "day": N_("a day"),
    "week": N_("a week"),
    "two_weeks": N_("every two weeks"),
    "month": N_("a month"),
    "year": N_("a year"),
    "piece": N_("a piece"),
}
