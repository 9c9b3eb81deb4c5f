"""A Chromium that is on the machine, and a playground to open in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Error, Page, Request, sync_playwright

from tests.browser.playing import playing
from tests.browser.room import Room
from tests.browser.tabs import Tabs

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def chromium() -> str | None:
    """Where the browser is: what CHROMIUM says, else the first that is found by name."""
    return os.environ.get("CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)


# Without a Chromium there are no tests in it, except on CI: there a missing one is a failure.
collect_ignore_glob = [] if chromium() or os.environ.get("CI") else ["test_*.py"]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Closed with the last test of this package: Playwright's event loop would be in the way of asynchronous tests."""
    path = chromium()
    if path is None:
        pytest.fail("No Chromium was found. Install chromium, or say where it is in CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def tabs(browser: Browser) -> Tabs:
    return Tabs(browser)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a running `companion play` is; one for each file."""
    with playing(tmp_path_factory.mktemp("play")) as address:
        yield address


@pytest.fixture(scope="module")
def page(tabs: Tabs, address: str) -> Iterator[Page]:
    """One window on the running `companion play` of a file, for all that its tests do one after the other."""
    with tabs.window(address, "U0JONAS") as page:
        yield page


@pytest.fixture
def room() -> Iterator[Room]:
    room = Room()
    room.start()
    yield room
    room.stop()


Open = Callable[..., Page]


@pytest.fixture
def open_page(tabs: Tabs, room: Room) -> Iterator[Open]:
    """Opens the page as a person: `open_page("U0PRIYA", place="home", size=(390, 844))`. Faults in its script fail the test."""
    pages: list[Page] = []
    faults: list[str] = []

    def fell(error: Error) -> None:
        faults.append(str(error))

    def asked(request: Request) -> None:
        if not request.url.startswith((room.url, "data:")):
            faults.append(f"asked the outside: {request.url}")

    def opened(
        person: str | None = "U0PRIYA",
        *,
        place: str = "messages",
        size: tuple[int, int] = (1440, 900),
        dark: bool = False,
        motion: bool = False,
    ) -> Page:
        page = tabs.take(size=size, dark=dark, motion=motion)
        pages.append(page)
        page.set_default_timeout(8000)
        page.on("pageerror", fell)
        page.on("request", asked)
        page.goto(f"{room.url}/{f'?as={person}' if person else ''}#{place}")
        page.locator("body.ready").wait_for()
        return page

    yield opened
    for page in pages:
        page.remove_listener("pageerror", fell)
        page.remove_listener("request", asked)
        tabs.give_back(page)
    assert faults == []
