"""The form that was put by, of each kind."""

from __future__ import annotations

from functools import partial

from handlers.slack.views import kept as view

SAMPLES = {"build": [partial(view.build, of) for of in ("thoughts.vision", "thoughts.nine", "expectations.modal")]}
