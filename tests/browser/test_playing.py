"""The playground as people meet it: on a phone in the dark, in two tabs, and told anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Page, expect

from tests.browser.look import send
from tests.browser.tabs import PHONE, WIDE, Tabs

OpenAs = Callable[..., Page]


@pytest.fixture
def open_as(tabs: Tabs, address: str) -> Iterator[OpenAs]:
    """Opens the running playground as somebody, on a desk, or on a phone in the dark: `open_as("U0PRIYA", phone=True)`."""
    with ExitStack() as opened:

        def open_as(person: str, *, phone: bool = False) -> Page:
            return opened.enter_context(tabs.window(address, person, size=PHONE if phone else WIDE, dark=phone))

        yield open_as


def is_no_wider_than_the_window(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_home_a_question_and_a_form_with_an_error_work_on_a_phone_in_the_dark(open_as: OpenAs) -> None:
    page = open_as("U0JONAS", phone=True)
    page.get_by_role("tab", name="Home").tap()
    home = page.get_by_role("tabpanel", name="Home")
    expect(home.get_by_role("heading", name="You and Amara")).to_be_visible()
    assert is_no_wider_than_the_window(page)
    dark = "getComputedStyle(document.getElementById('chat')).backgroundColor"
    assert page.evaluate(dark) == "rgb(21, 31, 31)"

    home.get_by_role("button", name="Add a goal with Amara").tap()
    form = page.get_by_role("dialog", name="A goal")
    goal = form.get_by_label("What do you want to be able to do?")
    expect(goal).to_be_focused()
    goal.fill("Say no in time")
    form.get_by_label("How will you both know?").fill("Nobody is surprised")
    form.get_by_role("button", name="More about this goal").tap()
    expect(goal).to_have_value("Say no in time")
    day = form.get_by_label("By when?")
    day.fill("2020-01-01")
    form.get_by_role("button", name="Save goal").tap()
    expect(day).to_have_attribute("aria-invalid", "true")
    expect(day).to_be_focused()
    expect(goal).to_have_value("Say no in time")
    assert is_no_wider_than_the_window(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)

    page.get_by_role("tab", name="Messages").tap()
    send(page, "/mentor checkin")
    skip = page.get_by_role("button", name="Skip this question")
    skip.tap()
    expect(skip).to_have_count(0)
    expect(page.get_by_role("article").last).to_contain_text("Thank you, Jonas.")
    assert is_no_wider_than_the_window(page)


def test_two_tabs_are_two_people_who_see_each_other_write(open_as: OpenAs) -> None:
    jonas, amara = open_as("U0JONAS"), open_as("U0AMARA")
    for page in (jonas, amara):
        page.get_by_role("list", name="Together").get_by_role("link").click()
    send(jonas, "Shall we meet on Friday?")
    expect(amara.get_by_role("article").last).to_contain_text("Shall we meet on Friday?")
    send(amara, "Friday is good.")
    expect(jonas.get_by_role("article").last).to_contain_text("Friday is good.")
    expect(jonas.get_by_role("button", name="Acting as Jonas Lindqvist")).to_be_visible()
    expect(amara.get_by_role("button", name="Acting as Amara Okafor")).to_be_visible()


def start_over(page: Page) -> None:
    page.get_by_role("button", name="Start over").click()
    asked = page.get_by_role("dialog", name="Start over?")
    with page.expect_response(lambda response: response.url.endswith("/play/reset"), timeout=60_000):
        asked.get_by_role("button", name="Start over").click()


def test_starting_over_tells_the_same_opening_to_every_tab(open_as: OpenAs) -> None:
    ruth, jonas = open_as("U0RUTH"), open_as("U0JONAS")
    home = ruth.get_by_role("tabpanel", name="Home")
    ruth.get_by_role("tab", name="Home").click()
    expect(home).to_contain_text("2 pairs")
    opening = home.inner_text()
    jonas.get_by_role("list", name="Together").get_by_role("link").click()
    send(jonas, "This goes.")
    ruth.get_by_role("button", name="+ Week").click()
    expect(ruth.get_by_role("group", name="Calendar")).to_contain_text("Mon 14 Sep, 9:3", timeout=20_000)
    start_over(ruth)
    expect(ruth.get_by_role("group", name="Calendar")).to_contain_text("Mon 7 Sep, 9:3")
    ruth.get_by_role("tab", name="Home").click()
    expect(home).to_contain_text("2 pairs")
    assert home.inner_text() == opening
    jonas.get_by_role("list", name="Together").get_by_role("link").click()
    expect(jonas.get_by_role("article").last).to_contain_text("Jonas, meet Amara.")
    expect(jonas.get_by_text("This goes.")).to_have_count(0)
