"""The sub-command tables, and what `help` makes of them."""

from __future__ import annotations

import json
import re

import pytest

from handlers.slack import listeners
from handlers.slack.commands import COMMANDS
from handlers.slack.views import help as help_view
from handlers.slack.views import home
from handlers.slack.views.waiting import WAITING
from tests.handlers.samples.here import HERES, NEWCOMERS

WORDS = [(command, word) for command, table in COMMANDS.items() for word in table]


@pytest.mark.parametrize(("command", "word"), WORDS)
def test_every_word_has_its_line_and_its_group_a_title(command, word, say):
    table = "mentor" if command == "/mentor" else "program"
    assert f"commands.{table}.{word}" in say.library
    assert f"commands.groups.{COMMANDS[command][word].group}" in say.library


@pytest.mark.parametrize(("command", "word"), [pair for pair in WORDS if pair[1] not in {"", "help"}])
def test_help_names_every_word_that_can_be_typed(command, word, say):
    groups = {each: sub.group for each, sub in COMMANDS[command].items()}
    assert f"{command} {word}" in help_view.help_(command, groups, say).text


@pytest.mark.parametrize("table", ["ACTIONS", "SUBMISSIONS"])
def test_no_capability_takes_away_what_another_one_answers(table):
    modules = [module for module in vars(listeners).values() if hasattr(module, table) and module is not listeners]
    names = [name for module in modules for name in getattr(module, table)]
    assert sorted(names) == sorted(set(names))


def test_every_button_that_home_shows_for_what_waits_has_somebody_who_answers():
    assert [action for action, _ in WAITING.values() if action not in listeners.ACTIONS] == []


@pytest.mark.parametrize("name", sorted({*HERES, *NEWCOMERS}))
def test_every_button_in_home_has_somebody_who_answers(name, say):
    shown = json.dumps(home.home({**HERES, **NEWCOMERS}[name], say))
    buttons = set(re.findall(r'"action_id": "([^"]+)"', shown))
    assert {each for each in buttons if each not in listeners.ACTIONS} == set()
