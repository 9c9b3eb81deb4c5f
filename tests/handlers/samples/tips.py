"""A tip to a mentor."""

from __future__ import annotations

from functools import partial

from bot.mentoring.tips import Tip
from bot.usecases.tips import TipGiven
from handlers.slack.views import tips
from prompts.tips import LONGEST as LONGEST_TIP
from prompts.tips import bank
from tests.builders import LONGEST, STRANGE

SAMPLES = {
    "tip": [
        *(partial(tips.tip, TipGiven(each, "Priya")) for each in bank()),
        partial(tips.tip, TipGiven(Tip("longest", "W" * LONGEST_TIP, "support", "listening"), LONGEST.first_name)),
        partial(tips.tip, TipGiven(bank()[0], STRANGE)),
    ]
}
