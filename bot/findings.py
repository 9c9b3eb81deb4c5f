"""What `companion check` finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: fine, or what to do."""

    fine: bool
    sentence: str
