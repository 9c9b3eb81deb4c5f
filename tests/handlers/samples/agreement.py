"""The pages of an agreement, empty, written, and overtaken by somebody else."""

from __future__ import annotations

from bot.mentoring.agreement_changes import Overlap
from bot.mentoring.terms import PAGES
from handlers.slack.views import agreement as view
from tests.handlers.samples import agreements as some


def _page(reading, page, **more):
    return lambda say: view.build(say, reading, page=page, **more)


SAMPLES = {
    "build": [
        _page(reading, page, **more)
        for page in PAGES
        for reading, more in (
            (some.reading(), {}),
            (some.reading(some.agreement()), {}),
            (some.reading(some.agreement(), me=some.AMARA), {}),
            (some.reading(some.agreement(), me=some.AMARA), {"aside": True}),
            (some.longest(), {"overtaken": Overlap(some.STRANGEST_TERMS, (), PAGES[page])}),
            (some.strangest(), {"overtaken": Overlap(some.LONGEST_TERMS, PAGES[page], ())}),
        )
    ],
}
