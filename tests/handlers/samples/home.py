"""Home for everybody: below a hundred blocks whatever there is."""

from __future__ import annotations

from handlers.slack.views import home
from tests.handlers.samples.here import HERES, NEWCOMERS

SAMPLES = {"home": [lambda say, here=here: home.home(here, say) for here in (*HERES.values(), *NEWCOMERS.values())]}
