"""Where a pair is: its stage, the one thing that counts now, why, as far as its reader may see it, and what moves it on."""

from __future__ import annotations

from collections.abc import Iterator

from bot.mentoring.action_plan import GoalGlance
from bot.mentoring.goals import GoalState
from bot.mentoring.process import EndsWhen, weeks
from bot.mentoring.stage_shown import GoalSigns
from bot.mentoring.stages import MEETINGS_THAT_END_S1, Reading, Stage
from bot.usecases.stage_page import Felt, WhereYouAre
from handlers.slack.show import Block, View
from handlers.slack.views import stage_notices, steps
from handlers.slack.views.blocks import actions, asked_first, button, context, cut, modal, section, typed
from handlers.slack.views.wording import Wording
from prompts import english

CALLBACK_ID = "stage"
MOST_GOALS = 6


def build(where: WhereYouAre, say: Wording, *, felt: Felt | None = None) -> View:
    """The page about the stage; `felt`: its reader has answered the question about it this moment."""
    step, about = where.step.id, _about(where)
    return modal(
        CALLBACK_ID,
        title=say.plain("stages.modal.title"),
        close=say.plain("stages.modal.close"),
        metadata={"mentorship": where.mentorship},
        blocks=[
            *(stage_notices.after(felt, say).blocks if felt is not None else ()),
            section(f"*{say.mrkdwn(f'process.{step}.name')}*\n{say.mrkdwn(f'process.{step}.focus', **about)}"),
            section(f"*{say.mrkdwn('stages.modal.task')}*\n{say.mrkdwn(f'process.{step}.task', **about)}"),
            *(stage_notices.question(where.asked, say) if where.asked is not None else ()),
            section(f"*{say.mrkdwn('stages.modal.why')}*\n{' '.join(reasons(where, say))}"),
            *_goals(where, say),
            section(f"*{say.mrkdwn('stages.modal.next')}*\n{' '.join(_moves_on(where, say))}"),
            *(steps.on_page(where.skipping, say) if where.skipping is not None else ()),
            actions(*_buttons(where, say)),
            context(say.mrkdwn("stages.modal.guess")),
        ],
    )


def _about(where: WhereYouAre) -> dict[str, object]:
    return {"mentor": where.mentor.first_name, "mentee": where.mentee.first_name}


def reasons(where: WhereYouAre, say: Wording) -> list[str]:
    """What all of them did, in sentences that name nobody."""
    reading = where.reading
    signed = "signed" if reading.all_signed else "signed_some" if reading.signed else "unsigned"
    said = [say.mrkdwn(f"stages.why.{signed}"), _met(reading, say)]
    if where.agreed_on is not None:
        said.append(say.mrkdwn("stages.why.agreed", day=where.agreed_on))
    return [*said, say.mrkdwn("stages.why.closing")] if where.closing else said


def _met(reading: Reading, say: Wording) -> str:
    if not reading.held:
        return say.mrkdwn("stages.why.unmet")
    word = {1: "once", 2: "twice"}.get(reading.held, "times")
    times = say.plain(f"stages.modal.{word}", **({"count": english.number(reading.held)} if word == "times" else {}))
    return say.mrkdwn("stages.why.met", times=times)


def _goals(where: WhereYouAre, say: Wording) -> Iterator[Block]:
    if not where.goals:
        return
    yield section(f"*{say.mrkdwn('stages.modal.goals')}*")
    for goal, signs in where.goals[:MOST_GOALS]:
        yield typed(cut(goal.title, 200))
        yield context(_stands(goal, signs, where, say))
    if len(where.goals) > MOST_GOALS:
        yield context(say.mrkdwn("stages.goal.more", count=len(where.goals) - MOST_GOALS))


