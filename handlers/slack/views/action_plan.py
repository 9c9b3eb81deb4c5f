"""The plan in one modal."""

from __future__ import annotations

from collections.abc import Sequence

from bot.mentoring import backwards
from bot.mentoring.action_plan import GoalGlance, Step, glance
from bot.mentoring.goals import AT_A_TIME, Goal, GoalId, GoalState, current
from bot.mentoring.people import Role
from bot.mentoring.talks import Stands
from bot.mentoring.thoughts import Subject, parts
from bot.usecases.action_plan import PlanSeen
from handlers.slack.show import Block, View
from handlers.slack.views.blocks import (
    actions,
    button,
    context,
    divider,
    header,
    modal,
    option,
    plain,
    read_only,
    section,
    typed,
    typed_context,
)
from handlers.slack.views.wording import Wording
from prompts import english

CALLBACK_ID = "plan.view"
JUST_DONE, MET, OFFERED = 3, 3, 30
"""Steps shown with Undo, goals shown with their line, done steps that can be changed: what keeps a plan below 100 blocks."""
APART = "  ·  "


def partners(seen: PlanSeen) -> str:
    """The others' first names."""
    return english.listed([member.person.first_name for member in seen.mentorship.others(seen.me.id)])


def to_mentee(seen: PlanSeen, say: Wording, key: str) -> str:
    """A label that says "you" to the mentee; a mentor reads the text `<key>_theirs`, with the mentee's name."""
    mentee = seen.mentorship.mentee
    return say.plain(key) if mentee.id == seen.me.id else say.plain(f"{key}_theirs", name=mentee.first_name)


def build(seen: PlanSeen, say: Wording) -> View:
    """The whole plan: where it leads, what is next, each goal with its steps, and what has been met. After the end of
    the mentorship it is there to be read."""
    view = _whole(seen, say)
    return read_only(view, say.mrkdwn("action_plan.plan.over")) if seen.mentorship.is_ended else view


def _whole(seen: PlanSeen, say: Wording) -> View:
    working = current(seen.plan.goals)
    lines = {goal.id: goal for goal in glance(seen.plan).goals}
    blocks = _vision(seen, say)
    for goal in working:
        blocks += _goal(seen, goal, lines[goal.id], say)
    blocks += _met(seen, lines, say)
    blocks.append(divider())
    if not seen.plan.goals:
        blocks.append(section(say.mrkdwn("action_plan.plan.no_goal")))
    if len(working) >= AT_A_TIME:
        blocks.append(context(say.mrkdwn("action_plan.plan.three")))
    buttons = _whole_buttons(seen, say, room=len(working) < AT_A_TIME)
    if buttons:
        blocks.append(actions(*buttons))
    return modal(
        CALLBACK_ID,
        title=say.plain("action_plan.plan.title"),
        close=say.plain("action_plan.plan.close"),
        blocks=blocks,
        metadata={"pair": seen.mentorship.id},
    )


def _whole_buttons(seen: PlanSeen, say: Wording, *, room: bool) -> list[Block]:
    """Another goal, and the questions of which one comes: to the mentee all, to the others what the mentee shows."""
    pair, nine = f"pair:{seen.mentorship.id}", [each for each in seen.thoughts if each.subject is Subject.NINE]
    buttons = []
    if room:
        add = say.plain("action_plan.plan.add_goal")
        buttons.append(button(add, "goal.add", pair, primary=not seen.plan.goals))
    mentee = seen.mentorship.mentee
    if mentee.id == seen.me.id:
        half = 0 < len(nine) < len(parts(Subject.NINE, power=seen.mentorship.power))
        label = say.plain("thoughts.nine.open_label")
        buttons.append(
            button(say.plain(f"thoughts.nine.{'go_on' if half else 'open'}"), "nine.open", pair, label=label)
        )
    elif nine:
        buttons.append(button(say.plain("thoughts.brought.open", name=mentee.first_name), "nine.brought", pair))
    return buttons


