"""The sub-command tables: what can be typed, what it does, and what `help` says about it."""

from __future__ import annotations

import difflib
from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple

from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.refusals import Refusal
from bot.usecases import people
from bot.usecases.people import Choice
from handlers.slack import (
    action_plan,
    agreement,
    appointments,
    check_ins,
    closing,
    deliveries,
    home,
    pairing,
    program_pauses,
    quiet,
    series,
    settings,
    stages,
    talks,
)
from handlers.slack.desk import Desk
from handlers.slack.incoming import Click, Command
from handlers.slack.show import Show
from handlers.slack.views import help as help_view
from handlers.slack.views import which_one

CommandHandler = Callable[[Command, Desk], Awaitable[Show]]
PairHandler = Callable[[Command | Click, MentorshipId, Desk], Awaitable[Show]]
WithoutHandler = Callable[[Command | Click, Desk], Awaitable[Show]]
SeveralHandler = Callable[[Command | Click, Sequence[Choice], Desk], Awaitable[Show]]


class SubCommand(NamedTuple):
    """One word after a slash command; its line in `help` is the text `commands.<mentor|program>.<word>`.

    A word either stands for itself (`handler`) or is about one mentorship (`in_mentorship`): then somebody in several
    is asked which (or gets what `several` says), somebody in none is told so (or gets what `without` says).
    """

    group: str
    handler: CommandHandler | None = None
    in_mentorship: PairHandler | None = None
    without: WithoutHandler | None = None
    several: SeveralHandler | None = None


async def help_(command: Command, desk: Desk) -> Show:
    """`help`: made from the very table that dispatches."""
    return help_view.help_(command.name, {word: sub.group for word, sub in COMMANDS[command.name].items()}, desk.say)


MENTOR: dict[str, SubCommand] = {
    "": SubCommand("now", handler=home.mentor),
    "checkin": SubCommand("now", in_mentorship=check_ins.check_in),
    "plan": SubCommand("together", in_mentorship=action_plan.plan),
    "progress": SubCommand("together", in_mentorship=action_plan.progress),
    "agreement": SubCommand("together", in_mentorship=agreement.open_agreement),
    "meet": SubCommand("together", in_mentorship=appointments.meet),
    "meetings": SubCommand("together", in_mentorship=series.meetings),
    "talk": SubCommand("together", in_mentorship=talks.talk),
    "stage": SubCommand("together", in_mentorship=stages.stage),
    "snooze": SubCommand("you", handler=quiet.snooze_command),
    "settings": SubCommand("you", handler=settings.settings),
    "help me": SubCommand(
        "you",
        in_mentorship=quiet.something_isnt_right,
        without=quiet.somebody_to_talk_to,
        several=quiet.which_isnt_right,
    ),
    "close": SubCommand("you", in_mentorship=closing.close),
    "help": SubCommand("you", handler=help_),
}
PROGRAM: dict[str, SubCommand] = {
    "": SubCommand("program", handler=help_),
    "help": SubCommand("program", handler=help_),
    "pair": SubCommand("pairs", handler=pairing.pair_command),
    "pairs": SubCommand("pairs", handler=pairing.pairs_command),
    "pause": SubCommand("program", handler=program_pauses.opened),
    "health": SubCommand("program", handler=deliveries.health),
}
COMMANDS: dict[str, dict[str, SubCommand]] = {"/mentor": MENTOR, "/mentor-program": PROGRAM}
SAID_FOR = {
    "help me": ("wrong", "right", "unsafe"),
    "close": ("leave", "stop", "end", "quit"),
    "snooze": ("pause", "quiet", "holiday"),
    "plan": ("goal", "goals", "step", "steps", "vision"),
    "meet": ("meeting", "book", "appointment"),
    "meetings": ("series", "rhythm"),
    "agreement": ("sign", "contract"),
    "checkin": ("question",),
    "talk": ("listen", "listening", "conversation", "starter", "expectations", "agenda"),
}
"""What people say for a sub-command: never run, only suggested."""


def meant(words: Sequence[str]) -> str | None:
    """The sub-command of `/mentor` that these words are probably about, the way out of trouble first."""
    said = [word.lower().strip(".,;:!?") for word in words]
    if "help me" in " ".join(said):
        return "help me"
    named = next((word for word in said if word and word in MENTOR), None)
    return named or next((sub for sub, others in SAID_FOR.items() if set(said) & set(others)), None)


async def dispatch(command: Command, desk: Desk) -> Show:
    """Run what was typed; to an unknown word the answer is the nearest one, as a button, and `help`."""
    table = COMMANDS[command.name]
    words = [word.lower() for word in command.words]
    typed = " ".join(words[:2])
    for word in (typed, *words[:1]):
        if word in table:
            return await _run(word, table[word], command, desk)
    close = difflib.get_close_matches(typed, table, n=1) or difflib.get_close_matches(words[0], table, n=1)
    nearest = close[0] if close else meant(words) if table is MENTOR else None
    return help_view.unknown(command.name, command.words[0], nearest, desk.say)


async def _run(word: str, sub: SubCommand, command: Command, desk: Desk) -> Show:
    if sub.handler is not None:
        return await sub.handler(command, desk)
    return await _in_mentorship(word, command, desk)


async def _in_mentorship(word: str, asked: Command | Click, desk: Desk) -> Show:
    handler, without, several = MENTOR[word].in_mentorship, MENTOR[word].without, MENTOR[word].several
    assert handler is not None
    found = await desk.run(people.active_mentorships, asked.who)
    if not found:
        if without is not None:
            return await without(asked, desk)
        raise _no_mentorship(asked.who.user, desk)
    if len(found) > 1:
        if several is not None:
            return await several(asked, found, desk)
        return which_one.which_one(word, found, desk.say)
    return await handler(asked, found[0].id, desk)


def _no_mentorship(user: str, desk: Desk) -> Refusal:
    """Who can help is whoever coordinates; who coordinates is told how to begin."""
    coordinators = desk.program.coordinators
    if user in coordinators:
        return Refusal("commands.none_of_your_own")
    return Refusal("commands.no_mentorship", coordinators=coordinators) if coordinators else Refusal("commands.nobody")


def of_word(word: str) -> Callable[[Click, Desk], Awaitable[Show]]:
    """The same as typing this word, behind a button in Home; value "pair:41" where it belongs to one mentorship."""

    async def clicked(click: Click, desk: Desk) -> Show:
        handler = MENTOR[word].in_mentorship
        if click.about[0] == "pair" and handler is not None:
            return await handler(click, MentorshipId(click.id()), desk)
        return await _in_mentorship(word, click, desk)

    return clicked


async def choose(click: Click, desk: Desk) -> Show:
    """A button of "with whom?": value "meet:44"."""
    sub = MENTOR[click.about[0]]
    assert sub.in_mentorship is not None
    return await sub.in_mentorship(click, MentorshipId(click.id()), desk)


async def run(click: Click, desk: Desk) -> Show:
    """A button that does what a command would: value "mentor:agreement"."""
    name, words = click.value.split(":", 1)
    typed = Command(who=click.who, name=f"/{name}", words=tuple(words.split()), mentions=(), trigger=click.trigger)
    return await dispatch(typed, desk)


def of_pair(handler: PairHandler) -> Callable[[Click, Desk], Awaitable[Show]]:
    """The same handler behind a button whose value is "pair:41"."""

    async def clicked(click: Click, desk: Desk) -> Show:
        return await handler(click, MentorshipId(click.id()), desk)

    return clicked


ACTIONS = {
    "choose": choose,
    "command.run": run,
    "talk.open": of_word("talk"),
    "helpme.open": of_word("help me"),
}
