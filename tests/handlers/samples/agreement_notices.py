"""What is said about an agreement without being asked for."""

from __future__ import annotations

from bot.mentoring.mentorship import MentorshipId
from bot.usecases.agreement import Invitation, Nudge, Signed
from handlers.slack.views import agreement_notices as view
from tests.builders import LONGEST, MONDAY, STRANGEST, person
from tests.handlers.samples import agreements as some

PAIR = MentorshipId(41)
PEOPLE = (person(1, "Amara"), LONGEST, STRANGEST)


def _invitations(draw):
    return [
        lambda say, who=who, version=version, holding=holding: draw(Invitation(PAIR, who, version, holding), say)
        for who in PEOPLE
        for version, holding in ((1, 0), (2, 0), (2, 1))
    ]


def _signed(pair, terms, version):
    return lambda say: view.signed(
        Signed(pair, some.agreement(terms, version=version, signed=[each.person for each in pair.members]), MONDAY), say
    )


SAMPLES = {
    "to_sign": _invitations(view.to_sign),
    "changed": _invitations(view.changed),
    "name_given": [lambda say: view.name_given(PAIR, say)],
    "nudge": [
        lambda say, who=who, begun=begun: view.nudge(Nudge(PAIR, (who.first_name,), begun), say)
        for who in PEOPLE
        for begun in (True, False)
    ],
    "signed": [
        _signed(pair, terms, version)
        for pair, terms in (
            (some.mentorship(), some.TERMS),
            (some.LONG_PAIR, some.LONGEST_TERMS),
            (some.STRANGE_PAIR, some.STRANGEST_TERMS),
        )
        for version in (1, 2)
    ],
}
