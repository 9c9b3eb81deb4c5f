"""The questions for taking stock, all of them and without what is left out under power."""

from __future__ import annotations

from functools import partial

from handlers.slack.views import taking_stock
from tests.handlers.samples.stage_notices import PAIRS, stock

SAMPLES = {"build": [partial(taking_stock.build, stock(PAIRS[0], power=power)) for power in (False, True)]}
