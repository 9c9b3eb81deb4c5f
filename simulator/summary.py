"""Sums up what was lived through: counts by what they are of, and which ways nobody ever went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

LONG_ENOUGH = 100 * 365
"""Pair-days within which everything happens that may happen to anybody."""
WAYS = {
    "put back": (
        "quiet hours", "weekend", "before the hour", "the day for questions", "one unasked message a day",
        "two unasked messages a week", "snoozed", "leaving", "a pause of the program", "an account is switched off", "pace",
    ),
    "skipped": ("stale", "stopped by the person"),
    "parked": ("no answer",),
    "deaths": ("in the middle of a post",),
    "people": (
        "asked for quiet", "said that something isn't right", "left", "stayed", "let the program rest",
        "had several mentorships",
    ),
}  # fmt: skip
"""Why notices did not go out at once, or never did, and what people did: without these a world shows too little."""


def lines(steps: Mapping[str, int]) -> Iterator[str]:
    """The counts, a line for each kind; what is of no kind comes first."""
    kinds: dict[str, list[str]] = {"": []}
    for name, number in sorted(steps.items()):
        kind, _, what = name.rpartition(": ")
        kinds.setdefault(kind, []).append(f"{number:,} {what}")
    for kind, counts in kinds.items():
        yield f"{kind}{': ' if kind else ''}{', '.join(counts)}"


def never(steps: Mapping[str, int], pair_days: float) -> list[str]:
    """The ways that nobody went, where so many pair-days were long enough."""
    if pair_days < LONG_ENOUGH:
        return []
    return [f"{kind}: {way}" for kind, ways in WAYS.items() for way in ways if not steps.get(f"{kind}: {way}")]
