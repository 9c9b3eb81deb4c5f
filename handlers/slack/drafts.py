"""*Keep for later* on Slack, the same for every form that can be left and come back to."""

from __future__ import annotations

from bot.usecases import drafts
from handlers.slack.desk import Desk
from handlers.slack.incoming import Click
from handlers.slack.show import Done, Show, Update
from handlers.slack.views import drafts as view


async def keep(click: Click, desk: Desk) -> Show:
    """*Keep for later*: what stands in the form is kept, and the form gives way to the word of it."""
    await _keep(click, desk)
    return Update(view.kept(desk.say))


async def note(click: Click, desk: Desk) -> Show:
    """Something in the form has changed: keep it."""
    await _keep(click, desk)
    return Done(quiet=True)


async def discard(click: Click, desk: Desk) -> Show:
    """*Discard*, confirmed."""
    await _keep(click, desk, discard=True)
    return Update(view.discarded(desk.say))


async def _keep(click: Click, desk: Desk, *, discard: bool = False) -> None:
    assert click.view is not None, "a form is a modal"
    id, page = view.page_of(click.view)
    written = None if discard else view.written_in(click.view.values)
    await desk.run(drafts.keep, click.who, id, page, written, now=desk.now())


ACTIONS = {"draft.keep": keep, "draft.discard": discard, view.NOTED: note}
