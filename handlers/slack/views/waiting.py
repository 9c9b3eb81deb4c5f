"""What waits for a person, oldest first: kind -> its button; its words are the texts `home.waiting.<kind>`."""

from __future__ import annotations

from collections.abc import Sequence

from bot.mentoring.standing import Waiting
from bot.usecases.home import Part
from handlers.slack.show import Block
from handlers.slack.views.blocks import button, context, cut, section
from handlers.slack.views.wording import Wording
from prompts import english

WAITING: dict[str, tuple[str, str]] = {
    "agreement.begun": ("agreement.open", "pair:{mentorship}"),
    "agreement.draft": ("agreement.open", "pair:{mentorship}"),
    "agreement.sign": ("agreement.open", "pair:{mentorship}"),
    "celebration": ("celebrate.open", "pair:{mentorship}"),
    "check_in": ("checkin.open", "checkin:{id}"),
    "check_in.shared": ("checkin.open", "checkin:{id}"),
    "closure.asked": ("closing.open", "pair:{mentorship}"),
    "closure.asked_open": ("closing.open", "pair:{mentorship}"),
    "closure.begin": ("closing.open", "pair:{mentorship}"),
    "closure.read": ("closing.open", "pair:{mentorship}"),
    "closure.take_back": ("close.take_back", "pair:{mentorship}"),
    "expectations": ("expectations.open", "pair:{mentorship}"),
    "closure.wished": ("closing.open", "pair:{mentorship}"),
    "expectations.newer": ("expectations.open", "pair:{mentorship}"),
    "closure.write": ("closing.open", "pair:{mentorship}"),
    "goal.confirm": ("goal.confirm.open", "goal:{id}"),
    "meeting.accept": ("meeting.accept", "meeting:{id}:{revision}"),
    "meeting.evaluate": ("meeting.progress", "meeting:{id}"),
    "meeting.report": ("meeting.open", "meeting:{id}"),
    "series.plan": ("series.plan", "pair:{mentorship}"),
    "stage.feel": ("stage.open", "pair:{mentorship}"),
    "step.skip": ("stage.open", "pair:{mentorship}"),
}
"""Kind -> the action of its button and the button's value, made of the waiting thing's id, its mentorship's and values."""

SHARES_A_NAME = {"check_in.shared": "check_in_shared", "expectations.newer": "expectations_newer"}
"""A kind whose name begins with another whole one cannot have its words below that one."""

Line = tuple[Part, Waiting]


def lines(parts: Sequence[Part]) -> list[Line]:
    """Everything that waits in these mentorships, oldest first; nothing of one whose other account is switched off."""
    there = [part for part in parts if not part.other.deactivated]
    return sorted(((part, each) for part in there for each in part.waiting), key=lambda line: line[1].since)


def blocks(waits: Sequence[Line], say: Wording, *, most: int, brief: bool) -> list[Block]:
    """A row for each up to `most`, the first with the title and the one primary button; empty where nothing waits."""
    built = []
    labels: list[str] = []
    for nth, line in enumerate(waits[:most]):
        labels.append(_label(line, say, labels))
        words = _words(line, say, brief=brief)
        text = f"{say.mrkdwn('home.waits.title')}\n{words}" if nth == 0 else words
        built.append(section(text, accessory=_button(line, say, label=labels[-1], primary=nth == 0)))
    if len(waits) > most:
        built.append(context(say.mrkdwn("home.waits.more", count=len(waits) - most)))
    return built


def spoken(waits: Sequence[Line], say: Wording, *, most: int) -> str:
    """The same as one plain sentence; empty where nothing waits."""
    if not waits:
        return ""
    things = [say.plain(_key(waiting, "short"), **_values((part, waiting))) for part, waiting in waits[:most]]
    return say.plain("home.waits.text", things=english.listed(things))


def _words(line: Line, say: Wording, *, brief: bool) -> str:
    key = _key(line[1], "short" if brief else "words")
    words = say.mrkdwn(key, **_values(line))
    return words[:1].upper() + words[1:]


def _label(line: Line, say: Wording, taken: Sequence[str]) -> str:
    """What a screen reader says; two of a kind with the same person are numbered."""
    label = cut(say.plain(_key(line[1], "label"), **_values(line)), 70)
    alike = sum(each.startswith(label) for each in taken)
    return f"{label} ({alike + 1})" if alike else label


def _button(line: Line, say: Wording, *, label: str, primary: bool) -> Block:
    part, waiting = line
    action, value = WAITING[waiting.kind]
    return button(
        say.plain(_key(waiting, "button")),
        action,
        value.format(**{**waiting.values, "id": waiting.id, "mentorship": part.mentorship}),
        label=label,
        primary=primary,
    )


def _key(waiting: Waiting, name: str) -> str:
    kind = SHARES_A_NAME.get(waiting.kind, waiting.kind)
    return f"home.waiting.{kind}.{name}"


def _values(line: Line) -> dict[str, object]:
    part, waiting = line
    return {"others": part.others, **waiting.values}
