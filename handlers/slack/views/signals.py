"""Suggestions about what was seen: counts and days, nobody as the cause, and what the coordinator sees."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.mentoring.signals import BEHAVIOURAL
from bot.mentoring.stages import Stage
from bot.usecases.signals import Suggestion
from handlers.slack.show import Message
from handlers.slack.views.blocks import actions, button, context, message, section
from handlers.slack.views.clocks import names
from handlers.slack.views.wording import Wording
from prompts import english

OPENS = MappingProxyType(
    {
        "find": ("meet.open", "pair:{id}"),
        "rhythm": ("agreement.edit", "pair:{id}:rhythm"),
        "seldom": ("agreement.edit", "pair:{id}:rhythm"),
        "agenda": ("agenda.open", "pair:{id}:first"),
        "agreement": ("agreement.open", "pair:{id}"),
        "plan": ("plan.open", "pair:{id}"),
        "stage": ("stage.open", "pair:{id}"),
        "closing": ("closing.open", "pair:{id}"),
    }
)
"""What each button opens."""
OFFERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "missed": ("find", "rhythm"),
        "missed.S3": ("find", "seldom"),
        "missed.S4": ("find", "closing"),
        "agreement-late": ("agreement",),
        "agreement-late.S1": ("agenda", "agreement"),
        "plan-stalled": ("plan", "find"),
        "goals-too-broad": ("plan", "find"),
        "one-sided": ("find", "plan"),
        "views-differ": ("find",),
        "limits": ("find", "agreement"),
        "quiet": ("find", "seldom"),
        "quiet.S1": ("find",),
        "quiet.S4": ("find", "closing"),
        "reversal": ("stage",),
        "stuck": ("stage", "plan"),
        "stuck.S1": ("agreement", "find"),
        "stuck.S4": ("closing", "find"),
        "end-near": ("closing", "find"),
    }
)
"""The buttons of each signal, in a stage of its own words or in every one; the first is the suggestion itself."""


def raised(values: Suggestion, say: Wording) -> Message:
    """A signal: the same words to every member."""
    kind = values.kind.removeprefix("W.")
    about = _about(values, say)
    seen = f"signals.{kind}.{_seen(kind, values.facts)}"
    means = _means(kind, values, say)
    offers = OFFERS.get(f"{kind}.{values.stage}", OFFERS[kind])
    same, coordinator = "signals.who.same", f"signals.who.{_who(values)}"
    return message(
        " ".join(say.plain(key, **about) for key in (seen, means, same, coordinator)),
        section(f"*{say.mrkdwn(seen, **about)}*\n{say.mrkdwn(means, **about)}"),
        actions(
            *(_button(name, values, say, primary=nth == 0) for nth, name in enumerate(offers)),
            button(say.plain("signals.buttons.leave"), "signal.dismiss", f"signal:{values.signal}"),
        ),
        context(f"{say.mrkdwn(same, **about)} {say.mrkdwn(coordinator, **about)}"),
    )


def _about(values: Suggestion, say: Wording) -> dict[str, object]:
    facts = values.facts
    step = values.step or values.stage
    return {
        "names": names(values.others),
        "count": english.number(facts.get("missed", facts.get("late", 0)), capital=True),
        "of": english.number(facts.get("of", 0)),
        "span": english.span(facts.get("days", 0)),
        "stage": say.plain(f"process.{_place(values)}.name"),
        "task": say.plain(f"process.{step}.task", mentor=values.mentor, mentee=values.mentee),
        "mentor": values.mentor,
        "mentee": values.mentee,
        "ends": values.ends,
        "coordinator": "" if values.coordinator is None else values.coordinator.first_name,
    }


def _seen(kind: str, facts: Mapping[str, int]) -> str:
    """Which of its sentences says what was seen."""
    match kind:
        case "missed":
            return "one" if facts["of"] == 1 else "all" if facts["missed"] == facts["of"] else "some"
        case "agreement-late" if facts["amended"]:
            return "amended"
        case "plan-stalled" if _is_empty(facts):
            return "empty"
        case "plan-stalled" if facts["late"]:
            return "late_one" if facts["late"] == 1 else "late_some"
    return "usual"


def _is_empty(facts: Mapping[str, int]) -> bool:
    """Whether there is no goal in the plan yet."""
    return facts.get("goals") == 0


def _place(values: Suggestion) -> str:
    """Where it is seen. The first two of nine steps count as one."""
    return values.stage if values.step is None or values.stage is Stage.S1 else values.step


def _means(kind: str, values: Suggestion, say: Wording) -> str:
    """What it may mean, by stage; where one of nine steps lasts too long, that step's own task."""
    if kind == "stuck" and values.step is not None:
        return "signals.stuck.means.step"
    if kind == "plan-stalled" and _is_empty(values.facts):
        return "signals.plan-stalled.means.empty"
    key = f"signals.{kind}.means"
    return f"{key}.{values.stage}" if f"{key}.{values.stage}" in say.library else f"{key}.any"


def _who(values: Suggestion) -> str:
    """Which sentence says who else sees something of it: no coordinator who is one of the pair counts as another."""
    if values.kind == "W.limits" and values.coordinator is not None:
        return "limits"
    if values.kind not in BEHAVIOURAL or not values.coordinators:
        return "nobody"
    count = "several" if values.coordinators > 1 else "one" if values.coordinator is not None else "unnamed"
    return f"{'now' if values.hand else 'later'}.{count}"


def _button(name: str, values: Suggestion, say: Wording, *, primary: bool) -> dict[str, object]:
    action, value = OPENS[name]
    return button(say.plain(f"signals.buttons.{name}"), action, value.format(id=values.mentorship), primary=primary)


def left(say: Wording) -> Message:
    """Put aside."""
    return message(
        say.plain("signals.left.text"),
        section(say.mrkdwn("signals.left.title")),
        context(say.mrkdwn("signals.left.nobody")),
    )


MESSAGES = {"signals.raised": raised}
