"""What came of the nine questions, and what of it a mentor is shown."""

from __future__ import annotations

from bot.usecases.thoughts import Alone, Brought
from handlers.slack.show import Block, View
from handlers.slack.views.blocks import actions, button, context, divider, modal, read_only, section, typed
from handlers.slack.views.wording import Wording

END = "thoughts.end"


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
            *(block for part in written for block in _answer(alone, part, say, room=room)),
            divider(),
            actions(on),
        ],
    )
    return read_only(whole, say.mrkdwn("thoughts.nine.over")) if alone.ended else whole


def _answer(alone: Alone, part: str, say: Wording, *, room: bool) -> list[Block]:
    nth, pair = alone.order.index(part) + 1, f"pair:{alone.mentorship}"
    seen_by = "seen_by" if alone.is_shown(part) else "only_me"
    buttons = [
        button(_t(say, word), action, f"{pair}:{about}", label=say.plain(f"thoughts.nine.{word}_label", nth=nth))
        for word, action, about in (("goal", "nine.goal", part), ("change", "thoughts.to", f"{alone.subject}:{part}"))
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
