"""The HTTP door: what is not Slack's never reaches Bolt."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from urllib.parse import quote, quote_plus, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_bolt.response import BoltResponse

from handlers.slack.http import Door

SECRET = "playground-signing-secret"


@pytest.fixture
def http_story(story):
    return story


@pytest.fixture(params=["http"])
async def story(request, tmp_path):
    from tests.scenarios.conftest import Story

    told = Story(tmp_path, "http")
    await told.open()
    yield told
    await told.close()


def signed(body: bytes, stamp: str, secret: str = SECRET) -> dict[str, str]:
    mac = hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {"x-slack-request-timestamp": stamp, "x-slack-signature": f"v0={mac}", "content-type": "application/json"}


async def post(story, body: bytes, headers: dict[str, str], path: str = "/slack/events"):
    url = story.server.dispatch.request_url.replace("/slack/events", path)
    async with story.companion.session.post(url, data=body, headers=headers) as answer:
        return answer.status, await answer.text()


def stamp(story, shift: int = 0) -> str:
    return str(int(story.clocks.wall()) + shift)


CHALLENGE = json.dumps({"type": "url_verification", "challenge": "abc"}).encode()


async def test_a_signed_request_reaches_bolt(http_story):
    status, text = await post(http_story, CHALLENGE, signed(CHALLENGE, stamp(http_story)))
    assert (status, json.loads(text)) == (200, {"challenge": "abc"})


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x-slack-request-timestamp": "soon", "x-slack-signature": "v0=1"},
        {"x-slack-request-timestamp": "-1", "x-slack-signature": "v0=ü"},
        {"x-slack-request-timestamp": "9" * 40, "x-slack-signature": "v0=" + "0" * 64},
    ],
    ids=["none", "no number", "not ascii", "huge"],
)
async def test_garbage_headers_get_401(http_story, headers):
    assert (await post(http_story, b"[[[[", headers))[0] == 401


async def test_a_wrong_secret_or_an_old_signature_gets_401(http_story):
    assert (await post(http_story, CHALLENGE, signed(CHALLENGE, stamp(http_story), "other")))[0] == 401
    assert (await post(http_story, CHALLENGE, signed(CHALLENGE, stamp(http_story, -301))))[0] == 401


async def test_a_body_too_large_gets_413_unread(http_story):
    body = b"x" * 1_000_001
    assert (await post(http_story, body, signed(body, stamp(http_story))))[0] == 413


async def test_health_answers_and_other_paths_do_not(http_story):
    async with http_story.companion.session.get(
        http_story.server.dispatch.request_url.replace("/slack/events", "/healthz")
    ) as answer:
        assert (answer.status, await answer.json()) == (200, {"ok": True})
    assert (await post(http_story, b"", {}, "/admin"))[0] == 404


def written(event_id: str, **more: str) -> bytes:
    """What Slack sends when somebody writes to the companion."""
    event = {
        "type": "message",
        "channel": "D1",
        "channel_type": "im",
        "user": "U0EWA",
        "text": "hm",
        "ts": "1.1",
        **more,
    }
    about = {"type": "event_callback", "team_id": "T0COMMON", "api_app_id": "A1", "event_id": event_id}
    about["authorizations"] = [{"team_id": "T0COMMON", "user_id": "U0APP", "is_bot": True}]
    return json.dumps({**about, "event": event}).encode()


async def arrives(story, body: bytes) -> int:
    """Deliver an event; how many answers are planned by then."""
    now = stamp(story)
    assert (await post(story, body, signed(body, now)))[0] == 200
    return story.rows("SELECT count(*) FROM outbox WHERE kind = 'home.hello'")[0][0]


async def test_an_event_that_comes_again_is_answered_once(http_story):
    assert await arrives(http_story, written("Ev1")) == 1
    assert await arrives(http_story, written("Ev1")) == 1
    assert await arrives(http_story, written("Ev2")) == 2


@pytest.mark.parametrize("subtype", ["file_share", "thread_broadcast", "me_message"])
async def test_a_file_or_a_shared_reply_is_not_met_with_silence(http_story, subtype):
    assert await arrives(http_story, written("Ev1", subtype=subtype)) == 1


@pytest.mark.parametrize(
    "about",
    [
        {"subtype": "message_changed"},
        {"subtype": "bot_message"},
        {"bot_id": "B1"},
        {"subtype": "file_share", "user": "U0APP"},
    ],
    ids=["an edit", "an old app", "an app", "a file of ours"],
)
async def test_edits_and_what_apps_write_are_not_answered(http_story, about):
    assert await arrives(http_story, written("Ev1", **about)) == 0


class Reads:
    """Stands where Bolt does, and keeps what it was brought."""

    async def async_dispatch(self, request):
        self.body = request.body
        return BoltResponse(status=200, body="")


def brought(body: bytes):
    """What Bolt makes of a signed form."""
    reads, said = Reads(), []
    door = Door(reads, signing_secret=SECRET, real_time=lambda: 100.0)
    headers = {**signed(body, "100"), "content-type": "application/x-www-form-urlencoded"}
    scope = {"type": "http", "method": "POST", "path": "/slack/events", "query_string": b""}
    scope["headers"] = [(name.encode(), value.encode()) for name, value in headers.items()]

    async def receive():
        return {"type": "http.request", "body": body}

    async def send(event):
        said.append(event)

    asyncio.run(door(scope, receive, send))
    assert said[0]["status"] == 200
    return reads.body


@given(
    st.dictionaries(st.text(), st.text() | st.sampled_from(["%22", "a+b=c&d", "%%41", "=3D", "ü\r\n=\n"])),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_what_is_clicked_comes_through_with_every_sign(payload, plus):
    form = urlencode({"payload": json.dumps(payload, ensure_ascii=plus)}, quote_via=quote if plus else quote_plus)
    assert brought(form.encode()) == payload


@pytest.mark.parametrize("text", ["", "meet", "what is a payload?", "payload=%7B & more"])
def test_a_command_comes_through_whatever_was_typed(text):
    given = {"command": "/mentor", "text": text, "user_id": "U0EWA"}
    assert brought(urlencode(given).encode()) == given
