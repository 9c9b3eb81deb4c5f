"""Check-ins, from the calendar to what is kept."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from bot.mentoring import cadence
from bot.mentoring.decision import Decision
from bot.mentoring.evidence import Evidence, What
from bot.mentoring.goals import GoalWords
from bot.mentoring.mentorship import Leaving
from bot.mentoring.people import Role
from bot.mentoring.questions import as_put
from bot.mentoring.refusals import Refusal
from bot.mentoring.stages import Stage
from bot.ports import Receipt
from bot.usecases import check_ins, goals, notices, people, tips
from prompts.questions import bank
from storage.store import Work
from tests.builders import AMARA, JONAS, MONDAY, PRIYA, RUTH, TOMAS, Hand, profile

BANK = {question.id: question for question in bank()}
THURSDAY = datetime(2026, 10, 15, 7, 0, tzinfo=UTC)


def live(hand: Hand, until: datetime, *, start: datetime = MONDAY) -> list[tuple[datetime, str]]:
    """Move from moment to moment, send what is due; returns when whom was sent a question."""
    sent = []

    def moment(work: Work):
        moments = [check_ins.next_moment(work), work.outbox.next_due()]
        return min((each for each in moments if each is not None), default=None)

    def deliver(work: Work, now: datetime):
        for rows in notices.together(work.outbox.claim(now, limit=50)):
            ready = notices.prepare(work, rows, now=now, message_id=rows[0].key)
            if ready is not None:
                notices.sent(work, ready.rows, receipt=Receipt("D1", str(now.timestamp())), now=now)
                asked = [part.values for part in ready.outgoing.parts if part.kind == "check_in"]
                sent.extend((now, each.person.first_name) for each in asked)

    now = start
    while (following := hand.run(moment)) is not None and following <= until:
        now = max(following, now)
        hand.run(check_ins.plan_due, now)
        hand.run(deliver, now)
    return sent


def of(sent, name: str, zone: str) -> list[str]:
    return [at.astimezone(ZoneInfo(zone)).strftime("%a %d %b %H:%M") for at, who in sent if who == name]


def first_question(hand: Hand, who: str = "Jonas") -> int:
    live(hand, MONDAY + timedelta(days=5))
    (row,) = hand.look(
        "SELECT c.id FROM check_in c JOIN person p ON p.id = c.person_id WHERE p.first_name = :who", who=who
    )
    return row[0]


def kept(hand: Hand, id: int):
    return hand.look(
        "SELECT choice, words, answered_at IS NOT NULL, skipped_at IS NOT NULL FROM check_in WHERE id = :id", id=id
    )[0]


def answer_of(hand: Hand, id: int) -> str:
    """Some answer by tap that fits; a question in words is turned into one that is tapped."""
    hand.run(
        lambda work: work.db.exec_driver_sql(
            "UPDATE check_in SET question = 's1-free-to-ask', asked = '' WHERE id = ?", (id,)
        )
    )
    return "4"


def test_questions_come_at_nine_local_on_the_weekday_of_pairing_also_after_the_clocks_change(hand):
    hand.pair(now=datetime(2026, 10, 12, 6, 0, tzinfo=UTC))
    sent = live(hand, datetime(2026, 11, 10, tzinfo=UTC))
    assert of(sent, "Jonas", "Europe/Stockholm")[:3] == ["Thu 15 Oct 09:00", "Mon 19 Oct 09:00", "Mon 26 Oct 09:00"]
    assert of(sent, "Amara", "Africa/Lagos") == ["Thu 15 Oct 09:00", "Mon 26 Oct 09:00", "Mon 09 Nov 09:00"]


def test_an_outage_of_weeks_gives_one_question_and_not_a_pile(hand):
    hand.pair()
    saturday = MONDAY + timedelta(days=40)
    sent = live(hand, saturday + timedelta(days=4), start=saturday)
    assert of(sent, "Jonas", "Europe/Stockholm") == ["Mon 23 Nov 09:00"]
    assert of(sent, "Amara", "Africa/Lagos") == ["Mon 23 Nov 09:00"]


def test_planning_twice_at_the_same_moment_plans_once(hand):
    hand.pair()
    friday = MONDAY + timedelta(days=4)
    for _ in range(2):
        hand.run(lambda work: work.db.exec_driver_sql("UPDATE member SET next_check_in_at = ?", (friday.timestamp(),)))
        hand.run(check_ins.plan_due, friday)
    assert hand.look("SELECT count(*) FROM check_in") == [(2,)]


def test_a_tap_is_kept_and_a_second_one_changes_nothing(hand):
    hand.pair()
    id = first_question(hand)
    value = answer_of(hand, id)
    now = MONDAY + timedelta(days=5)
    hand.run(check_ins.tap, JONAS, id, value, now=now)
    hand.run(check_ins.tap, JONAS, id, "1", now=now)
    hand.run(check_ins.skip, JONAS, id, now=now)
    assert kept(hand, id) == ("4", None, 1, 0)


def test_an_answer_by_tap_after_five_days_is_too_late_and_changes_nothing(hand):
    hand.pair()
    id = first_question(hand)
    asked = hand.run(check_ins.tap, JONAS, id, answer_of(hand, id), now=MONDAY + timedelta(days=12))
    assert asked.closed
    assert kept(hand, id) == (None, None, 0, 0)


def test_nobody_answers_a_question_put_to_somebody_else(hand):
    hand.pair()
    id = first_question(hand)
    for act in (
        lambda: hand.run(check_ins.tap, AMARA, id, "4", now=THURSDAY),
        lambda: hand.run(check_ins.skip, AMARA, id, now=THURSDAY),
        lambda: hand.run(check_ins.keep, PRIYA, id, choice="4", words="", now=THURSDAY),
        lambda: hand.run(check_ins.erase, AMARA, id, now=THURSDAY),
        lambda: hand.run(check_ins.look, AMARA, id, now=THURSDAY),
    ):
        with pytest.raises(Refusal, match="checking_in.not_yours"):
            act()


def test_two_unanswered_questions_halve_the_rhythm_and_an_answer_restores_it(hand):
    hand.pair(now=datetime(2026, 10, 12, 6, 0, tzinfo=UTC))
    live(hand, datetime(2026, 10, 27, tzinfo=UTC))
    monday = hand.look(
        "SELECT max(id) FROM check_in WHERE person_id = (SELECT id FROM person WHERE first_name='Jonas')"
    )
    next_at = "SELECT next_check_in_at FROM member JOIN person ON id = person_id WHERE first_name = 'Jonas'"
    slowed = datetime.fromtimestamp(hand.look(next_at)[0][0], UTC)
    assert slowed == datetime(2026, 11, 9, 8, 0, tzinfo=UTC)
    hand.run(check_ins.skip, JONAS, monday[0][0], now=datetime(2026, 10, 27, tzinfo=UTC))
    restored = datetime.fromtimestamp(hand.look(next_at)[0][0], UTC)
    assert restored == datetime(2026, 11, 2, 8, 0, tzinfo=UTC)


def test_who_is_leaving_or_stopped_is_asked_nothing_and_the_weeks_go_on(hand):
    from dataclasses import replace

    id = hand.pair()

    def stop(work: Work) -> None:
        mentorship = work.mentorships.get(id)
        mentor, mentee = mentorship.members
        stopped = replace(mentor, stopped_at=MONDAY)
        leaving = replace(mentee, leaving=Leaving(MONDAY, MONDAY + timedelta(days=60)))
        work.mentorships.save(replace(mentorship, members=(stopped, leaving)))

    hand.run(stop)
    assert live(hand, MONDAY + timedelta(days=20)) == []
    assert hand.look("SELECT count(*) FROM check_in") == [(0,)]
    assert hand.run(check_ins.next_moment) > MONDAY + timedelta(days=20)


def test_an_ended_mentorship_asks_nothing(hand):
    hand.pair()
    hand.run(lambda work: work.db.exec_driver_sql("UPDATE mentorship SET ended_at = 1"))
    assert live(hand, MONDAY + timedelta(days=30)) == []


def test_after_the_last_day_of_the_program_nobody_is_asked(hand):
    hand.pair(end=MONDAY.date() + timedelta(days=20))
    sent = live(hand, MONDAY + timedelta(days=90))
    assert sent
    assert max(at for at, _ in sent).date() <= MONDAY.date() + timedelta(days=20)
    assert hand.run(check_ins.next_moment) is None


def test_asking_now_shows_what_waits_and_nothing_new(hand):
    mentorship = hand.pair()
    id = first_question(hand)
    asked = hand.run(check_ins.ask_now, JONAS, mentorship, now=MONDAY + timedelta(days=5))
    assert asked.check_in.id == id


def test_asking_now_gives_other_questions_until_all_that_fit_are_asked(hand):
    mentorship = hand.pair()
    at_first = [each for each in BANK.values() if Stage.S1 in each.stages and Role.MENTEE in each.roles]
    fitting = {each.id for each in at_first if not (each.after_meeting or each.last_meeting)}
    seen = []
    for _ in fitting:
        asked = hand.run(check_ins.ask_now, JONAS, mentorship, now=MONDAY)
        hand.run(check_ins.skip, JONAS, asked.check_in.id, now=MONDAY)
        seen.append(asked.question.id)
    assert sorted(seen) == sorted(fitting)
    with pytest.raises(Refusal, match="checking_in.none_now"):
        hand.run(check_ins.ask_now, JONAS, mentorship, now=MONDAY)


def test_no_more_questions_are_chosen_at_once_than_nobody_has_to_wait_for(hand):
    hand.pair()
    later = MONDAY + timedelta(days=8)
    assert [hand.run(check_ins.plan_due, later, at_once=1) for _ in range(3)] == [True, True, False]
    assert hand.look("SELECT count(*) FROM outbox WHERE kind = 'check_in'") == [(2,)]


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE evidence SET what = 'never heard of' WHERE mentorship_id = :id",
        "UPDATE member SET role = 'never heard of' WHERE mentorship_id = :id",
    ],
)
def test_one_whose_question_cannot_be_planned_keeps_none_of_the_others_waiting(hand, spoil):
    broken, whole = hand.pair(), hand.pair(mentor=TOMAS, mentee=PRIYA)
    silence = Evidence(MONDAY, What.UNANSWERED, about=7)
    hand.run(lambda work: work.record(Decision(evidence=((broken, silence),))))
    hand.run(lambda work: work.db.execute(text(spoil), {"id": broken}))
    later = MONDAY + timedelta(days=8)
    hand.run(check_ins.plan_due, later)
    planned = hand.look("SELECT mentorship_id, count(*) FROM outbox WHERE kind = 'check_in' GROUP BY mentorship_id")
    assert planned == [(whole, 2)]
    tomorrow = int((later + timedelta(days=1)).timestamp())
    assert hand.look("SELECT next_check_in_at FROM member WHERE mentorship_id = :id", id=broken) == [(tomorrow,)] * 2


def test_asking_for_a_question_that_is_about_to_be_sent_withdraws_its_message(hand):
    mentorship = hand.pair()
    hand.run(check_ins.plan_due, MONDAY + timedelta(days=4))
    asked = hand.run(check_ins.ask_now, JONAS, mentorship, now=MONDAY + timedelta(days=4))
    assert hand.look("SELECT state FROM outbox WHERE key = :key", key=f"check_in:{asked.check_in.id}") == [
        ("withdrawn",)
    ]


def test_words_are_kept_changed_and_deleted_by_their_writer(hand):
    mentorship = hand.pair()
    asked = hand.run(check_ins.ask_now, JONAS, mentorship, now=MONDAY)
    id = asked.check_in.id
    hand.run(lambda work: work.db.exec_driver_sql("UPDATE check_in SET question = 's1-hour-well-spent', asked = ''"))
    with pytest.raises(Refusal, match="checking_in.empty_words"):
        hand.run(check_ins.keep, JONAS, id, choice=None, words="  ", now=MONDAY)
    hand.run(check_ins.keep, JONAS, id, choice=None, words="A plan", now=MONDAY)
    hand.run(check_ins.keep, JONAS, id, choice=None, words="Two plans", now=MONDAY + timedelta(days=50))
    assert kept(hand, id) == (None, "Two plans", 1, 0)
    assert [each.check_in.words for each in hand.run(check_ins.answers, AMARA).shared] == ["Two plans"]
    hand.run(check_ins.erase, JONAS, id, now=MONDAY)
    assert kept(hand, id) == (None, None, 1, 0)
    assert hand.run(check_ins.answers, AMARA).shared == ()


def test_a_private_answer_is_never_among_what_the_partner_sees(hand):
    mentorship = hand.pair()
    id = hand.run(check_ins.ask_now, JONAS, mentorship, now=MONDAY).check_in.id
    hand.run(check_ins.tap, JONAS, id, answer_of(hand, id), now=MONDAY)
    assert len(hand.run(check_ins.answers, JONAS).mine) == 1
    assert hand.run(check_ins.answers, AMARA).shared == ()


def test_what_both_are_asked_is_seen_once_both_have_answered(hand):
    mentorship = hand.pair()
    for who in (JONAS, AMARA):
        id = hand.run(check_ins.ask_now, who, mentorship, now=MONDAY).check_in.id
        hand.run(
            lambda work, id=id: work.db.exec_driver_sql(
                "UPDATE check_in SET question='s1-hear-it', asked='' WHERE id=?", (id,)
            )
        )
        if who is JONAS:
            hand.run(check_ins.tap, JONAS, id, "gently", now=MONDAY)
            assert hand.run(check_ins.answers, AMARA).shared == ()
    hand.run(check_ins.tap, AMARA, id, "ask", now=MONDAY)
    assert [each.check_in.choice for each in hand.run(check_ins.answers, AMARA).shared] == ["gently"]
    assert [each.check_in.choice for each in hand.run(check_ins.answers, JONAS).shared] == ["ask"]


def test_a_question_waits_from_its_arrival_until_it_is_answered(hand):
    mentorship_id = hand.pair()
    id = first_question(hand)
    now = MONDAY + timedelta(days=5)

    def waiting(work: Work):
        person = work.people.known(JONAS)
        return [each.id for each in check_ins.waiting(work, person, work.mentorships.get(mentorship_id), now)]

    assert hand.run(waiting) == [id]
    hand.run(check_ins.skip, JONAS, id, now=now)
    assert hand.run(waiting) == []


def test_who_moves_to_another_zone_is_asked_at_nine_there(hand):
    hand.pair(now=datetime(2026, 10, 12, 6, 0, tzinfo=UTC))
    hand.run(people.changed, JONAS, {**profile(JONAS), "zone": "America/New_York"}, now=MONDAY)
    sent = live(hand, datetime(2026, 10, 20, tzinfo=UTC))
    assert of(sent, "Jonas", "America/New_York") == ["Thu 15 Oct 09:00", "Mon 19 Oct 09:00"]


def become(hand: Hand, id: int, question: str, *, goal: int | None = None) -> None:
    """Let a question that was put be this one of the bank, about this goal."""
    row = {"id": id, "question": question, "asked": as_put(BANK[question]), "goal": goal}

    def put(work: Work) -> None:
        work.db.exec_driver_sql(
            "UPDATE check_in SET question = :question, asked = :asked, goal_id = :goal WHERE id = :id", row
        )

    hand.run(put)


def said(hand: Hand) -> list[tuple[object, ...]]:
    return [tuple(row) for row in hand.look("SELECT topic, value, goal, about FROM evidence WHERE what = 'said'")]


def test_an_answer_tells_the_engine_a_changed_one_something_else_and_a_deleted_one_nothing(hand):
    mentorship = hand.pair()
    id = hand.run(check_ins.ask_now, JONAS, mentorship, now=MONDAY).check_in.id
    become(hand, id, "s2-limits")
    hand.run(check_ins.tap, JONAS, id, "2", now=MONDAY)
    assert said(hand) == [("limits", "4", None, id)]
    hand.run(check_ins.keep, JONAS, id, choice="5", words="", now=MONDAY + timedelta(days=30))
    assert said(hand) == [("limits", "1", None, id)]
    assert hand.look("SELECT at FROM evidence WHERE what = 'said'") == [(int(MONDAY.timestamp()),)]
    hand.run(check_ins.erase, JONAS, id, now=MONDAY + timedelta(days=31))
    assert said(hand) == []
    assert hand.look("SELECT look_at FROM standing")[0][0] <= (MONDAY + timedelta(days=31)).timestamp()


def test_a_question_about_a_goal_names_it_and_its_answer_keeps_it(hand):
    mentorship = hand.pair()
    hand.run(goals.add, JONAS, mentorship, GoalWords("Lead <the> study", "It works.", "", None), now=MONDAY)
    ((goal,),) = hand.look("SELECT id FROM goal")
    id = hand.run(check_ins.ask_now, JONAS, mentorship, now=MONDAY).check_in.id
    become(hand, id, "s3-help-most", goal=goal)
    assert hand.run(check_ins.look, JONAS, id, now=MONDAY).goal == "Lead <the> study"
    hand.run(check_ins.tap, JONAS, id, "alone", now=MONDAY)
    assert said(hand) == [("needs", "alone", goal, id)]
    (answer,) = hand.run(check_ins.answers, JONAS).mine
    assert answer.goal == "Lead <the> study"


def test_the_answer_to_a_question_that_has_left_the_bank_is_kept_shown_and_can_be_changed(hand):
    mentorship = hand.pair()
    id = hand.run(check_ins.ask_now, JONAS, mentorship, now=MONDAY).check_in.id
    become(hand, id, "s1-free-to-ask")
    hand.run(check_ins.tap, JONAS, id, "5", now=MONDAY)
    hand.run(lambda work: work.db.exec_driver_sql("UPDATE check_in SET question = 'gone'"))
    (answer,) = hand.run(check_ins.answers, JONAS).mine
    assert answer.question.text == BANK["s1-free-to-ask"].text
    assert answer.question.option(answer.check_in.choice).text == "5 · Clear"
    hand.run(check_ins.keep, JONAS, id, choice="2", words="", now=MONDAY)
    assert kept(hand, id) == ("2", None, 1, 0)
    assert hand.run(check_ins.ask_now, JONAS, mentorship, now=MONDAY).question.id in BANK


def test_what_was_promised_when_it_was_asked_holds_whatever_the_bank_says_later(hand):
    mentorship = hand.pair()
    id = hand.run(check_ins.ask_now, JONAS, mentorship, now=MONDAY).check_in.id
    become(hand, id, "s1-free-to-ask")
    hand.run(check_ins.tap, JONAS, id, "5", now=MONDAY)
    hand.run(lambda work: work.db.exec_driver_sql("UPDATE check_in SET question = 's1-hour-well-spent'"))
    assert BANK["s1-hour-well-spent"].shared
    assert hand.run(check_ins.answers, AMARA).shared == ()


def test_a_mentor_of_several_is_asked_about_all_of_them_on_one_morning(hand):
    for nth, mentee in enumerate((JONAS, PRIYA, TOMAS, RUTH)):
        hand.pair(
            AMARA,
            mentee,
            now=MONDAY + timedelta(days=nth),
            start=MONDAY.date(),
            end=MONDAY.date() + timedelta(days=300),
        )
    mornings = Counter(at for at, who in live(hand, MONDAY + timedelta(weeks=9)) if who == "Amara")
    there = [cadence.local(at, hand.person(AMARA).zone) for at in mornings]
    assert {at.weekday() for at in there} == {(MONDAY + timedelta(days=4)).weekday()}
    assert there[0].date() == MONDAY.date() + timedelta(days=4)
    assert mornings.most_common(1)[0][1] >= 3
    assert sum(mornings.values()) >= 4 * 3


def test_what_comes_at_one_moment_is_all_planned_before_it(hand):
    hand.pair()
    moment = cadence.at(MONDAY.date() + timedelta(days=14), time(9), "Africa/Lagos")
    hand.run(lambda work: work.db.exec_driver_sql(f"UPDATE member SET next_check_in_at = {int(moment.timestamp())}"))
    planned = (
        "SELECT kind, due_at FROM outbox JOIN person ON person.id = person_id"
        " WHERE user_id = 'U0AMARA' AND kind IN ('check_in', 'tips.tip') ORDER BY kind"
    )
    early = moment - cadence.PLANNED_AHEAD
    for plan_due in (check_ins.plan_due, tips.plan_due):
        hand.run(plan_due, early - timedelta(seconds=1))
    assert hand.look(planned) == []
    for plan_due in (check_ins.plan_due, tips.plan_due):
        hand.run(plan_due, early)
    assert hand.look(planned) == [(kind, int(moment.timestamp())) for kind in ("check_in", "tips.tip")]


def test_a_pause_that_ends_at_the_very_moment_of_a_question_or_a_tip_keeps_none_of_them_back(hand):
    hand.pair()
    moment = cadence.at(MONDAY.date() + timedelta(days=14), time(9), "Africa/Lagos")
    until = int(moment.timestamp())
    hand.run(lambda work: work.db.exec_driver_sql(f"UPDATE member SET next_check_in_at = {until}"))
    hand.run(lambda work: work.db.exec_driver_sql(f"UPDATE person SET snoozed_until = {until}"))
    for plan_due in (check_ins.plan_due, tips.plan_due):
        hand.run(plan_due, moment - timedelta(minutes=10))
    planned = hand.look("SELECT DISTINCT kind FROM outbox WHERE kind IN ('check_in', 'tips.tip') ORDER BY kind")
    assert planned == [("check_in",), ("tips.tip",)]


def test_a_mentor_of_several_is_asked_something_else_about_each(hand):
    for mentee in (JONAS, PRIYA, TOMAS):
        hand.pair(AMARA, mentee)
    live(hand, MONDAY + timedelta(weeks=8))
    amara = hand.person(AMARA).id
    rows = hand.look("SELECT asked_at, question FROM check_in WHERE person_id = :id AND asked_at IS NOT NULL", id=amara)
    mornings = Counter(row.asked_at for row in rows)
    assert max(mornings.values()) > 1
    assert len({tuple(row) for row in rows}) == len(rows)
