"""`companion explain`: what the engine concludes for one person at one moment, in lines to read; nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot import preview
from bot.app import program_of
from bot.config import Settings
from bot.mentoring.reading import Reason
from bot.usecases import explaining
from bot.usecases.explaining import Explanation
from prompts.content import words
from prompts.library import Library
from storage.dialect import copy_in_memory, engine_for
from storage.faults import in_words
from storage.schema import upgrade
from storage.store import Store


class CannotExplain(Exception):
    """There is nothing to explain, said in a sentence."""


async def lines(settings: Settings, user: str, *, private: bool, at: datetime, now: datetime) -> list[str]:
    """What the engine concludes for the person with this user id at `at`: a time that has passed is read from the evidence
    of then, one that lies ahead is lived up to, if nobody did anything. What rests on anybody's answers is left out unless
    it is `private`: then what this person may know of it is there. Raises CannotExplain, WrongDatabase."""
    program, library = program_of(settings), words(settings.companion_prompts).library
    with in_words(settings.database_url):
        copy = copy_in_memory(engine_for(settings.database_url))
    upgrade(copy)
    store = Store(copy, program, elapsed=lambda: 0.0)
    try:
        people = await store.sweep(explaining.people, user)
        if not people:
            raise CannotExplain(library.text("explaining.refusals.unknown", {"user": user}))
        if at > now:
            async for _ in preview.lived(store, now=now, until=at):
                pass
        until = max(at, now)
        found = [
            each for person in people for each in await store.sweep(explaining.explain, person, private, at, until)
        ]
        if not found:
            raise CannotExplain(library.text("explaining.refusals.none", {"name": people[0].full_name}))
        return [line for each in found for line in (*in_lines(each, library), "")][:-1]
    finally:
        store.close()


def in_lines(seen: Explanation, library: Library) -> Iterator[str]:
    """What is explained of one mentorship, line by line."""

    def line(key: str, **values: object) -> str:
        return library.text(f"explaining.line.{key}", values)

    def stage(id: str) -> str:
        return library.text(f"process.{id}.name")

    yield line("who", name=seen.person.full_name, role=seen.role.value, others=seen.others)
    yield line("stage", stage=stage(seen.standing.place.id), since=_day(seen.standing.since))
    read = "reading" if seen.private else "reading_by_deeds"
    yield line(read, stage=stage(seen.read_place.id), name=seen.person.first_name)
    for reason in _reasons(seen):
        yield line("reason", reason=_reason(reason, seen, library))
    for signal in seen.signals:
        kind = library.text(f"explaining.signal.{signal.kind.removeprefix('W.')}")
        yield line("signal", signal=kind, since=_day(signal.raised_at))
    if not seen.signals:
        yield line("no_signal" if seen.private else "no_signal_by_deeds")
    yield from _next(seen, library)
    if seen.asked_at is not None:
        yield line("asked", when=_moment(seen.asked_at))
    if seen.look_at is None:
        yield line("look_when")
    else:
        yield line("look" if seen.private else "look_by_deeds", when=_moment(seen.look_at), name=seen.person.first_name)


def _next(seen: Explanation, library: Library) -> Iterator[str]:
    if not seen.private:
        yield library.text("explaining.line.next_private", {"name": seen.person.first_name})
        return
    if seen.next is None:
        yield library.text("explaining.line.no_next")
        return
    goal, text = seen.next.goal, seen.next.question.text
    yield library.text(f"explaining.line.{'next' if goal is None else 'next_goal'}", {"text": text, "goal": goal})
    words = {"name": seen.person.first_name, "topic": seen.next.why.topic}
    yield library.text("explaining.line.why", {"why": library.text(f"explaining.why.{seen.next.why.because}", words)})


def _reasons(seen: Explanation) -> list[Reason]:
    """What the reading rests on, and what speaks for more, each once."""
    of_goals = [reason for goal in seen.read.goals for reason in goal.reasons]
    return list(dict.fromkeys([*seen.read.reasons, *of_goals]))


def _reason(reason: Reason, seen: Explanation, library: Library) -> str:
    key = reason.key if "." in reason.key else f"{reason.key}.begun"
    return library.text(f"explaining.reason.{key}", {"goal": reason.goal, "name": seen.person.first_name})


def _day(moment: datetime) -> str:
    return f"{moment:%a %d %b %Y}"


def _moment(moment: datetime) -> str:
    return f"{moment:%a %d %b %Y %H:%M} UTC"
