"""First contact and answers to what people write."""

from __future__ import annotations

from bot.usecases.home import Hello
from handlers.slack.views import first_contact
from tests.handlers.samples.here import HERES, NEWCOMERS

SAMPLES = {
    "first_contact": [lambda say, here=here: first_contact.first_contact(here, say) for here in NEWCOMERS.values()],
    "hello": [
        lambda say, here=here, word=word: first_contact.hello(Hello(here, word), say)
        for here, word in [
            (HERES["mentee"], None),
            (HERES["just begun"], "close"),
            (HERES["longest"], None),
            (HERES["strangest"], "close"),
            (NEWCOMERS["new"], "close"),
            (NEWCOMERS["strangest"], None),
        ]
    ],
    "tour": [first_contact.tour],
}
