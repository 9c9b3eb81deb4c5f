"""The form of a step."""

from __future__ import annotations

from collections.abc import Mapping
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
NOTHING: Mapping[str, str] = {}


def build(
    shown: StepSeen, say: Wording, *, below: str = "", written: StepWords | None = None, theirs: Step | None = None
) -> View:
    """The form, of a new step too. `theirs`: what was saved while somebody wrote `written`; `below`: the plan's modal."""
    step = theirs or shown.step
    words = written or _words(step)
    goal = say.plain("action_plan.step_form.for", title=shown.goal.title)
    blocks = [typed_context(goal), *inputs(words, say), context(_t(say, "shared", names=partners(shown.seen)))]
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


def inputs(
    words: StepWords, say: Wording, *, asks: Mapping[str, str] = NOTHING, due_hint: str = "", nth: str = ""
) -> list[Block]:
    """What a step is made of. `asks` has other labels than usual, by field; `nth` sets the fields of one page apart from
    those of the next, as Slack would keep what stands in a field of the same id."""

    def label(name: str) -> str:
        return asks.get(name) or _t(say, name)

    kinds = [option(say.plain(f"action_plan.step.{kind}"), kind.value, _t(say, f"{kind}_note")) for kind in Activity]
    title = text_input(
        max_length=TITLE, initial=words.title, placeholder=_t(say, "step_placeholder"), focus=not words.title
    )
    duration = text_input(max_length=DURATION, initial=words.duration, placeholder=_t(say, "duration_placeholder"))
    resources = text_input(max_length=RESOURCES, initial=words.resources, placeholder=_t(say, "resources_placeholder"))
    return [
        field(f"step{nth}", label("step"), title),
        field(f"activity{nth}", label("activity"), radio(kinds, words.activity.value)),
        field(f"due{nth}", label("due"), date_input(words.due), hint=due_hint, optional=True),
        field(f"duration{nth}", label("duration"), duration, optional=True),
        field(f"resources{nth}", label("resources"), resources, optional=True),
    ]


def _buttons(step: Step, say: Wording) -> list[Block]:
    drop = button(_t(say, "drop"), "step.drop", f"step:{step.id}")
    asked = {"title": "drop_title", "text": "drop_text", "confirm": "drop_yes", "deny": "drop_no"}
    buttons = [asked_first(drop, **{name: _t(say, key) for name, key in asked.items()})]
    if step.is_done:
        buttons.insert(0, button(_t(say, "reopen"), "step.done", f"step:{step.id}:open"))
    return buttons


def read(submission: Submission, *, nth: str = "") -> StepWords:
    """What was written; `nth` as the page had it."""
    values = submission.values
    due = values.date(f"due{nth}")
    return StepWords(
        title=" ".join(values.text(f"step{nth}").split()),
        activity=Activity(values.choice(f"activity{nth}") or Activity.DOING),
        duration=" ".join(values.text(f"duration{nth}").split()),
        resources=" ".join(values.text(f"resources{nth}").split()),
        due=date.fromisoformat(due) if due else None,
    )
