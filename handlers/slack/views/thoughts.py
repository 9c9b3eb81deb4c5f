"""A guided page: one part of what a mentee thinks through alone, of a vision or of nine questions."""

from __future__ import annotations

from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.thoughts import LONGEST, Subject
from bot.mentoring.thoughts import page as page_of
from bot.usecases.thoughts import Alone
from handlers.slack.incoming import State
from handlers.slack.show import Block, View
from handlers.slack.views import drafts
from handlers.slack.views.blocks import button, checkboxes, context, field, modal, option, section, text_input
from handlers.slack.views.wording import Wording

CALLBACK_ID = "thoughts"


def build(alone: Alone, part: str, say: Wording, *, below: str = "") -> View:
    """One part, with what was written there before; `below`: the plan's modal under this one."""
    nth = alone.order.index(part)
    of, is_vision = f"thoughts.{alone.subject}", alone.subject is Subject.VISION
    label = f"{of}.{part}" if is_vision else f"thoughts.V.brainstorm.{part}"
    answer = text_input(
        max_length=LONGEST[alone.subject],
        initial=alone.words(part),
        multiline=True,
        placeholder=say.plain(f"{of}.{part}_example") if is_vision else "",
        focus=True,
    )
    lead = section(say.mrkdwn("thoughts.vision.lead", statement=say.plain("thoughts.V.statement")))
    form = modal(
        CALLBACK_ID,
        title=say.plain(f"{of}.title"),
        submit=say.plain("thoughts.page.next"),
        close=say.plain("thoughts.page.close"),
        metadata={"subject": alone.subject, "part": part, "below": below},
        blocks=[
            *([lead] if is_vision and nth == 0 else []),
            context(say.mrkdwn(f"{of}.count", nth=nth + 1, all=len(alone.order))),
            context(say.mrkdwn(f"{of}.private", names=alone.mentors)),
            field(f"words_{part}", say.plain(label), answer, hint=say.plain(f"{of}.hint"), optional=True),
            *([] if is_vision else [_shows(alone, part, say)]),
            *drafts.leaves(say, alone.mentorship, *_ways(alone, nth, say)),
        ],
    )
    page = page_of(alone.subject, part)
    return drafts.taken_up(form, say, mentorship=alone.mentorship, page=page, draft=alone.draft(part))


def _shows(alone: Alone, part: str, say: Wording) -> Block:
    shows = checkboxes([option(say.plain("thoughts.nine.show"), "show")], ["show"] if alone.is_shown(part) else [])
    return field(f"show_{part}", say.plain("thoughts.nine.show_label"), shows, optional=True)


def _ways(alone: Alone, nth: int, say: Wording) -> list[Block]:
    """One part back; and, of the nine questions, all that was written."""
    to = f"pair:{alone.mentorship}:{alone.subject}"
    ways = [button(say.plain("thoughts.page.back"), "thoughts.to", f"{to}:{alone.order[nth - 1]}")] if nth else []
    if alone.subject is Subject.NINE and any(map(alone.words, alone.order)):
        ways.append(button(say.plain("thoughts.nine.end"), "thoughts.to.end", f"{to}:end"))
    return ways


def written(values: State, part: str) -> tuple[str, bool]:
    """What was written, and whether it is to be shown."""
    return values.text(f"words_{part}"), "show" in values.choices(f"show_{part}")


def whose(carried: dict[str, object]) -> tuple[MentorshipId, Subject, str, str]:
    """Whose, of what, which part, and the plan's modal below, from what a page carries."""
    about = (Subject(str(carried["subject"])), str(carried["part"]), str(carried["below"]))
    return MentorshipId(int(str(carried[drafts.PAIR]))), *about
