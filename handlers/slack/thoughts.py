"""What a mentee thinks through alone, on Slack: the words of a vision, nine questions, and goals made of them."""

from __future__ import annotations

from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.thoughts import Subject
from bot.usecases import action_plan, goals, thoughts
from bot.usecases.thoughts import Alone
from handlers.slack.action_plan import below
from handlers.slack.desk import Desk
from handlers.slack.incoming import Click, Submission
from handlers.slack.show import Open, Show, Update, View
from handlers.slack.views import action_plan_goal, action_plan_vision, kept
from handlers.slack.views import thoughts_nine as nine_view
from handlers.slack.views import thoughts_vision as vision_view


async def vision_clicked(click: Click, desk: Desk) -> Show:
    """*Find the words*: in the place of the form, whose words are kept; elsewhere by itself. Value "pair:41"."""
    id, form, under = MentorshipId(click.id()), click.view, below(click)
    alone = await desk.run(thoughts.see, click.who, id, Subject.VISION, now=desk.now())
    if form is None or form.callback != action_plan_vision.CALLBACK_ID:
        return Open(await _vision_page(alone, click, desk, under))
    under, begun = str(form.carried["below"]), form.values.text("vision")
    if form.carried.get("guided"):
        alone = await _forgotten(alone, click, desk)
    if begun:
        alone = await desk.run(thoughts.begin_with, click.who, id, begun, now=desk.now())
    return Update(await _vision_page(alone, click, desk, under))


async def _forgotten(alone: Alone, click: Click, desk: Desk) -> Alone:
    return await desk.run(thoughts.begin_anew, click.who, alone.mentorship, Subject.VISION, now=desk.now())


async def vision_submitted(submission: Submission, desk: Desk) -> Show:
    """*Next*: kept; the next part, or all of them as one text."""
    id, part, words = vision_view.read(submission.view)
    alone = await desk.run(thoughts.keep, submission.who, id, Subject.VISION, part=part, words=words, now=desk.now())
    return Update(await _vision_page(alone, submission, desk, str(submission.metadata["below"])))


async def vision_later(click: Click, desk: Desk) -> Show:
    """*Keep for later*: what stands there is kept; an empty part is asked for again."""
    if click.view is None:
        return await vision_clicked(click, desk)
    id, part, words = vision_view.read(click.view)
    alone = await desk.run(thoughts.see, click.who, id, Subject.VISION, now=desk.now())
    if words or part in alone.through:
        await desk.run(thoughts.keep, click.who, id, Subject.VISION, part=part, words=words, now=desk.now())
    return Update(kept.build("thoughts.vision", desk.say))


async def _vision_page(alone: Alone, by: Click | Submission, desk: Desk, under: str) -> View:
    if alone.next is not None:
        return vision_view.build(alone, alone.next, desk.say, below=under)
    seen = await desk.run(action_plan.look, by.who, alone.mentorship, now=desk.now())
    return action_plan_vision.build(seen, desk.say, below=under, alone=alone)


async def nine_opened(click: Click, desk: Desk) -> Show:
    """The questions, where they were left: value "pair:41"."""
    alone = await desk.run(thoughts.see, click.who, MentorshipId(click.id()), Subject.NINE, now=desk.now())
    view = nine_view.build(alone, desk.say, below=below(click))
    return Open(view if alone.next else await _end(alone, click, desk, below(click)))


async def nine_to(click: Click, desk: Desk) -> Show:
    """Another question: "pair:41:5". What stands in the present one is kept."""
    alone, under = await _kept(click, desk)
    part = click.about[2] if len(click.about) > 2 and click.about[2] in alone.order else alone.order[0]
    view = nine_view.page(alone, part, desk.say, below=under)
    return Open(view) if click.view is None else Update(view)


async def nine_ended(click: Click, desk: Desk) -> Show:
    """*See what I wrote*, from any question."""
    alone, under = await _kept(click, desk)
    view = await _end(alone, click, desk, under)
    return Open(view) if click.view is None else Update(view)


async def nine_later(click: Click, desk: Desk) -> Show:
    """*Keep for later*, from any question."""
    if click.view is None:
        return await nine_opened(click, desk)
    await _kept(click, desk)
    return Update(kept.build("thoughts.nine", desk.say))


async def _kept(click: Click, desk: Desk) -> tuple[Alone, str]:
    """What was typed and not sent in yet stays; an empty question isn't passed over by that."""
    id, place = MentorshipId(click.id()), click.view
    alone = await desk.run(thoughts.see, click.who, id, Subject.NINE, now=desk.now())
    if place is None:
        return alone, ""
    _, part, under = nine_view.whose(place.carried)
    words, show = nine_view.words_in(place.values, part)
    if part and (words or part in alone.through):
        alone = await desk.run(
            thoughts.keep, click.who, id, Subject.NINE, part=part, words=words, show=show, now=desk.now()
        )
    return alone, under


async def nine_submitted(submission: Submission, desk: Desk) -> Show:
    """*Next*: kept; the next question that was not gone through, or the end."""
    id, part, under = nine_view.whose(submission.metadata)
    words, show = nine_view.words_in(submission.values, part)
    alone = await desk.run(
        thoughts.keep, submission.who, id, Subject.NINE, part=part, words=words, show=show, now=desk.now()
    )
    if alone.next is not None:
        return Update(nine_view.page(alone, alone.next, desk.say, below=under))
    return Update(await _end(alone, submission, desk, under))


async def _end(alone: Alone, by: Click | Submission, desk: Desk, under: str) -> View:
    room = await desk.run(goals.has_room, by.who, alone.mentorship, now=desk.now())
    return nine_view.end(alone, desk.say, below=under, room=room)


async def goal_clicked(click: Click, desk: Desk) -> Show:
    """The form of a goal, begun with an answer: "pair:41:3"."""
    id, part = MentorshipId(click.id()), click.about[2] if len(click.about) > 2 else ""
    alone = await desk.run(thoughts.see, click.who, id, Subject.NINE, now=desk.now())
    shown = await desk.run(goals.new_form, click.who, id, written=alone.words(part), now=desk.now())
    under = nine_view.whose(click.view.carried)[2] if click.view is not None else ""
    return Open(action_plan_goal.build(shown, desk.say, below=under, over=click.view is not None))


async def brought_clicked(click: Click, desk: Desk) -> Show:
    """To a mentor: what the mentee shows."""
    seen = await desk.run(thoughts.brought, click.who, MentorshipId(click.id()), now=desk.now())
    return Open(nine_view.brought(seen, desk.say))


ACTIONS = {
    "vision.guide": vision_clicked,
    "vision.later": vision_later,
    "nine.open": nine_opened,
    "nine.later": nine_later,
    "nine.to": nine_to,
    "nine.end": nine_ended,
    "nine.goal": goal_clicked,
    "nine.brought": brought_clicked,
}
SUBMISSIONS = {vision_view.CALLBACK_ID: vision_submitted, nine_view.CALLBACK_ID: nine_submitted}
