"""One meeting: its time on both clocks, where, what for, and what it counts as."""

from __future__ import annotations

from bot.mentoring.appointments import State
from bot.mentoring.reports import Answer
from bot.usecases.appointments import Seen
from handlers.slack.show import Block, View
from handlers.slack.views.appointments import agenda, answers, is_link, join
from handlers.slack.views.blocks import actions, button, context, cut, modal, section, typed
from handlers.slack.views.clocks import clocks, names
from handlers.slack.views.series import all_meetings
from handlers.slack.views.wording import Wording

CALLBACK_ID = "meeting"


def build(seen: Seen, say: Wording, *, done: str = "") -> View:
    """The meeting as this member sees it: the other's answer is never in it. With `done` ("booked", "moved", "untold",
    "saved") it says first that this was done, and closing it closes the forms below it too."""
    appointment, others = seen.appointment, names(seen.others)
    when = clocks(appointment.starts, seen.me, seen.others)
    said = [section(say.mrkdwn(f"appointments.meeting.done_{done}", names=others))] if done else []
    view = modal(
        CALLBACK_ID,
        title=say.plain("appointments.meeting.title"),
        close=say.plain("appointments.meeting.close"),
        metadata={"meeting": appointment.id},
        blocks=[
            *said,
            section(say.mrkdwn("appointments.meeting.when", clocks=when, minutes=appointment.minutes, names=others)),
            context(say.mrkdwn(f"appointments.meeting.{_standing(seen)}", names=others, name=_set_by(seen))),
            *_where(seen, say),
            *_objective(seen, say),
            *_buttons(seen, say),
            *_report(seen, say),
            *_progress(seen, say),
        ],
    )
    return {**view, "clear_on_close": True} if done else view


def _standing(seen: Seen) -> str:
    appointment = seen.appointment
    if not appointment.is_booked:
        return appointment.state.value
    if appointment.starts <= seen.now:
        return "begun" if not appointment.is_over(seen.now) else "counts"
    if appointment.is_regular:
        return "regular"
    if appointment.accepted_at:
        return "accepted"
    return "booked" if appointment.set_up_by == seen.me.id else "asked"


def _set_by(seen: Seen) -> str:
    """Who of the others set its present time; empty where it was this member."""
    return next((each.first_name for each in seen.others if each.id == seen.appointment.set_up_by), "")


def _ahead(seen: Seen) -> bool:
    return seen.appointment.is_booked and seen.now < seen.appointment.starts


def _where(seen: Seen, say: Wording) -> list[Block]:
    place = seen.appointment.place
    if not place:
        return []
    return [section(say.mrkdwn("appointments.meeting.where")), typed(place)]


def _objective(seen: Seen, say: Wording) -> list[Block]:
    appointment = seen.appointment
    value = f"meeting:{appointment.id}"
    is_set = bool(appointment.objective or seen.goal or seen.bring)
    word = "change" if is_set else "add"
    change = button(say.plain(f"appointments.meeting.{word}"), "meeting.prepare", value) if _ahead(seen) else None
    if not is_set:
        return [section(say.mrkdwn("appointments.meeting.no_objective"), accessory=change)] if change else []
    said = [
        ("objectives.shown.goal", seen.goal),
        ("objectives.shown.bring", seen.bring),
    ]
    return [
        section(say.mrkdwn("appointments.meeting.objective"), accessory=change),
        *([typed(appointment.objective)] if appointment.objective else []),
        *(block for key, words in said if words for block in (section(say.mrkdwn(key)), typed(words))),
    ]


def _progress(seen: Seen, say: Wording) -> list[Block]:
    """How far they saw which goal, and the way to say so, once it is over."""
    appointment = seen.appointment
    held = appointment.state is State.HELD or (appointment.is_booked and seen.answer is Answer.HELD)
    if not (held and appointment.is_over(seen.now)):
        return []
    look = button(say.plain("objectives.shown.look"), "meeting.progress", f"meeting:{appointment.id}")
    lines = [
        say.plain("objectives.shown.line", goal=cut(goal, 200), how_far=say.plain(f"objectives.M.evaluate.{how_far}"))
        for goal, how_far in seen.evaluated
    ]
    if not lines:
        return [actions(look)]
    return [section(say.mrkdwn("objectives.shown.evaluated"), accessory=look), typed("\n".join(lines))]


def _buttons(seen: Seen, say: Wording) -> list[Block]:
    appointment = seen.appointment
    value = f"meeting:{appointment.id}"
    row: list[Block] = []
    if appointment.is_booked and not appointment.is_over(seen.now):
        row += join(appointment, names(seen.others), say) if is_link(appointment.place) else []
        row += agenda(seen, say)
    if _ahead(seen):
        if appointment.accepted_at is None and not appointment.is_regular and appointment.set_up_by != seen.me.id:
            works = f"{value}:{appointment.revision}"
            row.append(button(say.plain("appointments.booked.works"), "meeting.accept", works, primary=True))
        row.append(button(say.plain("invitations.page.open"), "meeting.calendar", value))
        row.append(button(say.plain("appointments.meeting.move"), "meeting.move", value))
        off = "skip" if appointment.series is not None else "cancel"
        row.append(button(say.plain(f"appointments.meeting.{off}"), "meeting.cancel", value))
    if not appointment.is_booked:
        row.append(button(say.plain("appointments.meeting.find"), "meet.open", f"pair:{appointment.mentorship}"))
    if appointment.series is not None:
        row.append(all_meetings(appointment.mentorship, names(seen.others), say))
    return [actions(*row)] if row else []


def _report(seen: Seen, say: Wording) -> list[Block]:
    """The question and its four answers, while they can still be given or changed; after that what one has said."""
    said = "" if seen.answer is None else say.plain(f"appointments.ask.{seen.answer}")
    if not seen.appointment.is_booked and said:
        return [context(say.mrkdwn("appointments.meeting.you_said", answer=said))]
    if not (seen.appointment.is_booked and seen.appointment.is_over(seen.now)):
        return []
    asked = say.mrkdwn("appointments.ask.others_asked", names=names(seen.others))
    blocks = [
        section(say.mrkdwn("appointments.meeting.question")),
        context(say.mrkdwn("appointments.ask.private", others_asked=asked)),
        answers(seen.appointment, say),
    ]
    if said:
        blocks.append(context(say.mrkdwn("appointments.meeting.your_answer", answer=said)))
    return blocks
