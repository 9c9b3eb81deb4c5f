"""Celebrations: the question, the choice, the posts."""

from __future__ import annotations

from dataclasses import replace

from bot.mentoring.mentorship import Celebration
from bot.mentoring.milestones import Kind
from bot.usecases.milestones import Achievement, Choosing
from handlers.slack.views import celebrations as view
from tests.handlers.samples import agreements as some


def _choosing(pair, choice=None):
    me = replace(pair.members[0], celebration=choice)
    return Choosing(pair.with_member(me), me, "C0MENTOR")


CHOOSING = [_choosing(pair) for pair in (some.mentorship(), some.LONG_PAIR, some.STRANGE_PAIR)]
NAMES = [("Jonas", "Amara"), ("W" * 80, "W" * 80), (some.STRANGE, some.STRANGE)]
ACHIEVEMENTS = [
    Achievement(kind, names, nth, in_program)
    for kind in Kind
    for names in (*NAMES, ())
    for nth, in_program in ((1, 1), (3, 7), (4, 4000))
]

SAMPLES = {
    "build": [
        *(lambda say, each=each: view.build(say, each) for each in CHOOSING),
        *(lambda say, choice=choice: view.build(say, _choosing(some.mentorship(), choice)) for choice in Celebration),
    ],
    "consent": [lambda say, each=each: view.consent(each, say) for each in CHOOSING],
    "thanks": [view.thanks],
    "post": [lambda say, each=each: view.post(each, say) for each in ACHIEVEMENTS],
    "between": [
        lambda say, each=each: view.between(each, say)
        for each in ACHIEVEMENTS
        if each.names and each.kind not in (Kind.AGREEMENT_SIGNED, Kind.CLOSED)
    ],
}
