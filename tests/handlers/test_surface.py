"""The surface over real HTTP: what came of a post is said exactly, and what was not posted is never taken for lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from aiohttp import web
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.mentoring.people import Handle
from bot.ports import CannotSend, CannotTell, InChannel, Outgoing, Part, People, SendLater, SendUnknown, Sought, TooLate
from bot.usecases.home import Hello
from handlers.slack.chat import session, web_client
from handlers.slack.outcomes import outcome
from handlers.slack.surface import SlackSurface
from playground.records import Message
from playground.server import BOT_TOKEN
from tests.bot.processes import free_port
from tests.builders import TEAM
from tests.handlers.samples import tips
from tests.handlers.samples.here import HERES
from tests.handlers.test_calendar import INVITED

JONAS = People((Handle(TEAM, "U0JONAS"),))


@pytest.fixture
async def surface_at(say):
    """Makes a surface for an API address and a token."""
    async with session() as opened:
        yield lambda url, token=BOT_TOKEN: SlackSurface(web_client(token, f"{url}/api/", opened), say)


@pytest.fixture
def surface(slack, surface_at):
    return surface_at(slack.url)


def notice(to=JONAS):
    return Outgoing((Part(1, "home.hello", Hello(HERES["mentee"], None)),), to, "0" * 32)


async def test_a_message_is_posted_with_its_random_id_and_nothing_else_in_its_metadata(slack, surface):
    receipt = await surface.send(notice())
    posted = slack.acting_as("U0JONAS").last()
    assert (receipt.channel, receipt.ts) == (slack.acting_as("U0JONAS").app_dm, posted.ts)
    assert posted.metadata == {"event_type": "companion_delivery", "event_payload": {"id": "0" * 32}}


@pytest.mark.parametrize(
    ("fault", "method", "outcome"),
    [
        ("rate_limited", "chat.postMessage", SendLater),
        ("rate_limited", "conversations.open", SendLater),
        ("server_error", "conversations.open", SendLater),
        ("answer_lost", "conversations.open", SendLater),
        ("server_error", "chat.postMessage", SendUnknown),
        ("answer_lost", "chat.postMessage", SendUnknown),
        ("user_disabled", "conversations.open", CannotSend),
    ],
)
async def test_what_came_of_it_is_told_exactly(slack, surface, fault, method, outcome):
    slack.faults.order(fault, method=method)
    with pytest.raises(outcome):
        await surface.send(notice())


@pytest.mark.parametrize(
    ("part", "before"),
    [
        (Part(1, "home.hello", Hello(HERES["mentee"], None)), ["conversations.open"]),
        (Part(1, "invitations.file", INVITED[0]), ["conversations.open", "files.getUploadURLExternal"]),
    ],
)
async def test_the_last_look_comes_right_before_what_shows_it_and_may_end_it(slack, surface, part, before):
    def too_late():
        assert methods(slack)[: len(before)] == before
        raise TooLate

    with pytest.raises(TooLate):
        await surface.send(replace(notice(), parts=(part,), last_look=too_late))
    assert {"chat.postMessage", "files.completeUploadExternal"}.isdisjoint(methods(slack))


async def test_the_time_to_wait_is_the_one_that_slack_gave(slack, surface):
    slack.faults.order("rate_limited", method="chat.postMessage")
    with pytest.raises(SendLater) as caught:
        await surface.send(notice())
    assert (caught.value.seconds, caught.value.reason) == (2.0, "429")


@pytest.mark.parametrize(
    ("said", "seconds"), [("7", 7), ("0", 1), ("1e9", 3600), ("inf", 30), ("nan", 30), ("soon", 30), (None, 30)]
)
def test_a_time_to_wait_that_cannot_be_meant_is_not_waited_for(said, seconds):
    headers = {} if said is None else {"Retry-After": said}
    answer = AsyncSlackResponse(
        client=None, http_verb="POST", api_url="", req_args={}, data={}, headers=headers, status_code=429
    )
    later = outcome(SlackApiError("", answer))
    assert (type(later), later.seconds) == (SendLater, seconds)


async def test_a_token_that_is_refused_is_no_fault_of_the_message(slack, surface_at):
    with pytest.raises(SendLater) as caught:
        await surface_at(slack.url, "xoxb-wrong").send(notice())
    assert caught.value.reason == "invalid_auth"


@pytest.mark.parametrize("channel", [None, "D0KNOWN"])
async def test_slack_out_of_reach_means_later(surface_at, channel):
    with pytest.raises(SendLater):
        await surface_at(f"http://127.0.0.1:{free_port()}").send(notice(replace(JONAS, channel=channel)))


async def test_a_channel_that_is_gone_is_told_by_slacks_own_code(surface):
    with pytest.raises(CannotSend, match="channel_not_found"):
        await surface.send(notice(InChannel(TEAM, "C0NOWHERE")))


async def test_what_cannot_be_drawn_was_not_posted(slack, surface):
    with pytest.raises(CannotSend, match="fault: "):
        await surface.send(Outgoing((Part(1, "home.hello", None),), JONAS, "0" * 32))
    assert slack.acting_as("U0JONAS").messages() == []


@pytest.mark.parametrize(("status", "text", "outcome"), [(503, "<html>", SendUnknown), (200, "not JSON", SendUnknown)])
async def test_an_answer_that_is_not_slacks_leaves_its_fate_unknown(surface_at, status, text, outcome):
    async def answer(_request):
        return web.Response(status=status, text=text, content_type="text/html")

    app = web.Application()
    app.router.add_route("*", "/api/chat.postMessage", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    surface = surface_at(f"http://127.0.0.1:{runner.addresses[0][1]}")
    with pytest.raises(outcome):
        await surface.send(notice(InChannel(TEAM, "C0MENTOR")))
    await runner.cleanup()


def sought(**more):
    return Sought(JONAS, "0" * 32, timedelta(minutes=1), ("home.hello",))._replace(**more)


def talk_on(slack, messages):
    conversation = slack.workspace.conversation(slack.acting_as("U0JONAS").app_dm)
    for number in range(messages):
        slack.workspace.post(conversation, Message(slack.workspace.stamp(), "U0JONAS", f"{number}"))


@pytest.mark.parametrize("fault", ["answer_lost", "server_error"])
async def test_a_message_whose_answer_was_lost_is_found_by_its_id_if_it_arrived(slack, surface, fault):
    slack.faults.order(fault, method="chat.postMessage")
    with pytest.raises(SendUnknown):
        await surface.send(notice())
    talk_on(slack, 120)  # more than a page
    found = await surface.find(sought())
    posted = [each for each in slack.acting_as("U0JONAS").messages() if each.metadata]
    assert ([] if found is None else [found.ts]) == [each.ts for each in posted]
    assert (found is not None) == (fault == "answer_lost")


async def days_pass(slack, days):
    slack.clocks.set_calendar(slack.clocks.calendar() + days * 86_400)
    talk_on(slack, 120)  # more than a page


@pytest.mark.parametrize(("days", "ago"), [(0.9, timedelta()), (3, timedelta(days=2.1)), (3, -timedelta(days=9))])
async def test_a_clock_of_ours_that_was_set_back_after_the_post_hides_no_message(slack, surface, days, ago):
    receipt = await surface.send(notice())
    talk_on(slack, 120)
    await days_pass(slack, days)
    assert (await surface.find(sought(ago=ago))).ts == receipt.ts


async def test_no_more_pages_are_read_than_it_can_stand_in(slack, surface):
    for _ in range(3):
        await days_pass(slack, 2)
    assert await surface.find(sought()) is None
    assert methods(slack).count("conversations.history") == 2


async def test_another_message_is_not_taken_for_it(slack, surface):
    await surface.send(notice())
    assert await surface.find(sought(message_id="1" * 32)) is None


async def test_a_group_and_a_file_cannot_be_looked_for(slack, surface):
    both = People((*JONAS.handles, Handle(TEAM, "U0AMARA")))
    for each in (sought(to=both), sought(kinds=("invitations.file",))):
        with pytest.raises(CannotTell):
            await surface.find(each)


async def test_without_the_scope_nothing_can_be_looked_for(slack, surface):
    manifest = slack.workspace.manifest
    slack.workspace.manifest = replace(manifest, scopes=manifest.scopes - {"im:history"})
    with pytest.raises(CannotTell, match="history: missing_scope"):
        await surface.find(sought())


@pytest.mark.parametrize("fault", ["rate_limited", "server_error"])
async def test_history_that_cannot_be_read_just_now_is_read_later(slack, surface, fault):
    slack.faults.order(fault, method="conversations.history")
    with pytest.raises(SendLater):
        await surface.find(sought())


async def test_what_was_drawn_before_the_post_is_what_stands_in_the_chat(slack, surface):
    several = tuple(Part(nth, "tips.tip", tips.SAMPLES["tip"][0].args[0], "Amara") for nth in (7, 3))
    message = Outgoing(several, JONAS, "0" * 32, "Jonas")
    drawn = surface.draw(message)
    assert [part.id for part in drawn.parts] == [7, 3]
    await surface.send(replace(message, drawn=drawn._replace(looks=drawn.looks._replace(text="As drawn before"))))
    assert slack.acting_as("U0JONAS").last().text == "As drawn before"


async def test_a_conversation_that_is_remembered_is_opened_no_more_and_anew_where_it_is_gone(slack, surface):
    slack.faults.order("server_error", method="conversations.open")
    known = replace(JONAS, channel=slack.acting_as("U0JONAS").app_dm)
    assert (await surface.send(notice(known))).channel == known.channel
    slack.faults.clear()
    gone = People((Handle(TEAM, "U0AMARA"),), "D0GONE")
    assert (await surface.send(notice(gone))).channel == slack.acting_as("U0AMARA").app_dm


def methods(slack):
    return [entry["method"] for entry in reversed(slack.journal.entries)]


async def test_a_message_that_slack_refuses_for_good_is_posted_once(slack, surface):
    known = replace(JONAS, channel=slack.acting_as("U0JONAS").app_dm)
    slack.workspace.manifest = replace(slack.workspace.manifest, messages_tab=False)
    with pytest.raises(CannotSend, match="messages_tab_disabled"):
        await surface.send(notice(known))
    assert methods(slack) == ["chat.postMessage"]


async def test_what_went_to_a_conversation_that_was_opened_anew_is_found_there(slack, surface):
    gone = replace(JONAS, channel="D0GONE")
    receipt = await surface.send(notice(gone))
    found = await surface.find(sought(to=gone))
    assert (found.channel, found.ts) == (receipt.channel, receipt.ts)


async def test_history_that_may_be_read_one_page_at_a_time_is_read_to_its_end(slack, surface):
    receipt = await surface.send(notice())
    talk_on(slack, 250)

    def wait_after_each_page(entry):
        if entry["method"] == "conversations.history" and entry["result"] == "ok":
            slack.faults.order("rate_limited", method="conversations.history")

    slack.journal.watchers.append(wait_after_each_page)
    for _ in range(2):
        with pytest.raises(SendLater):
            await surface.find(sought())
        slack.faults.clear()
    assert (await surface.find(sought())).ts == receipt.ts


@pytest.mark.parametrize("fault", ["rate_limited", "server_error"])
async def test_whose_account_is_off_is_left_open_where_it_cannot_be_asked_just_now(slack, surface, fault):
    slack.faults.order("user_disabled", method="conversations.open")
    slack.faults.order(fault, method="users.info")
    with pytest.raises(CannotSend) as caught:
        await surface.send(notice())
    assert (caught.value.reason, caught.value.gone) == ("user_disabled", None)
    slack.faults.order("user_disabled", method="conversations.open")
    with pytest.raises(CannotSend) as caught:
        await surface.send(notice())
    assert caught.value.gone == {}
