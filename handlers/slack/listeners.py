"""Makes the Bolt app: a handful of listeners in front of our own tables, and the one place where errors become words."""

from __future__ import annotations

import html
import re
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.mentoring.refusals import Refusal, Refusals
from bot.ports import NotSaved
from handlers.slack import (
    absences,
    action_plan,
    agendas,
    agreement,
    appointments,
    backwards,
    celebrations,
    check_ins,
    closing,
    closure,
    commands,
    deliveries,
    digest,
    drafts,
    events,
    expectations,
    first_words,
    goals,
    hello,
    home,
    invitations,
    objectives,
    pairing,
    program_pauses,
    quiet,
    series,
    settings,
    signals,
    stages,
    steps,
    talks,
    thoughts,
)
from handlers.slack.answers import answer_click, answer_command, answer_submission
from handlers.slack.chat import error_of
from handlers.slack.desk import Desk
from handlers.slack.identity import acquainted
from handlers.slack.incoming import Click, Command, Submission
from handlers.slack.payloads import click_of, command_of, submission_of
from handlers.slack.show import Errors, Message, Note, Show
from handlers.slack.views.refusals import (
    failed_message,
    field_text,
    not_saved_message,
    not_shown_message,
    refusal_message,
)

log = structlog.get_logger("slack")
SLACK_FAILED = (SlackApiError, aiohttp.ClientError, TimeoutError)
"""Slack refused to show something, or could not be reached; what the person did is kept all the same."""

ACTIONS: dict[str, Callable[[Click, Desk], Awaitable[Show]]] = {
    **action_plan.ACTIONS,
    **goals.ACTIONS,
    **check_ins.ACTIONS,
    **agendas.ACTIONS,
    **agreement.ACTIONS,
    **celebrations.ACTIONS,
    **appointments.ACTIONS,
    **invitations.ACTIONS,
    **closing.ACTIONS,
    **backwards.ACTIONS,
    **closure.ACTIONS,
    **deliveries.ACTIONS,
    **drafts.ACTIONS,
    **expectations.ACTIONS,
    **commands.ACTIONS,
    **digest.ACTIONS,
    **home.ACTIONS,
    **first_words.ACTIONS,
    **objectives.ACTIONS,
    **absences.ACTIONS,
    **pairing.ACTIONS,
    **program_pauses.ACTIONS,
    **hello.ACTIONS,
    **series.ACTIONS,
    **signals.ACTIONS,
    **stages.ACTIONS,
    **steps.ACTIONS,
    **thoughts.ACTIONS,
    **talks.ACTIONS,
    **quiet.ACTIONS,
    **settings.ACTIONS,
}
SUBMISSIONS: dict[str, Callable[[Submission, Desk], Awaitable[Show]]] = {
    **action_plan.SUBMISSIONS,
    **check_ins.SUBMISSIONS,
    **goals.SUBMISSIONS,
    **agendas.SUBMISSIONS,
    **agreement.SUBMISSIONS,
    **celebrations.SUBMISSIONS,
    **appointments.SUBMISSIONS,
    **backwards.SUBMISSIONS,
    **hello.SUBMISSIONS,
    **first_words.SUBMISSIONS,
    **objectives.SUBMISSIONS,
    **closing.SUBMISSIONS,
    **closure.SUBMISSIONS,
    **expectations.SUBMISSIONS,
    **pairing.SUBMISSIONS,
    **program_pauses.SUBMISSIONS,
    **quiet.SUBMISSIONS,
    **series.SUBMISSIONS,
    **settings.SUBMISSIONS,
    **thoughts.SUBMISSIONS,
}


async def attempt(handler: Callable[[Any, Desk], Awaitable[Show]], incoming: Any, desk: Desk) -> Show:
    """Run a handler; look up people it does not know yet, once; turn refusals and faults into what the person sees.

    A form stays open with all that was typed in it, whatever went wrong.
    """
    try:
        return await acquainted(lambda: handler(incoming, desk), desk)
    except Refusal as refusal:
        return _refused(Refusals(refusal), incoming, desk)
    except Refusals as refusals:
        return _refused(refusals, incoming, desk)
    except NotSaved as error:
        log.warning("not saved", reason=str(error))
        return _said(not_saved_message(desk.say), incoming)
    except Exception:
        log.exception("a handler failed", handler=getattr(handler, "__name__", "?"))
        return _said(failed_message(desk.say), incoming)


def _refused(refusals: Refusals, incoming: object, desk: Desk) -> Show:
    """At the inputs they are about; where there are none of these (a button, a page that confirms), said in a sentence."""
    inputs = incoming.values if isinstance(incoming, Submission) else ()
    at = {each.field: field_text(each, desk.say) for each in refusals.refusals if each.field and each.field in inputs}
    if at:
        return Errors(at)
    said = _said(refusal_message(refusals.refusals[0], desk.say), incoming)
    return Note(said) if isinstance(said, Message) and isinstance(incoming, Click) else said


def _said(message: Message, incoming: object) -> Show:
    """As an error at the first input of a form; otherwise as a message."""
    first = incoming.values.first if isinstance(incoming, Submission) else None
    return message if first is None else Errors({first: html.unescape(message.text)})


def _note(error: Exception, what: str) -> None:
    code = error_of(error)[1] if isinstance(error, SlackApiError) else type(error).__name__
    log.warning("not shown", what=what, reason=code)


