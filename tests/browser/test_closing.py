"""A pair with all its goals met finishes together: begun, left half-way and taken up again, read side by side, and over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.look import send
from tests.browser.playing import playing
from tests.browser.tabs import Tabs
from tests.browser.test_six_weeks import act_as, chat, form, go_to, let_pass, newest, press

REACHED, LEARNED = "Two teams build on a page of mine.", "That I may be wrong in front of people."
PRIVATE, HIS = "That somebody heard me out.", "She asked, and then she decided."
HONEST = "We said early what did not work."


@pytest.fixture
def page(tmp_path: Path, tabs: Tabs) -> Iterator[Page]:
    """Ewa's page, in the scene that tells of such a pair."""
    with playing(tmp_path, "--scene", "moving-on") as address, tabs.window(address, "U0EWA") as page:
        yield page


def leave(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def begin(page: Page) -> None:
    act_as(page, "Ewa Nowak")
    go_to(page, "Messages")
    send(page, "/mentor close")
    ways = form(page, "How it ends")
    expect(ways).to_contain_text("Leave in private")
    ways.get_by_role("button", name="Begin to finish together with Daniel").click()


def begin_one_page_and_leave(page: Page) -> None:
    whole = form(page, "Finishing together")
    whole.get_by_role("button", name="Write: 1. Looking back").click()
    first = form(page, "Looking back")
    expect(first).to_contain_text("Daniel sees this once both of you have finished")
    first.get_by_label("What did the two of you get done").fill(REACHED)
    first.get_by_role("button", name="Keep, and go on").click()
    second = form(page, "The two of you")
    second.get_by_label("What made this work").fill(HONEST)
    second.get_by_label("To go on as friends").check()
    second.get_by_role("button", name="Keep for later").click()
    form(page, "Kept for later")
    leave(page)


def take_it_up_again(page: Page) -> None:
    go_to(page, "Home")
    press(page, "Go on with your part of the ending with Daniel")
    whole = form(page, "Finishing together")
    expect(whole).to_contain_text("Answered: 1 of 4")
    whole.get_by_role("button", name="Change it: 1. Looking back").click()
    first = form(page, "Looking back")
    expect(first.get_by_label("What did the two of you get done")).to_have_value(REACHED)
    first.get_by_label("What did you learn").fill(LEARNED)
    first.get_by_role("button", name="Keep, and go on").click()
    second = form(page, "The two of you")
    expect(second.get_by_label("What made this work")).to_have_value(HONEST)
    expect(second.get_by_label("To go on as friends")).to_be_checked()
    second.get_by_role("button", name="Keep, and go on").click()
    third = form(page, "For yourself")
    third.get_by_label("What helped you most").fill(PRIVATE)
    third.get_by_label("Maybe later").check()
    third.get_by_role("button", name="Finish my part").click()
    expect(form(page, "Finishing together")).to_contain_text("Your part is finished.")
    leave(page)


def answer_as_the_other(page: Page) -> Locator:
    act_as(page, "Daniel Osei")
    go_to(page, "Messages")
    expect(newest(page)).to_contain_text("Ewa has begun to bring your mentorship to a good end.")
    press(page, "See the questions")
    whole = form(page, "Finishing together")
    expect(whole).not_to_contain_text(REACHED)
    whole.get_by_role("button", name="Write: 1. Looking back").click()
    form(page, "Looking back").get_by_label("What did the two of you get done").fill(HIS)
    form(page, "Looking back").get_by_role("button", name="Keep, and go on").click()
    form(page, "The two of you").get_by_label("Whatever suits Ewa").check()
    form(page, "The two of you").get_by_role("button", name="Keep, and go on").click()
    form(page, "For yourself").get_by_role("button", name="Finish my part").click()
    return form(page, "Finishing together")


def end_it(page: Page) -> None:
    form(page, "Finishing together").get_by_role("button", name="End it").click()
    page.get_by_role("dialog", name="End the mentorship?").get_by_role("button", name="End it").click()


def test_a_closing_left_half_way_is_taken_up_again_read_side_by_side_and_over(page: Page) -> None:
    begin(page)
    begin_one_page_and_leave(page)
    take_it_up_again(page)

    both = answer_as_the_other(page)
    for words in (REACHED, LEARNED, HONEST, HIS, "To go on as friends", "Whatever suits Ewa"):
        expect(both).to_contain_text(words)
    expect(both).not_to_contain_text(PRIVATE)
    end_it(page)
    expect(form(page, "Finishing together")).to_contain_text("It ends when Ewa says so too")
    leave(page)

    act_as(page, "Ewa Nowak")
    go_to(page, "Messages")
    expect(newest(page)).to_contain_text("Daniel thinks it can end.", timeout=10_000)
    press(page, "Open")
    end_it(page)
    expect(form(page, "How you finished")).to_contain_text(HIS)
    leave(page)
    expect(newest(page)).to_contain_text("Your mentorship with Daniel has ended.", timeout=10_000)
    let_pass(page, "+ Week")
    expect(newest(page)).to_contain_text("Your mentorship with Daniel has ended.")
    go_to(page, "Home")
    expect(chat(page)).to_contain_text("Your mentorship with Daniel ended on")
    press(page, "Read how it ended on")
    expect(form(page, "How you finished")).to_contain_text(PRIVATE)
