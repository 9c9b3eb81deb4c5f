"""The way to a goal from its end: one question a page, and what came of it."""

from __future__ import annotations

from bot.mentoring.action_plan import Activity, StepWords
from bot.mentoring.backwards import Asked
from bot.mentoring.people import Role
from bot.usecases.backwards import Way
from handlers.slack.show import Block, View
from handlers.slack.views.action_plan import partners
from handlers.slack.views.action_plan_step import inputs
from handlers.slack.views.blocks import actions, bullets, button, context, modal, section, typed, typed_context
from handlers.slack.views.wording import Wording
from prompts import english

CALLBACK_ID = "backwards"
END = "backwards.end"


def build(way: Way, say: Wording, *, below: str = "") -> View:
    """The next question; where there is none, the whole way. `below`: the plan's modal under this one."""
    return end(way, say, below=below) if way.asked is None else page(way, way.asked, say, below=below)


def page(way: Way, asked: Asked, say: Wording, *, below: str = "") -> View:
    """What has to be true before the earliest step, or before the end."""
    words = StepWords("", Activity.DOING, "", "", asked.due)
    goal = way.goal
    ending = say.plain("backwards.page.end", title=goal.title, outcome=goal.outcome)
    if goal.target is not None:
        ending = f"{ending}\n{say.plain('action_plan.by', day=english.short_day(goal.target))}"
    question = say.mrkdwn(f"backwards.page.{asked.back}", day=english.short_day(asked.day))
    follows = [] if asked.before is None else [typed(say.plain("backwards.page.before", title=asked.before.title))]
    first = [] if way.steps else [section(say.mrkdwn("backwards.P.backwards"))]
    asks = {"step": _t(say, "step")} | {each: say.plain(f"backwards.P.{each}") for each in ("duration", "resources")}
    nth = len(way.steps)
    return modal(
        CALLBACK_ID,
        title=_t(say, "title"),
        submit=_t(say, "submit"),
        close=_t(say, "close"),
        metadata={"goal": goal.id, "below": below, "nth": nth},
        blocks=[
            *first,
            typed(ending),
            section(question),
            *follows,
            *inputs(words, say, asks=asks, due_hint=_t(say, "due_hint"), nth=f"_{nth}"),
            *([actions(button(_t(say, "enough"), "backwards.end", f"goal:{goal.id}"))] if way.steps else []),
            context(say.mrkdwn("backwards.page.shared", names=partners(way.seen))),
            context(say.mrkdwn("backwards.page.later")),
        ],
    )


def end(way: Way, say: Wording, *, below: str = "") -> View:
    """The steps from today to the end, and what a good plan has beside them."""
    count = len(way.steps)
    lead = section(say.mrkdwn("backwards.end.none"))
    if count:
        key, many = ("lead_one", "") if count == 1 else ("lead", english.number(count))
        lead = section(say.mrkdwn(f"backwards.end.{key}", count=many))
    more = button(say.plain("backwards.end.more"), "backwards.more", f"goal:{way.goal.id}")
    return modal(
        END,
        title=say.plain("backwards.end.title"),
        close=say.plain("backwards.end.close"),
        metadata={"goal": way.goal.id, "below": below},
        blocks=[
            lead,
            *([bullets(*_lines(way, say))] if count else []),
            *([section(say.mrkdwn("backwards.end.near"))] if count and way.asked is None else []),
            *_missing(way, say),
            *_resources(way, say),
            actions(more),
            context(say.mrkdwn("backwards.page.shared", names=partners(way.seen))),
        ],
    )


def _lines(way: Way, say: Wording) -> list[str]:
    lines = []
    for step in way.steps:
        if step.due is None:
            lines.append(say.plain("backwards.page.line_undated", title=step.title))
        else:
            lines.append(say.plain("backwards.page.line", title=step.title, day=english.short_day(step.due)))
    return lines


def _missing(way: Way, say: Wording) -> list[Block]:
    """P.activity: the kinds that are not there yet, each with a question."""
    if not way.missing:
        return []
    name = way.seen.mentorship.mentee.first_name
    mine = way.seen.me.id == way.seen.mentorship.mentee.id
    lines = [
        say.plain(f"backwards.P.activity.{kind}{'_mine' if mine and kind is Activity.OTHERS else ''}", name=name)
        for kind in way.missing
    ]
    return [section(say.mrkdwn("backwards.end.activity")), bullets(*lines)]


def _resources(way: Way, say: Wording) -> list[Block]:
    """P.resource-help: what the steps need, for a mentor to open doors to, or for a mentee to bring up."""
    needs = [step.resources for step in way.steps if step.resources]
    if not needs:
        return []
    mentor = way.seen.mentorship.member(way.seen.me.id).role is Role.MENTOR
    asked = "backwards.P.resource-help" if mentor else "backwards.end.ask"
    return [
        section(say.mrkdwn(asked, names=partners(way.seen))),
        typed_context(say.plain("action_plan.step.needs", resources="; ".join(needs))),
    ]


def _t(say: Wording, key: str) -> str:
    return say.plain(f"backwards.page.{key}")
