"""Whose words are whose: for whom a word was kept, by the mentorship that it was kept in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

ALONE = {"draft"}
"""What lies here is its writer's alone."""
ONCE_SHOWN = {"thought": "shown_at IS NOT NULL"}
ONLY = {"expectations": ("shown",)}
"""Of these, the columns that the others of the mentorship see."""
NO_WORDS = {"outbox", "person", "mentorship", "member", "program_pause"}
"""What nobody types into; and what is sent proves nothing, as it is that which is looked at."""


class Words:
    """`look` reads the companion's file as it was committed."""

    def __init__(self, look: Callable[[str], list[Any]]) -> None:
        self._look = look
        self._of: dict[int, set[int]] = defaultdict(set)
        self._members: dict[int, set[str]] = {}

    def kept(self, numbers: Iterable[int]) -> None:
        """These have just been committed."""
        for number in sorted(numbers):
            self._of[number] |= self._where(number)

    def may_see(self, number: int) -> set[str]:
        """The user ids of those in whose mentorship it was ever kept."""
        return {user for mentorship in self._of.get(number, ()) for user in self._together(mentorship)}

    def _where(self, number: int) -> set[int]:
        return {row[0] for row in self._look(self._everywhere.replace("ZqNw", f"Zq{number}w"))}

    def _together(self, mentorship: int) -> set[str]:
        if mentorship not in self._members:
            self._members[mentorship] = {row["user_id"] for row in self._look(MEMBERS.format(mentorship))}
        return self._members[mentorship]

    @cached_property
    def _everywhere(self) -> str:
        """All tables in which somebody's words may lie, each with the way to its mentorship."""
        found = []
        for table in sorted({row["name"] for row in self._look(TABLES)} - NO_WORDS - ALONE):
            columns = {row["name"]: row["type"].upper() for row in self._look(f"PRAGMA table_info('{table}')")}
            ways = [WAYS[each] for each in WAYS if each in columns]  # more than one where a row need not have each
            texts = ONLY.get(table) or [name for name, kind in columns.items() if kind.startswith(("VARCHAR", "TEXT"))]
            if texts:
                text = " || ' ' || ".join(f"COALESCE({table}.{name}, '')" for name in texts)
                shown = ONCE_SHOWN.get(table, "1")
                found += [way.format(table) + f" WHERE {shown} AND {text} LIKE '%ZqNw%'" for way in ways]
        return " UNION ".join(found)


TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
WAYS = {
    "mentorship_id": "SELECT {0}.mentorship_id FROM {0}",
    "goal_id": "SELECT goal.mentorship_id FROM {0} JOIN goal ON goal.id = {0}.goal_id",
    "appointment_id": "SELECT appointment.mentorship_id FROM {0} JOIN appointment ON appointment.id = {0}.appointment_id",
    "agreement_id": "SELECT agreement.mentorship_id FROM {0} JOIN agreement ON agreement.id = {0}.agreement_id",
}
MEMBERS = "SELECT user_id FROM person JOIN member ON member.person_id = person.id WHERE mentorship_id = {}"
