"""Pairing: the form for coordinators and the introduction in the pair's group conversation."""

from __future__ import annotations

from datetime import date

from dateutil.relativedelta import relativedelta

from bot.mentoring import cadence
from bot.mentoring.mentorship import Model
from bot.mentoring.pairing import PairRequest
from bot.mentoring.people import Handle, Role
from bot.mentoring.refusals import Checks
from bot.usecases.absences import Vacancy
from bot.usecases.pairing import Introduction
from handlers.slack.incoming import Submission
from handlers.slack.show import Block, Message, View
from handlers.slack.views.blocks import (
    actions,
    button,
    channel_input,
    context,
    date_input,
    field,
    fields,
    message,
    modal,
    option,
    people_input,
    radio,
    section,
)
from handlers.slack.views.wording import Wording, mention
from prompts import english

CALLBACK_ID = "pair.create"
LENGTH = relativedelta(months=6)
"""How long a mentorship is proposed to last."""


def build(
    say: Wording,
    *,
    mentor: str | None,
    mentee: str | None,
    start: date,
    end: date,
    channel: str | None,
    model: Model = Model.FOUR_STAGE,
    anew: Vacancy | None = None,
) -> View:
    """The form; `mentor` and `mentee` are user ids named in the command, if any. `anew`: whom somebody is sought for."""
    t = say.plain
    powers = [
        option(t("pairing.modal.power_no"), "no"),
        option(t("pairing.modal.power_yes"), "knowingly", t("pairing.modal.power_yes_note")),
    ]
    models = [
        option(t("pairing.modal.four_stage"), "four_stage", t("pairing.modal.four_stage_note")),
        option(t("pairing.modal.nine_step"), "nine_step", t("pairing.modal.nine_step_note")),
    ]
    return modal(
        CALLBACK_ID,
        title=t("pairing.modal.title" if anew is None else "absences.form.title"),
        submit=t("pairing.modal.submit"),
        close=t("pairing.modal.close"),
        metadata={} if anew is None else {"anew": anew.mentorship.id},
        blocks=[
            *([] if anew is None else [_left_behind(anew, say)]),
            field("mentor", t("pairing.modal.mentor"), people_input(mentor)),
            field("mentee", t("pairing.modal.mentee"), people_input(mentee)),
            field("start", t("pairing.modal.start"), date_input(start)),
            field("end", t("pairing.modal.end"), date_input(end)),
            field("power", t("pairing.modal.power"), radio(powers, "no")),
            field("model", t("pairing.modal.model"), radio(models, model.value)),
            field(
                "channel",
                t("pairing.modal.channel"),
                channel_input(channel),
                hint=t("pairing.modal.channel_hint"),
                optional=True,
            ),
            context(say.mrkdwn("pairing.modal.adults")),
        ],
    )


def anew(vacancy: Vacancy, say: Wording, *, today: date) -> View:
    """The form for who was left behind: who stays, and all the rest as it was."""
    before, stays = vacancy.mentorship, vacancy.stays.handle.user
    return build(
        say,
        mentor=stays if vacancy.role is Role.MENTOR else None,
        mentee=stays if vacancy.role is Role.MENTEE else None,
        start=today,
        end=before.end if before.end > today else cadence.working_day(today + LENGTH),
        channel=before.celebration_channel,
        model=before.model,
        anew=vacancy,
    )


def _left_behind(vacancy: Vacancy, say: Wording) -> Block:
    lacks = Role.MENTEE if vacancy.role is Role.MENTOR else Role.MENTOR
    return section(
        say.mrkdwn(
            "absences.form.what",
            stays=vacancy.stays.first_name,
            gone=vacancy.gone.first_name,
            role=say.plain(f"absences.replace.{lacks}"),
        )
    )


def read(submission: Submission) -> PairRequest:
    """What the coordinator asked for. Raises Refusals at inputs that a client let through empty."""
    values, who = submission.values, submission.who
    mentor, mentee = values.user("mentor"), values.user("mentee")
    start, end = values.date("start"), values.date("end")
    checks = Checks()
    for name, given in (("mentor", mentor), ("mentee", mentee), ("start", start), ("end", end)):
        if not given:
            checks.refuse("pairing.empty", field=name)
    checks.done()
    assert mentor is not None and mentee is not None  # noqa: PT018
    assert start is not None and end is not None  # noqa: PT018
    return PairRequest(
        mentor=Handle(who.team, mentor, who.enterprise),
        mentee=Handle(who.team, mentee, who.enterprise),
        model=Model(values.choice("model") or Model.FOUR_STAGE),
        start=date.fromisoformat(start),
        end=date.fromisoformat(end),
        power=values.choice("power") == "knowingly",
        celebration_channel=values.channel("channel"),
    )


def introduction(values: Introduction, say: Wording) -> Message:
    """The first message to both, with the agenda of the first meeting."""
    mentor, mentee = values.mentor, values.mentee
    names = {"mentor": mentor.first_name, "mentee": mentee.first_name}
    end = english.long_day(values.end, today=values.now.date())
    value = f"pair:{values.mentorship}"
    faces = [
        say.mrkdwn(
            f"pairing.introduction.{role}",
            mention=mention(person.handle.user),
            about=", ".join(part for part in (person.title, english.city(person.zone)) if part),
        )
        for role, person in (("mentee", mentee), ("mentor", mentor))
    ]
    me = "me_alone" if values.alone else "me"
    last = {"end": end, "coordinator": values.coordinator.full_name}
    spoken = [say.plain(f"pairing.introduction.{part}", **names, **last) for part in ("text", "hand", me)]
    return message(
        " ".join(spoken),
        section(say.mrkdwn("pairing.introduction.title", **names)),
        fields(*faces),
        section(say.mrkdwn("pairing.introduction.agenda", **names)),
        actions(
            button(say.plain("pairing.introduction.find_time"), "meet.open", value, primary=True),
            button(say.plain("pairing.introduction.open_agenda"), "agenda.open", f"{value}:first"),
            button(say.plain("pairing.introduction.expectations"), "expectations.open", value),
        ),
        context(" ".join(say.mrkdwn(f"pairing.introduction.{part}", **last) for part in ("until", "hand"))),
        context(say.mrkdwn(f"pairing.introduction.{me}")),
    )


MESSAGES = {"pairing.introduction": introduction}
