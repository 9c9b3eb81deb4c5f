"""Questions on Slack: answered by a tap or in a form, asked for by a command, looked at in *My answers*."""

from __future__ import annotations

from bot.mentoring import follow_ups
from bot.mentoring.check_ins import CheckInId
from bot.mentoring.mentorship import MentorshipId
from bot.usecases import check_ins
from bot.usecases.check_ins import Asked
from handlers.slack.desk import Desk
from handlers.slack.incoming import Click, Command, MessagePlace, Submission
from handlers.slack.show import Both, Close, Message, Open, Replace, Show, Update
from handlers.slack.views import answer_delete, answers
from handlers.slack.views import check_in_answer as form
from handlers.slack.views import check_in_words as words_form
from handlers.slack.views import check_ins as view


def _id(click: Click) -> CheckInId:
    return CheckInId(click.id())


async def check_in(asked: Command | Click, id: MentorshipId, desk: Desk) -> Show:
    """`/mentor checkin`: the question that waits, or a new one, seen by that person alone."""
    return view.question(await desk.run(check_ins.ask_now, asked.who, id, now=desk.now()), desk.say)


async def tapped(click: Click, desk: Desk) -> Show:
    """An answer by one tap: value "checkin:903:4"."""
    asked = await desk.run(check_ins.tap, click.who, _id(click), click.about[2], now=desk.now())
    return _thanked(asked, click, desk)


async def skipped(click: Click, desk: Desk) -> Show:
    """Skip, by one tap."""
    return _thanked(await desk.run(check_ins.skip, click.who, _id(click), now=desk.now()), click, desk)


async def opened(click: Click, desk: Desk) -> Show:
    """*Write*, or *Answer* in Home: the form. What was answered meanwhile is shown, what has closed is said."""
    asked = await desk.run(check_ins.look, click.who, _id(click), now=desk.now())
    if asked.closed:
        return Replace(view.closed(desk.say)) if click.message else view.closed(desk.say)
    if asked.check_in.is_settled and click.message:
        return Both(Replace(view.thanks(asked, desk.say)), Open(answers.one(asked, desk.say)))
    return Open(form.build(asked, desk.say, hook=_hook(click)))


async def submitted(submission: Submission, desk: Desk) -> Show:
    """Keep. The message that asked, wherever it stands, gives way to the thank-you."""
    given = form.read(submission)
    asked = await desk.run(
        check_ins.keep, submission.who, given.check_in, choice=given.choice, words=given.words, now=desk.now()
    )
    return _kept(asked, given.changing, given.hook, desk)


async def adding(click: Click, desk: Desk) -> Show:
    """*Add a few words*, below the thanks or in *My answers*: value "checkin:903:2", the answer that it is about."""
    asked = await desk.run(check_ins.look, click.who, _id(click), now=desk.now())
    value = click.about[2]
    if not follow_ups.asked(asked.check_in, asked.question, value):
        shown = answers.one(asked, desk.say)
        return Both(Replace(view.thanks(asked, desk.say)), Open(shown)) if click.message else Update(shown)
    if click.message is None:
        return Update(words_form.build(asked, desk.say, value=value, changing=True))
    return Open(words_form.build(asked, desk.say, value=value, hook=_hook(click)))


async def added(submission: Submission, desk: Desk) -> Show:
    """Keep: the words stand with their answer, and the thanks without the question that they answer."""
    given = words_form.read(submission)
    asked = await desk.run(
        check_ins.add_words, submission.who, given.check_in, given.value, given.words, now=desk.now()
    )
    return _kept(asked, given.changing, given.hook, desk)


def _kept(asked: Asked, changing: bool, hook: str, desk: Desk) -> Show:
    """What a form leaves behind: the answer where it lay in *My answers*, else the thanks, wherever the question stood."""
    if changing:
        return Update(answers.one(asked, desk.say))
    shown: Show = Close()
    if hook:
        place = MessagePlace(channel="", ts="", ephemeral=True, response_url=hook)
        shown = Both(shown, Replace(_after(asked, desk), place))
    return shown if asked.sent is None else Both(shown, Replace(_after(asked, desk), asked.sent))


def _hook(click: Click) -> str:
    """The address of a message that this person alone sees; empty for one that can be reached otherwise."""
    return click.message.response_url if click.message and click.message.ephemeral else ""


async def all_answers(click: Click, desk: Desk) -> Show:
    """*My answers* in Home."""
    return Open(answers.listed(await desk.run(check_ins.answers, click.who), desk.say))


async def older_answers(click: Click, desk: Desk) -> Show:
    """*Older*: value "answers:12", where to begin."""
    return Update(answers.listed(await desk.run(check_ins.answers, click.who), desk.say, begin=click.id()))


async def answer(click: Click, desk: Desk) -> Show:
    """One's own answer, from the thank-you or the list."""
    return Open(answers.one(await desk.run(check_ins.look, click.who, _id(click), now=desk.now()), desk.say))


async def change(click: Click, desk: Desk) -> Show:
    """*Change*: the form takes the place of the answer."""
    asked = await desk.run(check_ins.look, click.who, _id(click), now=desk.now())
    return Update(form.build(asked, desk.say, changing=True))


async def delete(click: Click, desk: Desk) -> Show:
    """*Delete*: asked once."""
    asked = await desk.run(check_ins.look, click.who, _id(click), now=desk.now())
    return Update(answer_delete.build(asked, desk.say))


async def deleted(submission: Submission, desk: Desk) -> Show:
    """It is gone; what is left is shown."""
    left = await desk.run(check_ins.erase, submission.who, answer_delete.read(submission), now=desk.now())
    return Update(answers.listed(left, desk.say))


def _thanked(asked: Asked, click: Click, desk: Desk) -> Show:
    """The clicked message gives way; where it was only for the moment, so does the one that stays in the chat."""
    after = _after(asked, desk)
    if asked.sent is None or click.message is None or not click.message.ephemeral:
        return Replace(after)
    return Both(Replace(after), Replace(after, asked.sent))


def _after(asked: Asked, desk: Desk) -> Message:
    return view.closed(desk.say) if asked.closed else view.thanks(asked, desk.say)


ACTIONS = {
    "checkin.answer": tapped,
    "checkin.skip": skipped,
    "checkin.open": opened,
    "checkin.add": adding,
    "answers.open": all_answers,
    "answers.page": older_answers,
    "answer.open": answer,
    "answer.change": change,
    "answer.delete": delete,
}
SUBMISSIONS = {form.CALLBACK_ID: submitted, words_form.CALLBACK_ID: added, answer_delete.CALLBACK_ID: deleted}