def _vision(seen: PlanSeen, say: Wording) -> list[Block]:
    vision = seen.plan.vision.statement
    mentee = seen.mentorship.mentee
    title = (
        say.mrkdwn("action_plan.plan.heading_mine")
        if mentee.id == seen.me.id
        else say.mrkdwn("action_plan.plan.heading_theirs", name=mentee.first_name)
    )
    change = button(
        say.plain(f"action_plan.plan.{'change' if vision else 'write'}_vision"),
        "vision.edit",
        f"pair:{seen.mentorship.id}",
        label=say.plain("action_plan.plan.change_vision_label"),
    )
    counted = glance(seen.plan)
    blocks = [
        section(title, accessory=change),
        typed(vision) if vision else section(say.mrkdwn("action_plan.plan.no_vision")),
        context(say.mrkdwn("action_plan.plan.shared", names=partners(seen))),
    ]
    if counted.total:
        dots = english.dots(counted.done, counted.total)
        counts = say.mrkdwn("action_plan.plan.counts", done=counted.done, total=counted.total, dots=dots)
        blocks.append(context(counts))
    steps = [goal.next_step for goal in counted.goals if goal.next_step is not None]
    soonest = min((step for step in steps if step[2] is not None), key=lambda step: str(step[2]), default=None)
    if soonest is not None and soonest[2] is not None:
        day = english.short_day(soonest[2])
        blocks.append(typed_context(say.plain("action_plan.plan.next_by", title=soonest[1], day=day)))
    elif steps:
        blocks.append(typed_context(say.plain("action_plan.plan.next", title=steps[0][1])))
    return blocks


def _goal(seen: PlanSeen, goal: Goal, line: GoalGlance, say: Wording) -> list[Block]:
    about = [say.plain("action_plan.goal.know", outcome=goal.outcome)]
    if goal.skills:
        about.append(say.plain("action_plan.goal.learn", skills=goal.skills))
    steps = seen.plan.steps_of(goal.id)
    return [
        divider(),
        header(goal.title),
        context(APART.join(_standing(seen, goal, line, say))),
        typed("\n".join(about)),
        *_steps(seen, goal, steps, say),
        *_resource_help(seen, steps, say),
        actions(*_goal_buttons(seen, goal, steps, say)),
    ]


def _standing(seen: PlanSeen, goal: Goal, line: GoalGlance, say: Wording) -> list[str]:
    parts = [say.mrkdwn("action_plan.goal.place", priority=goal.priority), progress(line, say)]
    if goal.marked_at is not None:
        day = english.short_day(seen.day(goal.marked_at + seen.stands_after))
        parts.append(say.mrkdwn("action_plan.goal.marked", day=day))
    elif goal.talk_asked_at is not None:
        mentor = seen.mentorship.mentor
        parts.append(say.mrkdwn("action_plan.goal.talk", name=mentor.first_name))
    if goal.target is not None:
        parts.append(say.plain("action_plan.by", day=english.short_day(goal.target)))
    return parts


def progress(line: GoalGlance, say: Wording) -> str:
    """3 of 5  ●●●○○"""
    if not line.total:
        return say.plain("action_plan.goal.no_steps_short")
    dots = english.dots(line.done, line.total)
    return say.plain("action_plan.progress", done=line.done, total=line.total, dots=dots)


def _steps(seen: PlanSeen, goal: Goal, steps: Sequence[Step], say: Wording) -> list[Block]:
    if not steps:
        begin = _backwards(goal, "open", say) if goal.state is GoalState.OPEN else None
        return [section(say.mrkdwn("action_plan.goal.no_steps"), accessory=begin)]
    done = sorted((step for step in steps if step.done_at is not None), key=lambda step: (step.done_at, step.id))
    today = [step for step in done if step.done_at is not None and seen.day(step.done_at) == seen.today][-JUST_DONE:]
    left = len(steps) - len(done)
    blocks = []
    for nth, step in enumerate(steps, start=1):
        if step in today:
            blocks.append(_done_step(goal, step, nth, left if step is today[-1] else None, say))
        elif not step.is_done:
            blocks.append(_open_step(goal, step, nth, say))
    folded = "; ".join(step.title for step in done if step not in today)
    if folded:
        blocks.append(typed_context(say.plain("action_plan.step.done_so_far", titles=folded)))
    return blocks


def _backwards(goal: Goal, word: str, say: Wording) -> Block:
    label = say.plain(f"backwards.plan.{word}_label", priority=goal.priority)
    return button(say.plain(f"backwards.plan.{word}"), "backwards.open", f"goal:{goal.id}", label=label)


def _resource_help(seen: PlanSeen, steps: Sequence[Step], say: Wording) -> list[Block]:
    """P.resource-help: a mentor is asked what they could open a door to, where an open step takes something."""
    mentor = seen.mentorship.member(seen.me.id).role is Role.MENTOR
    needs = any(step.resources and not step.is_done for step in steps)
    return [context(say.mrkdwn("backwards.P.resource-help"))] if mentor and needs else []


