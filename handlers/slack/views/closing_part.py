"""One's own part of the closing, a page at a time: every answer may stay open, each page is kept when it is sent or put by."""

from __future__ import annotations

from collections.abc import Iterator

from bot.mentoring.closing_part import ANSWER, MentorNext, Wish, Words, draft
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import Role
from bot.usecases.closing import Seen
from handlers.slack.incoming import Submission
from handlers.slack.show import Block, View
from handlers.slack.views import drafts
from handlers.slack.views.blocks import checkboxes, context, cut, field, modal, option, radio, text_input
from handlers.slack.views.wording import Wording

CALLBACK_ID = "closing.part"
WISH, NEXT, TELL = "wish", "mentor_next", "tell"


def build(seen: Seen, nth: int, say: Wording) -> View:
    """The page `nth` (from 0), with what was kept of it."""
    last = nth == len(seen.pages) - 1
    submit = "next" if not last else "keep" if seen.mine.done_at is not None else "finish"
    form = modal(
        CALLBACK_ID,
        title=say.plain(f"closure.part.title_{nth}"),
        submit=say.plain(f"closure.part.{submit}"),
        close=say.plain("closure.part.close"),
        blocks=[
            context(_who_sees(seen, nth, say)),
            *(_question(id, seen, say) for id in seen.pages[nth]),
            *(_wish(seen, say) if nth == 1 else ()),
            *(_invitation(seen, say) if nth == 2 and seen.me.role is Role.MENTEE else ()),
            *drafts.leaves(say, seen.mentorship.id),
        ],
        metadata={"page": nth, "asked": list(seen.pages[nth])},
    )
    return drafts.taken_up(form, say, mentorship=seen.mentorship.id, page=draft(nth), draft=seen.drafts.get(nth))


def read(submission: Submission) -> tuple[MentorshipId, int, Words]:
    """Which mentorship and page, and what was written and chosen."""
    values, carried = submission.values, submission.metadata
    wish, mentor_next = values.choice(WISH), values.choice(NEXT)
    words = Words(
        answers={id: values.text(id) for id in carried["asked"]},
        wish=Wish(wish) if wish else None,
        mentor_next=MentorNext(mentor_next) if mentor_next else None,
        tell=bool(values.choices(TELL)),
    )
    return MentorshipId(int(carried["pair"])), int(carried["page"]), words


def _who_sees(seen: Seen, nth: int, say: Wording) -> str:
    if nth == 2:
        return say.mrkdwn("closure.part.private_tell" if seen.me.role is Role.MENTEE else "closure.part.private")
    key = "together" if len(seen.mentorship.members) == 2 else "together_all"
    return say.mrkdwn(f"closure.part.{key}", **({"others": seen.others} if key == "together" else {}))


def _question(id: str, seen: Seen, say: Wording) -> Block:
    return field(
        id,
        say.plain(f"closure.questions.{id}.label"),
        text_input(
            max_length=ANSWER,
            initial=seen.mine.answers.get(id, ""),
            multiline=True,
            placeholder=say.plain("closure.part.placeholder"),
        ),
        optional=True,
    )


def _wish(seen: Seen, say: Wording) -> Iterator[Block]:
    """Told beforehand that both are shown together (S4.end-or-transform)."""
    options = [option(_wish_text(each, seen, say), each.value) for each in Wish]
    yield field(
        WISH,
        say.plain("closure.wishes.label"),
        radio(options, seen.mine.wish.value if seen.mine.wish else None),
        hint=say.plain("closure.part.wishes", others=seen.others),
        optional=True,
    )


def _wish_text(wish: Wish, seen: Seen, say: Wording) -> str:
    names = {"others": cut(seen.others, 40)} if wish is Wish.WHATEVER else {}
    return say.plain(f"closure.wishes.{wish}", **names)


def _invitation(seen: Seen, say: Wording) -> Iterator[Block]:
    """Z.retire.mentee: nobody learns the answer unless it is a yes and ticked."""
    options = [option(say.plain(f"closure.invitation.{each}"), each.value) for each in MentorNext]
    chosen = seen.mine.mentor_next
    label = say.plain("closure.invitation.label")
    yield field(NEXT, label, radio(options, chosen.value if chosen else None), optional=True)
    tell = option(say.plain("closure.invitation.tell_option"), "tell")
    ticked = ["tell"] if seen.mine.tell else []
    yield field(TELL, say.plain("closure.invitation.tell"), checkboxes([tell], ticked), optional=True)
