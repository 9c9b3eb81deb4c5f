"""Settings: what is missing or wrong is one line each, telling what to set."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.app import program_of
from bot.config import Settings, faults
from bot.mentoring.program import Program
from bot.mentoring.thresholds import DEFAULTS
from prompts.content import built_in


def settings(**values):
    return Settings(_env_file=None, **values)


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch):
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_without_a_bot_token_it_plays():
    assert settings().mode == "play"


def test_an_app_token_means_socket_mode_and_a_signing_secret_http():
    assert settings(slack_bot_token="xoxb-1", slack_app_token="xapp-1").mode == "socket"
    assert settings(slack_bot_token="xoxb-1", slack_signing_secret="s").mode == "http"


def test_coordinators_are_separated_by_commas(monkeypatch):
    monkeypatch.setenv("COMPANION_COORDINATORS", "U1, U2 ,")
    assert settings().companion_coordinators == ("U1", "U2")


def test_an_empty_line_counts_as_not_set(monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "")
    assert settings().mode == "play"


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"slack_bot_token": "xoxp-1", "slack_app_token": "xapp-1"}, ["SLACK_BOT_TOKEN"]),
        ({"slack_bot_token": "xoxb-1", "slack_app_token": "nope"}, ["SLACK_APP_TOKEN"]),
        ({"slack_bot_token": "xoxb-1"}, ["SLACK_APP_TOKEN"]),
        ({"slack_signing_secret": "s"}, ["SLACK_BOT_TOKEN"]),
        ({"slack_api_url": "slack.com/api"}, ["SLACK_API_URL"]),
        ({"slack_bot_token": "x", "slack_app_token": "y", "slack_api_url": "z"}, ["BOT", "APP", "API"]),
        ({}, []),
    ],
)
def test_each_wrong_setting_is_one_line_that_names_it(given, named):
    lines = faults(settings(**given))
    assert len(lines) == len(named)
    assert all(name in line for name, line in zip(named, lines, strict=True))


def test_a_wrong_file_of_thresholds_is_told_with_all_its_faults(tmp_path):
    file = tmp_path / "ours.toml"
    file.write_text("rest = 3\nmood = 1\n", encoding="utf-8")
    lines = faults(settings(companion_thresholds=file))
    assert len(lines) == 2
    assert all(line.startswith("COMPANION_THRESHOLDS: ours.toml: ") for line in lines)
    [missing] = faults(settings(companion_thresholds=tmp_path / "none.toml"))
    assert "none.toml: it can't be read" in missing


def test_a_program_has_its_own_thresholds_and_otherwise_those_of_the_field_guide(tmp_path):
    file = tmp_path / "ours.toml"
    file.write_text('rest = "5 weeks"\n', encoding="utf-8")
    assert faults(settings(companion_thresholds=file)) == []
    assert program_of(settings(companion_thresholds=file)).thresholds.rest == timedelta(weeks=5)
    assert program_of(settings()).thresholds == DEFAULTS


def test_wrong_words_of_ones_own_are_told_with_all_their_faults_and_right_ones_are_asked(tmp_path):
    file = tmp_path / "en" / "tips.toml"
    file.parent.mkdir()
    file.write_text('[tips.small-note]\ntext = "Hm"\nmood = 1\n[tips.other]\n', encoding="utf-8")
    lines = faults(settings(companion_prompts=tmp_path))
    assert len(lines) == 2
    assert all(line.startswith("COMPANION_PROMPTS: en/tips.toml: ") for line in lines)
    file.write_text('[tips.small-note]\ntext = "Send a line when you are reminded of a talk."\n', encoding="utf-8")
    assert faults(settings(companion_prompts=tmp_path)) == []
    tip = program_of(settings(companion_prompts=tmp_path)).content.tip("small-note")
    assert tip is not None
    assert tip.text == "Send a line when you are reminded of a talk."


def test_every_stage_of_the_program_has_a_rule_for_missed_appointments():
    assert list(Program(built_in().content).thresholds.missed) == ["S1", "S2", "S3", "S4"]
