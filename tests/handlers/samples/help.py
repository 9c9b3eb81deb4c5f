"""What can be typed, from the real tables."""

from __future__ import annotations

from handlers.slack.commands import COMMANDS
from handlers.slack.views import help as help_view
from tests.builders import STRANGE


def _help(command):
    groups = {word: sub.group for word, sub in COMMANDS[command].items()}
    return lambda say: help_view.help_(command, groups, say)


SAMPLES = {
    "help_": [_help(command) for command in COMMANDS],
    "unknown": [
        lambda say: help_view.unknown("/mentor", "aggrement", "close", say),
        lambda say: help_view.unknown("/mentor", "W" * 3000, None, say),
        lambda say: help_view.unknown("/mentor", STRANGE, "close", say),
    ],
}
