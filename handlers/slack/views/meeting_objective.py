"""The form for what a meeting should bring (M.objective)."""

from __future__ import annotations

from collections.abc import Iterator

from bot.mentoring.appointments import LONGEST_OBJECTIVE, AppointmentId
from bot.mentoring.drafts import Written
from bot.mentoring.goals import GoalId
from bot.mentoring.objectives import BRING
from bot.mentoring.people import Role
from bot.usecases.objectives import Aim, Setting
from handlers.slack.incoming import Submission
from handlers.slack.show import Block, View
from handlers.slack.views import drafts
from handlers.slack.views.blocks import context, field, modal, option, section, select, text_input, typed
from handlers.slack.views.wording import Wording

CALLBACK_ID = "meeting.objective"
NONE = "none"
NOTHING = Aim(None, "", "")


def build(setting: Setting, say: Wording, *, written: Aim | None = None, below: str = "") -> View:
    """The goal, the words and what to bring. `written` is what stood in the form of who came second: it stays in the
    fields, below what is kept by now. `below`: the meeting's modal under this one."""
    aim = written or setting.aim
    so_far = "saved" if written else "so_far" if _others_than(setting.draft, setting.aim) else ""
    role = "_mentee" if setting.role is Role.MENTEE else ""
    form = modal(
        CALLBACK_ID,
        title=_t(say, "title"),
        submit=_t(say, "submit"),
        close=_t(say, "close"),
        metadata={"meeting": setting.appointment, "mark": setting.mark, "below": below},
        blocks=[
            section(say.mrkdwn(f"objectives.M.objective.lead{role}", day=setting.day, names=setting.others)),
            *(_saved(setting, so_far, say) if so_far else ()),
            *_goal(setting, aim, say),
            field(
                "objective",
                _t(say, "words"),
                text_input(
                    max_length=LONGEST_OBJECTIVE,
                    initial=aim.words,
                    multiline=True,
                    placeholder=_t(say, "words_example"),
                ),
                optional=True,
            ),
            field(
                "bring",
                _t(say, "bring"),
                text_input(
                    max_length=BRING, initial=aim.bring, placeholder=_t(say, "bring_example", names=setting.others)
                ),
                optional=True,
            ),
            *drafts.leaves(say, setting.mentorship),
            context(say.mrkdwn("objectives.M.objective.shared")),
        ],
    )
    draft = None if written else setting.draft
    return drafts.taken_up(form, say, mentorship=setting.mentorship, page=setting.page, draft=draft)


def _t(say: Wording, key: str, **values: object) -> str:
    return say.plain(f"objectives.M.objective.{key}", **values)


def _others_than(draft: Written | None, aim: Aim) -> bool:
    """Whether something is saved that was not kept with the form, so that sending it would take it away unseen."""
    return draft is not None and not {aim.words, aim.bring} <= {"", *draft.values()}


def _saved(setting: Setting, key: str, say: Wording) -> Iterator[Block]:
    yield section(say.mrkdwn(f"objectives.M.objective.{key}"))
    for words in (setting.aim.words, setting.aim.bring):
        if words:
            yield typed(words)


def _goal(setting: Setting, aim: Aim, say: Wording) -> Iterator[Block]:
    """Where there are goals: the one it is taken from; the first of them where nothing was said yet."""
    if not setting.goals:
        return
    nothing_yet = aim == NOTHING
    chosen = setting.goals[0].id if nothing_yet else aim.goal
    options = [option(each.title, str(each.id)) for each in setting.goals]
    options.append(option(_t(say, "no_goal"), NONE))
    yield field("goal", _t(say, "goal"), select(options, NONE if chosen is None else str(chosen)), optional=True)


def read(submission: Submission) -> tuple[AppointmentId, Aim, str]:
    """The meeting, what it should bring, and the mark of what was kept when the form opened."""
    values, carried = submission.values, submission.metadata
    goal = values.choice("goal") or NONE
    aim = Aim(None if goal == NONE else GoalId(int(goal)), values.text("objective"), values.text("bring"))
    return AppointmentId(carried["meeting"]), aim, carried["mark"]
