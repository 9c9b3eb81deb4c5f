"""Closing together on Slack: the page behind `/mentor close`, one's own part page by page, and the end."""

from __future__ import annotations

from bot.mentoring.mentorship import MentorshipId
from bot.usecases import closing, closure
from bot.usecases.closing import Seen
from handlers.slack.desk import Desk
from handlers.slack.incoming import Click, Command, Submission
from handlers.slack.show import Open, Show, Update
from handlers.slack.views import closing as view
from handlers.slack.views import closing_carried, closing_part
from handlers.slack.views import closure as leaving


async def close(asked: Command | Click, id: MentorshipId, desk: Desk) -> Show:
    """`/mentor close`: both ways to end, how far the closing is, or the way back for who is leaving."""
    farewell = await desk.run(closure.farewell, asked.who, id, now=desk.now())
    return Open(leaving.asked(farewell, desk.say)) if farewell.asked else await _page(asked, id, desk, leave=True)


async def close_clicked(click: Click, desk: Desk) -> Show:
    """The same behind a button: value "pair:41"."""
    return await close(click, MentorshipId(click.id()), desk)


async def open_page(click: Click, desk: Desk) -> Show:
    """The page, also after the end: value "pair:41"."""
    return await _page(click, MentorshipId(click.id()), desk)


async def _page(asked: Command | Click, id: MentorshipId, desk: Desk, *, leave: bool = False) -> Show:
    return Open(view.build(await desk.run(closing.page, asked.who, id, now=desk.now()), desk.say, leave=leave))


async def begin(click: Click, desk: Desk) -> Show:
    """*Begin*."""
    return _drawn(await desk.run(closing.begin, click.who, MentorshipId(click.id()), now=desk.now()), desk)


async def revisit(click: Click, desk: Desk) -> Show:
    """*Goals first*, confirmed."""
    return _drawn(await desk.run(closing.revisit, click.who, MentorshipId(click.id()), now=desk.now()), desk)


async def end(click: Click, desk: Desk) -> Show:
    """*End it*, confirmed."""
    return _drawn(await desk.run(closing.wish_end, click.who, MentorshipId(click.id()), now=desk.now()), desk)


async def not_yet(click: Click, desk: Desk) -> Show:
    """*Not yet after all*, confirmed."""
    return _drawn(await desk.run(closing.not_yet, click.who, MentorshipId(click.id()), now=desk.now()), desk)


def _drawn(seen: Seen, desk: Desk) -> Show:
    return Update(view.build(seen, desk.say))


async def write(click: Click, desk: Desk) -> Show:
    """A page of one's part: value "pair:41:0"."""
    seen = await desk.run(closing.to_write, click.who, MentorshipId(click.id()), now=desk.now())
    return Update(closing_part.build(seen, click.id(2), desk.say))


async def written(submission: Submission, desk: Desk) -> Show:
    """A page is kept; the next one comes. After the last, one that was kept for later, else the page itself."""
    id, nth, words = closing_part.read(submission)
    seen = await desk.run(closing.write, submission.who, id, nth, words, now=desk.now())
    if nth + 1 < len(seen.pages):
        return Update(closing_part.build(seen, nth + 1, desk.say))
    if seen.drafts:
        return Update(closing_part.build(seen, min(seen.drafts), desk.say))
    return _drawn(seen, desk)


async def carried(click: Click, desk: Desk) -> Show:
    """The mentee's open goals as a text."""
    seen = await desk.run(closing.page, click.who, MentorshipId(click.id()), now=desk.now())
    return Open(closing_carried.build(seen, desk.say))


ACTIONS = {
    "close.open": close_clicked,
    "closing.open": open_page,
    "closing.begin": begin,
    "closing.write": write,
    "closing.revisit": revisit,
    "closing.end": end,
    "closing.not_yet": not_yet,
    "closing.carried": carried,
}
SUBMISSIONS = {closing_part.CALLBACK_ID: written}
