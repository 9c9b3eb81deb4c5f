"""The agreement (A): written by either, signed by all, changed without losing anything."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.mentoring import agreement as core
from bot.mentoring.agreement_changes import fingerprints
from bot.mentoring.decision import Decision
from bot.mentoring.refusals import Refusal, Refusals
from bot.mentoring.terms import LENGTHS, Frequency
from bot.usecases import agreement
from tests.bot.usecases.agreeing import agree, edit, planned, send, sign, write
from tests.builders import AMARA, JONAS, MONDAY, PRIYA, STRANGE
from tests.handlers.samples.agreements import TERMS

SOON = timedelta(minutes=20)


def versions(hand, id):
    return hand.run(agreement.versions, JONAS, id, now=MONDAY).versions


def signatures(hand):
    return hand.look(
        "SELECT version, user_id FROM signature JOIN agreement ON agreement.id = agreement_id "
        "JOIN person ON person.id = person_id ORDER BY version, user_id"
    )


def test_either_member_goes_on_with_what_the_other_began(hand):
    id = hand.pair()
    hand.run(agreement.save_page, JONAS, edit(id, 1, where="The small room"), now=MONDAY)
    assert hand.run(agreement.read, AMARA, id, now=MONDAY).open_page == 2
    saved = hand.run(agreement.save_page, AMARA, edit(id, 2, goals="Say no"), now=MONDAY)
    assert (saved.reading.newest.terms.where, saved.reading.newest.terms.goals) == ("The small room", "Say no")
    assert saved.reading.open_page == 3


def test_what_is_typed_is_kept_to_the_letter(hand):
    id = hand.pair()
    hand.run(agreement.save_page, JONAS, edit(id, 2, goals="one", mentor_part=STRANGE), now=MONDAY)
    assert hand.run(agreement.read, AMARA, id, now=MONDAY).newest.terms.mentor_part == STRANGE


def test_the_agreement_holds_once_all_have_signed(hand):
    id = hand.pair()
    write(hand, id, JONAS)
    sign(hand, id, JONAS)
    assert hand.run(agreement.in_force, id) is None
    sign(hand, id, AMARA)
    assert hand.run(agreement.in_force, id).version == 1


def test_signing_twice_is_signing_once(hand):
    id = hand.pair()
    seen = write(hand, id, JONAS)
    for _ in range(2):
        sign(hand, id, JONAS, seen=seen)
    assert signatures(hand) == [(1, JONAS.user)]
    assert [key for key, _ in planned(hand, "agreement.to_sign:%")] == [
        f"agreement.to_sign:{id}:v1:{hand.person(AMARA).id}"
    ]


def test_signing_what_changed_meanwhile_signs_nothing_and_shows_what_there_is_now(hand):
    id = hand.pair()
    seen = write(hand, id, JONAS)
    hand.run(agreement.save_page, AMARA, edit(id, 1, seen=seen, where="A café"), now=MONDAY)
    answer = sign(hand, id, JONAS, seen=seen)
    assert answer.changed
    assert answer.reading.newest.terms.where == "A café"
    assert signatures(hand) == []


def test_an_unfinished_agreement_cannot_be_signed(hand):
    id = hand.pair()
    hand.run(agreement.save_page, JONAS, edit(id, 1), now=MONDAY)
    with pytest.raises(Refusal, match=r"agreement\.open"):
        sign(hand, id, JONAS)


def test_a_change_after_a_signature_asks_for_every_signature_anew_and_keeps_the_old_version(hand):
    id = hand.pair()
    agree(hand, id, JONAS, AMARA)
    seen = hand.run(agreement.read, JONAS, id, now=MONDAY).seen
    hand.run(agreement.save_page, JONAS, edit(id, 1, seen=seen, where="A café"), now=MONDAY)
    newest, first = versions(hand, id)
    assert (newest.version, newest.terms.where, newest.signatures) == (2, "A café", ())
    assert (first.version, first.terms.where, len(first.signatures)) == (1, "meet.example/jonas-amara", 2)
    assert hand.run(agreement.in_force, id).version == 1
    sign(hand, id, JONAS)
    sign(hand, id, AMARA)
    assert hand.run(agreement.in_force, id).version == 2


def test_going_through_the_pages_without_a_change_keeps_the_signatures(hand):
    id = hand.pair()
    agree(hand, id, JONAS, AMARA)
    seen = hand.run(agreement.read, AMARA, id, now=MONDAY).seen
    for page in (1, 2, 3):
        hand.run(agreement.save_page, AMARA, edit(id, page, seen=seen), now=MONDAY)
    assert len(versions(hand, id)) == 1


def test_the_later_of_two_who_edit_one_page_is_told_and_nothing_is_overwritten(hand):
    id = hand.pair()
    seen = write(hand, id, JONAS)
    hand.run(agreement.save_page, AMARA, edit(id, 1, seen=seen, where="A café"), now=MONDAY)
    late = hand.run(agreement.save_page, JONAS, edit(id, 1, seen=seen, where="The office"), now=MONDAY)
    assert late.overtaken.contested == ("where",)
    assert late.reading.newest.terms.where == "A café"
    again = hand.run(agreement.save_page, JONAS, edit(id, 1, seen=late.reading.seen, where="The office"), now=MONDAY)
    assert (again.overtaken, again.reading.newest.terms.where) == (None, "The office")


def test_what_the_later_of_two_left_alone_takes_what_was_saved_meanwhile(hand):
    id = hand.pair()
    seen = write(hand, id, JONAS)
    shown = fingerprints(TERMS, 1)
    first = edit(id, 1, seen=seen, shown=shown, frequency=Frequency.THREE_WEEKS, where="A café")
    hand.run(agreement.save_page, AMARA, first, now=MONDAY)
    second = edit(id, 1, seen=seen, shown=shown, where="The office", duration=90)
    overtaken = hand.run(agreement.save_page, JONAS, second, now=MONDAY).overtaken
    assert (overtaken.taken, overtaken.contested) == (("frequency",), ("where",))
    merged = (overtaken.terms.frequency, overtaken.terms.where, overtaken.terms.duration, overtaken.terms.zone)
    assert merged == (Frequency.THREE_WEEKS, "The office", 90, TERMS.zone)


def test_two_who_change_a_page_alike_are_not_stopped(hand):
    id = hand.pair()
    seen = write(hand, id, JONAS)
    for who in (AMARA, JONAS):
        same = edit(id, 1, seen=seen, shown=fingerprints(TERMS, 1), where="A café")
        assert hand.run(agreement.save_page, who, same, now=MONDAY).overtaken is None


def test_two_who_edit_different_pages_do_not_stand_in_each_others_way(hand):
    id = hand.pair()
    seen = write(hand, id, JONAS)
    hand.run(agreement.save_page, AMARA, edit(id, 3, seen=seen, ground_rules="Call off early"), now=MONDAY)
    saved = hand.run(agreement.save_page, JONAS, edit(id, 1, seen=seen, where="The office"), now=MONDAY)
    terms = saved.reading.newest.terms
    assert (saved.overtaken, terms.where, terms.ground_rules) == (None, "The office", "Call off early")


@pytest.mark.parametrize(
    ("page", "changed", "key"),
    [
        *(
            (page, {name: "x" * (LENGTHS[name] + 1)}, "agreement.too_long")
            for page, name in ((1, "where"), (3, "ground_rules"))
        ),
        (2, {"goals": ""}, "agreement.empty"),
        (2, {"goals": "a\nb\n\nc\nd"}, "agreement.too_many_goals"),
        (2, {"roles": ()}, "agreement.empty"),
        (1, {"duration": 61}, "agreement.empty"),
        (1, {"time": None}, "agreement.empty"),
    ],
)
def test_what_cannot_stand_is_an_error_at_its_field_and_keeps_nothing(hand, page, changed, key):
    id = hand.pair()
    with pytest.raises(Refusals) as refused:
        hand.run(agreement.save_page, JONAS, edit(id, page, **changed), now=MONDAY)
    assert [(each.key, each.field) for each in refused.value.refusals] == [(key, next(iter(changed)))]
    assert hand.look("SELECT count(*) FROM agreement") == [(0,)]


def test_midnight_is_a_time(hand):
    id = hand.pair()
    saved = hand.run(agreement.save_page, JONAS, edit(id, 1, time=time(0)), now=MONDAY)
    assert saved.reading.open_page == 2


def test_nobody_else_reads_or_signs(hand):
    id = hand.pair()
    for usecase, more in ((agreement.read, {}), (agreement.sign, {"seen": 1}), (agreement.versions, {})):
        with pytest.raises(Refusal, match=r"mentorship\.not_a_member"):
            hand.run(usecase, PRIYA, id, now=MONDAY, **more)
    with pytest.raises(Refusal, match=r"mentorship\.not_a_member"):
        hand.run(agreement.save_page, PRIYA, edit(id, 1), now=MONDAY)


def test_the_other_is_asked_to_sign_but_not_any_more_once_they_have(hand):
    id = hand.pair()
    write(hand, id, JONAS)
    sign(hand, id, JONAS)
    [invitation] = send(hand, MONDAY, "agreement.to_sign")
    assert (invitation.to.handles, invitation.values.by.first_name) == ((AMARA,), "Jonas")
    second = hand.pair(mentor=PRIYA)
    write(hand, second, JONAS)
    sign(hand, second, JONAS)
    sign(hand, second, PRIYA)
    assert send(hand, MONDAY, "agreement.to_sign") == []


def test_who_had_signed_is_told_of_a_change_a_while_later(hand):
    id = hand.pair()
    agree(hand, id, JONAS, AMARA)
    seen = hand.run(agreement.read, JONAS, id, now=MONDAY).seen
    hand.run(agreement.save_page, JONAS, edit(id, 1, seen=seen, where="A café"), now=MONDAY)
    assert send(hand, MONDAY, "agreement.changed") == []
    [told] = send(hand, MONDAY + SOON, "agreement.changed")
    assert (told.to.handles, told.values.version) == ((AMARA,), 2)


def test_a_change_that_is_signed_at_once_is_told_once(hand):
    id = hand.pair()
    agree(hand, id, JONAS, AMARA)
    seen = hand.run(agreement.read, JONAS, id, now=MONDAY).seen
    hand.run(agreement.save_page, JONAS, edit(id, 1, seen=seen, where="A café"), now=MONDAY)
    sign(hand, id, JONAS)
    told = send(hand, MONDAY + SOON, "agreement.changed", "agreement.to_sign")
    assert [(each.kind, each.values.version) for each in told] == [("agreement.to_sign", 2)]


def test_nobody_is_asked_to_sign_what_was_changed_again_meanwhile(hand):
    id = hand.pair()
    night = MONDAY.replace(hour=22)
    write(hand, id, JONAS, now=night)
    sign(hand, id, JONAS, now=night)
    hand.run(agreement.save_page, JONAS, edit(id, 1, seen=9, where="A café"), now=night)
    assert send(hand, MONDAY + timedelta(days=1), "agreement.to_sign") == []


def test_a_second_signature_of_the_same_person_decides_nothing(hand):
    id = hand.pair()
    write(hand, id, JONAS)
    reading = sign(hand, id, JONAS).reading
    again = core.sign(reading.mentorship, reading.newest, by=reading.me.person.id, now=MONDAY)
    assert again == Decision()


def test_both_are_told_in_their_conversation_when_the_agreement_holds(hand):
    id = hand.pair()
    agree(hand, id, JONAS, AMARA)
    [told] = send(hand, MONDAY, "agreement.signed")
    assert (set(told.to.handles), told.values.agreement.version) == ({AMARA, JONAS}, 1)


def test_a_missing_signature_is_nudged_on_days_7_and_14_and_counts_as_unasked(hand):
    hand.pair()
    for _ in range(2):
        hand.run(agreement.nudge, MONDAY)
    rows = hand.look("SELECT due_at, unasked FROM outbox WHERE kind = 'agreement.nudge' ORDER BY due_at")
    due = [datetime.fromtimestamp(row.due_at, UTC).strftime("%d %H:%M") for row in rows]
    assert due == ["19 07:00", "19 08:00", "26 08:00", "26 08:00"]
    assert {row.unasked for row in rows} == {1}


def test_who_has_signed_is_not_nudged(hand):
    id = hand.pair()
    hand.run(agreement.nudge, MONDAY)
    write(hand, id, JONAS)
    sign(hand, id, JONAS)
    nudged = send(hand, MONDAY + timedelta(days=8), "agreement.nudge")
    assert [(each.to.handles, each.values.begun) for each in nudged] == [((AMARA,), True)]
    sign(hand, id, AMARA)
    assert {state for key, state in planned(hand, "agreement.nudge:1:14:%")} == {"withdrawn"}


def test_nothing_is_nudged_while_an_agreement_is_in_force(hand):
    id = hand.pair()
    hand.run(agreement.nudge, MONDAY)
    agree(hand, id, JONAS, AMARA)
    hand.run(lambda work: work.db.exec_driver_sql("UPDATE outbox SET state = 'planned' WHERE state = 'withdrawn'"))
    hand.run(agreement.save_page, JONAS, edit(id, 1, seen=9, where="A café"), now=MONDAY)
    assert send(hand, MONDAY + timedelta(days=8), "agreement.nudge") == []


def test_nudges_are_not_even_planned_for_those_who_signed_at_once(hand):
    id = hand.pair()
    agree(hand, id, JONAS, AMARA)
    hand.run(agreement.nudge, MONDAY)
    assert planned(hand, "agreement.nudge:%") == []


def test_what_waits_for_each_follows_the_signatures(hand):
    id = hand.pair()

    def waits(who):
        def look(work):
            person = work.people.known(who)
            return [each.kind for each in agreement.waiting(work, person, work.mentorships.get(id), MONDAY)]

        return hand.run(look)

    assert (waits(JONAS), waits(AMARA)) == (["agreement.draft"], ["agreement.draft"])
    hand.run(agreement.save_page, JONAS, edit(id, 1), now=MONDAY)
    assert (waits(JONAS), waits(AMARA)) == (["agreement.begun"], ["agreement.begun"])
    write(hand, id, JONAS)
    assert (waits(JONAS), waits(AMARA)) == (["agreement.sign"], ["agreement.sign"])
    sign(hand, id, JONAS)
    assert (waits(JONAS), waits(AMARA)) == ([], ["agreement.sign"])
