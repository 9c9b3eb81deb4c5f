"""`companion explain`: what one person may know of what the engine concludes."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.config import Settings
from bot.explaining import CannotExplain, lines
from bot.mentoring.doubts import Because, Choice
from bot.mentoring.evidence import Evidence, What
from bot.mentoring.goals import GoalWords
from bot.mentoring.mentorship import Mentorship, Model
from bot.mentoring.pairing import PairRequest
from bot.mentoring.people import Handle
from bot.mentoring.program import Program
from bot.usecases import asking, check_ins, goals, looks, pairing, people
from prompts.content import built_in
from prompts.library import load
from prompts.questions import bank
from storage.dialect import engine_for
from storage.schema import upgrade
from storage.store import Store, Work
from tests.builders import AMARA, JONAS, MONDAY, PRIYA, PROFILES, RUTH, AtOnce, profile

LATER = MONDAY + timedelta(days=60)


class Machine:
    """A database in a file, as `companion explain` finds it, and what it says."""

    def __init__(self, folder, model: Model = Model.FOUR_STAGE) -> None:
        self.settings = Settings(
            _env_file=None, database_url=f"sqlite:///{folder}/companion.db", companion_coordinators=(RUTH.user,)
        )
        engine = engine_for(self.settings.database_url)
        upgrade(engine)
        self.store = Store(
            engine, Program(built_in().content, coordinators=(RUTH.user,)), elapsed=lambda: 0.0, executor=AtOnce()
        )
        self.store.run_here(people.remember, {handle: profile(handle) for handle in PROFILES}, now=MONDAY)
        asked = PairRequest(
            mentor=AMARA,
            mentee=JONAS,
            model=model,
            start=MONDAY.date(),
            end=date(2027, 10, 8),
            power=False,
        )
        self.id = self.store.run_here(pairing.pair, RUTH, asked, now=MONDAY)
        self.store.run_here(goals.add, JONAS, self.id, GoalWords("A secret goal", "It works.", "", None), now=MONDAY)

    def mentorship(self, work: Work) -> Mentorship:
        return work.mentorships.get(self.id)

    def happens(self, day: int, what: What, by: Handle | None = None, **more) -> None:
        """A piece of evidence, and a look at it."""
        at = MONDAY + timedelta(days=day)

        def act(work: Work) -> None:
            who = None if by is None else work.people.known(by).id
            work.evidence.add(self.id, Evidence(at, what, who, **more))
            looks.look_at(work, self.id, at)

        self.store.run_here(act)

    def builds(self) -> None:
        """Signed, and met twice: from day 20 on they are in the second stage."""
        for day, by in ((2, JONAS), (3, AMARA)):
            self.happens(day, What.SIGNED, by)
        for nth, day in enumerate((5, 20), 1):
            ends = str(int((MONDAY + timedelta(days=day)).timestamp()))
            self.happens(day - 1, What.BOOKED, AMARA, about=nth, value=ends)
            self.happens(day, What.HELD, about=nth)

    def says(self, day: int, by: Handle, topic: str, value: str, goal: int | None = None) -> None:
        self.happens(day, What.SAID, by, topic=topic, value=value, goal=goal, about=100 + day)

    def chooses(self, who: Handle, day: int, seed: int = 0) -> Choice | None:
        """What this person is asked on a day."""
        now = MONDAY + timedelta(days=day)

        def choose(work: Work) -> Choice | None:
            person = work.people.known(who).id
            return asking.choose(work, self.mentorship(work), person, (), f"{seed}", now=now)

        return self.store.run_here(choose)

    def explain(
        self, who: Handle = JONAS, *, at: datetime = LATER, now: datetime = LATER, private: bool = True
    ) -> list[str]:
        return asyncio.run(lines(self.settings, who.user, private=private, at=at, now=now))


@pytest.fixture
def machine(tmp_path):
    made = Machine(tmp_path)
    yield made
    made.store.close()


def part(told: list[str], word: str) -> list[str]:
    return [line[9:] for line in told if line.startswith(word)]


def test_it_says_stage_reasons_what_comes_next_and_when_it_looks_again(machine):
    machine.builds()
    told = machine.explain()
    assert told[0] == "For Jonas Lindqvist alone: mentee, with Amara Okafor"
    assert part(told, "stage") == ["Building, since Sun 01 Nov 2026"]
    assert part(told, "read") == ["Building, by what all did and what Jonas said"]
    assert part(told, "  ") == ["- the goals are at their beginning"]
    assert part(told, "why") == ["it is its turn: the longest not asked, and something else than last time"]
    assert len(part(told, "next")) == len(part(told, "looked")) == 1


@pytest.mark.parametrize("because", Because)
def test_it_has_words_for_every_reason(because):
    assert load().text(f"explaining.why.{because}", {"name": "Jonas", "topic": "support"})


def test_in_the_first_stage_it_says_what_is_missing(machine):
    told = machine.explain(at=MONDAY + timedelta(days=1), now=MONDAY + timedelta(days=1))
    assert part(told, "stage") == ["Getting started, since Mon 12 Oct 2026"]
    assert part(told, "  ") == ["- the agreement is not signed by all", "- no meeting was held"]


def test_ones_own_words_are_reasons_and_the_partners_are_not(machine):
    machine.builds()
    machine.says(30, JONAS, "needs", "alone", 1)
    machine.says(31, JONAS, "confidence", "5", 1)
    machine.says(32, AMARA, "ideas", "mentee", 1)
    jonas, amara = machine.explain(JONAS), machine.explain(AMARA)
    assert part(jonas, "  ") == [
        "- goal 1: Jonas said that getting on alone would help most",
        "- goal 1: Jonas said to trust their own judgement",
    ]
    assert part(amara, "  ") == ["- goal 1: Amara said that most ideas are the mentee's"]
    for told in (jonas, amara):
        assert part(told, "read")[0].startswith("Building")


def test_what_the_partner_said_in_private_chooses_no_question(machine, tmp_path_factory):
    other = Machine(tmp_path_factory.mktemp("other"))
    for one, needs, trust, ready in ((machine, "alone", "5", "yes"), (other, "advice", "1", "no")):
        one.builds()
        one.says(30, JONAS, "needs", needs, 1)
        one.says(31, JONAS, "confidence", trust, 1)
        one.says(32, JONAS, "ready", ready, 1)
        one.says(33, AMARA, "ready", "yes", 1)
    assert machine.explain(AMARA) == other.explain(AMARA)
    for day in range(34, 62, 3):
        choices = [one.chooses(AMARA, day) for one in (machine, other)]
        assert choices[0] is not None
        assert choices[0] == choices[1]
    other.store.close()


@pytest.mark.parametrize("who", [JONAS, AMARA])
def test_without_being_asked_for_in_private_nobodys_answers_change_a_line(machine, who, tmp_path_factory):
    other = Machine(tmp_path_factory.mktemp("other"))
    for one, value in ((machine, "5"), (other, "1")):
        one.builds()
        one.says(30, AMARA, "pace", value)
        one.says(31, JONAS, "confidence", value, 1)
        one.says(32, JONAS, "support", value)
    ours, theirs = (one.explain(who, private=False) for one in (machine, other))
    assert ours == theirs
    assert ours[0].startswith("For ")
    assert part(ours, "read") == ["Building, by what all did"]
    assert part(ours, "next")[0].startswith("only with --private")
    assert not part(ours, "why")
    assert machine.explain(JONAS) != other.explain(JONAS)
    other.store.close()


def test_what_was_suggested_by_answers_is_listed_in_private_alone(machine):
    machine.builds()
    machine.says(30, AMARA, "limits", "5")
    told_by = MONDAY + timedelta(days=40)
    ahead = {"at": told_by, "now": MONDAY + timedelta(days=31)}
    suggested = "what each can give and what not"
    assert [line for line in part(machine.explain(**ahead), "told") if line.startswith(suggested)]
    openly = part(machine.explain(private=False, **ahead), "told")
    assert openly == ["nothing that is still open and rests on what was done"]


@pytest.mark.parametrize(("topic", "kind"), [("limits", "W.limits"), ("support", "W.imbalance")])
def test_a_suggestion_that_rests_on_answers_chooses_no_question_before_it_was_told(
    machine, topic, kind, tmp_path_factory
):
    other = Machine(tmp_path_factory.mktemp("other"))
    for one, value in ((machine, "5" if topic == "limits" else "1"), (other, "3")):
        one.builds()
        for day in (22, 28, 34):
            one.says(day, JONAS, topic, value)
    assert kind in machine.store.run_here(lambda work: work.signals.told(machine.id))
    for day in (23, 29, 35, 36):
        for seed in range(40):
            assert machine.chooses(AMARA, day, seed) == other.chooses(AMARA, day, seed)
    other.store.close()


def test_a_question_that_comes_for_ones_own_single_word_says_so(machine):
    machine.builds()
    machine.says(30, JONAS, "ready", "yes", 1)
    told = machine.explain(JONAS)
    assert part(told, "why") == ["Jonas said once whether it is time to move on from this goal, and once is not sure"]


def test_ones_own_open_answer_is_a_reason_that_is_told(machine):
    machine.builds()
    machine.says(30, JONAS, "support", "1")
    told = machine.explain(JONAS)
    assert part(told, "why") == ["Jonas's last answers leave it open, so it is worth asking again"]


@pytest.mark.parametrize("topic", ["support", "challenge", "vision", "limits"])
def test_nothing_that_is_explained_to_a_mentor_follows_from_the_mentees_feelings(machine, topic, tmp_path_factory):
    other = Machine(tmp_path_factory.mktemp("other"))
    for one, value in ((machine, "2"), (other, "4")):
        one.builds()
        one.says(30, JONAS, topic, value)
    assert machine.explain(AMARA) == other.explain(AMARA)
    other.store.close()


def test_when_it_looks_again_rests_on_what_all_did_and_on_ones_own_words_alone(machine):
    """On day 121 what Jonas said ceases to count; the plan rests from day 154 on."""
    machine.builds()
    machine.says(31, JONAS, "needs", "alone", 1)
    machine.happens(119, What.STEP_ADDED, about=119, goal=1)
    now = MONDAY + timedelta(days=120)

    def looked(who: Handle, *, private: bool) -> list[str]:
        return part(machine.explain(who, private=private, at=now, now=now), "looked")

    assert looked(JONAS, private=True) == ["again on Wed 10 Feb 2027 10:00 UTC, by what all did and what Jonas said"]
    assert looked(AMARA, private=True) == ["again on Mon 15 Mar 2027 10:00 UTC, by what all did and what Amara said"]
    for who in (JONAS, AMARA):
        assert looked(who, private=False) == ["again on Mon 15 Mar 2027 10:00 UTC, by what all did"]


def test_no_word_that_anybody_typed_stands_in_it(machine):
    machine.builds()
    machine.says(30, JONAS, "needs", "alone", 1)
    for who in (JONAS, AMARA):
        assert "secret" not in "\n".join(machine.explain(who))


def test_a_time_that_has_passed_is_explained_by_what_had_happened_by_then(machine):
    machine.builds()
    then = MONDAY + timedelta(days=10)
    told = machine.explain(at=then)
    assert part(told, "stage") == ["Getting started, since Mon 12 Oct 2026"]
    assert part(told, "  ") == ["- all have signed the agreement", "- one meeting was held"]
    assert part(machine.explain(at=MONDAY + timedelta(days=21)), "stage") == ["Building, since Sun 01 Nov 2026"]


def test_a_question_that_came_is_the_one_that_is_explained_of_its_moment(machine):
    machine.builds()
    machine.says(30, JONAS, "needs", "alone", 1)
    at = MONDAY + timedelta(days=42)
    machine.store.run_here(check_ins.plan_due, at)
    ((id,),) = machine.store.run_here(
        lambda work: work.db.exec_driver_sql(
            "SELECT question FROM check_in JOIN person ON person.id = person_id WHERE first_name = 'Jonas'"
        ).all()
    )
    (text,) = [each.text for each in bank() if each.id == id]
    assert part(machine.explain(at=at), "next")[0].startswith(text)


def test_of_nine_steps_the_step_is_told(tmp_path):
    nine = Machine(tmp_path, Model.NINE_STEP)
    nine.builds()
    told = nine.explain()
    then = nine.explain(at=MONDAY + timedelta(days=3))
    nine.store.close()
    assert part(told, "stage")[0].startswith("Finding the way, since")
    assert part(told, "next")
    assert part(then, "stage")[0].startswith("Getting acquainted, since")


def test_a_suggestion_is_listed_once_it_was_told(machine):
    early = MONDAY + timedelta(days=9)
    assert part(machine.explain(at=early, now=early), "told") == ["nothing that is still open"]
    ahead = machine.explain(at=MONDAY + timedelta(days=18), now=early)
    assert part(ahead, "told") == ["a silence, since Thu 22 Oct 2026"]


def test_explaining_changes_nothing(machine):
    machine.builds()
    count = "SELECT (SELECT count(*) FROM check_in), (SELECT count(*) FROM signal), (SELECT count(*) FROM outbox)"

    def counted(work: Work):
        return tuple(work.db.exec_driver_sql(count).one())

    before = machine.store.run_here(counted)
    machine.explain(at=LATER + timedelta(days=60))
    assert machine.store.run_here(counted) == before


def test_who_is_not_known_or_in_no_mentorship_is_told_so_in_a_sentence(machine):
    with pytest.raises(CannotExplain, match="Nobody with the user id U0NOBODY is known here"):
        machine.explain(Handle("T", "U0NOBODY"))
    with pytest.raises(CannotExplain, match="Priya Nair is in no mentorship"):
        machine.explain(PRIYA)
    with pytest.raises(CannotExplain, match="Jonas Lindqvist is in no mentorship"):
        machine.explain(at=datetime(2026, 10, 1, tzinfo=UTC))
