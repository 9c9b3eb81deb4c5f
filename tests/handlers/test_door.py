"""The HTTP door: what is not Slack's never reaches Bolt."""

from __future__ import annotations

import hashlib
import hmac
import json

import pytest

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
