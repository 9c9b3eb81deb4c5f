"""What came of the nine questions, and what of it a mentor is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from bot.usecases.thoughts import Alone, Brought
from handlers.slack.show import Block, View
from handlers.slack.views.blocks import (
    actions,
    button,
    context,
    divider,
    header,
    modal,
    option,
    overflow,
    read_only,
    section,
    typed,
)
from handlers.slack.views.wording import Markup, Wording

END = "thoughts.end"
GROUPS = {part: group for group, parts in {"where": "123", "have": "456", "takes": "789"}.items() for part in parts}
"""What a question is about: where to, what there is to build on, what it takes."""


def end(alone: Alone, say: Wording, *, below: str = "", room: bool = True) -> View:
    """Everything that was written, each to be changed or made a goal of; without `room` in the plan, that is said."""
    written = [part for part in alone.order if alone.words(part)]
    lead = "nothing" if not written else "end_some" if alone.next else "end_lead"
    to = f"pair:{alone.mentorship}:{alone.subject}"
    on = button(_t(say, "more"), "thoughts.to", f"{to}:{alone.next}", primary=not written)
    if not alone.next:
        on = button(_t(say, "again"), "thoughts.to", f"{to}:{alone.order[0]}")
    whole = modal(
        END,
        title=_t(say, "end_title"),
        close=_t(say, "end_close"),
        metadata={"pair": alone.mentorship, "below": below},
        blocks=[
            section(say.mrkdwn(f"thoughts.nine.{lead}")),
            *([] if room else [context(say.mrkdwn("thoughts.nine.three"))]),
            *_grouped(((part, _answer(alone, part, say, room=room)) for part in written), say),
            divider(),
            actions(on),
        ],
    )
    return read_only(whole, say.mrkdwn("thoughts.nine.over")) if alone.ended else whole


def _grouped(answers: Iterable[tuple[str, list[Block]]], say: Wording) -> Iterator[Block]:
    """The answers by what they are about, each group below its name."""
    for group, found in groupby(answers, key=lambda each: GROUPS[each[0]]):
        yield header(say.plain(f"thoughts.nine.groups.{group}"))
        for _, blocks in found:
            yield from blocks


def _answer(alone: Alone, part: str, say: Wording, *, room: bool) -> list[Block]:
    """A question with who sees what was written to it, and that below."""
    nth, about = alone.order.index(part) + 1, f"pair:{alone.mentorship}:{part}"
    seen_by = say.mrkdwn(f"thoughts.nine.{'seen_by' if alone.is_shown(part) else 'only_me'}", names=alone.mentors)
    change = say.plain("thoughts.nine.change_label", nth=nth)
    more = button(_t(say, "change"), "nine.answer", f"{about}:change", label=change)
    if room:
        goal = option(say.plain("thoughts.nine.goal_label", nth=nth), f"{about}:goal")
        more = overflow("nine.answer", goal, option(change, f"{about}:change"))
    question = say.mrkdwn(f"thoughts.V.brainstorm.{part}")
    asked = say.mrkdwn("thoughts.nine.asked", nth=nth, question=Markup(question), seen_by=Markup(seen_by))
    return [section(asked, accessory=more), typed(alone.words(part))]


def brought(seen: Brought, say: Wording) -> View:
    """To a mentor: the answers that the mentee chose to show."""
    name = seen.mentee.first_name
    answers = [
        (part, [section(f"*{say.mrkdwn(f'thoughts.V.brainstorm.{part}')}*"), typed(words)])
        for part, words in seen.answers
    ]
    return modal(
        "thoughts.brought",
        title=say.plain("thoughts.brought.title"),
        close=say.plain("thoughts.brought.close"),
        blocks=[
            section(say.mrkdwn(f"thoughts.brought.{'lead' if answers else 'nothing'}", name=name)),
            *_grouped(answers, say),
            *([divider(), context(say.mrkdwn("thoughts.brought.seen_by", name=name))] if answers else []),
        ],
    )


def _t(say: Wording, key: str) -> str:
    return say.plain(f"thoughts.nine.{key}")
