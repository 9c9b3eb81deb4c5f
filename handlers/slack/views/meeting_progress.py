"""The form for a joint look back at a meeting (M.evaluate)."""

from __future__ import annotations

from bot.mentoring.action_plan import TITLE
from bot.mentoring.appointments import AppointmentId
from bot.mentoring.goals import GoalId
from bot.mentoring.objectives import HowFar
from bot.usecases.objectives import LookBack
from handlers.slack.incoming import Submission
from handlers.slack.show import View
from handlers.slack.views import drafts
from handlers.slack.views.blocks import (
    actions,
    button,
    context,
    field,
    modal,
    option,
    radio,
    section,
    select,
    text_input,
)
from handlers.slack.views.wording import Wording

CALLBACK_ID = "meeting.progress"


def build(back: LookBack, say: Wording, *, below: str = "") -> View:
    """Which goal, how far, and what comes next; without a goal, the way to one. `below`: the meeting's modal under this."""
    lead = section(say.mrkdwn("objectives.M.evaluate.lead", day=back.day))
    if not back.goals:
        add = button(_t(say, "add"), "goal.add", f"pair:{back.mentorship}")
        none = section(say.mrkdwn("objectives.M.evaluate.none"))
        return modal("meeting.no_goal", title=_t(say, "title"), close=_t(say, "close"), blocks=[none, actions(add)])
    first = back.goals[0]
    said = back.said.get(first.id)
    step = text_input(max_length=TITLE, placeholder=_t(say, "step_example"))
    form = modal(
        CALLBACK_ID,
        title=_t(say, "title"),
        submit=_t(say, "submit"),
        close=_t(say, "close"),
        metadata={"meeting": back.appointment, "below": below},
        blocks=[
            lead,
            field(
                "goal",
                _t(say, "goal"),
                select([option(each.title, str(each.id)) for each in back.goals], str(first.id)),
            ),
            field("how_far", _t(say, "how_far"), radio([option(_t(say, each), each) for each in HowFar], said)),
            field("step", _t(say, "step"), step, hint=_t(say, "step_hint"), optional=True),
            *drafts.leaves(say, back.mentorship),
            context(say.mrkdwn("objectives.M.evaluate.shared", names=back.others)),
        ],
    )
    return drafts.taken_up(form, say, mentorship=back.mentorship, page=back.page, draft=back.draft)


def _t(say: Wording, key: str) -> str:
    return say.plain(f"objectives.M.evaluate.{key}")


def read(submission: Submission) -> tuple[AppointmentId, GoalId, HowFar | None, str]:
    """The meeting, the goal, how far it has come, and the next step."""
    values = submission.values
    chosen = next((each for each in HowFar if each == values.choice("how_far")), None)
    step = " ".join(values.text("step").split())
    return AppointmentId(submission.metadata["meeting"]), GoalId(int(values.choice("goal") or 0)), chosen, step
