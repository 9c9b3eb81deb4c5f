"""Histories that speak for a signal, for the tests of its rules."""

from __future__ import annotations

from datetime import timedelta

from bot.mentoring.evidence import What
from bot.mentoring.stages import Stage
from tests.bot.mentoring.pieces import MENTEE, MENTOR, goal, meetings, says

S1, S2, S3, S4 = Stage
MOMENT = timedelta(microseconds=1)


def ready(*answers, about=1):
    return [says(day, who, "ready", value, about) for day, who, value in answers]


def scale(topic, who, *answers):
    return [says(day, who, topic, value) for day, value in answers]


MET = [goal(40), goal(50, what=What.GOAL_MET)]
AGREEING = [goal(31), goal(31, id=2)]
TWICE = [*AGREEING, *ready((40, MENTEE, "yes"), (41, MENTOR, "no"), (50, MENTEE, "yes"), (55, MENTOR, "no"))]
STRONG = scale("limits", MENTOR, (40, 4), (54, 4))
LOW = scale("support", MENTEE, (50, 1), (60, 2), (100, 3))
FAR = [says(40, MENTEE, "pace", 1), says(41, MENTOR, "pace", 4)]
LEADS = meetings("HHHH", by="oeee")
