"""A pause of the program, and somebody new for who is left behind, in the browser: wide and on a phone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.look import article, send

SIZES = {"wide": (1440, 900), "phone": (390, 844)}
OpenAs = Callable[[str], Page]


@pytest.fixture(params=SIZES)
def open_as(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[OpenAs]:
    """Somebody, in their conversation with the companion, on a day of their own. Faults in the page's script fail the test."""
    width, height = SIZES[request.param]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="en-GB", reduced_motion="reduce")
    faults: list[str] = []

    def opened(person: str) -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{address}/?as={person}")
        page.locator("body.ready").wait_for()
        page.get_by_role("tab", name="Messages").click()
        return page

    yield opened
    context.close()
    assert faults == []


def seen(page: Page, name: str) -> None:
    """A picture for whoever wants to look, in the folder that LOOK_IN names."""
    if os.environ.get("LOOK_IN") and page.viewport_size:
        page.screenshot(path=Path(os.environ["LOOK_IN"]) / f"{name}-{page.viewport_size['width']}.png")


def test_a_pause_is_planned_stands_in_the_list_and_in_home_and_is_taken_back(open_as: OpenAs) -> None:
    page = open_as("U0RUTH")
    send(page, "/mentor-program pause")
    listed = page.get_by_role("dialog", name="Program pauses")
    listed.get_by_role("button", name="Plan a pause").click()
    form = page.get_by_role("dialog", name="Plan a pause")
    form.get_by_label("What is it?").fill("Autumn holidays")
    form.get_by_label("First day").fill("2026-09-14")
    form.get_by_label("Last day").fill("2026-09-13")
    form.get_by_role("button", name="Plan it").click()
    expect(form).to_contain_text("This is before the first day.")
    form.get_by_label("Last day").fill("2026-09-27")
    form.get_by_role("button", name="Plan it").click()
    expect(listed).to_contain_text("Mon 14 Sep – Sun 27 Sep")
    seen(page, "pauses")
    listed.get_by_role("button", name="Close").last.click()
    mentee = open_as("U0PRIYA")
    mentee.get_by_role("tab", name="Home").click()
    expect(mentee.get_by_text("from Monday 14 September until Sunday 27 September I ask nobody")).to_be_visible()
    seen(mentee, "pause-in-home")
    page.get_by_role("tab", name="Home").click()
    page.get_by_role("button", name="Pauses").click()
    listed.get_by_role("button", name="Change").click()
    page.get_by_role("button", name="Take it back").click()
    page.get_by_role("button", name="Yes").click()
    expect(page.get_by_text("It is taken back.")).to_be_visible()
    page.get_by_role("dialog").last.get_by_role("button", name="Close").last.click()
    expect(listed).to_contain_text("No pause is planned.")
    listed.get_by_role("button", name="Close").last.click()


def test_who_is_left_behind_reads_it_and_the_coordinator_has_the_way_to_somebody_new(
    open_as: OpenAs, address: str
) -> None:
    page = open_as("U0RUTH")

    def switch(*, on: bool) -> None:
        assert page.request.post(f"{address}/play/account", data={"as": "U0TOMAS", "on": on}).ok
        assert page.request.post(f"{address}/play/calendar", data={"until": "day", "fast": True}).ok

    switch(on=False)
    told = article(page, "Tomás Herrera's account has been switched off since")
    expect(told).to_contain_text("Priya Nair, without a mentor")
    seen(page, "replace")
    told.get_by_role("button", name="Find a new mentor").click()
    form = page.get_by_role("dialog", name="Find somebody new")
    expect(form).to_contain_text("Priya is without a mentor")
    seen(page, "somebody-new")
    form.get_by_role("button", name="Not now").click()
    told.get_by_role("button", name="Wait").click()
    expect(article(page, "You wait for")).to_be_visible()
    mentee = open_as("U0PRIYA")
    expect(article(mentee, "Tomás's account here is switched off")).to_contain_text("Ruth hears of it too")
    seen(mentee, "left-behind")
    switch(on=True)
    expect(article(mentee, "Tomás is back, and your mentorship goes on.")).to_be_visible()
    expect(article(page, "Tomás Herrera's account is on again.")).to_be_visible()
