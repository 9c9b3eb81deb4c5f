"""One figure: ours, the floor's, their ratio and the goal."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Row:
    """`ours` and `floor` are medians over alternating runs in `unit`; `ratio` is the median of the runs' own ratios. `more`:
    the goal is the least it may be, as of a rate, and not the most."""

    name: str
    unit: str
    ours: float
    floor: float
    ratio: float
    goal: float
    more: bool = False

    @property
    def met(self) -> bool:
        return self.ratio >= self.goal if self.more else self.ratio <= self.goal

    @property
    def bound(self) -> str:
        """The goal as it is read."""
        return f"{'≥' if self.more else '≤'} {self.goal:.3g}"

    def as_dict(self) -> dict[str, object]:
        return {
            "name": self.name,
            "unit": self.unit,
            "ours": self.ours,
            "floor": self.floor,
            "ratio": self.ratio,
            "goal": self.goal,
            "at least": self.more,
            "met": self.met,
        }


def row(name: str, unit: str, pairs: list[tuple[float, float]], goal: float, *, more: bool = False) -> Row:
    """A row from (ours, floor) of each run: runs alternate, so that a machine that drifts drifts under both."""
    return Row(
        name=name,
        unit=unit,
        ours=median(ours for ours, _ in pairs),
        floor=median(floor for _, floor in pairs),
        ratio=median(ours / floor for ours, floor in pairs),
        goal=goal,
        more=more,
    )
