"""A meeting for one's own calendar."""

from __future__ import annotations

from functools import partial

from bot.usecases.invitations import Invited
from handlers.slack.views import meeting_calendar as view
from tests.builders import LONGEST, STRANGEST
from tests.handlers.samples.meetings import AMARA, JONAS, LINKED, LONG, MONDAY, STRANGELY, USUAL

INVITED = [
    Invited((USUAL,), JONAS, (AMARA,), MONDAY),
    Invited((LINKED,), AMARA, (JONAS,), MONDAY, times=2),
    Invited((LONG,), LONGEST, (LONGEST,), MONDAY),
    Invited((STRANGELY,), STRANGEST, (STRANGEST,), MONDAY),
]
SAMPLES = {
    "build": [
        *(partial(view.build, each) for each in INVITED),
        *(partial(view.build, each, sent=True) for each in INVITED),
        *(partial(view.build, each, files=False) for each in INVITED),
        *(partial(view.build, each._replace(meetings=each.meetings * 6), all=True) for each in INVITED),
        *(partial(view.build, each, all=True, files=False) for each in INVITED),
    ]
}
