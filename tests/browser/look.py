"""Finding things on the page as a person would."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page


def box(page: Page) -> Locator:
    """Where one writes."""
    return page.get_by_role("textbox", name=re.compile("^Message "))


def send(page: Page, words: str) -> None:
    box(page).fill(words)
    box(page).press("Enter")


def article(page: Page, words: str) -> Locator:
    """The newest message with these words."""
    return page.get_by_role("article").filter(has_text=words).last