def _stands(goal: GoalGlance, signs: GoalSigns, where: WhereYouAre, say: Wording) -> str:
    """What is done of a goal, and the signs of mastery that this reader may see: nothing here rests on another's words."""
    if goal.state is not GoalState.OPEN:
        return say.mrkdwn("stages.goal.met" if goal.state is GoalState.MET else "stages.goal.marked")
    steps = "stages.goal.steps" if goal.total else "stages.goal.no_steps"
    rows = [say.mrkdwn(steps, done=goal.done, total=goal.total)]
    seen = [f"stages.done.{key}" for key in signs.done] + [f"stages.said.{key}" for key in signs.said]
    if seen:
        rows.append(say.mrkdwn("stages.goal.signs", **_about(where)))
        rows += [say.mrkdwn(key, **_about(where)) for key in seen]
    return " ".join(rows)


def _moves_on(where: WhereYouAre, say: Wording) -> list[str]:
    """What ends the stage or step, what is missing for it in counts that all know, and how it moves then."""
    missing = {text: None for condition in where.step.ends_when for text in _missing(condition, where, say)}
    by = "by_itself" if where.step.counts_as is Stage.S1 else "by_words"
    last = [] if EndsWhen.CLOSING in where.step.ends_when else [say.mrkdwn(f"stages.missing.{by}")]
    return [say.mrkdwn(f"process.{where.step.id}.ends", **_about(where)), *missing, *last]


def _missing(condition: EndsWhen, where: WhereYouAre, say: Wording) -> Iterator[str]:
    reading = where.reading
    match condition:
        case EndsWhen.ALL_SIGNED if not reading.all_signed:
            count = reading.members - reading.signed
            key = "signature" if count == 1 else "signatures"
            yield say.mrkdwn(f"stages.missing.{key}", count=english.number(count, capital=True))
        case EndsWhen.FIRST_MEETING if not reading.held:
            yield say.mrkdwn("stages.missing.meeting")
        case EndsWhen.SECOND_MEETING if reading.held < MEETINGS_THAT_END_S1:
            yield say.mrkdwn("stages.missing.meeting" if reading.held else "stages.missing.meetings")
        case EndsWhen.USUAL_TIME:
            days = int(7 * weeks(where.step, where.months))
            yield say.mrkdwn("stages.missing.usual", span=english.span(days))
        case EndsWhen.MASTERY | EndsWhen.ALL_MET:
            yield _missing_goals(condition, where, say)


def _missing_goals(condition: EndsWhen, where: WhereYouAre, say: Wording) -> str:
    count = len(where.goals)
    met = sum(goal.state is GoalState.MET for goal, _ in where.goals)
    if not count:
        return say.mrkdwn("stages.missing.no_goal")
    if condition is EndsWhen.ALL_MET or met == count:
        return _reached(met, count, say)
    if count - met == 1:
        return say.mrkdwn("stages.missing.one_open")
    half = -(-(count - met) // 2)
    return say.mrkdwn("stages.missing.some_open", count=english.number(count - met), half=english.number(half))


def _reached(met: int, count: int, say: Wording) -> str:
    """How many of the goals are reached, in words that fit none and a single one too."""
    if count == 1:
        return say.mrkdwn(f"stages.missing.{'reached_the_one' if met else 'reached_not_the_one'}")
    if met == count:
        return say.mrkdwn("stages.missing.reached_all")
    if not met:
        return say.mrkdwn("stages.missing.reached_none", count=english.number(count))
    return say.mrkdwn("stages.missing.reached", met=english.number(met, capital=True), count=english.number(count))


def _buttons(where: WhereYouAre, say: Wording) -> list[Block]:
    value = f"pair:{where.mentorship}"
    found = [button(say.plain("stages.modal.meet"), "meet.open", value)]
    if not where.reading.all_signed:
        found.insert(0, button(say.plain("stages.modal.sign"), "agreement.open", value))
    if where.reading.stage is not Stage.S1:
        found.append(button(say.plain("stages.modal.stock"), "stock.open", value))
    if where.closing:
        found.append(button(say.plain("stages.closing.open"), "closing.open", value))
    if where.closing is False:
        closing = button(say.plain("stages.closing.button"), "stage.closing", value)
        found.append(
            asked_first(
                closing,
                title=say.plain("stages.closing.title"),
                text=say.plain("stages.closing.text", others=cut(where.others, 60)),
                confirm=say.plain("stages.closing.confirm"),
                deny=say.plain("stages.closing.deny"),
            )
        )
    return found
