"""One mentorship as one of its members sees it: in full, as a row among several, or in a modal of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.mentoring import cadence
from bot.mentoring.action_plan import GoalGlance, PlanGlance
from bot.mentoring.appointments import Appointment
from bot.mentoring.goals import GoalState
from bot.mentoring.people import Person, Role
from bot.mentoring.stages import Stage
from bot.usecases.home import Here, Part
from handlers.slack.show import Block, View
from handlers.slack.views import series, waiting
from handlers.slack.views.blocks import actions, button, context, cut, divider, modal, section, typed
from handlers.slack.views.wording import Wording
from prompts import english

CALLBACK_ID = "pair.open"
MOST_WAITING = 10
STAGES = frozenset(stage.value for stage in Stage)


def title(here: Here, say: Wording) -> str:
    """Whom this is about."""
    parts = here.parts
    if not parts:
        return say.plain("home.title.nobody" if here.program is None else "home.title.program")
    if len(parts) == 1:
        return cut(say.plain("home.title.one", others=parts[0].others), 150)
    roles = {each.role for each in parts}
    key = "several" if len(roles) > 1 else "mentees" if Role.MENTOR in roles else "mentors"
    return say.plain(f"home.title.{key}", count=english.number(len(parts)))


def in_order(parts: Sequence[Part]) -> list[Part]:
    """By next meeting; those without one last."""
    return sorted(
        parts, key=lambda each: (each.meeting is None, each.meeting.starts if each.meeting else None, each.mentorship)
    )


def stage_line(part: Part, say: Wording) -> str:
    """Building · week 23 of 39, as mrkdwn and as plain text alike."""
    week, weeks = part.week
    return say.plain("home.stage.line", stage=stage(part, say), week=week, weeks=weeks)


def stage(part: Part, say: Wording) -> str:
    """What the stage or step is called on screen."""
    return say.plain(f"process.{part.place}.name")


def when(part: Part, me: Person) -> str:
    """The next meeting on both clocks, mine first; empty where none is set."""
    if part.meeting is None:
        return ""
    other = part.other
    return english.when(part.meeting.starts, me.zone, me.locale, other=other.first_name, other_zone=other.zone)


def paused(here: Here, say: Wording) -> Iterator[Block]:
    """A pause that lasts, and the way out of it."""
    if here.paused is not None:
        off = button(say.plain("quiet.pause.off"), "snooze.off", "off")
        yield section(say.mrkdwn("quiet.pause.until", day=here.paused), accessory=off)


def stopped(part: Part, say: Wording) -> Iterator[Block]:
    """That messages have stopped, to who stopped them, and the way back."""
    if part.stopped:
        again = button(
            say.plain("quiet.help.resume"),
            "helpme.resume",
            _value(part),
            label=say.plain("home.stopped.resume_label", others=part.others),
        )
        yield section(say.mrkdwn("home.stopped.words", others=part.others), accessory=again)


def full(part: Part, me: Person, say: Wording) -> Iterator[Block]:
    """Meeting, plan and stage, with what can be done about each."""
    yield from asked(part, say)
    yield meeting(part, me, say)
    if part.meeting is not None or part.agreed:
        yield actions(series.all_meetings(part.mentorship, part.others, say))
    yield divider()
    yield from _plan(part, say)
    yield divider()
    yield _stage(part, me, say)
    if part.tip:
        yield section(f"{say.mrkdwn('home.tip.title')}\n{part.tip}")


def asked(part: Part, say: Wording) -> Iterator[Block]:
    """An agreement that waits for somebody else: nothing to do, and good to know."""
    if part.asked:
        yield context(say.mrkdwn("home.agreement.asked", names=part.asked))


def meeting(part: Part, me: Person, say: Wording, *, short: bool = False) -> Block:
    """The next meeting, or the way to one."""
    if part.meeting is None:
        label = say.plain("home.meeting.find_label", others=part.others)
        find = button(say.plain("home.meeting.find"), "meet.open", _value(part), label=label)
        return section(say.mrkdwn("home.meeting.none"), accessory=None if part.other.deactivated else find)
    day = english.long_day(cadence.local(part.meeting.starts, me.zone).date())
    label = say.plain("home.meeting.open_label", day=day)
    open_it = button(say.plain("home.meeting.open"), "meeting.open", f"meeting:{part.meeting.id}", label=label)
    minutes = int((part.meeting.ends - part.meeting.starts).total_seconds()) // 60
    key = "home.meeting.title_short" if short else "home.meeting.title"
    rows = [say.mrkdwn(key, when=when(part, me), minutes=minutes), *_unconfirmed(part, part.meeting, me, say)]
    return section("\n".join(rows), accessory=open_it)


def _unconfirmed(part: Part, meeting: Appointment, me: Person, say: Wording) -> list[str]:
    """A meeting stands once it is set; whether it works for the others too is said beside it."""
    if meeting.accepted_at is not None or meeting.is_regular:
        return []
    if meeting.set_up_by != me.id:
        return [say.mrkdwn("home.meeting.unconfirmed_mine")]
    return [say.mrkdwn("home.meeting.unconfirmed", name=part.others)]


def _plan(part: Part, say: Wording) -> Iterator[Block]:
    plan = in_full(part)
    if not plan.goals:
        yield plan_glance(part, say)
        return
    key = "home.plan.title" if plan.total else "home.plan.empty_steps"
    yield section(say.mrkdwn(key, done=plan.done, total=plan.total), accessory=_open_plan(part, say))
    for goal in plan.goals:
        yield _goal(goal, part.role, say)


def in_full(part: Part) -> PlanGlance:
    """The plan of a mentorship that is not one of several rows."""
    assert part.plan is not None
    return part.plan


def plan_glance(part: Part, say: Wording) -> Block:
    """The plan in a line, or the way to one."""
    plan = in_full(part)
    if not plan.goals:
        label = say.plain("home.plan.add_label", others=part.others)
        add = button(say.plain("home.plan.add"), "goal.add", _value(part), label=label)
        return section(say.mrkdwn("home.plan.none_agreed" if part.agreed else "home.plan.none"), accessory=add)
    values = {"done": plan.done, "total": plan.total, "dots": english.dots(plan.done, plan.total)}
    if plan.next_due is not None:
        text = say.mrkdwn("home.plan.glance_due", **values, day=english.short_day(plan.next_due))
    else:
        text = say.mrkdwn("home.plan.glance", **values)
    return section(text, accessory=_open_plan(part, say))


def _open_plan(part: Part, say: Wording) -> Block:
    label = say.plain("home.plan.open_label", others=part.others)
    return button(say.plain("home.plan.open"), "plan.open", _value(part), label=label)


def _goal(goal: GoalGlance, role: Role, say: Wording) -> Block:
    """What people typed stays plain: a goal and its next step never ping, link or format."""
    rows = [cut(goal.title, 200), _progress(goal, say)]
    if goal.next_step is None:
        return typed("\n".join(rows), accessory=_met(goal, role, say))
    id, title, due = goal.next_step
    step = cut(title, 200)
    if due is None:
        rows.append(say.plain("home.plan.next", step=step))
    else:
        rows.append(say.plain("home.plan.next_due", step=step, day=english.short_day(due)))
    label = say.plain("home.plan.done_label", step=f"{title[:40]} ({goal.priority})" if len(title) > 40 else title)
    return typed(
        "\n".join(rows), accessory=button(say.plain("home.plan.done"), "step.done", f"step:{id}:done", label=label)
    )


def _met(goal: GoalGlance, role: Role, say: Wording) -> Block | None:
    """After the last step the mentee says whether the goal is met."""
    if role is not Role.MENTEE or goal.state is not GoalState.OPEN or not goal.total:
        return None
    label = say.plain("action_plan.goal.mark_label", priority=goal.priority)
    return button(say.plain("action_plan.goal.mark"), "goal.done", f"goal:{goal.id}:met", label=label)


def _progress(goal: GoalGlance, say: Wording) -> str:
    parts = []
    if goal.total:
        dots = english.dots(goal.done, goal.total)
        parts.append(say.plain("home.plan.progress", done=goal.done, total=goal.total, dots=dots))
    if goal.met_at is not None:
        parts.append(say.plain("home.plan.met", day=english.short_day(goal.met_at.date())))
    elif goal.state is GoalState.MARKED:
        parts.append(say.plain("home.plan.marked"))
    elif goal.target is not None:
        parts.append(say.plain("home.plan.by", day=english.short_day(goal.target)))
    return "  ".join(parts)


def _stage(part: Part, me: Person, say: Wording) -> Block:
    name = stage(part, say)
    label = say.plain("home.stage.why_label", stage=name)
    why = button(say.plain("home.stage.why"), "stage.open", _value(part), label=label)
    if part.place in STAGES:
        return section(say.mrkdwn(f"home.stage.about_{part.place}", stage=name), accessory=why)
    mentor, mentee = (me, part.other) if part.role is Role.MENTOR else (part.other, me)
    task = say.plain(f"process.{part.place}.task", mentor=mentor.first_name, mentee=mentee.first_name)
    return section(say.mrkdwn("home.stage.about_step", stage=name, task=task), accessory=why)


def row(part: Part, here: Here, say: Wording) -> Block:
    """One of several: name, stage, next meeting on both clocks, steps."""
    name = _called(part, here, say)
    rows = [say.mrkdwn("home.row.title", name=name, stage=stage(part, say))]
    rows.append(_row_meeting(part, here.me, say))
    if part.asked:
        rows.append(say.mrkdwn("home.agreement.asked", names=part.asked))
    done, total = part.progress.done, part.progress.total
    if total:
        rows.append(say.mrkdwn("home.plan.row", done=done, total=total, dots=english.dots(done, total)))
    label = say.plain("home.row.open_label", name=name)
    return section(
        "\n".join(rows), accessory=button(say.plain("home.row.open"), "pair.open", _value(part), label=label)
    )


def _called(part: Part, here: Here, say: Wording) -> str:
    """The other's full name; for who is mentee in one and mentor in another, what the other is to them."""
    name = cut(part.other.full_name, 60)
    if len({each.role for each in here.parts}) == 1:
        return name
    return say.plain(f"home.row.{'mentee' if part.role is Role.MENTOR else 'mentor'}", name=name)