async def _tell_not_shown(response_url: str, desk: Desk) -> None:
    """Where it was a command or a click in a message, its response url may still get through; elsewhere there is no place to
    say it."""
    if not response_url:
        return
    lost = not_shown_message(desk.say)
    try:
        await desk.chat.respond(
            response_url, text=lost.text, blocks=list(lost.blocks), response_type="ephemeral", replace_original=False
        )
    except SLACK_FAILED as error:
        _note(error, "response_url")


async def _show_command(shown: Show, command: Command, ack: AsyncAck, desk: Desk) -> None:
    try:
        await answer_command(shown, command, ack, desk.chat.client)
    except SLACK_FAILED as error:
        _note(error, command.name)
        lost = not_shown_message(desk.say)
        if ack.response is None:
            await ack(text=lost.text, blocks=list(lost.blocks), response_type="ephemeral")
        else:  # the answer has left without it
            await _tell_not_shown(command.response_url, desk)


async def _show_click(shown: Show, click: Click, desk: Desk) -> None:
    try:
        await answer_click(shown, click, desk)
    except (*SLACK_FAILED, NotSaved) as error:
        _note(error, click.action)
        await _tell_not_shown("" if click.message is None else click.message.response_url, desk)


async def _show_submission(shown: Show, submission: Submission, ack: AsyncAck, desk: Desk) -> None:
    try:
        await answer_submission(shown, submission, ack, desk)
    except Exception as error:
        if ack.response is None:
            raise
        # The form has its answer, which Bolt would throw away; what is to be shown beside it is missing.
        if isinstance(error, (*SLACK_FAILED, NotSaved)):
            _note(error, submission.callback)
        else:
            log.exception("what follows a form failed", form=submission.callback)


class OneWorkspace(AsyncAuthorize):
    """The one token there is. Left to itself Bolt asks Slack who we are when the first request comes; where Slack cannot tell
    just then, it acknowledges whatever somebody did, drops it, and answers that the app is not installed any more."""

    def __init__(self, token: str | None) -> None:
        self._found = AuthorizeResult(enterprise_id=None, team_id=None, bot_token=token)

    async def __call__(self, **_request: object) -> AuthorizeResult:
        return self._found


def make_app(client: AsyncWebClient, desk: Desk, *, signing_secret: str | None) -> AsyncApp:
    """The Bolt app. A listener's answer leaves when it returns: commit, then acknowledge (process_before_response).

    Without a signing secret (Socket Mode, or an ASGI layer of ours that verifies the raw bytes) Bolt verifies nothing.
    """
    app = AsyncApp(
        name="companion",  # without one Bolt reads the sources of the whole stack to find one
        authorize=OneWorkspace(client.token),
        client=AsyncWebClient(
            base_url=client.base_url,
            session=client.session,
            timeout=client.timeout,
            retry_handlers=list(client.retry_handlers),
        ),
        signing_secret=signing_secret,
        process_before_response=True,
        request_verification_enabled=signing_secret is not None,
        ignoring_self_events_enabled=False,  # Bolt does not know who we are; the event says it (handlers/slack/events.py)
        attaching_function_token_enabled=False,  # for steps of Slack's workflows, of which we have none
        raise_error_for_unhandled_request=False,
    )

    async def on_command(ack: AsyncAck, body: dict[str, Any]) -> None:
        until = desk.behind.until()
        command: Command = command_of(body)
        shown = await attempt(commands.dispatch, command, desk)
        if isinstance(shown, Message):
            await answer_command(shown, command, ack, desk.chat.client)
            return
        await desk.behind.show(_show_command(shown, command, ack, desk), until=until)
        if ack.response is None:
            await ack()

    async def on_action(ack: AsyncAck, body: dict[str, Any]) -> None:
        until = desk.behind.until()
        click: Click = click_of(body)
        handler = ACTIONS.get(click.action) or ACTIONS.get(click.action.rsplit(".", 1)[0])
        if handler is not None:
            shown = await attempt(handler, click, desk)
            await desk.behind.show(_show_click(shown, click, desk), until=until)
        await ack()

    async def on_submission(ack: AsyncAck, body: dict[str, Any]) -> None:
        until = desk.behind.until()
        submission: Submission = submission_of(body)
        shown = await attempt(SUBMISSIONS[submission.callback], submission, desk)
        await desk.behind.show(_show_submission(shown, submission, ack, desk), until=until)

    async def on_event(body: dict[str, Any]) -> None:
        await events.receive(body, desk)

    async def on_error(error: Exception, body: dict[str, Any]) -> None:
        if isinstance(error, NotSaved):  # not acknowledged, so that Slack brings it again
            log.warning("not saved", request=body.get("type"), reason=str(error))
            return
        # Bolt would write down what the error says, and with it what people typed.
        code = error_of(error)[1] if isinstance(error, SlackApiError) else None
        log.error("a request failed", exc_info=error, request=body.get("type") or body.get("command"), reason=code)

    app.error(on_error)
    for name in commands.COMMANDS:  # Bolt tries listeners in this order: first what a person waits for
        app.command(name)(on_command)
    anything = re.compile(".*")
    app.action(anything)(on_action)
    app.view(anything)(on_submission)
    for name in events.EVENTS:
        app.event(name)(on_event)
    return app
