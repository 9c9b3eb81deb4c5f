"""Tabs that are used again: a new one, with a process of its own, takes longer than most tests do."""

from __future__ import annotations

from playwright.sync_api import Browser, Page


class Tabs:
    """Each tab has a profile of its own (a context), so that no two share anything. `take` one, and `give_back` the tab
    when done; whoever takes it next finds it empty."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._idle: list[Page] = []

    def take(self, *, size: tuple[int, int], dark: bool, motion: bool) -> Page:
        """An empty tab of that size, for eyes that like it dark or bright, with or without motion."""
        page = self._idle.pop() if self._idle else self._browser.new_context(locale="en-GB").new_page()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(
            color_scheme="dark" if dark else "light", reduced_motion="no-preference" if motion else "reduce"
        )
        return page

    def give_back(self, page: Page) -> None:
        """Forget what it kept and showed, and where its mouse is."""
        page.evaluate("localStorage.clear(); sessionStorage.clear()")
        page.goto("about:blank")
        page.mouse.move(0, 0)
        self._idle.append(page)
