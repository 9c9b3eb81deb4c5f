"""Carries out what a handler wants shown: by acknowledging, opening or updating a modal, or changing the message."""

from __future__ import annotations

import json
from typing import assert_never

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.mentoring.mentorship import MentorshipId
from bot.ports import Posted
from handlers.slack import digest, home
from handlers.slack.chat import error_of
from handlers.slack.desk import Desk
from handlers.slack.incoming import AT_HOME, Click, Command, MessagePlace, Submission
from handlers.slack.show import Both, Close, Done, Errors, Message, Note, Open, Replace, Show, Update, View, Whole
from handlers.slack.views import meet_time, notes, part, talks
from handlers.slack.views.blocks import modal


async def answer_command(shown: Show, command: Command, ack: AsyncAck, client: AsyncWebClient) -> None:
    """A message is the answer to the command itself, seen by that person alone."""
    match shown:
        case Message(text, blocks):
            await ack(text=text, blocks=list(blocks), response_type="ephemeral")
        case Open(view):
            await client.views_open(trigger_id=command.trigger, view=view)
            await ack()
        case Done() | Close():
            await ack()
        case Note() | Replace() | Whole() | Update() | Errors() | Both():
            raise TypeError(f"a command cannot be answered with {type(shown).__name__}")
        case _:
            assert_never(shown)


async def answer_click(shown: Show, click: Click, desk: Desk) -> None:
    """Show what a click led to; Home is drawn anew where it began there, and so is a mentorship's own modal."""
    began_at_home = click.home is not None or (click.view is not None and click.view.began_at_home)
    await _answer_click(_marked(shown) if began_at_home else shown, click, desk)
    if click.view is not None and click.view.callback == part.CALLBACK_ID and isinstance(shown, Done | Replace):
        await _redraw_part(click, desk)
    if began_at_home and not isinstance(shown, Open) and shown != Done(quiet=True):
        await home.publish(click.who, desk)


async def _redraw_part(click: Click, desk: Desk) -> None:
    assert click.view is not None
    view = await home.part_view(click.who, MentorshipId(int(click.view.carried["pair"])), desk)
    await _update(desk.chat.client, _mark(view) if click.view.began_at_home else view, click.view.id)


def _marked(shown: Show) -> Show:
    """Modals that were opened from Home know it, so that what is changed in them shows in Home."""
    match shown:
        case Open(view):
            return Open(_mark(view))
        case Update(view, id):
            return Update(_mark(view), id)
        case Both(first, second):
            return Both(_marked(first), _marked(second))
    return shown


def _mark(view: View) -> View:
    return {**view, "private_metadata": json.dumps({**json.loads(view.get("private_metadata") or "{}"), AT_HOME: True})}


async def _answer_click(shown: Show, click: Click, desk: Desk) -> None:
    """A click in a message is answered there; in Home and modals a message comes as a small modal."""
    client = desk.chat.client
    match shown:
        case Note(message) if click.message is not None and click.message.is_for_one and click.message.blocks:
            stands = digest.part_of(click.message)
            await _replace(notes.in_message(message, stands, click.block), click.message, desk)
        case Note(message):
            if click.message is None or desk.said.anew(click.who, click.message, message.text, desk.now()):
                await _answer_click(message, click, desk)
        case Message() if click.message is not None:
            await desk.chat.respond(
                click.message.response_url,
                text=shown.text,
                blocks=list(shown.blocks),
                response_type="ephemeral",
                replace_original=False,
            )
        case Message() if click.view is not None and click.view.is_third:
            await _update(client, notes.in_view(shown, click.view, click.block), click.view.id, hash=click.view.hash)
        case Message():
            await _open(as_modal(shown, desk), click, client)
        case Open(view) if _leads_on(view, click):
            await _answer_click(Update(view), click, desk)
        case Open(view):
            await _open(view, click, client)
        case Update(view, id) if id:
            await _update(client, view, id)
        case Update(view):
            if click.view is None:
                raise TypeError("only a modal can be updated")
            await _update(client, view, click.view.id, hash=click.view.hash)
        case Replace(message, place):
            await _replace(message, place or click.message, desk)
        case Whole(standing, part_of_it):
            await digest.show(standing, part_of_it, desk)
        case Both(first, second):
            await _answer_click(first, click, desk)
            await _answer_click(second, click, desk)
        case Done():
            pass
        case Close() | Errors():
            raise TypeError(f"a click cannot be answered with {type(shown).__name__}")
        case _:
            assert_never(shown)


