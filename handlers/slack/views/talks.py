"""Something to talk about, the guided conversations, and how to listen."""

from __future__ import annotations

from collections.abc import Iterator

from bot.mentoring.talks import Talk, starter
from bot.usecases.talks import TalkPage
from handlers.slack.show import Block, View
from handlers.slack.views.blocks import actions, button, context, divider, modal, section, typed
from handlers.slack.views.wording import Wording

CALLBACK_ID, LISTENING = "talk", "talk.listen"
CARDS = ("open", "clarify", "summarise", "present")
DELICATE = {
    "S1.styles", "S2.task", "S2.limits", "L.open.block", "hard",
    "S3.missed", "S4.outgrown", "S4.end-or-transform", "L.open.different",
}  # fmt: skip
"""Words to begin with that lead to weaknesses, reviews or leaving: left out where the mentor manages or grades the mentee
(section 14)."""
TALKS: dict[str, tuple[str, str]] = {
    "expectations": ("expectations.open", "pair:{pair}"),
    "first_words": ("firstwords.open", "pair:{pair}"),
    "agenda.first": ("agenda.open", "pair:{pair}:first"),
    "agenda.second": ("agenda.open", "pair:{pair}:second"),
    "objective": ("meeting.prepare", "meeting:{meeting}"),
    "closing": ("closing.open", "pair:{pair}"),
    "stock": ("stock.open", "pair:{pair}"),
    "vision": ("vision.guide", "pair:{pair}"),
    "nine": ("nine.open", "pair:{pair}"),
    "backwards": ("backwards.pick", "pair:{pair}"),
}
"""A conversation's name -> the action of its button and the button's value; its words are `talks.conversations.<name>`."""


def build(page: TalkPage, say: Wording) -> View:
    """One thing to begin with, *Another one*, and where each conversation stands."""
    pair = f"pair:{page.mentorship}"
    return modal(
        CALLBACK_ID,
        title=say.plain("talks.modal.title"),
        close=say.plain("talks.modal.close"),
        metadata={"pair": page.mentorship},
        blocks=[
            *_starter(page, say),
            context(say.mrkdwn("talks.modal.say_it")),
            actions(
                button(say.plain("talks.modal.another"), "talk.another", f"{pair}:{page.nth + 1}"),
                button(say.plain("talks.modal.listen"), "talk.listen", pair),
            ),
            divider(),
            section(say.mrkdwn("talks.modal.list")),
            *(_line(each, page, say) for each in page.talks),
        ],
    )


def _starter(page: TalkPage, say: Wording) -> Iterator[Block]:
    """First what is open: the objective of the next meeting. Then the goals and the questions of the stage, by turns."""
    if page.objective and page.nth == 0:
        yield context(say.mrkdwn("talks.modal.objective"))
        yield typed(page.objective)
        yield section(f"*{say.mrkdwn(_question('talks.open_objective', page, 0, say))}*")
        return
    nth = page.nth - 1 if page.objective else page.nth
    if page.goals and nth % 3 == 1:
        yield context(say.mrkdwn("talks.modal.goal"))
        yield typed(page.goals[nth // 3 % len(page.goals)])
        yield section(f"*{say.mrkdwn(_question('talks.open_goal', page, nth // 3, say))}*")
        return
    own = nth - (nth + 1) // 3 if page.goals else nth
    yield context(say.mrkdwn("talks.modal.for_now"))
    yield section(f"*{say.mrkdwn(_question(f'talks.starters.{page.stage}', page, own, say))}*")


def _question(below: str, page: TalkPage, nth: int, say: Wording) -> str:
    """The key of the nth of the questions below this key, from 0."""
    keys = say.library.below(below)
    fitting = [key for key in keys if not (page.power and key.removeprefix(f"{below}.") in DELICATE)]
    return starter(fitting, mentorship=page.mentorship, day=page.today, nth=nth)


def _line(talk: Talk, page: TalkPage, say: Wording) -> Block:
    key = f"talks.conversations.{talk.name}"
    title, go = say.plain(f"{key}.title"), say.plain(f"talks.button.{talk.stands}")
    action, value = TALKS[talk.name]
    stands = say.plain(f"talks.stands.{talk.stands}", others=page.others)
    open_it = button(
        go,
        action,
        value.format(pair=page.mentorship, meeting=page.meeting),
        label=say.plain("talks.button.label", button=go, title=title),
    )
    text = say.mrkdwn("talks.modal.line", title=title, stands=stands, about=say.plain(f"{key}.about"))
    return section(text, accessory=open_it)


def listening(say: Wording) -> View:
    """Four short cards (L.*), and what is coaching and what mentoring (T.coaching, T.mentoring)."""
    asked = [say.mrkdwn(f"talks.listening.T.{each}") for each in ("title", "coaching", "mentoring", "ask")]
    return modal(
        LISTENING,
        title=say.plain("talks.listening.title"),
        close=say.plain("talks.listening.close"),
        blocks=[
            section(say.mrkdwn("talks.listening.lead")),
            *(section(say.mrkdwn(f"talks.listening.L.{each}")) for each in CARDS),
            context(say.mrkdwn("talks.listening.adults")),
            divider(),
            section("\n".join(asked)),
        ],
    )
