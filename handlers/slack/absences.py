"""Coordinators pair anew who was left behind by an account that is switched off, or wait."""

from __future__ import annotations

from bot.mentoring import cadence
from bot.mentoring.mentorship import MentorshipId
from bot.usecases import absences, pairing
from handlers.slack.desk import Desk
from handlers.slack.incoming import Click
from handlers.slack.show import Open, Replace, Show
from handlers.slack.views import absences as view
from handlers.slack.views import pairing as form


async def replace_click(click: Click, desk: Desk) -> Show:
    """*Find a new mentor*, *Find a new mentee*: the form, with who stays in it."""
    coordinator = await desk.run(pairing.require_coordinator, click.who)
    vacancy = await desk.run(absences.vacancy, click.who, MentorshipId(click.id()))
    today = cadence.local(desk.now(), coordinator.zone).date()
    return Open(form.anew(vacancy, desk.say, today=today))


async def wait_click(click: Click, desk: Desk) -> Show:
    """*Wait*: nothing changes, and the message says so; value "person:Amara"."""
    return Replace(view.waiting(click.value.partition(":")[2], desk.say))


ACTIONS = {"absence.replace": replace_click, "absence.wait": wait_click}
