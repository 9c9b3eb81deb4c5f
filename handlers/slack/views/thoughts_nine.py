"""The nine questions, one at a time, what came of them, and what of it a mentor is shown."""

from __future__ import annotations

from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.thoughts import LONGEST, Subject
from bot.usecases.thoughts import Alone, Brought
from handlers.slack.incoming import State
from handlers.slack.show import Block, View
from handlers.slack.views.blocks import (
    actions,
    button,
    checkboxes,
    context,
    divider,
    field,
    modal,
    option,
    section,
    text_input,
    typed,
)
from handlers.slack.views.wording import Wording

CALLBACK_ID = "thoughts.nine"
END = "thoughts.end"


def build(alone: Alone, say: Wording, *, part: str = "", below: str = "") -> View:
    """The question to go on with, or this `part`; at the end, what was written."""
    part = part or alone.next or ""
    return page(alone, part, say, below=below) if part else end(alone, say, below=below)


def page(alone: Alone, part: str, say: Wording, *, below: str = "") -> View:
    """One question, with what was written there before; `below`: the plan's modal under this one."""
    nth, pair = alone.order.index(part), f"pair:{alone.mentorship}"
    input = text_input(max_length=LONGEST[Subject.NINE], initial=alone.words(part), multiline=True, focus=True)
    shows = checkboxes([option(_t(say, "show"), "show")], ["show"] if alone.is_shown(part) else [])
    buttons = [button(_t(say, "back"), "nine.to", f"{pair}:{alone.order[nth - 1]}")] if nth else []
    if any(alone.words(each) for each in alone.order):
        buttons.append(button(_t(say, "end"), "nine.end", pair))
    buttons.append(button(_t(say, "keep"), "nine.later", pair))
    return modal(
        CALLBACK_ID,
        title=_t(say, "title"),
        submit=_t(say, "next"),
        close=_t(say, "close"),
        metadata={"pair": alone.mentorship, "part": part, "below": below},
        blocks=[
            context(say.mrkdwn("thoughts.nine.count", nth=nth + 1, all=len(alone.order))),
            section(f"*{say.mrkdwn(f'thoughts.V.brainstorm.{part}')}*"),
            context(say.mrkdwn("thoughts.nine.private", names=alone.mentors)),
            field(f"words_{part}", _t(say, "answer"), input, hint=_t(say, "hint"), optional=True),
            field(f"show_{part}", _t(say, "show_label"), shows, optional=True),
            actions(*buttons),
            context(say.mrkdwn("thoughts.nine.later")),
        ],
    )


def words_in(values: State, part: str) -> tuple[str, bool]:
    """What was written, and whether it is to be shown."""
    return values.text(f"words_{part}"), "show" in values.choices(f"show_{part}")


def end(alone: Alone, say: Wording, *, below: str = "", room: bool = True) -> View:
    """Everything that was written, each to be changed or made a goal of; without `room` in the plan, that is said."""
    written = [part for part in alone.order if alone.words(part)]
    lead = "nothing" if not written else "end_some" if alone.next else "end_lead"
    pair = f"pair:{alone.mentorship}"
    on = button(_t(say, "more"), "nine.to", f"{pair}:{alone.next}", primary=not written)
    if not alone.next:
        on = button(_t(say, "again"), "nine.to", f"{pair}:{alone.order[0]}")
    return modal(
        END,
        title=_t(say, "end_title"),
        close=_t(say, "end_close"),
        metadata={"pair": alone.mentorship, "below": below},
        blocks=[
            section(say.mrkdwn(f"thoughts.nine.{lead}")),
            *([] if room else [context(say.mrkdwn("thoughts.nine.three"))]),
            *(block for part in written for block in _answer(alone, part, say, room=room)),
            divider(),
            actions(on),
        ],
    )


def _answer(alone: Alone, part: str, say: Wording, *, room: bool) -> list[Block]:
    nth, about = alone.order.index(part) + 1, f"pair:{alone.mentorship}:{part}"
    seen_by = "seen_by" if alone.is_shown(part) else "only_me"
    buttons = [
        button(_t(say, word), action, about, label=say.plain(f"thoughts.nine.{word}_label", nth=nth))
        for word, action in (("goal", "nine.goal"), ("change", "nine.to"))
        if room or word != "goal"
    ]
    return [
        divider(),
        section(f"*{say.mrkdwn(f'thoughts.V.brainstorm.{part}')}*"),
        typed(alone.words(part)),
        context(say.mrkdwn(f"thoughts.nine.{seen_by}", names=alone.mentors)),
        actions(*buttons),
    ]


def brought(seen: Brought, say: Wording) -> View:
    """To a mentor: the answers that the mentee chose to show."""
    name = seen.mentee.first_name
    answers = [
        block
        for part, words in seen.answers
        for block in (divider(), section(f"*{say.mrkdwn(f'thoughts.V.brainstorm.{part}')}*"), typed(words))
    ]
    return modal(
        "thoughts.brought",
        title=say.plain("thoughts.brought.title"),
        close=say.plain("thoughts.brought.close"),
        blocks=[
            section(say.mrkdwn(f"thoughts.brought.{'lead' if answers else 'nothing'}", name=name)),
            *answers,
            *([context(say.mrkdwn("thoughts.brought.seen_by", name=name))] if answers else []),
        ],
    )


def _t(say: Wording, key: str) -> str:
    return say.plain(f"thoughts.nine.{key}")


def whose(carried: dict[str, object]) -> tuple[MentorshipId, str, str]:
    """Whose, which part (empty at the end), and the plan's modal below, from what a page carries."""
    return MentorshipId(int(str(carried["pair"]))), str(carried.get("part", "")), str(carried.get("below", ""))
