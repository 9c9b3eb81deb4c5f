"""Many pairs at once: a form to paste them into, and a page to read before they are introduced."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from bot.mentoring.mentorship import Model
from bot.mentoring.pairing import PairRequest
from bot.mentoring.people import Handle
from bot.mentoring.refusals import Refusal, Refusals
from handlers.slack.directory import Directory
from handlers.slack.incoming import Submission
from handlers.slack.show import View
from handlers.slack.views.blocks import channel_input, context, date_input, field, modal, section, text_input, typed
from handlers.slack.views.refusals import field_text
from handlers.slack.views.wording import Wording

CALLBACK_ID = "pair.many"
CONFIRM_ID = "pair.many.confirm"
MOST = 50
"""Pairs at once; what a modal can carry along from the form to the page that confirms it."""
SHOWN = 8
"""Faults said at once; more would not be read."""
POWER_WORDS = {"manages", "manager", "grades"}


class Pasted(NamedTuple):
    """One line that could be read: its number from 1, and whom it names."""

    number: int
    mentor: str
    mentee: str
    power: bool


def build(say: Wording, *, start: date, end: date, channel: str | None) -> View:
    """The form."""
    t = say.plain
    return modal(
        CALLBACK_ID,
        title=t("pairing.many.title"),
        submit=t("pairing.many.check"),
        close=t("pairing.modal.close"),
        blocks=[
            section(say.mrkdwn("pairing.many.intro")),
            field(
                "pairs",
                t("pairing.many.pairs"),
                text_input(max_length=3000, multiline=True, placeholder=t("pairing.many.example")),
                hint=t("pairing.many.hint"),
            ),
            field("start", t("pairing.modal.start"), date_input(start)),
            field("end", t("pairing.modal.end"), date_input(end)),
            field(
                "channel",
                t("pairing.modal.channel"),
                channel_input(channel),
                hint=t("pairing.modal.channel_hint"),
                optional=True,
            ),
            context(say.mrkdwn("pairing.many.adults")),
        ],
    )


def read(submission: Submission, directory: Directory) -> tuple[list[Pasted], list[tuple[int, Refusal]]]:
    """The lines that could be read, and what is wrong with the others."""
    pasted: list[Pasted] = []
    faults: list[tuple[int, Refusal]] = []
    for number, line in enumerate(submission.values.text("pairs").splitlines(), start=1):
        parts = [part.strip() for part in line.replace("\t", ",").replace(";", ",").split(",") if part.strip()]
        if not parts:
            continue
        power = len(parts) > 2 and parts[2].casefold() in POWER_WORDS
        if len(parts) < 2 or len(parts) > 3 or (len(parts) == 3 and not power):
            faults.append((number, Refusal("pairing.line_shape" if len(parts) < 2 else "pairing.line_third")))
            continue
        users = []
        for name in parts[:2]:
            found = directory.find(name)
            if len(found) == 1:
                users.append(found[0])
            else:
                faults.append((number, Refusal("pairing.line_several" if found else "pairing.line_nobody", name=name)))
        if len(users) == 2:
            pasted.append(Pasted(number, users[0], users[1], power))
    if len(pasted) > MOST:
        faults.append((pasted[MOST].number, Refusal("pairing.too_many", most=MOST)))
    if not pasted and not faults:
        faults.append((1, Refusal("pairing.line_shape")))
    return pasted, faults


def errors(faults: Sequence[tuple[int, Refusal]], say: Wording) -> dict[str, str]:
    """What is wrong, at its inputs: the days are those of all pairs and said once, the rest line by line."""
    days = {each.field: field_text(each, say) for _, each in faults if each.field == "end"}
    lines = [(number, each) for number, each in faults if each.field != "end"]
    return {**days, "pairs": _faults_text(lines, say)} if lines else days


def _faults_text(faults: Sequence[tuple[int, Refusal]], say: Wording) -> str:
    """The first few faults said, the rest counted."""
    lines = [
        say.plain("pairing.many.fault", number=number, fault=field_text(refusal, say))
        for number, refusal in sorted(faults, key=lambda each: each[0])[:SHOWN]
    ]
    if len(faults) > SHOWN:
        lines.append(say.plain("pairing.many.more_faults", count=len(faults) - SHOWN))
    return " ".join(lines)


def confirm(say: Wording, pasted: Sequence[Pasted], names: Sequence[tuple[str, str]], carried: dict[str, Any]) -> View:
    """The pairs as they will be made; `names` are (mentor, mentee) in the same order."""
    lines = [
        say.plain("pairing.many.line_power" if each.power else "pairing.many.line", mentor=mentor, mentee=mentee)
        for each, (mentor, mentee) in zip(pasted, names, strict=True)
    ]
    return modal(
        CONFIRM_ID,
        title=say.plain("pairing.many.title"),
        submit=say.plain("pairing.modal.submit"),
        close=say.plain("pairing.modal.close"),
        metadata={**carried, "pairs": [[each.mentor, each.mentee, int(each.power)] for each in pasted]},
        blocks=[
            section(say.mrkdwn("pairing.many.confirm", count=len(pasted))),
            *(typed("\n".join(lines[start : start + 10])) for start in range(0, len(lines), 10)),
            context(say.mrkdwn("pairing.many.nothing_yet")),
        ],
    )


def requests(
    submission: Submission, pairs: Sequence[tuple[str, str, bool]], given: dict[str, Any]
) -> list[PairRequest]:
    """The requests for these (mentor, mentee, power); `given` holds start, end and channel as text."""
    who = submission.who
    if not given.get("start") or not given.get("end"):
        raise Refusals(Refusal("pairing.empty", field="start"))
    return [
        PairRequest(
            mentor=Handle(who.team, mentor, who.enterprise),
            mentee=Handle(who.team, mentee, who.enterprise),
            model=Model.FOUR_STAGE,
            start=date.fromisoformat(given["start"]),
            end=date.fromisoformat(given["end"]),
            power=bool(power),
            celebration_channel=given.get("channel"),
        )
        for mentor, mentee, power in pairs
    ]
