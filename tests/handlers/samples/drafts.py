"""What a form gives way to when it is put by; and a form with what was kept of it, longer than it can be sent."""

from __future__ import annotations

from functools import partial

from bot.mentoring.drafts import Written
from bot.mentoring.people import Role
from bot.usecases.first_words import Writing
from handlers.slack.views import drafts as view
from handlers.slack.views import first_words
from tests.builders import STRANGE, person

WORDS: list[Written] = [{"words": "Hello"}, {"words": ""}, {"words": "W" * 3000}, {"words": STRANGE}, {"gone": "W"}]


def taken_up(written, say):
    form = first_words.build(Writing(41, person(1), Role.MENTEE, "Amara"), say)
    return view.taken_up(form, say, mentorship=41, page="first_words", draft=written)


SAMPLES = {
    "kept": [view.kept],
    "discarded": [view.discarded],
    "taken_up": [partial(taken_up, each) for each in WORDS],
}
