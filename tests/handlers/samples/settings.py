"""One's settings."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.mentoring.habits import Choices, Rhythm
from bot.mentoring.mentorship import MentorshipId
from bot.usecases.settings import Chosen
from handlers.slack.views import settings
from tests.builders import LONGEST, STRANGE, STRANGEST, person

USUAL = person()
OWN = person(
    chosen=Choices(time(22, 30), time(6), tuple(range(7)), 3, time(7, 15), Rhythm.MONTHLY), zone="Asia/Kathmandu"
)


def chosen(of=USUAL, *, pause=None, celebrates=((41, "Amara"),)):
    following = datetime(2026, 11, 26, 9, 0, tzinfo=ZoneInfo(of.zone))
    pairs = tuple((MentorshipId(id), others) for id, others in celebrates)
    return Chosen(of, of.habits, of.habits.day, pause, following, pairs, of.habits.day)


MANY = tuple((id, LONGEST.first_name) for id in range(100, 140))


def built(values, *, everything=False):
    return lambda say: settings.build(values, settings.held(values)._replace(everything=everything), say)


SAMPLES = {
    "build": [
        built(chosen()),
        built(chosen(celebrates=()), everything=True),
        built(chosen(OWN, pause=date(2026, 12, 3)), everything=True),
        built(chosen(LONGEST, celebrates=MANY), everything=True),
        built(chosen(STRANGEST, celebrates=((41, STRANGE), (42, STRANGE)))),
    ],
    "saved": [
        lambda say: settings.saved(chosen(), say),
        lambda say: settings.saved(chosen(OWN, pause=date(2026, 12, 3)), say),
        lambda say: settings.saved(chosen(person(chosen=Choices(rhythm=Rhythm.NEVER)))._replace(next=None), say),
        lambda say: settings.saved(chosen(LONGEST), say),
    ],
}
