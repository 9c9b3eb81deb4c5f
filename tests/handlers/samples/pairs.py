"""The coordinator's views of pairs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.mentoring.mentorship import Member, Mentorship, MentorshipId, Model
from bot.mentoring.people import PersonId, Role
from bot.mentoring.stages import Stage
from bot.usecases.pairing import EndedOrReopened, PairLine, PairsPage
from handlers.slack.views import pairs
from tests.builders import LONGEST, MONDAY, STRANGE, STRANGEST, TEAM, person


def line(mentor=None, mentee=None, id=41, ended_on=None, power=True, introduced=True):
    mentor, mentee = mentor or person(1, "Amara"), mentee or person(2)
    mentorship = Mentorship(
        id=MentorshipId(id),
        team=TEAM,
        enterprise="",
        model=Model.NINE_STEP,
        start=date(2026, 10, 12),
        end=date(2027, 4, 9),
        power=power,
        members=(Member(mentor, Role.MENTOR), Member(mentee, Role.MENTEE)),
        introduced_at=MONDAY,
        paired_by=PersonId(3),
    )
    if ended_on is not None:
        mentorship = replace(mentorship, ended_at=MONDAY)
    return PairLine(mentorship, mentor, mentee, Stage.S1, ended_on, introduced=introduced, today=date(2026, 10, 12))


FULL = tuple(line(replace(LONGEST, full_name=f"{id} {LONGEST.full_name}"), STRANGEST, id) for id in range(15))

SAMPLES = {
    "pair_list": [
        lambda say: pairs.pair_list(PairsPage((), False, 0, 0), say),
        lambda say: pairs.pair_list(PairsPage((line(),), False, 0, 1), say),
        lambda say: pairs.pair_list(PairsPage(FULL, True, 3, 10_000), say),
    ],
    "one_pair": [
        lambda say: pairs.one_pair(line(), say),
        lambda say: pairs.one_pair(line(LONGEST, LONGEST, ended_on=date(2026, 12, 1)), say),
        lambda say: pairs.one_pair(line(STRANGEST, STRANGEST), say),
    ],
    "end_confirm": [
        lambda say: pairs.end_confirm(line(), say),
        lambda say: pairs.end_confirm(line(introduced=False), say),
        lambda say: pairs.end_confirm(line(LONGEST, STRANGEST), say),
    ],
    "ended": [
        lambda say: pairs.ended(EndedOrReopened(MentorshipId(1), "Amara", "Ruth Adeyemi"), say),
        lambda say: pairs.ended(EndedOrReopened(MentorshipId(1), LONGEST.first_name, STRANGE), say),
    ],
    "reopened": [
        lambda say: pairs.reopened(EndedOrReopened(MentorshipId(1), "Amara", "Ruth Adeyemi"), say),
        lambda say: pairs.reopened(EndedOrReopened(MentorshipId(1), STRANGE, LONGEST.full_name), say),
    ],
}