def step_lines(step: Step, say: Wording) -> str:
    """What was typed about a step: its words, then kind, duration and day, then what it takes."""
    facts = [say.plain(f"action_plan.step.{step.activity}")]
    if step.duration:
        facts.append(step.duration)
    if step.due is not None:
        facts.append(say.plain("action_plan.step.due", day=english.short_day(step.due)))
    lines = [step.title, APART.join(facts)]
    if step.resources:
        lines.append(say.plain("action_plan.step.needs", resources=step.resources))
    return "\n".join(lines)


def _open_step(goal: Goal, step: Step, nth: int, say: Wording) -> Block:
    label = say.plain("action_plan.step.mark_label", priority=goal.priority, nth=nth, title=step.title)
    mark = button(say.plain("action_plan.step.mark"), "step.done", f"step:{step.id}:done", label=label)
    return typed(step_lines(step, say), accessory=mark)


def _done_step(goal: Goal, step: Step, nth: int, left: int | None, say: Wording) -> Block:
    lines = [say.plain("action_plan.step.done", title=step.title)]
    if left == 0:
        lines.append(say.plain("action_plan.step.last"))
    elif left == 1:
        lines.append(say.plain("action_plan.step.one_to_go"))
    elif left is not None:
        lines.append(say.plain("action_plan.step.to_go", count=english.number(left, capital=True)))
    label = say.plain("action_plan.step.undo_label", priority=goal.priority, nth=nth, title=step.title)
    undo = button(say.plain("action_plan.step.undo"), "step.done", f"step:{step.id}:open", label=label)
    return typed("\n".join(lines), accessory=undo)


def _goal_buttons(seen: PlanSeen, goal: Goal, steps: Sequence[Step], say: Wording) -> list[Block]:
    def of_goal(word: str, action: str, value: str) -> Block:
        label = say.plain(f"action_plan.goal.{word}_label", priority=goal.priority)
        return button(say.plain(f"action_plan.goal.{word}"), action, value, label=label)

    mentee = seen.mentorship.member(seen.me.id).role is Role.MENTEE
    buttons = []
    if goal.state is GoalState.MARKED:
        if mentee:
            buttons.append(of_goal("take_back", "goal.done", f"goal:{goal.id}:open"))
        else:
            buttons.append(of_goal("look", "goal.confirm.open", f"goal:{goal.id}"))
    elif mentee:
        buttons.append(of_goal("mark", "goal.done", f"goal:{goal.id}:met"))
    buttons.append(of_goal("add_step", "step.add", f"goal:{goal.id}"))
    if goal.state is GoalState.OPEN and steps and backwards.stands(goal, steps, seen.today) is Stands.HALF:
        buttons.append(_backwards(goal, "go_on", say))
    if goal.state is GoalState.OPEN:
        buttons.append(of_goal("change", "goal.edit", f"goal:{goal.id}"))
    if steps:
        buttons.append(_change_step(steps, say))
    return buttons


def _change_step(steps: Sequence[Step], say: Wording) -> Block:
    offered = [option(step.title, f"step:{step.id}") for step in steps if not step.is_done]
    offered += [
        option(say.plain("action_plan.step.done", title=step.title), f"step:{step.id}")
        for step in [step for step in steps if step.is_done][-OFFERED:]
    ]
    return {
        "type": "static_select",
        "action_id": "step.edit",
        "placeholder": plain(say.plain("action_plan.goal.change_step")),
        "options": offered,
    }


def _met(seen: PlanSeen, lines: dict[GoalId, GoalGlance], say: Wording) -> list[Block]:
    blocks = []
    for goal in seen.plan.met[:MET]:
        counted = [progress(lines[goal.id], say)] if lines[goal.id].total else []
        parts = [say.plain("action_plan.goal.met"), *counted, met_on(seen, goal, say)]
        blocks += [divider(), header(goal.title), context(APART.join(parts))]
    earlier = "; ".join(goal.title for goal in seen.plan.met[MET:])
    if earlier:
        blocks.append(typed_context(say.plain("action_plan.plan.earlier", titles=earlier)))
    return blocks


def met_on(seen: PlanSeen, goal: Goal, say: Wording) -> str:
    """met on Mon 2 Nov, confirmed by Tomás"""
    assert goal.accomplished_at is not None
    day = english.short_day(seen.day(goal.accomplished_at))
    if goal.confirmed_by is None:
        return say.mrkdwn("action_plan.goal.met_on", day=day)
    mentor = seen.mentorship.member(goal.confirmed_by).person
    return say.mrkdwn("action_plan.goal.met_confirmed", day=day, name=mentor.first_name)
