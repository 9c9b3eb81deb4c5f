"""Where you are: the answer to `/mentor` alone, seen by that person only."""

from __future__ import annotations

from collections.abc import Iterator

from bot.usecases.home import Here, Part
from handlers.slack.show import Block, Message
from handlers.slack.views import absences, part, program, waiting
from handlers.slack.views.blocks import context, message, section
from handlers.slack.views.wording import Wording

MOST_WAITING = 3
MOST_ROWS = 10


def where_you_are(here: Here, say: Wording) -> Message:
    """All mentorships at once: somebody in several is not asked which one first."""
    blocks = [
        *part.paused(here, say),
        *(_one(here, here.parts[0], say) if len(here.parts) == 1 else _several(here, say)),
    ]
    if here.program is not None:
        blocks.append(program.brief(here.program, say))
    return message(_text(here, say), *blocks)


def _one(here: Here, alone: Part, say: Wording) -> Iterator[Block]:
    yield section(f"{say.mrkdwn('home.where.title', title=part.title(here, say))}\n{part.stage_line(alone, say)}")
    yield from _stopped(here, say)
    yield from _waits(here, say)
    yield from part.asked(alone, say)
    yield part.meeting(alone, here.me, say, short=True)
    yield part.plan_glance(alone, say)


def _several(here: Here, say: Wording) -> Iterator[Block]:
    yield section(say.mrkdwn("home.where.title", title=part.title(here, say)))
    yield from _stopped(here, say)
    yield from _waits(here, say)
    for each in part.in_order(here.parts)[:MOST_ROWS]:
        yield part.row(each, here, say)
    if len(here.parts) > MOST_ROWS:
        yield context(say.mrkdwn("home.row.more", count=len(here.parts) - MOST_ROWS))


def _stopped(here: Here, say: Wording) -> Iterator[Block]:
    for each in here.parts[:MOST_ROWS]:
        yield from part.stopped(each, say)
        yield from absences.rests(each, here.me, here, say)


def _waits(here: Here, say: Wording) -> list[Block]:
    return waiting.blocks(waiting.lines(here.parts), say, most=MOST_WAITING, brief=True)


def _text(here: Here, say: Wording) -> str:
    waits = waiting.spoken(waiting.lines(here.parts), say, most=MOST_WAITING)
    if len(here.parts) == 1:
        alone = here.parts[0]
        said = [
            say.plain("home.where.text", title=part.title(here, say), stage=part.stage_line(alone, say)),
            waits,
            say.plain("home.agreement.asked", names=alone.asked) if alone.asked else "",
            part.spoken_meeting(alone, here.me, say),
            part.spoken_plan(alone, say),
        ]
    else:
        shown = part.in_order(here.parts)[:MOST_ROWS]
        said = [f"{part.title(here, say)}.", waits, *(part.spoken_row(each, here, say) for each in shown)]
    said += [say.plain("home.stopped.text", others=each.others) for each in here.parts if each.stopped]
    said += [
        say.plain("absences.home.text", others=each.others, name=each.other.first_name)
        for each in here.parts[:MOST_ROWS]
        if each.other.deactivated
    ]
    if here.paused is not None:
        said.append(say.plain("home.paused.text", day=here.paused))
    if here.program is not None:
        said.append(program.spoken(here.program, say))
    return " ".join(each for each in said if each)
