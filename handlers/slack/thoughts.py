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
from handlers.slack.views import action_plan_goal, action_plan_vision
from handlers.slack.views import thoughts as view
from handlers.slack.views import thoughts_nine as nine_view

END = "end"
"""Wanted in the place of a part: all that was written."""


async def vision_clicked(click: Click, desk: Desk) -> Show:
    """*Find the words*: in the place of the form, whose words are kept; elsewhere by itself. Value "pair:41"."""
    id, form, under = MentorshipId(click.id()), click.view, below(click)
    alone = await desk.run(thoughts.see, click.who, id, Subject.VISION, now=desk.now())
    if form is None or form.callback != action_plan_vision.CALLBACK_ID:
        return Open(await _page(alone, click, desk, under))
    under, begun = str(form.carried["below"]), form.values.text("vision")
    if form.carried.get("guided"):
        alone = await desk.run(thoughts.begin_anew, click.who, id, Subject.VISION, now=desk.now())
    if begun:
        alone = await desk.run(thoughts.begin_with, click.who, id, begun, now=desk.now())
    return Update(await _page(alone, click, desk, under))


async def nine_opened(click: Click, desk: Desk) -> Show:
    """The questions, where they were left; after the end what was written. Value "pair:41"."""
    alone = await desk.run(thoughts.reread, click.who, MentorshipId(click.id()), Subject.NINE, now=desk.now())
    return Open(nine_view.end(alone, desk.say) if alone.ended else await _page(alone, click, desk, below(click)))


async def turned(click: Click, desk: Desk) -> Show:
    """Another part, or all that was written: "pair:41:nine:5", "pair:41:nine:end". What stands in the present one is kept."""
    id, subject, wanted = MentorshipId(click.id()), Subject(click.about[2]), click.about[3]
    alone = await desk.run(thoughts.see, click.who, id, subject, now=desk.now())
    if click.view is None:
        return Open(await _page(alone, click, desk, "", wanted))
    under = str(click.view.carried["below"])
    part = str(click.view.carried.get("part", ""))
    words, show = view.written(click.view.values, part)
    if part and (words or part in alone.through):  # an empty one isn't passed over by that
        alone = await _sent(click, desk, id, subject, part, words, show)
    return Update(await _page(alone, click, desk, under, wanted))


async def submitted(submission: Submission, desk: Desk) -> Show:
    """*Next*: kept; the next part that was not gone through, or what it comes to."""
    id, subject, part, under = view.whose(submission.metadata)
    words, show = view.written(submission.values, part)
    alone = await _sent(submission, desk, id, subject, part, words, show)
    return Update(await _page(alone, submission, desk, under))


async def _sent(
    by: Click | Submission, desk: Desk, id: MentorshipId, subject: Subject, part: str, words: str, show: bool
) -> Alone:
    return await desk.run(thoughts.keep, by.who, id, subject, part=part, words=words, show=show, now=desk.now())


async def _page(alone: Alone, by: Click | Submission, desk: Desk, under: str, wanted: str = "") -> View:
    """The part that is `wanted`, else the one to go on with; at the end, what was written."""
    part = wanted if wanted in alone.order else alone.next
    if part is not None and wanted != END:
        return view.build(alone, part, desk.say, below=under)
    if alone.subject is Subject.VISION:
        seen = await desk.run(action_plan.look, by.who, alone.mentorship, now=desk.now())
        return action_plan_vision.build(seen, desk.say, below=under, alone=alone)
    room = await desk.run(goals.has_room, by.who, alone.mentorship, now=desk.now())
    return nine_view.end(alone, desk.say, below=under, room=room)


async def answer_chosen(click: Click, desk: Desk) -> Show:
    """One of all that was written: its question again, "pair:41:3:change", or a goal begun with it, "pair:41:3:goal"."""
    id, part, wanted = MentorshipId(click.id()), click.about[2], click.about[3]
    under = str(click.view.carried["below"]) if click.view is not None else ""
    alone = await desk.run(thoughts.see, click.who, id, Subject.NINE, now=desk.now())
    if wanted == "change":
        page = await _page(alone, click, desk, under, part)
        return Open(page) if click.view is None else Update(page)
    shown = await desk.run(goals.new_form, click.who, id, written=alone.words(part), now=desk.now())
    return Open(action_plan_goal.build(shown, desk.say, below=under, over=click.view is not None))


async def brought_clicked(click: Click, desk: Desk) -> Show:
    """To a mentor: what the mentee shows."""
    seen = await desk.run(thoughts.brought, click.who, MentorshipId(click.id()), now=desk.now())
    return Open(nine_view.brought(seen, desk.say))


ACTIONS = {
    "vision.guide": vision_clicked,
    "nine.open": nine_opened,
    "nine.answer": answer_chosen,
    "nine.brought": brought_clicked,
    "thoughts.to": turned,
}
SUBMISSIONS = {view.CALLBACK_ID: submitted}
