"""`companion check` over real HTTP: whatever is wrong is said in a line that tells what to do, never as a traceback."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

import pytest

from bot.check import check
from bot.config import Settings
from storage.dialect import engine_for
from storage.schema import upgrade
from tests.bot.processes import Told, companion, free_port, settings_for, stand_in

OWN_ID = "Copy member ID"


@pytest.fixture
async def checked(slack, tmp_path):
    """Looks with good settings but these, in this process; an upgraded database is there."""
    url = f"sqlite:///{tmp_path / 'companion.db'}"
    upgrade(engine_for(url))

    async def look(send_test=None, server=slack, **settings):
        given = settings_for(server, **{"DATABASE_URL": url, **settings})
        values = Settings(_env_file=None, **{name.lower(): value for name, value in given.items()})
        return await check(values, send_test=send_test, now=datetime.now(UTC))

    return look


def to_do(found):
    """What is left to do: of findings, or of what the command printed."""
    if isinstance(found, Told):
        return [line.removeprefix("to do  ") for line in found.out.splitlines() if line.startswith("to do")]
    return [finding.sentence for finding in found if not finding.fine]


async def test_with_everything_right_all_is_ok_and_nothing_was_posted(slack, tmp_path):
    await companion(tmp_path, "upgrade")
    told = await companion(tmp_path, "check", **settings_for(slack))
    assert (told.code, to_do(told)) == (0, [])
    for words in ("Northlight", "All scopes", "Socket Mode can be opened", "Ruth Adeyemi coordinates", "can post in"):
        assert words in told.out
    assert not any(conversation.messages for conversation in slack.workspace.conversations.values())


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-wrong"}, ["SLACK_BOT_TOKEN (invalid_auth): Copy it anew"]),
        ({"SLACK_APP_TOKEN": "xapp-wrong"}, ["SLACK_APP_TOKEN was refused (invalid_auth)", "connections:write"]),
        ({"COMPANION_COORDINATORS": ""}, ["nobody can pair", OWN_ID]),
        ({"COMPANION_COORDINATORS": "U0NOBODY"}, ["U0NOBODY", "nobody in this workspace", OWN_ID]),
        ({"COMPANION_COORDINATORS": "ruth"}, ["COMPANION_COORDINATORS ruth", OWN_ID]),
        ({"COMPANION_CONTACT": "U0NOBODY"}, ["COMPANION_CONTACT U0NOBODY", OWN_ID]),
        ({"COMPANION_CELEBRATION_CHANNEL": "C0COFFEE"}, ["C0COFFEE", "the bot is not there", "/invite"]),
        ({"COMPANION_CELEBRATION_CHANNEL": "#mentoring"}, ["#mentoring", "no such channel", "channel's details"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, dict) else "",
)
async def test_a_wrong_setting_is_one_finding_that_tells_what_to_do(checked, settings, words):
    [finding] = to_do(await checked(**settings))
    assert all(each in finding for each in words)


async def test_a_scope_that_was_not_granted_is_named(checked):
    server = stand_in(without=("users:read", "im:write"))
    await server.start()
    found = to_do(await checked(server=server))
    await server.stop()
    assert "These scopes are missing: im:write, users:read." in found[0]
    assert "reinstall the app" in found[0]
    assert "COMPANION_COORDINATORS U0RUTH (missing_scope)" in found[1]


async def test_slack_out_of_reach_is_said_with_the_address(checked):
    address = f"http://127.0.0.1:{free_port()}/api/"
    [finding] = to_do(await checked(SLACK_API_URL=address))
    assert address in finding
    assert "online" in finding


async def test_slack_in_trouble_is_no_fault_of_the_settings(checked, slack):
    slack.faults.order("server_error", method="auth.test")
    [finding] = to_do(await checked())
    assert "can't be reached" in finding


async def test_what_is_not_slack_at_all_is_said_too(checked, slack):
    [finding] = to_do(await checked(SLACK_API_URL=f"{slack.url}/"))
    assert slack.url in finding


async def test_a_test_message_arrives(checked, slack):
    assert to_do(await checked(send_test="U0JONAS")) == []
    jonas = slack.acting_as("U0JONAS")
    assert jonas.last().text == "This is the companion's test message. All is well."


@pytest.mark.parametrize("user", ["U0NOBODY", "jonas", "C0MENTOR", "", "U0COMPANION"])
async def test_a_test_message_to_nobody_tells_how_to_find_an_id(checked, user):
    assert OWN_ID in to_do(await checked(send_test=user))[-1]


async def test_a_database_that_is_missing_is_said_and_not_made(slack, tmp_path):
    told = await companion(tmp_path, "check", **settings_for(slack))
    assert told.code == 1
    assert "Run `companion upgrade`" in to_do(told)[0]
    assert list(tmp_path.iterdir()) == []


async def test_a_file_that_is_old_or_no_database_is_a_finding(checked, tmp_path):
    sqlite3.connect(tmp_path / "old.db").close()
    found = to_do(await checked(DATABASE_URL=f"sqlite:///{tmp_path}/old.db"))
    assert "not at the newest version. Run `companion upgrade`" in found[0]
    (tmp_path / "letter.db").write_text("Dear Ruth, " * 500, encoding="utf-8")
    found = to_do(await checked(DATABASE_URL=f"sqlite:///{tmp_path}/letter.db"))
    assert "letter.db is no SQLite database. Set DATABASE_URL" in found[0]


async def test_a_place_where_nothing_can_be_written_is_a_finding(checked, tmp_path):
    (tmp_path / "file").touch()
    found = to_do(await checked(DATABASE_URL=f"sqlite:///{tmp_path}/file/companion.db"))
    assert found == [f"DATABASE_URL: nothing can be written in {tmp_path}/file. Choose another folder."]
    found = to_do(await checked(DATABASE_URL=f"sqlite:///{tmp_path}"))
    assert "can't be opened" in found[0]


async def test_another_kind_of_database_is_refused_in_a_line(slack, tmp_path):
    told = await companion(tmp_path, "check", **settings_for(slack, DATABASE_URL="postgresql://localhost/x"))
    assert told.code == 2
    assert to_do(told) == [
        "DATABASE_URL: a file for SQLite, for example sqlite:///data/companion.db; no other database so far."
    ]


async def test_thresholds_that_cannot_be_used_are_said_line_by_line_and_nothing_starts(slack, tmp_path):
    (tmp_path / "ours.toml").write_text('rest = 3\nmood = "1 day"\n', encoding="utf-8")
    settings = settings_for(slack, COMPANION_THRESHOLDS="ours.toml")
    looked, ran = await companion(tmp_path, "check", **settings), await companion(tmp_path, "run", **settings)
    assert looked.code == ran.code == 2
    assert len(to_do(looked)) == 2
    assert to_do(looked)[1] == "COMPANION_THRESHOLDS: ours.toml: mood: there is no such threshold"
    assert ran.err.splitlines() == to_do(looked)
    assert not (tmp_path / "data").exists()


async def test_thresholds_that_can_be_used_are_said_too(slack, tmp_path):
    (tmp_path / "ours.toml").write_text('rest = "5 weeks"\n', encoding="utf-8")
    told = await companion(tmp_path, "check", **settings_for(slack, COMPANION_THRESHOLDS="ours.toml"))
    assert "ok     COMPANION_THRESHOLDS: ours.toml can be used." in told.out


async def test_messages_that_could_not_be_delivered_are_counted_with_their_reason(checked, tmp_path):
    with sqlite3.connect(tmp_path / "companion.db") as db:
        db.execute(
            "INSERT INTO outbox (key, kind, about, due_at, latest_at, unasked, always, state, fence, attempts, folded, reason)"
            " VALUES ('a', 'hello', '{}', unixepoch(), unixepoch(), 0, 0, 'failed', 1, 1, 0, 'user_disabled')"
        )
    db.close()
    [finding] = to_do(await checked())
    assert "1 (user_disabled): the person's account is deactivated" in finding


async def test_a_zone_that_is_not_known_is_said_with_the_one_taken_instead(checked, tmp_path):
    with sqlite3.connect(tmp_path / "companion.db") as db:
        for user in ("U1", "U2"):
            db.execute(
                "INSERT INTO person (enterprise_id, team_id, user_id, full_name, first_name, title, zone, locale, is_bot,"
                " deactivated, zone_said) VALUES ('', 'T1', ?, 'A', 'A', '', 'Europe/Oslo', 'en-GB', 0, 0, 'Mars/Olympus')",
                (user,),
            )
    db.close()
    [finding] = to_do(await checked())
    assert "time zone that I don't know: 'Mars/Olympus', said by Slack of 2." in finding
    assert "Europe/Oslo" in finding
