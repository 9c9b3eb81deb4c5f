"""Words to begin with: which are offered to whom."""

from __future__ import annotations

import pytest

from bot.mentoring.stages import Stage
from handlers.slack.views import talks
from handlers.slack.views.wording import Wording
from prompts.library import load
from tests.handlers.samples.talks import page

LIBRARY = load()
SAY = Wording(LIBRARY)
ROUNDS = 20
"""So often *Another one* comes to each of a dozen questions, with one of a goal after every second."""


def offered(stage, *, power, goals=("Say no in time",)):
    """Every question to begin with that *Another one* comes to, as it stands on the page."""
    built = (talks.build(page(stage, nth, goals=goals, power=power), SAY) for nth in range(ROUNDS))
    return {block["text"]["text"] for view in built for block in view["blocks"][:3] if block["type"] == "section"}


def words_of(below):
    """The questions below a key that lead to weaknesses, reviews or leaving, and the others."""
    keys = LIBRARY.below(below)
    delicate = {key for key in keys if key.removeprefix(f"{below}.") in talks.DELICATE}
    return [{f"*{SAY.mrkdwn(key)}*" for key in some} for some in (delicate, {*keys} - delicate)]


@pytest.mark.parametrize("stage", Stage)
def test_where_one_manages_the_other_nothing_leads_to_weaknesses_reviews_or_leaving(stage):
    for below in (f"talks.starters.{stage}", "talks.open_goal"):
        delicate, others = words_of(below)
        assert delicate
        assert not delicate & offered(stage, power=True)
        assert delicate <= offered(stage, power=False)
        assert others <= offered(stage, power=True)


def test_what_is_delicate_is_among_the_words_to_begin_with():
    found = {
        key.removeprefix(f"talks.starters.{stage}.")
        for stage in Stage
        for key in LIBRARY.below(f"talks.starters.{stage}")
    }
    found |= {key.removeprefix("talks.open_goal.") for key in LIBRARY.below("talks.open_goal")}
    assert found >= talks.DELICATE
