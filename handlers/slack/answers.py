"""Carries out what a handler wants shown: by acknowledging, opening or updating a modal, or changing the message."""

from __future__ import annotations

from typing import assert_never

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.desk import Desk
from handlers.slack.incoming import Click, Command, MessagePlace, Submission
from handlers.slack.show import Both, Close, Done, Errors, Message, Open, Replace, Show, Update, View
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
        case Replace() | Update() | Errors() | Both():
            raise TypeError(f"a command cannot be answered with {type(shown).__name__}")
        case _:
            assert_never(shown)


async def answer_click(shown: Show, click: Click, desk: Desk) -> None:
    """A click in a message is answered there; in Home and modals a message comes as a small modal."""
    client = desk.chat.client
    match shown:
        case Message() if click.message is not None:
            await desk.chat.respond(
                click.message.response_url,
                text=shown.text,
                blocks=list(shown.blocks),
                response_type="ephemeral",
                replace_original=False,
            )
        case Message():
            await _open(as_modal(shown, desk), click, client)
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
        case Both(first, second):
            await answer_click(first, click, desk)
            await answer_click(second, click, desk)
        case Done():
            pass
        case Close() | Errors():
            raise TypeError(f"a click cannot be answered with {type(shown).__name__}")
        case _:
            assert_never(shown)


async def answer_submission(shown: Show, submission: Submission, ack: AsyncAck, desk: Desk) -> None:
    """A submitted modal closes, shows errors at its inputs, or gives way to another one."""
    match shown:
        case Errors(at):
            await ack(response_action="errors", errors=dict(at))
        case Update(view, id) if id:
            await _update(desk.chat.client, view, id)
            await ack()
        case Update(view):
            await ack(response_action="update", view=view)
        case Open(view):
            await ack(response_action="push", view=view)
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
            await answer_submission(first, submission, ack, desk)
            if isinstance(second, Replace):
                await _replace(second.message, second.place, desk)
        case _:
            assert_never(shown)


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
        if error.response.get("error") not in {"hash_conflict", "not_found", "view_not_found"}:
            raise


async def _replace(message: Message, place: MessagePlace | None, desk: Desk) -> None:
    if place is None:
        return
    if place.ephemeral:
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
        title=desk.say.plain("refusals.title"),
        close=desk.say.plain("refusals.understood"),
        blocks=message.blocks,
    )
