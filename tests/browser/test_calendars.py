"""A meeting goes into a calendar of one's own, in the browser: a file to download, and a newer one after a move."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import icalendar
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.look import article, send
from tests.browser.test_six_weeks import form, go_to


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    """One window on one `companion play`."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, locale="en-GB", reduced_motion="reduce", accept_downloads=True
    )
    page = context.new_page()
    page.set_default_timeout(8000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{address}/?as=U0JONAS")
    page.locator("body.ready").wait_for()
    yield page
    context.close()
    assert faults == []


def newest(page: Page, words: str) -> icalendar.Event:
    """The event in the file that came with the newest message of these words."""
    go_to(page, "Messages")
    with page.expect_download() as download:
        page.get_by_role("article").filter(has_text=words).last.get_by_role("link", name="download").click()
    assert download.value.suggested_filename.endswith(".ics")
    return icalendar.Calendar.from_ical(Path(download.value.path()).read_bytes()).events[0]


def close_all(page: Page) -> None:
    while page.get_by_role("dialog").count():
        page.keyboard.press("Escape")
        page.wait_for_timeout(150)


def choose(page: Page, title: str, clock: str, done: str) -> None:
    """Both pages of the form for a time."""
    form(page, title).get_by_label("Time, on your clock").fill(clock)
    form(page, title).get_by_role("button", name="Next").click()
    form(page, "Both clocks").get_by_role("button", name=done).click()


def test_the_file_of_a_meeting_is_downloaded_and_another_one_follows_a_move(page: Page) -> None:
    go_to(page, "Messages")
    send(page, "/mentor meet")
    choose(page, "Find a time", "11:00", "Book it")
    form(page, "Meeting").get_by_role("button", name="Add to calendar").click()
    offer = form(page, "Add to calendar")
    expect(offer.get_by_role("button", name="Google Calendar")).to_be_visible()
    offer.get_by_role("button", name="Send me the file").click()
    expect(offer).to_contain_text("It is on its way.")
    close_all(page)
    first = newest(page, "Here is your meeting with Amara as a file")

    go_to(page, "Together")
    article(page, "Jonas has set a meeting").get_by_role("button", name="See the meeting").click()
    form(page, "Meeting").get_by_role("button", name="Move it").click()
    choose(page, "Move the meeting", "12:30", "Move it")
    expect(form(page, "Meeting")).to_contain_text("It is moved.")
    close_all(page)
    moved = newest(page, "Your meeting with Amara has changed")
    assert (moved["UID"], moved["SEQUENCE"]) == (first["UID"], 1)
    assert (moved.start - first.start).total_seconds() == 90 * 60


def test_files_fit_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    link = page.get_by_role("link", name="download").last
    expect(link).to_be_visible()
    box = link.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 390
    assert box["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
