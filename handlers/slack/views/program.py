"""The coordinator's part of Home: who could use a hand, the others by stage, and pairing."""

from __future__ import annotations

from collections.abc import Iterator

from bot.usecases.program import Hand, OnTheirWay, ProgramPart
from handlers.slack.show import Block
from handlers.slack.views import absences
from handlers.slack.views.blocks import actions, button, context, cut, divider, section
from handlers.slack.views.wording import Wording
from prompts import english


def blocks(program: ProgramPart, say: Wording, *, primary: bool) -> Iterator[Block]:
    """Everything a coordinator sees; `primary` marks the way to a new pair."""
    if not program.total:
        yield section(say.mrkdwn("home.program.empty"))
    else:
        yield context(counts(program, say))
        yield from _resting(program, say)
        yield from _hands(program, say)
        yield from _others(program, say)
        yield divider()
    yield actions(
        button(say.plain("home.program.pair"), "pair.create", "program", primary=primary),
        button(say.plain("home.program.all"), "pairs.open", "program"),
        button(say.plain("program_pauses.home.open"), "program.pause.open", "program"),
    )
    yield context(say.mrkdwn("home.program.private"))


def counts(program: ProgramPart, say: Wording) -> str:
    """12 pairs · 4 starting, 6 building · next to end: Fri 18 Dec."""
    values = {
        "pairs": pairs(program, say),
        "stages": ", ".join(say.plain(f"home.program.{stage}", count=count) for stage, count in program.stages),
    }
    if program.next_end is None:
        return say.mrkdwn("home.program.count", **values)
    return say.mrkdwn("home.program.count_end", **values, end=english.short_day(program.next_end))


def pairs(program: ProgramPart, say: Wording) -> str:
    """How many pairs there are, in words."""
    key = "one_pair" if program.total == 1 else "pairs"
    return say.plain(f"home.program.{key}", count=program.total)


def brief(program: ProgramPart, say: Wording) -> Block:
    """The program in a line, for the answer to `/mentor`."""
    if not program.total:
        return section(
            say.mrkdwn("home.program.empty"),
            accessory=button(say.plain("home.program.pair"), "pair.create", "program"),
        )
    return section(spoken(program, say), accessory=button(say.plain("home.program.all"), "pairs.open", "program"))


def spoken(program: ProgramPart, say: Wording) -> str:
    """The program in a plain sentence."""
    if not program.total:
        return say.plain("home.program.text_empty")
    if not program.hands_total:
        return say.plain("home.program.text", pairs=pairs(program, say))
    hands = english.number(program.hands_total, capital=True)
    return say.plain("home.program.text_hands", pairs=pairs(program, say), hands=hands)


def _resting(program: ProgramPart, say: Wording) -> Iterator[Block]:
    if not program.resting:
        return
    many = program.resting_total
    key = "pairs_one" if many == 1 else "pairs"
    yield section(say.mrkdwn(f"absences.home.{key}", count=english.number(many, capital=True)))
    for each in program.resting:
        names, day = cut(each.names, 50), english.short_day(each.since, today=program.today)
        if each.lacks is None:
            yield section(say.mrkdwn("absences.home.both", names=names))
            continue
        text = say.mrkdwn("absences.home.pair", names=names, name=each.gone, day=day)
        yield section(text, accessory=absences.find(each.mentorship, each.lacks, names, say))
    if many > len(program.resting):
        yield context(say.mrkdwn("absences.home.more", count=many - len(program.resting)))


def _hands(program: ProgramPart, say: Wording) -> Iterator[Block]:
    if not program.hands:
        return
    many = program.hands_total
    key = "hands_one" if many == 1 else "hands"
    yield section(say.mrkdwn(f"home.program.{key}", count=english.number(many, capital=True)))
    for hand in program.hands:
        yield _hand(hand, program, say)
    if many > len(program.hands):
        yield context(say.mrkdwn("home.program.hands_more", count=many - len(program.hands)))


def _hand(hand: Hand, program: ProgramPart, say: Wording) -> Block:
    names = cut(hand.names, 50)
    stage = say.plain(f"process.{hand.stage}.name")
    key = "since_today" if hand.since == program.today else "since"
    text = say.mrkdwn(f"home.program.{key}", names=names, stage=stage, day=english.short_day(hand.since))
    label = say.plain("home.program.offer_label", names=names)
    offer = button(say.plain("home.program.offer"), "pair.offer", f"pair:{hand.mentorship}", label=label)
    return section(text, accessory=offer)


def _others(program: ProgramPart, say: Wording) -> Iterator[Block]:
    many = sum(each.total for each in program.others)
    if not many:
        return
    yield divider()
    key = "way_one" if many == 1 else "way"
    yield section(say.mrkdwn(f"home.program.{key}", count=english.number(many, capital=True)))
    for each in program.others:
        yield section(_stage(each, say))


def _stage(others: OnTheirWay, say: Wording) -> str:
    names = ", ".join(cut(each, 50) for each in others.names)
    if others.total > len(others.names):
        names = say.plain("home.program.more", names=names, count=others.total - len(others.names))
    return say.mrkdwn("home.program.stage", stage=say.plain(f"process.{others.stage}.name"), names=names)
