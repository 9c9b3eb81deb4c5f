"""The plan at a glance."""

from __future__ import annotations

from handlers.slack.views import action_plan_progress as view
from tests.handlers.samples.action_plan import PLANS

SAMPLES = {"build": [lambda say, plan=plan: view.build(plan, say) for plan in PLANS]}
