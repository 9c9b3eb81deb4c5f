"""Who lives in a world: mentors, some with one mentee and some with several, a coordinator, and somebody to turn to."""

from __future__ import annotations

import random
from itertools import cycle

COORDINATOR = "U0RUTH"
ZONES = (
    "Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Sydney", "America/Sao_Paulo", "Africa/Lagos",
    "Asia/Tokyo", "America/Los_Angeles", "Asia/Kathmandu", "Europe/Berlin", "Pacific/Auckland", "Africa/Cairo",
    "Pacific/Chatham", "America/St_Johns", "Pacific/Kiritimati", "Pacific/Pago_Pago",
)  # fmt: skip
MENTEES = (1, 2, 1, 3)
"""How many mentees the first mentor has, the second one and so on, and from the start again."""


def roster(pairs: int) -> list[tuple[str, str]]:
    """The user ids of mentor and mentee of each pair."""
    found: list[tuple[str, str]] = []
    for many in cycle(MENTEES):
        mentor = f"U0A{len(found):03d}"
        for _ in range(many):
            if len(found) == pairs:
                return found
            found.append((mentor, f"U0B{len(found):03d}"))
    raise AssertionError("a cycle has no end")


def population(pairs: int, chance: random.Random) -> str:
    """A people file: mentors (U0A…) and mentees (U0B…) from all over the world, a coordinator, somebody to turn to."""
    people = [
        (COORDINATOR, "ruth", "Ruth Adeyemi", "Europe/London"),
        ("U0FARAH", "farah", "Farah Siddiqui", "Europe/London"),
    ]
    zones = chance.sample(ZONES, 5)
    for nth, (mentor, mentee) in enumerate(roster(pairs)):
        if mentor not in (each[0] for each in people):
            people.append((mentor, mentor.lower(), f"Amara{nth} Ason", chance.choice(zones)))
        people.append((mentee, mentee.lower(), f"Bao{nth} Bson", chance.choice(zones)))
    told = ['[workspace]\nid = "T0COMMON"\nname = "Northlight"\ndomain = "northlight"\n']
    for id, name, real_name, zone in people:
        told.append(f'[[people]]\nid = "{id}"\nname = "{name}"\nreal_name = "{real_name}"\ntz = "{zone}"\n')
    told.append('[[channels]]\nid = "C0GENERAL"\nname = "general"\n')
    told.append('[[channels]]\nid = "C0MENTOR"\nname = "mentoring"\napp_is_member = true\n')
    return "\n".join(told)
