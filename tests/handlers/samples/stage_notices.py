"""What is sent about the stage: there and back, with long and strange names."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from bot.mentoring.stage_question import How
from bot.usecases.stage_page import Felt, Kept
from bot.usecases.stages import Asked, Moved, TakingStock
from handlers.slack.views import stage_notices
from prompts.models import MODELS, process
from tests.builders import LONGEST, STRANGEST, person
from tests.handlers.samples.agreements import mentorship

PLACES = [step.id for model in MODELS for step in process(model).steps]
PAIRS = (mentorship(), mentorship(LONGEST, STRANGEST), mentorship(STRANGEST, LONGEST))


def asked(place, pair=PAIRS[0], *, back=False):
    return Asked(pair, pair.members[0].person.first_name, place, back, 1_794_000_000)


def stock(pair, *, power=False):
    return TakingStock(replace(pair, power=power), pair.members[0].person.first_name)


def moved(place, how, pair=PAIRS[0], *, back=False):
    return Moved(replace(pair, step=place), "Amara", how, back)


SAMPLES = {
    "ask": [
        *(partial(stage_notices.ask, asked(place, back=back)) for place in PLACES for back in (False, True)),
        *(partial(stage_notices.ask, asked("S3", pair)) for pair in PAIRS[1:]),
    ],
    "after": [
        partial(stage_notices.after, Felt(kept, who, "Amara", None))
        for who in (person(2), LONGEST, STRANGEST)
        for kept in Kept
    ],
    "moved": [
        *(partial(stage_notices.moved, moved(place, how)) for place in PLACES for how in How),
        *(partial(stage_notices.moved, moved("S4", How.WORDS, pair, back=True)) for pair in PAIRS),
    ],
    "take_stock": [partial(stage_notices.take_stock, stock(pair)) for pair in PAIRS],
}
