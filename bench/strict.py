"""The strict stand-in with many people, on a calendar that runs fast; on SIGUSR1 it writes down what was posted and refused.

`python bench/strict.py PORT PEOPLE BEGIN MADE SPEED FILE`: the calendar showed BEGIN, in epoch seconds, as the machine's
monotonic clock showed MADE; SPEED in calendar seconds a second.
"""

import asyncio
import gc
import json
import os
import signal
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench import full
from handlers.slack.manifest import manifest
from playground.clocks import RunningClocks
from playground.limits import PostingLimits
from playground.manifest import manifest_from
from playground.records import BOT_USER, Conversation, Person, Refused
from playground.server import Server
from playground.workspace import Workspace


class Counted(PostingLimits):
    """The limits, which count what they refuse."""

    refused = 0

    def post(self, channel: str) -> None:
        try:
            super().post(channel)
        except Refused:
            self.refused += 1
            raise


def crowd(workspace: Workspace, count: int) -> None:
    """So many people, each with an open conversation with the app."""
    for number in range(count):
        user, channel = full.user(number), full.conversation(number)
        workspace.people[user] = Person(user, f"priya{number}", "Priya Nair", tz="Europe/Madrid")
        workspace.conversations[channel] = Conversation(channel, "app", user, [user, BOT_USER], created=0, private=True)


def told(workspace: Workspace, server: Server, limits: Counted) -> dict[str, object]:
    """When each message came (epoch seconds of the calendar), how many were refused, which rules were broken."""
    stamps = [float(message.ts) for each in workspace.conversations.values() for message in each.messages]
    return {"posted": sorted(stamps), "refused": limits.refused, "broken": server.journal.broken_rules}


async def main(port: int, people: int, begin: float, made: float, speed: float, file: Path) -> None:
    clocks = RunningClocks(start=begin + (time.monotonic() - made) * speed, elapsed=lambda: time.monotonic() * speed)
    workspace = Workspace(manifest_from(manifest()), calendar=clocks.calendar, elapsed=clocks.elapsed)
    limits = workspace.limits = Counted(clocks.calendar)
    crowd(workspace, people)
    server = Server(workspace, clocks=clocks)
    await server.start(port=port)

    def write() -> None:
        whole = file.with_suffix(".part")
        whole.write_text(json.dumps(told(workspace, server, limits)), encoding="utf-8")
        os.replace(whole, file)

    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, write)
    file.with_suffix(".ready").write_text("ready", encoding="utf-8")
    await asyncio.Event().wait()


if __name__ == "__main__":
    port, people, begin, made, speed, file = sys.argv[1:]
    gc.disable()  # a look through all that a workspace of thousands holds would be 0.2 s in which the chat answers nobody
    asyncio.run(main(int(port), int(people), float(begin), float(made), float(speed), Path(file)))