async def answer_submission(shown: Show, submission: Submission, ack: AsyncAck, desk: Desk) -> None:
    """A submitted modal closes, shows errors at its inputs, or gives way to another one; Home follows where it began there."""
    at_home = submission.view.began_at_home
    await _answer_submission(_marked(shown) if at_home else shown, submission, ack, desk)
    if at_home and not isinstance(shown, Errors | Open):
        await home.publish(submission.who, desk)


async def _answer_submission(shown: Show, submission: Submission, ack: AsyncAck, desk: Desk) -> None:
    """What happens to the form itself is said first of all: it may hold words that are nowhere else, and whatever else is shown may
    fail. So nothing is awaited before it. It leaves when all of this has been tried, or its time has come (`behind`)."""
    match shown:
        case Errors(at):
            await ack(response_action="errors", errors=dict(at))
        case Update(view, id) if id:
            await ack()
            await _update(desk.chat.client, view, id)
        case Update(view):
            await ack(response_action="update", view=view)
        case Open(view) if submission.view.is_third:
            await ack(response_action="update", view=view)
        case Open(view):
            await ack(response_action="push", view=view)
        case Note() | Whole():
            raise TypeError(f"a form cannot be answered with {type(shown).__name__}")
        case Message():
            await ack(response_action="update", view=as_modal(shown, desk))
        case Close(all=True):
            await ack(response_action="clear")
        case Close() | Done():
            await ack()
        case Replace(message, place):
            await ack()
            await _replace(message, place, desk)
        case Both(first, second):
            await _answer_submission(first, submission, ack, desk)
            if isinstance(second, Update) and second.id:
                await _update(desk.chat.client, second.view, second.id)
            if isinstance(second, Replace):
                await _replace(second.message, second.place, desk)
        case _:
            assert_never(shown)


def _leads_on(view: View, click: Click) -> bool:
    """Whether this takes the place of the modal that was clicked in: where two lie below that, as Slack takes no fourth;
    where a conversation was chosen from the list of them, so that no list stays that says how it stood before; and where
    one lies below and a time is to be chosen, so that the second page of that finds room and *Back* leads to the first."""
    if click.view is None:
        return False
    listed = click.view.callback == talks.CALLBACK_ID and view["callback_id"] != talks.LISTENING
    has_two_pages = click.view.is_second and view["callback_id"] == meet_time.CALLBACK_ID
    return listed or has_two_pages or click.view.is_third


async def _open(view: View, click: Click, client: AsyncWebClient) -> None:
    if click.view is not None:
        await client.views_push(trigger_id=click.trigger, view=view)
    else:
        await client.views_open(trigger_id=click.trigger, view=view)


async def _update(client: AsyncWebClient, view: View, id: str, *, hash: str = "") -> None:
    """Draw a modal anew, unless it was closed meanwhile or shows something newer already (a second click)."""
    try:
        await client.views_update(view_id=id, hash=hash or None, view=view)
    except SlackApiError as error:
        if error_of(error)[1] not in {"hash_conflict", "not_found", "view_not_found"}:
            raise


async def _replace(message: Message, place: MessagePlace | Posted | None, desk: Desk) -> None:
    if place is None:
        return
    if place.part:
        await digest.replace(message, place, desk)
    elif isinstance(place, MessagePlace) and place.ephemeral:
        await desk.chat.respond(
            place.response_url, text=message.text, blocks=list(message.blocks), replace_original=True
        )
    else:
        await desk.chat.client.chat_update(
            channel=place.channel, ts=place.ts, text=message.text, blocks=list(message.blocks)
        )


def as_modal(message: Message, desk: Desk) -> View:
    """A message as a small modal, where there is no conversation to answer in."""
    return modal(
        "note",
        title=message.title or desk.say.plain("refusals.title"),
        close=desk.say.plain("refusals.understood"),
        blocks=message.blocks,
    )
