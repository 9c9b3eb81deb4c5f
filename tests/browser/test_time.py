"""Settings, meetings of a rhythm, their file for calendars, what comes together, and who is left behind: at a desk and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.look import article, send
from tests.browser.test_six_weeks import act_as, chat, form, go_to, let_pass, press

DESK, PHONE = {"width": 1400, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    """One window on one `companion play`, for all that follows, on Monday 7 September."""
    context = browser.new_context(viewport=DESK, locale="en-GB", reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(8000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{address}/?as=U0PRIYA")
    page.locator("body.ready").wait_for()
    yield page
    context.close()
    assert faults == []


@contextmanager
def on_a_phone(page: Page) -> Iterator[None]:
    """The same window, as narrow as a phone."""
    page.set_viewport_size(PHONE)
    yield
    page.set_viewport_size(DESK)


def fits(page: Page, *shown: Locator) -> None:
    """Nothing is wider than the phone, and what is meant can be reached with a thumb."""
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    for each in shown:
        each.scroll_into_view_if_needed()
        box = each.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]
        assert box["height"] >= 40


def close(page: Page) -> None:
    """All that lies over the page, from the top down."""
    shown = page.get_by_role("dialog")
    while shown.count():
        before = shown.count()
        page.keyboard.press("Escape")
        expect(shown).not_to_have_count(before)


def ask(page: Page, command: str) -> None:
    go_to(page, "Messages")
    send(page, command)


def test_settings_refuse_at_the_field_what_cannot_be_and_keep_the_rest(page: Page) -> None:
    ask(page, "/mentor settings")
    settings = form(page, "Settings")
    expect(settings).to_contain_text("Questions come at 9:00, as often as usual.")
    with on_a_phone(page):
        settings.get_by_role("button", name="Change quiet hours and working days").click()
        quiet = settings.get_by_label("Quiet hours begin")
        expect(quiet).to_have_value("20:00")
        fits(page, quiet, settings.get_by_label("At what time?"), settings.get_by_role("button", name="Save"))
        settings.get_by_role("group", name="My working days").get_by_label("Friday").uncheck()
        settings.get_by_label("At what time?").fill("21:00")
        settings.get_by_role("button", name="Save").click()
        expect(settings).to_contain_text("That is too close to your quiet hours.")
        expect(settings.get_by_label("At what time?")).to_be_focused()
    expect(settings.get_by_role("group", name="My working days").get_by_label("Friday")).not_to_be_checked()
    settings.get_by_label("At what time?").fill("10:30")
    settings.get_by_label("On which day?").select_option(label="Thursday")
    settings.get_by_label("Pause until").fill("2026-09-09")
    settings.get_by_role("button", name="Save").click()
    for words in (
        "Saved.",
        "Questions come Thursdays at 10:30",
        "I'm quiet until Wednesday 9 September",
        "on Friday, ",
    ):
        expect(settings).to_contain_text(words)
    close(page)
    ask(page, "/mentor settings")
    expect(settings).to_contain_text("Questions come Thursdays at 10:30")
    expect(settings.get_by_label("At what time?")).to_have_value("10:30")
    expect(settings.get_by_label("Pause until")).to_have_value("2026-09-09")
    close(page)


def test_the_agreed_meetings_are_seen_on_both_clocks_before_they_are_booked(page: Page) -> None:
    ask(page, "/mentor meetings")
    meetings = form(page, "Your meetings")
    meetings.get_by_role("button", name="Plan our meetings").click()
    plan = form(page, "Plan our meetings")
    expect(plan.get_by_label("Time, on your clock in Kolkata")).to_have_value("13:00")
    plan.get_by_role("button", name="Next").click()
    both = form(page, "On both clocks")
    for words in ("Every other Tuesday", "Tue 22 Sep, 13:00 · 9:30 for Tomás", "From Tue 3 Nov it is 8:30 for Tomás."):
        expect(both).to_contain_text(words)
    with on_a_phone(page):
        fits(page, both.get_by_role("button", name="Book these"))
        both.get_by_role("button", name="Book these").click()
        expect(meetings).to_contain_text("Booked.")
        for day in ("Tuesday 22 September", "Tuesday 6 October", "Tuesday 20 October"):
            fits(page, meetings.get_by_role("button", name=f"Open the meeting on {day}"))
    close(page)
    go_to(page, "Together")
    expect(article(page, "Priya has planned your meetings")).to_contain_text("Tue 22 Sep, Tue 6 Oct and Tue 20 Oct")


def test_a_moved_meeting_is_shown_on_both_clocks_before_it_counts(page: Page) -> None:
    act_as(page, "Tomás Herrera")
    ask(page, "/mentor meetings")
    form(page, "Your meetings").get_by_role("button", name="Open the meeting on Tuesday 6 October").click()
    meeting = form(page, "Meeting")
    with on_a_phone(page):
        fits(page, meeting.get_by_role("button", name="Move it"), meeting.get_by_role("button", name="Add to calendar"))
        meeting.get_by_role("button", name="Move it").click()
        move = form(page, "Move the meeting")
        expect(move).to_contain_text("Now Tue 6 Oct, 9:30 · 13:00 for Priya")
        move.get_by_label("Day", exact=True).fill("2026-10-07")
        move.get_by_label("Time, on your clock in Madrid").fill("11:00")
        move.get_by_role("button", name="Next").click()
        both = form(page, "Both clocks")
        expect(both).to_contain_text("Wed 7 Oct, 11:00 · 14:30 for Priya")
        fits(page, both.get_by_role("button", name="Move it"))
    both.get_by_role("button", name="Move it").click()
    expect(meeting).to_contain_text("It is moved. Priya is asked in your group DM whether it works.")
    close(page)
    go_to(page, "Together")
    moved = article(page, "Tomás has moved your meeting: Wednesday 7 October")
    expect(moved).to_contain_text("14:30 to 15:30")


def test_a_meeting_goes_into_ones_own_calendar_as_a_file(page: Page, tmp_path: Path) -> None:
    moved = article(page, "Tomás has moved your meeting: Wednesday 7 October")
    with on_a_phone(page):
        fits(page, moved.get_by_role("button", name="Add to calendar"))
        moved.get_by_role("button", name="Add to calendar").click()
        offered = form(page, "Add to calendar")
        expect(offered).to_contain_text("should bring stays here.")
        fits(page, offered.get_by_role("button", name="Send me the file"))
        offered.get_by_role("button", name="Send me the file").click()
        expect(offered).to_contain_text("It is on its way.")
        close(page)
    go_to(page, "Messages")
    file = article(page, "as a file").get_by_role("link", name="Meeting with Priya")
    with page.expect_download() as download:
        file.click()
    download.value.save_as(tmp_path / download.value.suggested_filename)
    [kept] = tmp_path.iterdir()
    lines = kept.read_bytes().split(b"\r\n")
    assert kept.suffix == ".ics"
    assert [lines[0], *lines[-2:]] == [b"BEGIN:VCALENDAR", b"END:VCALENDAR", b""]
    assert any(line.startswith(b"DTSTART") and b"20261007T" in line for line in lines)


def test_what_comes_together_is_one_message_in_which_an_answer_replaces_its_own_part(page: Page) -> None:
    act_as(page, "Ruth Adeyemi")
    for mentee in ("Ewa", "Daniel"):
        ask(page, f"/mentor-program pair @Amara @{mentee}")
        asked = form(page, "Pair two people")
        asked.get_by_role("button", name="Introduce them").click()
        expect(asked).to_have_count(0)
    act_as(page, "Amara Okafor")
    go_to(page, "Messages")
    let_pass(page, "+ Week")
    together = article(page, "For you today, Amara")
    expect(article(page, "For you today")).to_have_count(1)
    parts = [f"With {name}" for name in ("Jonas", "Ewa", "Daniel")]
    for each in parts:
        expect(together).to_contain_text(each)
    with on_a_phone(page):
        rest = together.get_by_role("button", name="Show the rest")
        fits(page, rest)
        rest.click()
        skips = together.get_by_role("button", name="Skip this question")
        expect(skips).to_have_count(3)
        fits(page, *skips.all())
        together.get_by_role("button", name="Skip this question, with Ewa").click()
        expect(together).to_contain_text("Thank you, Amara.")
    expect(skips).to_have_count(2)
    for each in parts:
        expect(together).to_contain_text(each)


def test_of_an_account_that_is_switched_off_the_partner_is_told_and_somebody_new_is_offered(page: Page) -> None:
    act_as(page, "Tomás Herrera")
    page.get_by_role("button", name="Acting as").click()
    with on_a_phone(page):
        off = page.get_by_role("menuitem", name="Deactivate Tomás")
        fits(page, off)
        off.click()
    act_as(page, "Priya Nair")
    go_to(page, "Messages")
    let_pass(page, "+ Day")
    told = article(page, "Tomás's account here is switched off")
    expect(told).to_contain_text("I don't know the reason.")
    expect(told).to_contain_text("Tuesday 22 September")
    go_to(page, "Home")
    expect(chat(page)).to_contain_text("Your mentorship with Tomás rests")
    expect(chat(page).get_by_role("button", name="Find a time with Tomás")).to_have_count(0)
    act_as(page, "Ruth Adeyemi")
    go_to(page, "Messages")
    asked = article(page, "Tomás Herrera's account has been switched off")
    with on_a_phone(page):
        fits(page, asked.get_by_role("button", name="Wait"), asked.get_by_role("button", name="Find a new mentor"))
        press(page, "Find a new mentor for Priya")
        new = form(page, "Find somebody new")
        expect(new).to_contain_text("Priya is without a mentor")
        new.get_by_label("Mentor", exact=True).fill("mei")
        new.get_by_role("option", name="Mei Tanaka").click()
        fits(page, new.get_by_role("button", name="Introduce them"))
        new.get_by_role("button", name="Introduce them").click()
        expect(new).to_have_count(0)
    go_to(page, "Home")
    expect(chat(page)).to_contain_text("Priya and Mei")
