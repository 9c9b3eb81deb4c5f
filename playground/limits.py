"""How fast an app may post: one message a second in each channel, 300 a minute in the workspace."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Callable

from playground.records import Refused

CHANNEL_SECONDS = 1.0
WORKSPACE_SECONDS = 60.0
WORKSPACE_POSTS = 300
# Epoch seconds as floats are this inexact, and more.
TOLERANCE = 0.001


class PostingLimits:
    """Sliding windows over the calendar, so that a day that was lived has passed for the limits too."""

    def __init__(self, calendar: Callable[[], float]) -> None:
        self._calendar = calendar
        self._last: dict[str, float] = defaultdict(lambda: -math.inf)
        self._posts: deque[float] = deque()

    def post(self, channel: str) -> None:
        """Count one message. Raises Refused `ratelimited` with `retry_after` in whole seconds."""
        now = self._calendar()
        since = now - self._last[channel]
        if since < CHANNEL_SECONDS - TOLERANCE:
            self._refuse(CHANNEL_SECONDS - since, "One message a second and channel is the limit.")
        while self._posts and now - self._posts[0] >= WORKSPACE_SECONDS - TOLERANCE:
            self._posts.popleft()
        if len(self._posts) >= WORKSPACE_POSTS:
            self._refuse(WORKSPACE_SECONDS - (now - self._posts[0]), "300 messages a minute is the limit.")
        self._last[channel] = now
        self._posts.append(now)

    def clear(self) -> None:
        self._last.clear()
        self._posts.clear()

    @staticmethod
    def _refuse(seconds: float, why: str) -> None:
        raise Refused("ratelimited", why, retry_after=max(1, math.ceil(seconds)))
