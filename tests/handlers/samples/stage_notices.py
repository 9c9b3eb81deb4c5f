"""What is sent about the stage: there and back, with long and strange names."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from bot.mentoring.stages import Stage
from bot.usecases.stage_page import Felt, Kept
from bot.usecases.stages import Asked, Moved, TakingStock
from handlers.slack.views import stage_notices
from tests.builders import LONGEST, STRANGEST, person
from tests.handlers.samples.agreements import mentorship

PAIRS = (mentorship(), mentorship(LONGEST, STRANGEST), mentorship(STRANGEST, LONGEST))


def asked(stage, pair=PAIRS[0], *, back=False):
    return Asked(pair, pair.members[0].person.first_name, stage, back, 1_794_000_000)


def stock(pair, *, power=False):
    return TakingStock(replace(pair, power=power), pair.members[0].person.first_name)


def _moved(stage, before, pair=PAIRS[0]):
    return Moved(replace(pair, stage=stage), "Amara", before)


SAMPLES = {
    "ask": [
        *(partial(stage_notices.ask, asked(stage, back=back)) for stage in list(Stage)[1:] for back in (False, True)),
        *(partial(stage_notices.ask, asked(Stage.S3, pair)) for pair in PAIRS[1:]),
    ],
    "after": [
        partial(stage_notices.after, Felt(kept, who, "Amara", None))
        for who in (person(2), LONGEST, STRANGEST)
        for kept in Kept
    ],
    "moved": [
        partial(stage_notices.moved, _moved(Stage.S2, Stage.S1)),
        partial(stage_notices.moved, _moved(Stage.S3, Stage.S2)),
        partial(stage_notices.moved, _moved(Stage.S2, Stage.S3)),
        *(partial(stage_notices.moved, _moved(Stage.S4, Stage.S3, pair)) for pair in PAIRS),
    ],
    "take_stock": [partial(stage_notices.take_stock, stock(pair)) for pair in PAIRS],
}
