"""The surface over real HTTP: what came of a post is said exactly, and what was not posted is never taken for lost."""

from __future__ import annotations

import pytest
from aiohttp import web

from bot.mentoring.people import Handle
from bot.ports import CannotSend, InChannel, Outgoing, Part, People, SendLater, SendUnknown
from bot.usecases.home import Hello
from handlers.slack.chat import session, web_client
from handlers.slack.surface import SlackSurface
from playground.server import BOT_TOKEN
from tests.bot.processes import free_port, stand_in
from tests.builders import TEAM
from tests.handlers.samples.here import HERES

JONAS = People((Handle(TEAM, "U0JONAS"),))


@pytest.fixture
async def slack():
    server = stand_in()
    await server.start()
    yield server
    await server.stop()


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


async def test_the_time_to_wait_is_the_one_that_slack_gave(slack, surface):
    slack.faults.order("rate_limited", method="chat.postMessage")
    with pytest.raises(SendLater) as caught:
        await surface.send(notice())
    assert (caught.value.seconds, caught.value.reason) == (2.0, "429")


async def test_a_token_that_is_refused_is_no_fault_of_the_message(slack, surface_at):
    with pytest.raises(SendLater) as caught:
        await surface_at(slack.url, "xoxb-wrong").send(notice())
    assert caught.value.reason == "invalid_auth"


async def test_slack_out_of_reach_means_later(surface_at):
    with pytest.raises(SendLater):
        await surface_at(f"http://127.0.0.1:{free_port()}").send(notice())


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
