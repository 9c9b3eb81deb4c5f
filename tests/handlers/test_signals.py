"""The words of every signal in every stage: there, the same for both, in the house's voice, with buttons that work."""

from __future__ import annotations

import re
from datetime import date

import pytest

from bot.mentoring.signals import BEHAVIOURAL, IN_DISGUISE
from bot.mentoring.stages import Stage
from handlers.slack.listeners import ACTIONS
from handlers.slack.views import signals
from tests.block_linter import lint
from tests.builders import person
from tests.handlers.samples.signals import EVERY, FACTS, SAID, suggestion

ACCUSING = re.compile(r"\b(missed|still|only|fail\w*|should|must|blame|fault|he|she|his|her|mr|ms)\b", re.IGNORECASE)
ANSWERED = re.compile(r"\b(answered|said|told me|doubts?|score|rated|private|ready)\b", re.IGNORECASE)


def words(message):
    """All that is read in it, buttons apart."""
    section, _, context = message.blocks
    return f"{section['text']['text']} {context['elements'][0]['text']}"


def buttons(message):
    return message.blocks[1]["elements"]


@pytest.mark.parametrize("values", EVERY, ids=lambda each: f"{each.kind}-{each.stage}-{dict(each.facts)}")
def test_every_one_keeps_the_voice_and_accuses_nobody(values, say):
    message = signals.raised(values, say)
    assert lint("message", {"text": message.text, "blocks": list(message.blocks)}) == []
    assert not ACCUSING.search(words(message))
    assert len(message.text.split()) > 20


@pytest.mark.parametrize("values", EVERY, ids=lambda each: f"{each.kind}-{each.stage}-{dict(each.facts)}")
def test_every_button_leads_somewhere_and_one_may_always_leave_it(values, say):
    offered = buttons(signals.raised(values, say))
    assert 2 <= len(offered) <= 3
    assert {each["action_id"] for each in offered} <= ACTIONS.keys()
    assert [each.get("style") for each in offered] == ["primary", *[None] * (len(offered) - 1)]
    assert (offered[-1]["action_id"], offered[-1]["value"]) == ("signal.dismiss", "signal:58")
    assert all(each["value"].startswith("pair:41") for each in offered[:-1])


@pytest.mark.parametrize("kind", ["W.missed", "W.quiet", "W.stuck"])
def test_what_means_something_else_in_each_stage_is_said_otherwise(kind, say):
    assert len({words(signals.raised(suggestion(kind, stage), say)) for stage in Stage}) == 4


@pytest.mark.parametrize("kind", SAID)
@pytest.mark.parametrize("stage", Stage)
def test_both_read_the_same_but_for_the_other_name(kind, stage, say):
    to_amara = suggestion(kind, stage, who=person(2, "Jonas"))
    to_jonas = to_amara._replace(others=(person(1, "Amara"),))
    one, other = (signals.raised(each, say) for each in (to_amara, to_jonas))
    assert one.text.replace("Jonas", "Amara") == other.text
    assert words(one).replace("Jonas", "Amara") == words(other)
    assert buttons(one) == buttons(other)


@pytest.mark.parametrize("kind", sorted(IN_DISGUISE & set(SAID)))
@pytest.mark.parametrize("stage", Stage)
def test_answers_in_disguise_read_like_a_thought_that_comes_to_every_pair(kind, stage, say):
    """No count and no day that could be matched with an answer, and nothing that says that there was a private one."""
    assert kind not in FACTS
    text = words(signals.raised(suggestion(kind, stage), say))
    assert not ANSWERED.search(text)
    assert not re.search(r"\d", text)
    assert "Nobody else sees this." in text


def test_no_name_stands_in_the_words_but_the_partners_and_the_coordinators(say):
    keys = sorted(filter(re.compile("signals[.]").match, say.library.keys()))
    places = {name for key in keys for name in say.library.places(key)}
    assert places == {"names", "count", "of", "span", "stage", "task", "ends", "coordinator"}
    means = [key for key in keys if ".means." in key]
    assert len(means) > 20
    assert {name for key in means for name in say.library.places(key)} == {"task"}


@pytest.mark.parametrize("kind", SAID)
def test_it_says_what_the_coordinator_sees_and_from_when(kind, say):
    text = words(signals.raised(suggestion(kind), say))
    if kind in BEHAVIOURAL:
        assert "If nothing changes for a while, Ruth will see that you could use a hand, nothing more." in text
        now = words(signals.raised(suggestion(kind, hand=True), say))
        assert "Ruth sees that you could use a hand, and nothing more." in now
        assert "will see" not in now
    else:
        assert "Nobody else sees this." in text
        assert "use a hand" not in text


