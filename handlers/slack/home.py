"""Home and `/mentor` alone on Slack, and the first words to somebody new."""

from __future__ import annotations

from collections.abc import Sequence

import structlog
from slack_sdk.errors import SlackApiError

from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import Handle
from bot.mentoring.refusals import Refusal
from bot.usecases import home
from bot.usecases.home import Here, Shared
from handlers.slack.chat import error_of
from handlers.slack.desk import Desk
from handlers.slack.identity import introduce
from handlers.slack.incoming import Click, Command
from handlers.slack.show import Open, Show, View
from handlers.slack.views import first_contact, part
from handlers.slack.views import home as view
from handlers.slack.views.where_you_are import where_you_are

log = structlog.get_logger("home")


async def look(who: Handle, desk: Desk, *, whole: bool = False) -> Here:
    """Where somebody is. The coordinator who is named to newcomers is looked up the first time."""
    here = await desk.run(home.here, who, now=desk.now(), whole=whole)
    if here.parts or here.contact is None or here.contact_name is not None:
        return here
    try:
        await introduce(desk, Handle(who.team, here.contact, who.enterprise))
    except Refusal:
        log.warning("a coordinator is not in the workspace", user=here.contact)
        return here
    return await desk.run(home.here, who, now=desk.now(), whole=whole)


async def mentor(command: Command, desk: Desk) -> Show:
    """`/mentor` alone: everything at once."""
    here = await look(command.who, desk)
    in_it = here.parts or here.program is not None
    return where_you_are(here, desk.say) if in_it else first_contact.first_contact(here, desk.say)


async def open_part(click: Click, desk: Desk) -> Show:
    """A mentorship of several by itself: value "pair:41"."""
    return Open(await part_view(click.who, MentorshipId(click.id()), desk))


async def part_view(who: Handle, id: MentorshipId, desk: Desk) -> View:
    """The modal of one mentorship as it is now."""
    me, found = await desk.run(home.part, who, id, now=desk.now())
    return part.build(found, me, desk.say)


async def tour(click: Click, desk: Desk) -> Show:
    """See how it works."""
    return Open(first_contact.tour(desk.say))


async def publish(who: Handle, desk: Desk) -> None:
    """Draw the Home that this person has before them."""
    desk.homes.opened(who)
    await draw(who, desk)


async def redraw(changes: Sequence[Shared], desk: Desk) -> None:
    """After these changes: draw the Homes of their members that are in sight. What goes wrong is logged, no more."""
    in_sight = desk.homes.in_sight()
    if not in_sight or not changes:
        return
    try:
        theirs = await desk.run(home.concerned, changes)
        for who in in_sight:
            if who in theirs:
                await draw(who, desk)
    except Exception:
        log.exception("homes were not drawn anew")


async def draw(who: Handle, desk: Desk) -> None:
    """Draw a Home as things are now. One that cannot be drawn harms nothing: opening it draws it anew."""
    async with desk.homes.turn(who):
        here = await look(who, desk, whole=True)
        try:
            await desk.chat.client.views_publish(user_id=who.user, view=view.home(here, desk.say))
        except SlackApiError as error:
            log.warning("home was not drawn", reason=error_of(error)[1])


ACTIONS = {"pair.open": open_part, "welcome.tour": tour}
