"""Tabs that are used again: a new one, with a process of its own, takes longer than most tests do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Error, Page

WIDE, PHONE = (1440, 900), (390, 844)


class Tabs:
    """Each tab has a profile of its own (a context), so that no two share anything. `take` one, and `give_back` the tab
    when done; whoever takes it next finds it empty."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._idle: dict[bool, list[Page]] = {False: [], True: []}

    @contextmanager
    def window(self, address: str, person: str, *, size: tuple[int, int] = WIDE, dark: bool = False) -> Iterator[Page]:
        """The page at that address as one person sees it, on a phone with fingers; without the inspector, which has tests of
        its own and would be a third of what is drawn. Faults in its script fail the test at the end."""
        page, faults = self.take(size=size, dark=dark, motion=False, touch=size == PHONE), []
        page.set_default_timeout(8000)

        def fell(error: Error) -> None:
            faults.append(str(error))

        page.on("pageerror", fell)
        page.goto(f"{address}/?as={person}")
        page.locator("body.ready").wait_for()
        if size != PHONE:
            page.keyboard.press("i")
        yield page
        page.remove_listener("pageerror", fell)
        self.give_back(page, touch=size == PHONE)
        assert faults == []

    def take(self, *, size: tuple[int, int], dark: bool, motion: bool, touch: bool = False) -> Page:
        """An empty tab of that size, for eyes that like it dark or bright, with or without motion."""
        idle = self._idle[touch]
        page = idle.pop() if idle else self._browser.new_context(locale="en-GB", has_touch=touch).new_page()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(
            color_scheme="dark" if dark else "light", reduced_motion="no-preference" if motion else "reduce"
        )
        return page

    def give_back(self, page: Page, *, touch: bool = False) -> None:
        """Forget what it kept and showed, and where its mouse is."""
        page.evaluate("localStorage.clear(); sessionStorage.clear()")
        page.goto("about:blank")
        page.mouse.move(0, 0)
        self._idle[touch].append(page)
