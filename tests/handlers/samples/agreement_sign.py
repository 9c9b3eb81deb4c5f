"""The agreement to read and sign, in every state."""

from __future__ import annotations

from handlers.slack.views import agreement_sign as view
from tests.handlers.samples import agreements as some


def _shown(reading, **more):
    return lambda say: view.build(say, reading, **more)


SAMPLES = {
    "build": [
        _shown(some.reading(some.agreement())),
        _shown(some.reading(some.agreement(signed=(some.AMARA,), version=2)), changed=True),
        _shown(some.reading(some.agreement(signed=(some.JONAS,)))),
        _shown(some.reading(some.agreement(signed=(some.JONAS, some.AMARA)))),
        _shown(some.reading(some.agreement(some.Terms()))),
        _shown(some.reading(some.agreement(version=2), signed=some.agreement(signed=(some.JONAS,)))),
        _shown(some.longest(before=some.agreement(some.STRANGEST_TERMS, signed=(some.LONGEST,)), version=2)),
        _shown(some.strangest(before=some.agreement(some.LONGEST_TERMS, signed=(some.STRANGEST,)), version=2)),
        _shown(some.longest(signed=(some.LONGEST,))),
        _shown(some.strangest(signed=(some.STRANGEST,), version=12)),
    ],
}
