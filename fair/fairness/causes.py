"""Why somebody went, or came, before others, in words."""

from collections.abc import Mapping

from fair.decisions import N_

CAUSES: Mapping[str, str] = {
    "cut_off": N_("Was cut off and came back"),
    "returned": N_("Came back with an earlier number"),
    "handed_on": N_("Was passed on by a colleague"),
    "appointment": N_("Had an appointment that was due"),
    "priority": N_("Has priority by the organiser’s published rule"),
    "by_name:cut_off": N_("By name: had been cut off before"),
    "by_name:required_skill": N_("By name: has a language or certificate that the post requires"),
    "by_name:promised": N_("By name: had an earlier promise"),
    "away": N_("Those before could not be called: in a talk, just after one, or by their wish"),
    "engaged": N_("Those before had an appointment elsewhere in a moment"),
    "meant": N_("Those before went on to a colleague"),
    "turns": N_("It was the turn of the ordinary queue"),
}
