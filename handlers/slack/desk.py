"""What every handler is given: how to run a use case, what time it is, the words, and a few settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from bot.mentoring.program import Program
from bot.ports import Run
from handlers.slack.behind import Behind
from handlers.slack.homes import Homes
from handlers.slack.said import Said
from handlers.slack.views.wording import Wording

if TYPE_CHECKING:
    from handlers.slack.chat import Chat


@dataclass(frozen=True)
class Desk:
    """Passed to every handler; nothing is global."""

    run: Run
    now: Callable[[], datetime]
    say: Wording
    program: Program
    chat: Chat
    homes: Homes
    said: Said = field(default_factory=Said)
    behind: Behind = field(default_factory=Behind)
