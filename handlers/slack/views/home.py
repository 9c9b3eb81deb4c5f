"""Home: what waits, each mentorship, and the program for who coordinates it; below a hundred blocks whatever there is."""

from __future__ import annotations

from collections.abc import Iterator

from bot.mentoring import cadence
from bot.mentoring.people import Role
from bot.usecases.home import Here, Part
from handlers.slack.show import Block, View
from handlers.slack.views import absences, first_contact, part, program, program_pauses, waiting
from handlers.slack.views.blocks import actions, button, context, divider, header, section
from handlers.slack.views.wording import Wording, mention
from prompts import english

MOST_WAITING = 12
MOST_ROWS = 20
"""Mentorships in one role; Slack takes a hundred blocks, and nobody mentors twenty."""


def home(here: Here, say: Wording) -> View:
    """Everything about one person; roles are divided: mentee, mentor, coordinator."""
    blocks = [header(part.title(here, say)), *_stage(here, say), *part.paused(here, say), *_program_rests(here, say)]
    blocks += _in_doubt(here, say)
    if here.parts:
        blocks += _mentorships(here, say)
        if here.program is not None:
            blocks.append(divider())
    elif here.program is None or not (here.program.total or here.ended):
        blocks += first_contact.blocks(here, say)
    if here.program is not None:
        blocks += program.blocks(here.program, say, primary=not any(each.waiting for each in here.parts))
    if here.parts and here.contact is not None and here.program is None:
        blocks.append(context(say.mrkdwn("home.hello.coordinator", contact=mention(here.contact))))
    if here.ended and (here.parts or here.program is not None):
        blocks += [divider(), *first_contact.over(here, say, answers=not here.parts)]
    if here.parts:
        blocks.append(actions(*_last(here.parts[0] if len(here.parts) == 1 else None, say)))
    return {"type": "home", "callback_id": "home", "blocks": blocks}


def _mentorships(here: Here, say: Wording) -> Iterator[Block]:
    alone = here.parts[0] if len(here.parts) == 1 else None
    for each in here.parts[:MOST_ROWS]:
        yield from part.stopped(each, say)
        yield from absences.rests(each, here.me, here, say)
    waits = waiting.blocks(waiting.lines(here.parts), say, most=MOST_WAITING, brief=False)
    yield from waits
    if waits:
        yield divider()
    if alone is not None:
        yield from part.full(alone, here.me, say)
    else:
        yield from rows(here, say)


def _stage(here: Here, say: Wording) -> Iterator[Block]:
    """Below the title, where it is about one mentorship: how far that is."""
    if len(here.parts) == 1:
        yield context(part.stage_line(here.parts[0], say))


def _program_rests(here: Here, say: Wording) -> Iterator[Block]:
    """A pause of the whole program, from two weeks before on, to all who are of it."""
    if here.rests is not None and (here.parts or here.program is not None):
        yield program_pauses.line(here.rests, cadence.local(here.now, here.me.zone).date(), say)


def _in_doubt(here: Here, say: Wording) -> Iterator[Block]:
    """Messages that may not have arrived: to whom they were meant for, and to who coordinates."""
    if here.unheard is not None:
        today = cadence.local(here.now, here.me.zone).date()
        yield context(say.mrkdwn("deliveries.home.member", day=english.long_day(here.unheard, today=today)))
    if here.doubtful:
        key = "coordinator_one" if here.doubtful == 1 else "coordinator"
        text = say.mrkdwn(f"deliveries.home.{key}", count=english.number(here.doubtful, capital=False))
        yield section(text, accessory=button(say.plain("deliveries.home.look"), "health.open", "program"))


def rows(here: Here, say: Wording) -> Iterator[Block]:
    """A row for each of several, by role, the next meeting first."""
    groups = [[each for each in here.parts if each.role is role] for role in (Role.MENTEE, Role.MENTOR)]
    for nth, group in enumerate([group for group in groups if group]):
        if nth:
            yield divider()
        for each in part.in_order(group)[:MOST_ROWS]:
            yield part.row(each, here, say)


def _last(alone: Part | None, say: Wording) -> Iterator[Block]:
    """The last row. Nobody has to look for the way out."""
    yield button(say.plain("home.last.talk"), "talk.open", "mine" if alone is None else f"pair:{alone.mentorship}")
    yield button(say.plain("home.last.answers"), "answers.open", "mine")
    if alone is not None:
        yield part.agreement(alone, say)
    yield button(say.plain("home.last.settings"), "settings.open", "mine")
    yield button(say.plain("home.last.snooze"), "snooze.open", "mine")
    yield button(say.plain("home.last.help_me"), "helpme.open", "mine")
