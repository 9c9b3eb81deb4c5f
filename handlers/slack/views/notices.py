"""Every message that goes out by itself: kind of notice -> how it looks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from handlers.slack.show import Message
from handlers.slack.views import (
    absences,
    action_plan_goal_confirm,
    agreement_notices,
    appointments,
    celebrations,
    check_ins,
    closing_notices,
    closure,
    expectations,
    first_contact,
    first_words,
    hello,
    pairing,
    pairs,
    series_notices,
    signals,
    stage_notices,
    steps,
    tips,
)
from handlers.slack.views.wording import Wording

MESSAGES: dict[str, Callable[[Any, Wording], Message]] = {
    **action_plan_goal_confirm.MESSAGES,
    **absences.MESSAGES,
    **check_ins.MESSAGES,
    **agreement_notices.MESSAGES,
    **celebrations.MESSAGES,
    **appointments.MESSAGES,
    **closing_notices.MESSAGES,
    **closure.MESSAGES,
    **expectations.MESSAGES,
    **first_contact.MESSAGES,
    **first_words.MESSAGES,
    **pairing.MESSAGES,
    **pairs.MESSAGES,
    **hello.MESSAGES,
    **series_notices.MESSAGES,
    **signals.MESSAGES,
    **tips.MESSAGES,
    **stage_notices.MESSAGES,
    **steps.MESSAGES,
}
