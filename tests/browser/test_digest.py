"""A message of several parts in the browser: on a desk and on a phone, each part answered for itself."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.look import article, send

SIZES = {"desk": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}


def opened(browser: Browser, address: str, person: str, size: str) -> Page:
    page = browser.new_context(viewport=SIZES[size], locale="en-GB", reduced_motion="reduce").new_page()
    page.goto(f"{address}/?as={person}")
    page.locator("body.ready").wait_for()
    return page


@pytest.fixture(scope="module")
def together(browser: Browser, address: str) -> str:
    """Amara mentors three people, and a week has passed."""
    page = opened(browser, address, "U0RUTH", "desk")
    page.get_by_role("tab", name="Messages").click()
    for mentee in ("Priya", "Farah", "Ewa"):
        send(page, f"/mentor-program pair @Amara @{mentee}")
        form = page.get_by_role("dialog")
        form.get_by_role("button", name=re.compile("Introduce")).click()
        expect(form).to_have_count(0)
    page.get_by_role("button", name="+ Week").click()
    expect(page.get_by_role("button", name="+ Week")).to_be_enabled(timeout=20_000)
    page.context.close()
    return address


def digest(page: Page) -> Locator:
    return article(page, "For you today, Amara")


@pytest.mark.parametrize("size", list(SIZES))
def test_one_answer_changes_its_part_alone(browser: Browser, together: str, size: str) -> None:
    page = opened(browser, together, "U0AMARA", size)
    page.get_by_role("tab", name="Messages").click()
    message = digest(page)
    expect(message).to_be_visible()
    skips = message.get_by_role("button", name=re.compile("Skip"))
    if size == "desk" and message.get_by_role("button", name="Show the rest").count():
        message.get_by_role("button", name="Show the rest").click()
        expect(message.get_by_role("button", name="Show the rest")).to_have_count(0)
    before, thanked = skips.count(), message.get_by_text("Thank you, Amara.").count()
    assert before > 1
    skips.first.click()
    expect(message.get_by_text("Thank you, Amara.")).to_have_count(thanked + 1)
    expect(skips).to_have_count(before - 1)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.screenshot(path=f"/tmp/digest-{size}.png")
    page.context.close()
