"""The form of a step."""

from __future__ import annotations

from datetime import date

from bot.mentoring.action_plan import DURATION, RESOURCES, TITLE, Activity, Step, StepWords
from bot.usecases.action_plan import StepSeen
from handlers.slack.incoming import Submission
from handlers.slack.show import Block, View
from handlers.slack.views.action_plan import partners, step_lines
from handlers.slack.views.blocks import (
    actions,
    asked_first,
    button,
    context,
    date_input,
    field,
    modal,
    option,
    radio,
    section,
    text_input,
    typed,
    typed_context,
)
from handlers.slack.views.wording import Wording

CALLBACK_ID = "step.save"


def build(
    shown: StepSeen, say: Wording, *, below: str = "", written: StepWords | None = None, theirs: Step | None = None
) -> View:
    """The form, of a new step too. `theirs`: what was saved while somebody wrote `written`; `below`: the plan's modal."""
    step = theirs or shown.step
    words = written or _words(step)
    goal = say.plain("action_plan.step_form.for", title=shown.goal.title)
    blocks = [typed_context(goal), *_inputs(words, say), context(_t(say, "shared", names=partners(shown.seen)))]
    if theirs is not None:
        blocks = [section(say.mrkdwn("action_plan.meanwhile.text")), typed(step_lines(theirs, say)), *blocks]
    if step is not None:
        blocks.append(actions(*_buttons(step, say)))
    return modal(
        CALLBACK_ID,
        title=_t(say, "title"),
        submit=_t(say, "submit"),
        close=_t(say, "close"),
        blocks=blocks,
        metadata={
            "goal": shown.goal.id,
            "step": step.id if step else 0,
            "revision": step.revision if step else 0,
            "below": below,
        },
    )


def _t(say: Wording, key: str, **values: object) -> str:
    return say.mrkdwn(f"action_plan.step_form.{key}", **values)


def _words(step: Step | None) -> StepWords:
    if step is None:
        return StepWords("", Activity.DOING, "", "", None)
    return StepWords(step.title, step.activity, step.duration, step.resources, step.due)


def _inputs(words: StepWords, say: Wording) -> list[Block]:
    kinds = [option(say.plain(f"action_plan.step.{kind}"), kind.value, _t(say, f"{kind}_note")) for kind in Activity]
    title = text_input(
        max_length=TITLE, initial=words.title, placeholder=_t(say, "step_placeholder"), focus=not words.title
    )
    duration = text_input(max_length=DURATION, initial=words.duration, placeholder=_t(say, "duration_placeholder"))
    resources = text_input(max_length=RESOURCES, initial=words.resources, placeholder=_t(say, "resources_placeholder"))
    return [
        field("step", _t(say, "step"), title),
        field("activity", _t(say, "activity"), radio(kinds, words.activity.value)),
        field("due", _t(say, "due"), date_input(words.due), optional=True),
        field("duration", _t(say, "duration"), duration, optional=True),
        field("resources", _t(say, "resources"), resources, optional=True),
    ]


def _buttons(step: Step, say: Wording) -> list[Block]:
    drop = button(_t(say, "drop"), "step.drop", f"step:{step.id}")
    asked = {"title": "drop_title", "text": "drop_text", "confirm": "drop_yes", "deny": "drop_no"}
    buttons = [asked_first(drop, **{name: _t(say, key) for name, key in asked.items()})]
    if step.is_done:
        buttons.insert(0, button(_t(say, "reopen"), "step.done", f"step:{step.id}:open"))
    return buttons


def read(submission: Submission) -> StepWords:
    """What was written."""
    values = submission.values
    due = values.date("due")
    return StepWords(
        title=" ".join(values.text("step").split()),
        activity=Activity(values.choice("activity") or Activity.DOING),
        duration=" ".join(values.text("duration").split()),
        resources=" ".join(values.text("resources").split()),
        due=date.fromisoformat(due) if due else None,
    )
