"""The preview as lines to read: names instead of ids, plain words instead of kinds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from bot.app import program_of
from bot.config import Settings
from bot.mentoring.people import Handle
from bot.preview import Coming, coming
from prompts import english
from prompts.content import words
from prompts.library import Library
from storage.dialect import copy_in_memory, engine_for
from storage.faults import in_words
from storage.schema import upgrade
from storage.store import Store, Work


@dataclass(frozen=True, slots=True)
class Line:
    """One message to come, as people read it."""

    at: datetime
    to: str
    what: str


def names(work: Work, handles: tuple[Handle, ...]) -> str:
    """The full names behind these handles."""
    return english.listed([work.people.known(handle).full_name for handle in handles])


def what(kinds: tuple[str, ...], library: Library) -> str:
    """What a message tells, in plain words; what it tells several times once, with how often."""
    times = Counter(kinds)
    words = [
        library.text(f"notices.{kind}") + (f" ({often} times)" if often > 1 else "") for kind, often in times.items()
    ]
    return english.listed(words)


async def lines(settings: Settings, *, now: datetime, until: datetime) -> list[Line]:
    """Everything that would go out from `now` to `until`; the database itself is only read. Raises WrongDatabase."""
    program, library = program_of(settings), words(settings.companion_prompts).library
    with in_words(settings.database_url):
        copy = copy_in_memory(engine_for(settings.database_url))
    upgrade(copy)
    store = Store(copy, program, elapsed=lambda: 0.0)
    try:
        return [await _line(each, store, library) async for each in coming(copy, program, now=now, until=until)]
    finally:
        store.close()


async def _line(each: Coming, store: Store, library: Library) -> Line:
    to = f"channel {each.channel}" if each.channel else await store.sweep(names, each.people)
    return Line(each.at, to, what(each.kinds, library))
