"""The versions of an agreement, as a list and one by one."""

from __future__ import annotations

from bot.usecases.agreement import Versions
from handlers.slack.views import agreement_versions as view
from tests.handlers.samples import agreements as some

USUAL = Versions(
    some.reading(some.agreement(version=3)),
    (
        some.agreement(version=3),
        some.agreement(version=2, signed=(some.AMARA,)),
        some.agreement(version=1, signed=(some.JONAS, some.AMARA)),
    ),
)
MANY = Versions(
    some.longest(),
    tuple(some.agreement(some.LONGEST_TERMS, version=n, signed=(some.LONGEST,)) for n in range(200, 0, -1)),
)
STRANGE = Versions(some.strangest(), (some.agreement(some.STRANGEST_TERMS, signed=(some.STRANGEST,)),))

SAMPLES = {
    "build": [lambda say, each=each: view.build(say, each) for each in (USUAL, MANY, STRANGE)],
    "version": [
        lambda say: view.version(say, USUAL, 1),
        lambda say: view.version(say, MANY, 200),
        lambda say: view.version(say, STRANGE, 1),
    ],
}
