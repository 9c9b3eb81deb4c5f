"""The twelve signals of section 12, each with its rule: since when the evidence speaks for it, or when it will if nothing comes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.mentoring import signs_in_answers, signs_in_deeds
from bot.mentoring.sight import Seen, Sight

Rule = Callable[[Sight], Seen | None]

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "W.limits": signs_in_answers.limits,
        "W.missed": signs_in_deeds.missed,
        "W.quiet": signs_in_deeds.quiet,
        "W.agreement-late": signs_in_deeds.agreement_late,
        "W.end-near": signs_in_deeds.end_near,
        "W.one-sided": signs_in_answers.one_sided,
        "W.views-differ": signs_in_answers.views_differ,
        "W.imbalance": signs_in_answers.imbalance,
        "W.plan-stalled": signs_in_deeds.plan_stalled,
        "W.stuck": signs_in_deeds.stuck,
        "W.goals-too-broad": signs_in_deeds.goals_too_broad,
        "W.reversal": signs_in_deeds.reversal,
    }
)
"""Every signal, what harms most first: of several that hold a pair is told one at a time."""
UNTOLD = frozenset({"W.imbalance"})
"""Told to nobody, so that it keeps no other one waiting."""
