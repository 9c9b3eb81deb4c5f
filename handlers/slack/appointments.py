"""Meetings on Slack: set up, look at, move, call off, and say whether they took place."""

from __future__ import annotations

from bot.mentoring.appointments import AppointmentId
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.refusals import Refusal
from bot.mentoring.reports import Answer
from bot.usecases import appointments, reports
from bot.usecases.appointments import Proposal, Seen, Wanted
from handlers.slack.desk import Desk
from handlers.slack.incoming import Click, Command, Submission
from handlers.slack.show import Both, Close, Done, Open, Replace, Show, Update
from handlers.slack.views import appointments as view
from handlers.slack.views import meet_place, meet_time, meeting, meeting_cancel


async def meet(asked: Command | Click, id: MentorshipId, desk: Desk) -> Show:
    """`/mentor meet` and *Find a time*: the form for a time."""
    return Open(meet_time.build(await desk.run(appointments.choose_time, asked.who, id, now=desk.now()), desk.say))


async def meet_clicked(click: Click, desk: Desk) -> Show:
    """The same behind a button: value "pair:41"."""
    return await meet(click, MentorshipId(click.id()), desk)


async def move_clicked(click: Click, desk: Desk) -> Show:
    """*Move it* and *Suggest another time*: value "meeting:318"."""
    id = AppointmentId(click.id())
    choosing = await desk.run(appointments.choose_new_time, click.who, id, now=desk.now())
    return Open(meet_time.build(choosing, desk.say))


async def time_chosen(submission: Submission, desk: Desk) -> Show:
    """Show the chosen time on both clocks, on top of the form, so that *Back* leads to it."""
    wanted = meet_time.read(submission)
    proposal = await desk.run(appointments.propose, submission.who, wanted, now=desk.now())
    return Open(meet_place.build(proposal, desk.say))


async def place_chosen(submission: Submission, desk: Desk) -> Show:
    """Book it, or move it; whoever comes second sees the other's words beside their own."""
    wanted, place, objective = meet_place.read(submission)
    who, now = submission.who, desk.now()
    kept = await desk.run(appointments.set_up, who, wanted, place=place, objective=objective, now=now)
    if isinstance(kept, Proposal):
        return Update(meet_place.build(kept, desk.say, written=(place, objective)))
    seen = await desk.run(appointments.see, who, kept, now=now)
    return Update(meeting.build(seen, desk.say, done=_done(wanted, seen)))


def _done(wanted: Wanted, seen: Seen) -> str:
    if seen.appointment.revision == wanted.revision:
        return "saved"
    return "untold" if seen.untold else "moved" if wanted.moves else "booked"


async def opened(click: Click, desk: Desk) -> Show:
    """One meeting: value "meeting:318"."""
    seen = await desk.run(appointments.see, click.who, AppointmentId(click.id()), now=desk.now())
    return Open(meeting.build(seen, desk.say))


async def accepted(click: Click, desk: Desk) -> Show:
    """*That works*: value "meeting:318:2", the last being which of its times was shown. The group's message says so
    too, wherever it was tapped."""
    id, revision = AppointmentId(click.id()), click.id(2)
    announced = await desk.run(appointments.accept, click.who, id, revision=revision, now=desk.now())
    message = view.booked(announced, desk.say)
    if click.message is not None and not click.message.ephemeral:
        return Replace(message)
    told: Show = Done() if announced.told is None else Replace(message, announced.told)
    if click.message is not None:
        return Both(Replace(message), told)
    if click.view is None or click.view.callback != meeting.CALLBACK_ID:
        return told
    seen = await desk.run(appointments.see, click.who, id, now=desk.now())
    return Both(Update(meeting.build(seen, desk.say)), told)


async def cancel_clicked(click: Click, desk: Desk) -> Show:
    """*Call it off*: confirmed once."""
    seen = await desk.run(appointments.ask_to_cancel, click.who, AppointmentId(click.id()), now=desk.now())
    return Open(meeting_cancel.build(seen, desk.say))


async def cancelled(submission: Submission, desk: Desk) -> Show:
    """Call it off."""
    id, revision = meeting_cancel.read(submission)
    await desk.run(appointments.cancel, submission.who, id, revision=revision, now=desk.now())
    return Close()


async def reported(click: Click, desk: Desk) -> Show:
    """An answer to "did you meet?": value "meeting:318:held". In the message, wherever it was answered, the buttons give way to
    a thank-you, or, where it is too late for an answer, to what the meeting counts as."""
    id, answer = AppointmentId(click.id()), Answer(click.about[2])
    try:
        seen = await desk.run(reports.report, click.who, id, answer, now=desk.now())
    except Refusal as refusal:
        if click.message is None or not refusal.key.startswith("appointments.already_"):
            raise
        settled = await desk.run(appointments.see, click.who, id, now=desk.now())
        return Replace(view.settled(settled, desk.say))
    thanks = view.thanks(seen, desk.say)
    if click.message is not None:
        return Replace(thanks)
    page = meeting.build(seen, desk.say)
    shown: Show = Update(page) if click.view is not None else Open(page)
    return shown if seen.asked is None else Both(shown, Replace(thanks, seen.asked))


async def joined(click: Click, desk: Desk) -> Show:
    """*Join* opens the link by itself; Slack wants it acknowledged."""
    return Done()


ACTIONS = {
    "meet.open": meet_clicked,
    "meeting.open": opened,
    "meeting.accept": accepted,
    "meeting.counter": move_clicked,
    "meeting.move": move_clicked,
    "meeting.cancel": cancel_clicked,
    "meeting.report": reported,
    "meeting.join": joined,
}
SUBMISSIONS = {
    meet_time.CALLBACK_ID: time_chosen,
    meet_place.CALLBACK_ID: place_chosen,
    meeting_cancel.CALLBACK_ID: cancelled,
}
