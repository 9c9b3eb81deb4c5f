"""Who is owed a newer file of a meeting, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.mentoring import appointments, invitations
from bot.mentoring.appointments import Slot, State
from bot.mentoring.invitations import Invitation
from bot.mentoring.notices import ToPerson
from bot.mentoring.refusals import Refusal
from tests.bot.mentoring.test_appointments import AMARA, JONAS, PAIR, meeting
from tests.builders import MONDAY

TAKEN = Invitation(meeting().id, JONAS.id, sequence=0, times=1)
LATER = MONDAY + timedelta(hours=2)


def moved(appointment=None, *, by=timedelta(days=1), place=""):
    was = appointment or meeting()
    slot = Slot(was.starts + by, was.ends + by)
    return appointments.move(was, PAIR, slot, place=place, objective="new", by=AMARA.id, now=MONDAY)


def files(decision):
    return [notice for notice in decision.notices if notice.kind.startswith("invitations.")]


def test_a_move_brings_a_newer_file_to_who_took_one_when_the_message_goes_out():
    decision = invitations.follow(moved(), [TAKEN], due=LATER)
    (notice,) = files(decision)
    assert (notice.to, notice.due, notice.about["sequences"]) == (ToPerson(JONAS.id), LATER, "1")
    assert (notice.unasked, notice.always) == (False, False)
    assert replace(TAKEN, sequence=1) in decision.changes
    assert files(invitations.follow(moved(), [], due=LATER)) == []


def test_another_place_is_a_change_for_a_calendar_and_another_objective_is_none():
    assert len(files(invitations.follow(moved(by=timedelta(0), place="Room 4"), [TAKEN], due=LATER))) == 1
    assert files(invitations.follow(moved(by=timedelta(0)), [TAKEN], due=LATER)) == []


def test_each_change_has_a_key_of_its_own_and_takes_back_what_was_not_sent_yet():
    first = invitations.follow(moved(), [TAKEN], due=LATER)
    again = invitations.follow(moved(first.changes[0]), [replace(TAKEN, sequence=1)], due=LATER)
    assert files(first)[0].key != files(again)[0].key
    assert all(
        files(first)[0].key.startswith(key.rstrip("*")) for key in again.withdrawn if key.startswith("invitation")
    )


def test_a_file_that_is_newest_already_is_not_sent_again():
    assert files(invitations.follow(moved(), [replace(TAKEN, sequence=1)], due=LATER)) == []


def test_called_off_is_one_more_change():
    off = appointments.cancel(meeting(sequence=4), PAIR, now=MONDAY)
    (notice,) = files(invitations.follow(off, [replace(TAKEN, sequence=4)], due=LATER))
    assert notice.about["sequences"] == "5"


def test_the_same_request_twice_brings_one_file_and_a_new_request_another():
    asked = invitations.take([meeting()], [], by=JONAS.id, times=0, now=MONDAY)
    (kept,) = asked.changes
    assert files(asked)[0].always
    assert invitations.take([meeting()], [kept], by=JONAS.id, times=0, now=MONDAY).notices == ()
    again = invitations.take([meeting()], [kept], by=JONAS.id, times=1, now=MONDAY)
    assert files(again)[0].key != files(asked)[0].key


@pytest.mark.parametrize(
    ("appointment", "refused"),
    [
        (meeting(state=State.CANCELLED), "appointments.already_cancelled"),
        (meeting(MONDAY - timedelta(hours=1)), "invitations.over"),
    ],
)
def test_what_is_called_off_or_over_goes_into_no_calendar(appointment, refused):
    with pytest.raises(Refusal) as refusal:
        invitations.take([appointment], [], by=JONAS.id, times=0, now=MONDAY)
    assert refusal.value.key == refused
