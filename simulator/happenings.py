"""What happens to people without their doing: they are introduced, they move, they lose their accounts and come back."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Sequence
from typing import Any

from playground.client import NotPossible
from simulator.population import COORDINATOR, ZONES
from simulator.slack import Chat
from simulator.weather import DAY


class Happenings:
    """`pairs`: the user ids of mentor and mentee of each. `moves`: days until a pair has somebody who moves or loses their
    account. `look` reads the companion's file."""

    def __init__(
        self,
        chat: Chat,
        pairs: Sequence[tuple[str, str]],
        chance: random.Random,
        *,
        moves: float,
        look: Callable[[str], list[Any]],
    ) -> None:
        self._chat, self._pairs, self._chance, self._moves, self._look = chat, pairs, chance, moves, look
        self._people = list(dict.fromkeys(user for pair in pairs for user in pair))

    async def introduce(self) -> None:
        """The coordinator pairs them, and pairs anew who has nobody any more; what is not taken is tried again."""
        people, loop = self._chat.workspace.people, asyncio.get_running_loop()
        while True:
            for mentor, mentee in self._pairs:
                if self._look(ACTIVE.format(mentor, mentee)) or people[mentor].deleted or people[mentee].deleted:
                    continue
                await self._pair(f"/mentor-program pair @{mentor.lower()} @{mentee.lower()}")
            await asyncio.sleep(self._chance.uniform(1, 20) * DAY if loop.time() > DAY else 1800)

    async def _pair(self, command: str) -> None:
        chat = self._chat
        try:
            await chat.interactions.say(COORDINATOR, chat.workspace.im_with(COORDINATOR).id, command)
            for view in chat.workspace.windows.stack(COORDINATOR)[-1:]:
                await chat.interactions.forms.submit(COORDINATOR, view.id, {})
            for view in chat.workspace.windows.stack(COORDINATOR)[:1]:
                await chat.interactions.forms.dismiss(COORDINATOR, view.id)
        except NotPossible:
            return

    async def move(self) -> None:
        """Somebody moves to another zone, or loses their account, mostly for a while."""
        workspace, chance = self._chat.workspace, self._chance
        while True:
            await asyncio.sleep(chance.expovariate(len(self._pairs) / (self._moves * DAY)))
            user = chance.choice(self._people)
            if workspace.people[user].deleted or chance.random() < 0.7:
                workspace.change_person(user, tz=chance.choice(ZONES))
                if chance.random() < 0.5:  # and elsewhere soon after, as who travels
                    await asyncio.sleep(chance.uniform(1, 300))
                    workspace.change_person(user, tz=chance.choice(ZONES))
            else:
                workspace.change_person(user, deleted=True)
                asyncio.get_running_loop().create_task(self._comes_back(user))

    async def _comes_back(self, user: str) -> None:
        await asyncio.sleep(self._chance.choice((0.5, 3, 20, 60, 400)) * DAY)
        self._chat.workspace.change_person(user, deleted=False)


ACTIVE = """
SELECT 1 FROM mentorship JOIN member AS a ON a.mentorship_id = mentorship.id JOIN person AS x ON x.id = a.person_id
JOIN member AS b ON b.mentorship_id = mentorship.id JOIN person AS y ON y.id = b.person_id
WHERE x.user_id = '{}' AND y.user_id = '{}' AND mentorship.ended_at IS NULL
"""