@pytest.mark.parametrize(
    ("known", "count", "now", "later"),
    [
        (True, 3, "Your coordinators see that you", "your coordinators will see that you"),
        (False, 3, "Your coordinators see that you", "your coordinators will see that you"),
        (False, 1, "Your coordinator sees that you", "your coordinator will see that you"),
        (False, 0, "Nobody else sees this.", "Nobody else sees this."),
    ],
)
def test_of_several_coordinators_none_is_named_and_where_there_is_none_nobody_sees_it(known, count, now, later, say):
    values = suggestion("W.quiet", coordinators=count)
    values = values if known else values._replace(coordinator=None)
    assert later in words(signals.raised(values, say))
    assert now in words(signals.raised(values._replace(hand=True), say))


def test_help_with_limits_is_offered_by_nobody_where_there_is_no_coordinator_outside(say):
    text = words(signals.raised(suggestion("W.limits", coordinators=0)._replace(coordinator=None), say))
    assert "Nobody else sees this." in text
    assert "can help" not in text


def test_help_with_limits_is_there_for_whoever_asks(say):
    assert "Ruth can help, if you ask." in words(signals.raised(suggestion("W.limits"), say))


@pytest.mark.parametrize("stage", [Stage.S2, Stage.S3])
def test_a_plan_without_a_goal_is_not_told_to_make_a_step_smaller(stage, say):
    text = words(signals.raised(suggestion("W.plan-stalled", stage, {"late": 0, "days": 36, "goals": 0}), say))
    assert "One goal you both care about is enough to begin." in text
    assert "step" not in text


@pytest.mark.parametrize("stage", Stage)
def test_near_the_end_the_page_of_the_closing_is_one_click_away(stage, say):
    offered = [each["action_id"] for each in buttons(signals.raised(suggestion("W.end-near", stage), say))]
    assert offered == ["closing.open", "meet.open", "signal.dismiss"]


def test_evidence_says_of_nobody_in_the_pair_what_they_did(say):
    kinds = {kind.removeprefix("W.") for kind in SAID}
    keys = filter(re.compile(r"signals\.[a-z-]+\.\w+").fullmatch, say.library.keys())
    seen = [key for key in keys if key.split(".")[1] in kinds]
    assert len(seen) >= len(SAID)
    about = {
        "names": "Amara",
        "count": "2",
        "of": "4",
        "span": "ten days",
        "stage": "Building",
        "ends": date(2027, 4, 9),
    }
    assert not any(re.search(r"\bmente+|\bmentors?\b", say.plain(key, **about)) for key in seen)


def test_a_good_sign_says_that_it_is_one(say):
    assert "That is a good sign" in words(signals.raised(suggestion("W.reversal"), say))


@pytest.mark.parametrize(("days", "said"), [(1, "one day"), (10, "ten days"), (14, "two weeks"), (41, "five weeks")])
def test_a_span_is_said_in_days_at_first_and_then_in_whole_weeks(days, said, say):
    headline = words(signals.raised(suggestion("W.quiet", facts={"days": days}), say)).splitlines()[0]
    assert headline == f"*I haven't heard from you and Amara for {said} or more.*"


@pytest.mark.parametrize(
    ("kind", "facts", "said"),
    [
        ("W.missed", {"missed": 2, "of": 4}, "Two of your last four meetings with Amara didn't take place."),
        ("W.missed", {"missed": 2, "of": 2}, "Your last two meetings with Amara didn't take place."),
        ("W.missed", {"missed": 1, "of": 1}, "Your last meeting with Amara didn't take place."),
        ("W.agreement-late", {"amended": 0}, "Your agreement with Amara isn't signed yet."),
        ("W.agreement-late", {"amended": 1}, "The change to your agreement with Amara isn't signed yet."),
        ("W.plan-stalled", {"late": 0, "days": 36}, "Your plan with Amara has rested for five weeks or more."),
        ("W.plan-stalled", {"late": 0, "days": 36, "goals": 0}, "Your plan with Amara has no goal yet."),
        ("W.reversal", {}, "Who sets up your meetings with Amara has changed."),
        ("W.plan-stalled", {"late": 1, "days": 3}, "One step of your plan with Amara is past its day."),
        ("W.plan-stalled", {"late": 2, "days": 3}, "Two steps of your plan with Amara are past their day."),
        ("W.stuck", {"days": 60}, "You and Amara have been at “Building” for eight weeks or more."),
        ("W.end-near", {}, "Your mentorship with Amara ends on Friday 9 April."),
    ],
)
def test_what_was_seen_is_said_in_counts_and_days(kind, facts, said, say):
    message = signals.raised(suggestion(kind, facts=facts), say)
    assert words(message).splitlines()[0] == f"*{said}*"
    assert message.text.startswith(said)


def test_a_step_of_the_nine_that_lasts_is_told_what_counts_in_it(say):
    text = words(signals.raised(suggestion("W.stuck", facts={"days": 42}, step="N4"), say))
    assert "What counts now: You plan the first stretch of " in text
