"""The form in which a rhythm is planned, as it was agreed: first of two pages."""

from __future__ import annotations

from datetime import date, time
from zoneinfo import ZoneInfo

from bot.mentoring.appointments import LONGEST_PLACE
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.refusals import Checks
from bot.mentoring.terms import Frequency
from bot.usecases.planning import Choosing, Wanted
from handlers.slack.incoming import Submission
from handlers.slack.show import View
from handlers.slack.views.blocks import date_input, field, modal, option, section, select, text_input, time_input
from handlers.slack.views.clocks import names
from handlers.slack.views.meet_time import LENGTHS
from handlers.slack.views.series_words import rhythm
from handlers.slack.views.wording import Wording
from prompts import english

CALLBACK_ID = "series.plan"


def build(choosing: Choosing, say: Wording) -> View:
    """The rhythm on the reader's own clock."""
    t, me, series = say.plain, choosing.me, choosing.series
    start = choosing.starts.astimezone(ZoneInfo(me.zone))
    lengths = [option(t("appointments.time.minutes", count=each), str(each)) for each in LENGTHS]
    often = [option(t(f"series.plan.{each}"), each.value) for each in Frequency]
    now = "with" if series is None else "change"
    about = {} if series is None else {"rhythm": rhythm(series, say)}
    return modal(
        CALLBACK_ID,
        title=t("series.plan.title"),
        submit=t("series.plan.submit"),
        close=t("series.plan.close"),
        metadata={"mentorship": choosing.mentorship, "revision": series.revision if series else 0},
        blocks=[
            section(say.mrkdwn(f"series.plan.{now}", names=names(choosing.others), **about)),
            field("frequency", t("series.plan.frequency"), select(often, choosing.frequency.value)),
            field("date", t("series.plan.date"), date_input(start.date()), hint=t("series.plan.date_hint")),
            field(
                "time",
                t("series.plan.time", city=english.city(me.zone)),
                time_input(start.time()),
                hint=t("series.plan.time_hint"),
            ),
            field("minutes", t("series.plan.length"), select(lengths, str(choosing.minutes))),
            field(
                "place",
                t("series.plan.where"),
                text_input(max_length=LONGEST_PLACE, initial=choosing.place),
                hint=t("series.plan.where_hint"),
                optional=True,
            ),
        ],
    )


def read(submission: Submission) -> Wanted:
    """The chosen rhythm. Raises Refusals at inputs that a client let through empty."""
    values, carried = submission.values, submission.metadata
    day, clock, minutes = values.date("date"), values.time("time"), values.choice("minutes")
    frequency = next((each for each in Frequency if each == values.choice("frequency")), None)
    checks = Checks()
    for name, given in (("frequency", frequency), ("date", day), ("time", clock), ("minutes", minutes)):
        if not given:
            checks.refuse("appointments.no_time", field=name)
    checks.done()
    return Wanted(
        mentorship=MentorshipId(carried["mentorship"]),
        frequency=frequency or Frequency.TWO_WEEKS,
        day=date.fromisoformat(day or ""),
        clock=time.fromisoformat(clock or ""),
        minutes=int(minutes or 0),
        place=values.text("place"),
        revision=carried["revision"],
    )
