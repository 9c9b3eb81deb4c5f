"""Pauses of the program on Slack: the coordinator's list and form, and the line in everybody's Home."""

from __future__ import annotations

from datetime import date

from bot.mentoring.program_pauses import LONGEST_NAME, ProgramPause
from bot.mentoring.refusals import Checks
from bot.usecases.program_pauses import Line, Pauses
from handlers.slack.incoming import Submission
from handlers.slack.show import Block, View
from handlers.slack.views.blocks import (
    actions,
    asked_first,
    button,
    context,
    date_input,
    field,
    modal,
    section,
    text_input,
)
from handlers.slack.views.wording import Wording
from prompts import english

LIST_ID = "program.pauses"
FORM_ID = "program.pause"
MOST = 20
"""Pauses in the list; nobody plans twenty."""


def listed(pauses: Pauses, say: Wording) -> View:
    """What is planned, each with *Change*, and the way to another one."""
    t = say.plain
    rows = [_line(line, pauses.today, say) for line in pauses.lines[:MOST]]
    return modal(
        LIST_ID,
        title=t("program_pauses.list.title"),
        close=t("program_pauses.list.close"),
        blocks=[
            section(say.mrkdwn(f"program_pauses.list.{'some' if rows else 'none'}")),
            *rows,
            actions(button(t("program_pauses.list.plan"), "program.pause.plan", "plan", primary=True)),
            context(say.mrkdwn("program_pauses.list.what_goes_on")),
        ],
    )


def _line(line: Line, today: date, say: Wording) -> Block:
    pause = line.pause
    values = {
        "name": _name(pause, say, "list"),
        "first": english.short_day(pause.first, today=today),
        "last": english.short_day(pause.last, today=today),
    }
    many = say.plain(f"program_pauses.list.{'one_pair' if line.pairs == 1 else 'pairs'}", count=line.pairs)
    return section(
        say.mrkdwn(f"program_pauses.list.{'lasts' if line.lasts else 'line'}", **values, pairs=many),
        accessory=button(
            say.plain("program_pauses.list.change"),
            "program.pause.change",
            f"pause:{pause.id}",
            label=say.plain("program_pauses.list.change_label", **values),
        ),
    )


def _name(pause: ProgramPause, say: Wording, where: str) -> str:
    return pause.name or say.plain(f"program_pauses.{where}.nameless")


def build(line: Line | None, say: Wording, *, below: str) -> View:
    """The form for a new pause, or for the one of this `line`; `below` is the view id of the list under it."""
    t = say.plain
    pause = None if line is None else line.pause
    key = "" if line is None else "_change"
    blocks = [
        field(
            "name",
            t("program_pauses.form.name"),
            text_input(max_length=LONGEST_NAME, initial=pause.name if pause else ""),
            hint=t("program_pauses.form.name_hint"),
            optional=True,
        ),
        field("first", t("program_pauses.form.first"), date_input(pause.first if pause else None)),
        field(
            "last",
            t("program_pauses.form.last"),
            date_input(pause.last if pause else None),
            hint=t("program_pauses.form.last_hint"),
        ),
    ]
    if line is not None:
        blocks += [section(_concerns(line, say)), actions(_back(line, say))]
    return modal(
        FORM_ID,
        title=t(f"program_pauses.form.title{key}"),
        submit=t(f"program_pauses.form.submit{key}"),
        close=t("program_pauses.form.close"),
        metadata={"pause": None if pause is None else pause.id, "below": below},
        blocks=[*blocks, context(say.mrkdwn("program_pauses.form.what"))],
    )


def _concerns(line: Line, say: Wording) -> str:
    key = "concerns_one" if line.pairs == 1 else "concerns"
    return say.mrkdwn(f"program_pauses.form.{key}", count=line.pairs)


def _back(line: Line, say: Wording) -> Block:
    t, key = say.plain, "end_now" if line.lasts else "take_back"
    return asked_first(
        button(t(f"program_pauses.form.{key}"), "program.pause.take_back", f"pause:{line.pause.id}"),
        title=t(f"program_pauses.form.{'sure_end' if line.lasts else 'sure'}"),
        text=t("program_pauses.form.sure_text"),
        confirm=t("program_pauses.form.yes"),
        deny=t("program_pauses.form.no"),
    )


def taken_back(say: Wording) -> View:
    """What came of taking it back."""
    return modal(
        "program.pause.done",
        title=say.plain("program_pauses.list.title"),
        close=say.plain("program_pauses.list.close"),
        blocks=[section(say.mrkdwn("program_pauses.done.taken_back"))],
    )


def read(submission: Submission) -> tuple[str, date, date]:
    """Name, first and last day. Raises Refusals at days that a client let through empty."""
    values, checks = submission.values, Checks()
    first, last = values.date("first"), values.date("last")
    for name, given in (("first", first), ("last", last)):
        if not given:
            checks.refuse("program_pauses.empty", field=name)
    checks.done()
    assert first is not None
    assert last is not None
    return " ".join(values.text("name").split()), date.fromisoformat(first), date.fromisoformat(last)


def of_days(pause: ProgramPause, say: Wording) -> str:
    """What rests from when until when, as plain text."""
    return say.plain("program_pauses.home.of_days", **_told(pause, say))


def told(pause: ProgramPause, say: Wording) -> str:
    """The line (mrkdwn) in a message that goes out anyway, shortly before."""
    return say.mrkdwn("program_pauses.home.told", **_told(pause, say))


def spoken(pause: ProgramPause, say: Wording) -> str:
    """The same for the text of that message."""
    return say.plain("program_pauses.home.told", **_told(pause, say))


def _told(pause: ProgramPause, say: Wording) -> dict[str, str]:
    first, last = english.short_day(pause.first), english.short_day(pause.last)
    return {"name": _name(pause, say, "home"), "first": first, "last": last}


def line(pause: ProgramPause, today: date, say: Wording) -> Block:
    """The line in Home, to everybody of the program."""
    key = "lasts" if pause.covers(today) else "ahead"
    values = {"first": english.long_day(pause.first, today=today), "last": english.long_day(pause.last, today=today)}
    return section(say.mrkdwn(f"program_pauses.home.{key}", name=_name(pause, say, "home"), **values))
