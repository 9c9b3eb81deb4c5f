"""Takes the pictures of the README: `make picture` starts the playground, looks at it in Chromium, writes two files."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).parent
BEGIN = "2026-11-16T08:30"
"""A Monday morning, so that the pictures differ only where the product does."""
PICTURES = (
    ("playground.png", (1440, 900), "home"),
    ("playground-phone.png", (390, 844), "messages"),
)
"""File, size, and which tab of the companion is shown."""
MOST = 300_000
"""Bytes of a picture that still belongs into a repository."""
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@contextmanager
def playground() -> Iterator[str]:
    """The address of a playground that runs as long as this lasts."""
    command = [sys.executable, "-m", "bot", "play", "--port", os.environ.get("PORT", "3987"), "--from", BEGIN]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            told = process.stdout.readline() if process.stdout else ""
            found = re.search(r"http://\S+", told)
            if found is None:
                raise SystemExit("The playground did not start; is the port taken? Set PORT to another one.")
            yield found.group()
        finally:
            process.terminate()


def take(browser: Browser, address: str, file: Path, size: tuple[int, int], tab: str) -> None:
    """One picture of what Priya sees, in the light colours."""
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]},
        locale="en-GB",
        color_scheme="light",
        reduced_motion="reduce",
    )
    page.goto(f"{address}/?as=U0PRIYA#{tab}")
    page.locator("body.ready").wait_for()
    page.get_by_text("You and Tomás" if tab == "home" else "Only you see your answer").last.wait_for()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=file)
    page.close()
    if file.stat().st_size > MOST:
        raise SystemExit(f"{file.name} is larger than {MOST // 1000} kB.")


def main() -> None:
    """Take them all. Needs a Chromium on the machine, or its path in CHROMIUM."""
    chromium = os.environ.get("CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)
    if chromium is None:
        raise SystemExit("No Chromium was found. Install chromium, or say where it is in CHROMIUM.")
    with playground() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, size, tab in PICTURES:
            take(browser, address, HERE / name, size, tab)
        browser.close()


if __name__ == "__main__":
    main()
