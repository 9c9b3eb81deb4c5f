"""Being left in peace on Slack: `/mentor snooze`, `/mentor help me` and their places in Home."""

from __future__ import annotations

from collections.abc import Sequence

from bot.mentoring.mentorship import MentorshipId
from bot.usecases import quiet
from bot.usecases.people import Choice
from handlers.slack.desk import Desk
from handlers.slack.incoming import Click, Command, Submission
from handlers.slack.show import Both, Done, Open, Show, Update
from handlers.slack.views import closure, help_me, snooze
from handlers.slack.views import quiet as view


async def snooze_command(command: Command, desk: Desk) -> Show:
    """`/mentor snooze 2 weeks`, `until 3 Dec`, `off`; without a word, the form."""
    said = " ".join(command.words[1:])
    if not said:
        return await _pause_form(command, desk)
    return view.pause(await desk.run(quiet.snooze, command.who, said, now=desk.now()), desk.say)


async def pause_opened(click: Click, desk: Desk) -> Show:
    """*Pause* in Home."""
    return await _pause_form(click, desk)


async def _pause_form(asked: Command | Click, desk: Desk) -> Show:
    return Open(snooze.build(await desk.run(quiet.pause, asked.who, now=desk.now()), desk.say))


async def pause_submitted(submission: Submission, desk: Desk) -> Show:
    """Be quiet; the form gives way to what that means."""
    text, field = snooze.read(submission)
    pause = await desk.run(quiet.snooze, submission.who, text, now=desk.now(), field=field)
    return Update(snooze.done(pause, desk.say))


async def pause_ended(click: Click, desk: Desk) -> Show:
    """*End the pause*: said in the form or beside the message it was clicked in; in Home the line is gone."""
    pause = await desk.run(quiet.snooze, click.who, "off", now=desk.now())
    if click.view is not None:
        return Update(snooze.done(pause, desk.say))
    return Done() if click.home is not None else view.pause(pause, desk.say)


async def something_isnt_right(asked: Command | Click, id: MentorshipId, desk: Desk) -> Show:
    """`/mentor help me`: messages have stopped by the time this opens (H.help)."""
    view = help_me.build(await desk.run(quiet.something_isnt_right, asked.who, id, now=desk.now()), desk.say)
    return Open(view) if isinstance(asked, Command) else Both(Open(view), Done())


async def which_isnt_right(asked: Command | Click, found: Sequence[Choice], desk: Desk) -> Show:
    """The same for somebody in several: which one, and somebody to talk to whichever it is."""
    return help_me.which(found, await desk.run(quiet.somebody_to_talk_to, asked.who), desk.say)


async def somebody_to_talk_to(asked: Command | Click, desk: Desk) -> Show:
    """The same for somebody in no mentorship: nothing to stop, but a person to talk to."""
    return Open(help_me.build(await desk.run(quiet.somebody_to_talk_to, asked.who), desk.say))


async def start_again(click: Click, desk: Desk) -> Show:
    """*Start messages again*."""
    view = help_me.resumed(
        await desk.run(quiet.start_again, click.who, MentorshipId(click.id()), now=desk.now()), desk.say
    )
    in_place = click.view is not None and click.view.callback in {help_me.CALLBACK_ID, closure.TAKEN_BACK}
    return Update(view) if in_place else Both(Open(view), Done())


async def written_to(click: Click, desk: Desk) -> Show:
    """The link to somebody outside opens by itself."""
    return Done()


ACTIONS = {
    "snooze.open": pause_opened,
    "snooze.off": pause_ended,
    "helpme.resume": start_again,
    "helpme.contact": written_to,
}
SUBMISSIONS = {snooze.CALLBACK_ID: pause_submitted}
