"""What waits for a person in a mentorship: each capability says its own, Home and `/mentor` gather them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for an answer. `kind` names its words and its button, `id` what it is about, `since` orders
    (oldest first); `values` are names, days and counts for the words, never what somebody typed."""

    kind: str
    id: int
    since: datetime
    values: Mapping[str, object] = field(default_factory=dict)
