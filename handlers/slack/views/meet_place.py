"""The chosen time on both clocks, before it counts, with place and objective: second of two pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from zoneinfo import ZoneInfo

from bot.mentoring.appointments import LONGEST_OBJECTIVE, LONGEST_PLACE, AppointmentId
from bot.mentoring.mentorship import MentorshipId
from bot.usecases.appointments import Proposal, Wanted
from handlers.slack.incoming import Submission
from handlers.slack.show import Block, View
from handlers.slack.views.blocks import context, field, modal, section, text_input, typed
from handlers.slack.views.clocks import clocks, names
from handlers.slack.views.wording import Wording
from prompts import english

CALLBACK_ID = "meet.place"


def build(proposal: Proposal, say: Wording, *, written: tuple[str, str] | None = None) -> View:
    """Both clocks, and what else there is to say about the meeting; all of it optional. `written` is the place and the
    objective of who came second: they stay in the fields, below what is kept by now."""
    t, wanted, others = say.plain, proposal.wanted, names(proposal.others)
    when = clocks(proposal.slot.starts, proposal.me, proposal.others)
    place, objective = written or (proposal.place, proposal.objective)
    told = "appointments.place.untold" if proposal.untold else "appointments.place.told"
    return modal(
        CALLBACK_ID,
        title=t("appointments.place.title"),
        submit=t("appointments.place.submit_move" if wanted.moves else "appointments.place.submit"),
        close=t("appointments.place.close"),
        metadata={**wanted._asdict(), "day": wanted.day.isoformat(), "clock": wanted.clock.isoformat("minutes")},
        blocks=[
            section(say.mrkdwn("appointments.place.when", clocks=when, minutes=wanted.minutes, names=others)),
            *_odd(proposal, say),
            *(_meanwhile(proposal, say) if written else ()),
            field(
                "place",
                t("appointments.place.where"),
                text_input(
                    max_length=LONGEST_PLACE,
                    initial=place,
                    placeholder=t("appointments.place.where_example"),
                ),
                hint=t("appointments.place.where_hint"),
                optional=True,
            ),
            field(
                "objective",
                t("appointments.place.objective"),
                text_input(
                    max_length=LONGEST_OBJECTIVE,
                    initial=objective,
                    multiline=True,
                    placeholder=t("appointments.place.objective_example"),
                ),
                hint=t("appointments.place.objective_hint"),
                optional=True,
            ),
            context(say.mrkdwn(told, names=others)),
        ],
    )


def _odd(proposal: Proposal, say: Wording) -> Iterator[Block]:
    """An hour that a change of clocks leaves out or lets come twice, and one at which people seldom mean to meet; it can be booked
    all the same."""
    if proposal.odd is not None:
        zone, locale = proposal.me.zone, proposal.me.locale
        meant = english.clock(proposal.slot.starts.astimezone(ZoneInfo(zone)).time(), locale)
        clock = english.clock(proposal.wanted.clock, locale)
        yield section(
            say.mrkdwn(f"appointments.place.{proposal.odd}", clock=clock, meant=meant, city=english.city(zone))
        )
    if proposal.ended_by_then is not None:
        yield section(say.mrkdwn("appointments.place.ended", end=english.long_day(proposal.ended_by_then)))
    if proposal.weekend:
        yield section(say.mrkdwn("appointments.place.weekend"))
    if proposal.at_night:
        sleepers = [each for each in proposal.at_night if each != proposal.me]
        mine = proposal.me in proposal.at_night
        whose = "all" if mine and sleepers else "mine" if mine else "theirs"
        yield section(say.mrkdwn(f"appointments.place.night_{whose}", names=names(sleepers or proposal.at_night)))


def _meanwhile(proposal: Proposal, say: Wording) -> Iterator[Block]:
    yield section(say.mrkdwn("appointments.place.meanwhile"))
    for words in (proposal.place, proposal.objective):
        if words:
            yield typed(words)


def read(submission: Submission) -> tuple[Wanted, str, str]:
    """The time that was shown, the place and the objective."""
    carried, values = submission.metadata, submission.values
    wanted = Wanted(
        mentorship=MentorshipId(carried["mentorship"]),
        day=date.fromisoformat(carried["day"]),
        clock=time.fromisoformat(carried["clock"]),
        minutes=carried["minutes"],
        moves=None if carried["moves"] is None else AppointmentId(carried["moves"]),
        revision=carried["revision"],
        words_shown=carried["words_shown"],
    )
    return wanted, values.text("place"), values.text("objective")
