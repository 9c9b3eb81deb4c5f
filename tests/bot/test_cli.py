"""The `companion` command as people run it."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.request import urlopen

import pytest
import yaml

from bot.lock import AlreadyRunning, OneProcess
from bot.mentoring.mentorship import Model
from bot.mentoring.pairing import PairRequest
from bot.mentoring.program import Program
from bot.usecases import pairing, people
from handlers.slack.manifest import manifest
from prompts.content import built_in
from storage.dialect import engine_for
from storage.schema import upgrade
from storage.store import Store
from tests import warm
from tests.bot.processes import Told
from tests.builders import AMARA, JONAS, MONDAY, PRIYA, PROFILES, RUTH, AtOnce, profile

ROOT = Path(__file__).parents[2]


@pytest.fixture
def companion(tmp_path):
    """Runs the command in an empty folder with nothing but these settings."""

    def run(*words, **settings):
        environment = {"PATH": os.environ["PATH"], "NO_COLOR": "1", "COLUMNS": "120"}
        return Told(*warm.run(tmp_path, words, {**environment, **settings}))

    return run


def test_help_lists_every_command(companion):
    told = companion("--help")
    assert told.code == 0
    for command in (
        "run",
        "play",
        "upgrade",
        "check",
        "preview",
        "explain",
        "backup",
        "restore",
        "simulate",
        "manifest",
    ):
        assert command in told.out


def test_wrong_settings_are_one_line_each_and_exit_2(companion):
    told = companion("run", SLACK_BOT_TOKEN="xoxb-1", SLACK_API_URL="nowhere")
    assert told.code == 2
    assert [line.split(":")[0] for line in told.err.splitlines()] == [
        "SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP)",
        "SLACK_API_URL",
    ]


def test_a_port_that_is_no_number_is_said_by_name(companion):
    told = companion("upgrade", PORT="many")
    assert told.code == 2
    assert told.err.startswith("PORT: ")


def test_an_env_file_that_is_no_text_is_one_line(companion, tmp_path):
    (tmp_path / ".env").write_bytes(b"SLACK_BOT_TOKEN=\xff\xfe")
    told = companion("upgrade")
    assert told.code == 2
    assert told.err == ".env: it can't be read. Save it as plain text in UTF-8, readable by this user.\n"


def test_a_database_that_is_damaged_is_not_taken_for_a_backup(companion, tmp_path):
    companion("upgrade")
    with (tmp_path / "data" / "companion.db").open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 40_000)
    told = companion("backup", "copy.db")
    assert told.code in {1, 2}
    assert "damaged" in told.err


def test_upgrade_backup_and_preview_work_on_a_file(companion, tmp_path):
    assert companion("upgrade").out == "The database is at version 0001.\n"
    assert companion("backup", "copy.db").code == 0
    assert (tmp_path / "copy.db").stat().st_size > 0
    again = companion("backup", "copy.db")
    assert again.code == 1
    assert "exists already" in again.err
    soon = f"{datetime.now(UTC) + timedelta(days=300):%Y-%m-%d}"
    preview = companion("preview", "--until", soon)
    assert (preview.code, preview.out) == (0, "Nothing would go out until then.\n")


def test_preview_refuses_a_time_that_is_none_or_has_passed(companion):
    assert companion("preview", "--until", "soon").code == 2
    assert companion("preview", "--until", "2001-01-01").code == 2
    assert "more than a year ahead" in companion("preview", "--until", "9999-12-31").err


def test_explain_says_what_is_concluded_and_refuses_unknown_people_and_times_in_a_sentence(companion, tmp_path):
    _paired(tmp_path / "data" / "companion.db")
    told = companion("explain", JONAS.user)
    assert told.code == 0, told.err
    assert told.out.startswith("For Jonas Lindqvist alone: mentee, with Amara Okafor\nstage    Getting started, since ")
    assert "next     only with --private" in told.out
    assert "next     only with --private" not in companion("explain", JONAS.user, "--private").out
    for words in (["U0NOBODY"], [JONAS.user, "--at", "soon"], [JONAS.user, "--at", "9999-12-31"], [PRIYA.user]):
        refused = companion("explain", *words)
        assert (refused.code, refused.out) == (2, "")
        assert len(refused.err.splitlines()) == 1


@pytest.mark.parametrize("begin", ["nonsense", "0001-01-01", "9999-12-31"])
def test_play_refuses_a_beginning_that_is_none(companion, begin):
    told = companion("play", "--from", begin)
    assert told.code == 2
    assert len(told.err.splitlines()) == 1


@pytest.mark.parametrize("words", [("--scene",), ("--scene", "--port", "0"), ("--scene", "nowhere")])
def test_play_lists_the_scenes_where_it_is_given_none_that_there_is(companion, words):
    told = companion("play", *words)
    assert (told.code, told.out) == (2, "")
    scenes = [line.split()[1] for line in told.err.splitlines() if "--scene" in line]
    assert scenes == ["a-rough-patch", "moving-on", "there-and-back"]


def test_play_without_any_option_goes_for_the_port_of_the_settings(companion):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        told = companion("play", PORT=str(taken.getsockname()[1]))
    assert told.code == 2
    assert told.err.startswith("The page can't be served: ")


def test_a_scene_opens_on_the_monday_of_the_week_it_is_given_with_the_mentee_before_the_screen(tmp_path):
    words = ("play", "--scene", "a-rough-patch", "--port", "0", "--from", "2026-11-18T23:00+05:00")
    with warm.running(tmp_path, words, {"PATH": os.environ["PATH"]}) as said:
        address = next(word for word in said.readline().split() if word.startswith("http://"))
        about, now = said.readline(), said.readline()
        with urlopen(address.replace("/?as=", "/play/state?as=")) as answer:
            state = json.load(answer)
    opens = datetime.fromtimestamp(state["calendar"]["now"], UTC)
    assert (state["me"], f"{opens:%Y-%m-%d %H:%M}") == ("U0JONAS", "2026-11-16 08:30")
    assert about.startswith("Jonas and Amara: ")
    assert now.startswith("Press + Day: ")


def test_a_backup_can_be_started_from_and_holds_what_was_kept(companion, tmp_path):
    _paired(tmp_path / "data" / "companion.db")
    assert companion("backup", "copy.db").code == 0
    soon = f"{datetime.now(UTC) + timedelta(days=10):%Y-%m-%d}"
    told = companion("preview", "--until", soon, DATABASE_URL="sqlite:///copy.db")
    assert "Amara Okafor and Jonas Lindqvist" in told.out
    assert "introduction" in told.out
    assert _states(tmp_path / "copy.db") == ["planned"]


def test_there_is_nothing_to_back_up_or_preview_where_there_is_no_database(companion, tmp_path):
    soon = f"{datetime.now(UTC) + timedelta(days=10):%Y-%m-%d}"
    for told in (companion("backup", "copy.db"), companion("preview", "--until", soon)):
        assert told.code == 2
        assert told.err == "There is no database at data/companion.db yet. Run `companion upgrade` to make one.\n"
    assert not (tmp_path / "copy.db").exists()
    assert not (tmp_path / "data" / "companion.db").exists()


def test_a_backup_is_put_back_the_old_file_is_kept_and_both_are_said(companion, tmp_path):
    database = tmp_path / "data" / "companion.db"
    _paired(database)
    with sqlite3.connect(database) as db:
        db.execute("UPDATE outbox SET due_at = 0")  # at any hour of the day
    db.close()
    assert companion("backup", "copy.db").code == 0
    with sqlite3.connect(database) as db:
        db.execute("DELETE FROM outbox")
    db.close()
    told = companion("restore", "copy.db")
    assert (told.code, told.err) == (0, "")
    now, before = told.out.splitlines()
    assert now == "data/companion.db now holds what copy.db held, at version 0001."
    [aside] = tmp_path.glob("data/companion.db.before-*")
    assert f" is in {aside}. " in before
    assert (_states(database), _states(aside)) == (["parked"], [])


def test_the_database_is_not_upgraded_under_a_companion_that_runs(companion, tmp_path):
    (tmp_path / "data").mkdir()
    with OneProcess(f"sqlite:///{tmp_path}/data/companion.db"):
        told = companion("upgrade")
    assert (told.code, told.err[:59]) == (2, "Another companion is running on data/companion.db. Stop it ")
    assert not (tmp_path / "data" / "companion.db").exists()


def test_a_backup_is_not_put_back_under_a_companion_that_runs_nor_one_that_is_none(companion, tmp_path):
    companion("upgrade")
    companion("backup", "copy.db")
    before = (tmp_path / "data" / "companion.db").read_bytes()
    with OneProcess(f"sqlite:///{tmp_path}/data/companion.db"):
        told = companion("restore", "copy.db")
    assert (told.code, told.err[:59]) == (2, "Another companion is running on data/companion.db. Stop it ")
    told = companion("restore", "nowhere.db")
    assert (told.code, told.err) == (1, "There is no file nowhere.db.\n")
    assert (tmp_path / "data" / "companion.db").read_bytes() == before


@pytest.mark.parametrize("url", ["http://bot.example", "https://bot.example/slack/events", "bot.example"])
def test_an_address_that_slack_would_not_take_is_refused(companion, url):
    assert companion("manifest", "--url", url).code == 2


def _paired(file):
    file.parent.mkdir()
    engine = engine_for(f"sqlite:///{file}")
    upgrade(engine)
    store = Store(
        engine, Program(built_in().content, coordinators=(RUTH.user,)), elapsed=lambda: 0.0, executor=AtOnce()
    )
    store.run_here(people.remember, {handle: profile(handle) for handle in PROFILES}, now=MONDAY)
    now = datetime.now(UTC)
    asked = PairRequest(
        mentor=AMARA,
        mentee=JONAS,
        model=Model.FOUR_STAGE,
        start=now.date(),
        end=now.date() + timedelta(days=180),
        power=False,
    )
    store.run_here(pairing.pair, RUTH, asked, now=now)
    store.close()


def _states(file):
    with sqlite3.connect(file) as db:
        states = [row[0] for row in db.execute("SELECT state FROM outbox WHERE kind = 'pairing.introduction'")]
    db.close()
    return states


def test_check_tells_what_to_do_before_slack_is_set_up(companion):
    told = companion("check")
    assert told.code == 1
    assert "companion upgrade" in told.out
    assert "SLACK_BOT_TOKEN is not set" in told.out


def test_the_manifest_in_the_repository_is_the_one_that_is_printed(companion):
    assert companion("manifest").out == (ROOT / "manifest.yaml").read_text(encoding="utf-8")


def test_the_manifest_for_http_carries_the_address_everywhere(companion):
    made = yaml.safe_load(companion("manifest", "--url", "https://bot.example").out)
    assert made == manifest("https://bot.example")
    assert made["settings"]["socket_mode_enabled"] is False
    addresses = [command["url"] for command in made["features"]["slash_commands"]]
    assert set(addresses) == {"https://bot.example/slack/events"}


def test_a_second_process_on_the_same_file_is_refused(tmp_path):
    url = f"sqlite:///{tmp_path / 'one.db'}"
    with OneProcess(url), pytest.raises(AlreadyRunning, match="Stop it first"), OneProcess(url):
        pass
    with OneProcess(url):
        pass


def test_a_second_process_on_the_same_file_by_another_name_is_refused(tmp_path):
    file, link, folder = tmp_path / "one.db", tmp_path / "link.db", tmp_path / "folder"
    link.symlink_to(file)
    folder.symlink_to(tmp_path)
    for name in (link, folder / "one.db"):
        with OneProcess(f"sqlite:///{file}"), pytest.raises(AlreadyRunning, match=f"on {name}"):
            OneProcess(f"sqlite:///{name}").__enter__()


def test_a_playground_that_is_told_to_stop_leaves_nothing_behind(tmp_path):
    command = [sys.executable, "-m", "bot", "play", "--port", "39871"]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert "http://127.0.0.1:39871" in process.stdout.readline()
        assert list(tmp_path.iterdir()) != []
        process.terminate()
        assert process.wait(timeout=30) == 0
    assert list(tmp_path.iterdir()) == []


def test_content_is_counted_and_one_of_it_shown(companion):
    told = companion("content")
    assert told.code == 0
    assert "Not covered: none" in told.out
    missing = companion("content", "--preview", "s1-easy")
    assert missing.code == 2
    assert "Near it: s1-easy-to-say" in missing.err


def test_wrong_words_of_ones_own_keep_check_and_start_from_going_on(companion, tmp_path):
    (tmp_path / "words" / "en").mkdir(parents=True)
    (tmp_path / "words" / "en" / "tips.toml").write_text("[tips.small-note]\nmood = 1\n", encoding="utf-8")
    said = "COMPANION_PROMPTS: en/tips.toml: small-note: mood is not known"
    check = companion("check", COMPANION_PROMPTS="words")
    assert (check.code, check.out.strip()) == (2, f"to do  {said}")
    start = companion("run", COMPANION_PROMPTS="words")
    assert (start.code, start.err.strip()) == (2, said)
    (tmp_path / "words" / "en" / "tips.toml").write_text(
        '[tips.small-note]\ntext = "Send a line when you are reminded of a talk."\n', encoding="utf-8"
    )
    assert "reminded of a talk" in companion("content", "--preview", "small-note", COMPANION_PROMPTS="words").out
