"""The settings in the browser, wide and on a phone: in words first, few fields, the rest one step further."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.look import send

SIZES = {"wide": (1440, 900), "phone": (390, 844)}


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """Jonas, in his conversation with the companion. Faults in the page's script fail the test."""
    width, height = SIZES[request.param]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="en-GB", reduced_motion="reduce")
    page, faults = context.new_page(), []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{address}/?as=U0JONAS")
    page.locator("body.ready").wait_for()
    page.get_by_role("tab", name="Messages").click()
    yield page
    context.close()
    assert faults == []


def seen(page: Page, name: str) -> None:
    """A picture for whoever wants to look, in the folder that LOOK_IN names."""
    if os.environ.get("LOOK_IN"):
        page.screenshot(path=Path(os.environ["LOOK_IN"]) / f"{name}-{page.viewport_size['width']}.png")


def test_day_and_hour_are_chosen_and_what_that_means_is_said_in_words(page: Page) -> None:
    send(page, "/mentor settings")
    form = page.get_by_role("dialog", name="Settings")
    expect(form).to_contain_text(re.compile(r"Questions come .*at \d+:\d\d.*At most one message a day and two a week"))
    expect(form).to_contain_text("Nothing comes between 20:00 and 8:00")
    seen(page, "settings")
    form.get_by_label("How often may I ask you a question?").get_by_text("Half as often").click()
    form.get_by_role("button", name="Change quiet hours and working days").click()
    expect(form.get_by_label("Half as often")).to_be_checked()
    expect(form.get_by_label("Quiet hours end")).to_be_visible()
    form.get_by_label("Wednesday").check()
    seen(page, "settings-more")
    hour = form.get_by_label("At what time?")
    hour.fill("06:00")
    form.get_by_role("button", name="Save").click()
    expect(hour).to_have_attribute("aria-invalid", "true")
    expect(form).to_contain_text("Choose a time from 8:00 to 19:00.")
    seen(page, "settings-refused")
    hour.fill("16:30")
    form.get_by_label("On which day?").select_option(label="Thursday")
    form.get_by_role("button", name="Save").click()
    expect(form).to_contain_text("Questions come Thursdays at 16:30, half as often as usual.")
    seen(page, "settings-saved")
    form.get_by_role("button", name="Close").last.click()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