def _row_meeting(part: Part, me: Person, say: Wording) -> str:
    if part.meeting is None:
        return say.mrkdwn("home.meeting.row_none")
    rows = [say.mrkdwn("home.meeting.row", when=when(part, me)), *_unconfirmed(part, part.meeting, me, say)]
    return "  ·  ".join(rows)


def build(part: Part, me: Person, say: Wording) -> View:
    """This mentorship alone, for somebody in several."""
    waits = waiting.blocks(waiting.lines([part]), say, most=MOST_WAITING, brief=False)
    leave = button(
        say.plain("home.last.leave"),
        "close.open",
        _value(part),
        label=say.plain("home.last.leave_label", others=part.others),
    )
    talk = button(say.plain("home.last.talk"), "talk.open", _value(part))
    return modal(
        CALLBACK_ID,
        title=cut(say.plain("home.title.one", others=part.others), 24),
        close=say.plain("home.last.close"),
        blocks=[
            context(stage_line(part, say)),
            *stopped(part, say),
            *waits,
            *([divider()] if waits else []),
            *full(part, me, say),
            actions(talk, agreement(part, say), leave),
        ],
        metadata={"pair": part.mentorship},
    )


def spoken_meeting(part: Part, me: Person, say: Wording) -> str:
    """The next meeting as a plain sentence."""
    if part.meeting is None:
        return say.plain("home.meeting.text_none")
    return say.plain("home.meeting.text", when=when(part, me))


def spoken_plan(part: Part, say: Wording) -> str:
    """The plan as a plain sentence."""
    plan = in_full(part)
    if not plan.goals:
        return say.plain("home.plan.text_none")
    if plan.next_due is None:
        return say.plain("home.plan.text", done=plan.done, total=plan.total)
    return say.plain("home.plan.text_due", done=plan.done, total=plan.total, day=plan.next_due)


def spoken_row(part: Part, here: Here, say: Wording) -> str:
    """One of several as a plain sentence."""
    week, weeks = part.week
    name = _called(part, here, say)
    return say.plain("home.row.text", name=name, stage=stage(part, say), week=week, weeks=weeks)


def agreement(part: Part, say: Wording) -> Block:
    """The button to the agreement."""
    label = say.plain("home.last.agreement_label", others=part.others)
    return button(say.plain("home.last.agreement"), "agreement.open", _value(part), label=label)


def _value(part: Part) -> str:
    return f"pair:{part.mentorship}"
