"""Histories at random: what could come into a mentorship's evidence, also contradictory and simultaneous pieces."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st

from bot.mentoring.evidence import Evidence, What
from tests.bot.mentoring.pieces import INTRODUCED, MENTEE, MENTOR, meetings, piece, signed
from tests.lives.life_file import at

DAYS = 200
WHO = st.sampled_from([MENTEE, MENTOR])
SCALE = st.integers(1, 5).map(str)
TOPICS = {
    "support": SCALE,
    "challenge": SCALE,
    "limits": SCALE,
    "confidence": SCALE,
    "pace": SCALE,
    "ready": st.sampled_from(["yes", "no"]),
    "needs": st.sampled_from(["advice", "thinking-aloud", "introductions", "alone"]),
    "ideas": st.sampled_from(["mentor", "both", "mentee"]),
}
GOALS = [What.GOAL_ADDED, What.GOAL_CHANGED, What.GOAL_MARKED, What.GOAL_UNMARKED, What.GOAL_MET, What.GOAL_DROPPED]
STEPS = [What.STEP_ADDED, What.STEP_CHANGED, What.STEP_DONE, What.STEP_REOPENED, What.STEP_DROPPED]
MEETINGS = [What.BOOKED, What.MOVED, What.CALLED_OFF, What.HELD, What.MISSED, What.UNKNOWN]
MOMENTS = st.builds(lambda day, hour: at(day, hour), st.integers(0, DAYS), st.sampled_from([9, 12, 12, 12]))
"""Few hours of few days: much is simultaneous."""


@st.composite
def _said(draw: st.DrawFn) -> Evidence:
    topic = draw(st.sampled_from(sorted(TOPICS)))
    goal = draw(st.sampled_from([None, 1, 2]))
    return Evidence(draw(MOMENTS), What.SAID, draw(WHO), goal=goal, topic=topic, value=draw(TOPICS[topic]))


def _day(moment, days):
    return (moment + timedelta(days=days)).date().isoformat()


def _epoch(moment, days):
    return str(int((moment + timedelta(days=days)).timestamp()))


PIECES = st.one_of(
    _said(),
    st.builds(Evidence, MOMENTS, st.sampled_from([What.SIGNED, What.SIGNED, What.AMENDED, What.UNANSWERED]), WHO),
    st.builds(Evidence, MOMENTS, st.just(What.ANSWERED), WHO),
    st.builds(Evidence, MOMENTS, st.sampled_from(GOALS), about=st.integers(1, 2)),
    st.builds(
        lambda moment, what, step, days: Evidence(
            moment, what, about=step, goal=1 + step % 2, value="" if days is None else _day(moment, days)
        ),
        MOMENTS,
        st.sampled_from(STEPS),
        st.integers(11, 14),
        st.none() | st.integers(0, 40),
    ),
    st.builds(
        lambda moment, what, by, id, days: Evidence(moment, what, by, about=id, value=_epoch(moment, days)),
        MOMENTS,
        st.sampled_from(MEETINGS),
        WHO,
        st.integers(101, 106),
        st.integers(0, 10),
    ),
    st.builds(Evidence, MOMENTS, st.just(What.STAGE_FELT), WHO, value=st.sampled_from(["yes", "yes", "yes", "no"])),
    st.builds(
        lambda moment, what, by, days: Evidence(moment, what, by, value=_epoch(moment, days)),
        MOMENTS,
        st.just(What.SNOOZED),
        WHO,
        st.integers(0, 30),
    ),
    st.builds(Evidence, MOMENTS, st.just(What.CLOSING)),
)

CREATED = [INTRODUCED, *signed(3), *meetings("HH", first=10, every=5), piece(16, What.GOAL_ADDED, about=1)]
"""So that half of the histories get past their first stage."""

HISTORIES = st.builds(
    lambda begun, pieces: [*begun, *pieces],
    st.sampled_from([[INTRODUCED], CREATED]),
    st.lists(PIECES, min_size=5, max_size=40),
)


def mastered(day: int) -> list[Evidence]:
    """What speaks for the third stage of the first goal from a day on, in words of both."""
    return [
        piece(day, What.SAID, MENTEE, topic="needs", value="alone"),
        piece(day, What.SAID, MENTOR, topic="ideas", value="mentee"),
        piece(day, What.SAID, MENTEE, topic="confidence", value="5"),
    ]


@st.composite
def _to_and_fro(draw: st.DrawFn) -> list[Evidence]:
    """A pair whose words change every six weeks or so, and who mostly answer what they are then asked."""
    pieces, day, learned = list(CREATED), draw(st.integers(17, 40)), True
    while day < DAYS - 20:
        pieces += mastered(day) if learned else [piece(day, What.SAID, MENTEE, topic="needs", value="advice")]
        for who in (MENTEE, MENTOR):
            value = draw(st.sampled_from(["yes", "yes", "yes", "yes", "no", None]))
            if value is not None:
                pieces.append(piece(day + draw(st.sampled_from([15, 16, 43])), What.STAGE_FELT, who, value=value))
        day, learned = day + draw(st.sampled_from([20, 45, 60])), not learned
    return [*pieces, *draw(st.lists(PIECES, max_size=12))]


ANY = HISTORIES | _to_and_fro()
