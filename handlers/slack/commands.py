"""The sub-command tables: what can be typed, what it does, and what `help` says about it."""

from __future__ import annotations

import difflib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.mentoring.refusals import Refusal
from handlers.slack import pairing
from handlers.slack.desk import Desk
from handlers.slack.incoming import Command
from handlers.slack.show import Show

CommandHandler = Callable[[Command, Desk], Awaitable[Show]]


@dataclass(frozen=True, slots=True)
class SubCommand:
    """One word after a slash command; its line in `help` is the text `commands.<command>.<word>`."""

    handler: CommandHandler
    group: str


MENTOR: dict[str, SubCommand] = {}
PROGRAM: dict[str, SubCommand] = {
    "pair": SubCommand(pairing.pair_command, "pairs"),
}
COMMANDS: dict[str, dict[str, SubCommand]] = {"/mentor": MENTOR, "/mentor-program": PROGRAM}


async def dispatch(command: Command, desk: Desk) -> Show:
    """Run what was typed. Raises Refusal for an unknown word, with the nearest one."""
    table = COMMANDS[command.name]
    word = command.words[0].lower() if command.words else ""
    if word in table:
        return await table[word].handler(command, desk)
    nearest = difflib.get_close_matches(word, [each for each in table if each], n=1)
    if nearest:
        raise Refusal("commands.did_you_mean", typed=f"{command.name} {word}", nearest=f"{command.name} {nearest[0]}")
    raise Refusal("commands.unknown", typed=f"{command.name} {word}", help=f"{command.name} help")
