"""What each expects, from nothing ticked to everything, with long and strange names and lines."""

from __future__ import annotations

from functools import partial

from bot.mentoring.expectations import OFFERED, OWN, Expectations, Words
from bot.mentoring.mentorship import MentorshipId
from bot.mentoring.people import PersonId, Role
from bot.usecases.expectations import Asked, Exchange, Side
from handlers.slack.views import expectations as view
from tests.builders import LONGEST, MONDAY, STRANGE, STRANGEST, person

PAIR = MentorshipId(41)
AMARA, JONAS = person(1, "Amara"), person(2)


def exchange(role=Role.MENTEE, mine=None, others="Amara", **more):
    return Exchange(PAIR, role, others, mine or Expectations(PAIR, PersonId(2)), **more)


def sides(mentor=AMARA, mentee=JONAS, mentors=("direction", "honesty"), mentees=("feedback", "no_judging"), own=""):
    return (
        Side(mentor, Role.MENTOR, Words(mentors, own), mine=False),
        Side(mentee, Role.MENTEE, Words(mentees, own), mine=True),
    )


def everything(role, own):
    return Expectations(PAIR, PersonId(2), words=Words(OFFERED[role], own))


SHOWN = Expectations(PAIR, PersonId(2), words=Words(("help",)), shown=Words(("help",)), shown_at=MONDAY)
DONE = Expectations(PAIR, PersonId(2), words=Words(("help",)), done_at=MONDAY)
FORMS = [
    exchange(),
    exchange(Role.MENTOR, others="Jonas"),
    exchange(draft={"ticked": ("help", "gone"), "own": "W" * 151}),
    *(exchange(role, everything(role, "W" * OWN), LONGEST.first_name) for role in Role),
    *(exchange(role, everything(role, STRANGE[:OWN]), STRANGEST.first_name) for role in Role),
]
SIDES = [
    exchange(mine=SHOWN, sides=sides(own="That we laugh now and then")),
    exchange(mine=SHOWN, sides=sides(mentors=("direction",), mentees=("help",)), theirs_done=True),
    exchange(mine=DONE, sides=sides(mentors=(), mentees=("skill",))),
    exchange(mine=SHOWN, sides=sides(), ended=True),
    exchange(mine=SHOWN, draft={"ticked": ()}, sides=sides(mentors=OFFERED[Role.MENTOR], mentees=OFFERED[Role.MENTEE])),
    exchange(mine=everything(Role.MENTEE, "W"), others=LONGEST.first_name, sides=sides(
        LONGEST, LONGEST, OFFERED[Role.MENTOR], (), "W" * OWN)),
    exchange(mine=SHOWN, others=STRANGEST.first_name, sides=sides(
        STRANGEST, STRANGEST, (), OFFERED[Role.MENTEE], STRANGE[:OWN])),
]  # fmt: skip
ASKED = [Asked(PAIR, each, each.first_name, newer) for newer in (False, True) for each in (AMARA, LONGEST, STRANGEST)]
SAMPLES = {
    "build": [
        *(partial(view.build, each) for each in (*FORMS, exchange(mine=DONE), *SIDES)),
        partial(view.build, SIDES[0], change=True),
    ],
    "form": [partial(view.form, each) for each in FORMS],
    "done": [partial(view.done, exchange(mine=DONE, others=each)) for each in ("Amara", LONGEST.first_name)],
    "together": [partial(view.together, each) for each in SIDES],
    "asked": [partial(view.asked, each) for each in ASKED],
    "both": [partial(view.both, each) for each in ASKED],
}
