"""Settings, meetings of a rhythm, their file for calendars, what comes together, and who is left behind: at a desk and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import icalendar
from playwright.sync_api import Locator, Page, expect

from tests.browser.look import article, send
from tests.browser.tabs import PHONE, WIDE
from tests.browser.test_six_weeks import act_as, chat, form, go_to, let_pass, press


@contextmanager
def on_a_phone(page: Page) -> Iterator[None]:
    """The same window, as narrow as a phone."""
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    yield
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})


def fits(page: Page, *shown: Locator) -> None:
    """Nothing is wider than the phone, and what is meant can be reached with a thumb."""
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    for each in shown:
        each.scroll_into_view_if_needed()
        box = each.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE[0]
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
    act_as(page, "Priya Nair")
    ask(page, "/mentor settings")
    settings = form(page, "Settings")
    expect(settings).to_contain_text("Questions come at 9:00, as often as usual.")
    expect(settings).to_contain_text("At most one message a day and two a week")
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


def newest_file(page: Page, words: str) -> icalendar.Event:
    """The meeting in the file that came with the newest message of these words."""
    go_to(page, "Messages")
    with page.expect_download() as download:
        article(page, words).get_by_role("link", name="Meeting with Priya").click()
    assert download.value.suggested_filename.endswith(".ics")
    return icalendar.Calendar.from_ical(Path(download.value.path()).read_bytes()).events[0]


def test_a_moved_meeting_is_shown_on_both_clocks_before_it_counts_and_moves_in_ones_own_calendar(page: Page) -> None:
    act_as(page, "Tomás Herrera")
    ask(page, "/mentor meetings")
    form(page, "Your meetings").get_by_role("button", name="Open the meeting on Tuesday 6 October").click()
    meeting = form(page, "Meeting")
    with on_a_phone(page):
        fits(page, meeting.get_by_role("button", name="Move it"), meeting.get_by_role("button", name="Add to calendar"))
        meeting.get_by_role("button", name="Add to calendar").click()
        offered = form(page, "Add to calendar")
        expect(offered).to_contain_text("should bring stays here.")
        fits(page, offered.get_by_role("button", name="Google Calendar"))
        offered.get_by_role("button", name="Send me the file").click()
        expect(offered).to_contain_text("It is on its way.")
        page.keyboard.press("Escape")
        expect(offered).to_have_count(0)
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
    first, moved = newest_file(page, "as a file"), newest_file(page, "Your meeting with Priya has changed")
    assert (moved["UID"], moved["SEQUENCE"]) == (first["UID"], 1)
    assert moved.start - first.start == timedelta(days=1, hours=1, minutes=30)
    with on_a_phone(page):
        fits(page, page.get_by_role("link", name="download").last)
    go_to(page, "Together")
    told = article(page, "Tomás has moved your meeting: Wednesday 7 October")
    expect(told).to_contain_text("14:30 to 15:30")
    with on_a_phone(page):
        fits(page, told.get_by_role("button", name="Add to calendar"))


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
    with on_a_phone(page):
        expect(together).to_contain_text("There are two more, about Ewa and Daniel.")
        height = together.bounding_box()
        assert height is not None
        assert height["height"] < PHONE[1] - 140  # less what the chat itself takes of a screen
        together.get_by_role("button", name="Show the rest").click()
        for each in parts:
            expect(together).to_contain_text(each)
        skips = together.get_by_role("button", name="Skip this question")
        expect(skips).to_have_count(3)
        fits(page, *skips.all())
        together.get_by_role("button", name="Skip this question, with Ewa").click()
        expect(together).to_contain_text("Thank you, Amara.")
    expect(skips).to_have_count(2)
    for each in parts:
        expect(together).to_contain_text(each)


def test_a_pause_of_the_program_stands_in_everybodys_home_and_is_taken_back(page: Page) -> None:
    act_as(page, "Ruth Adeyemi")
    ask(page, "/mentor-program pause")
    listed = form(page, "Program pauses")
    listed.get_by_role("button", name="Plan a pause").click()
    pause = form(page, "Plan a pause")
    with on_a_phone(page):
        pause.get_by_label("What is it?").fill("Autumn holidays")
        pause.get_by_label("First day").fill("2026-09-21")
        pause.get_by_label("Last day").fill("2026-09-20")
        fits(page, pause.get_by_role("button", name="Plan it"))
        pause.get_by_role("button", name="Plan it").click()
        expect(pause).to_contain_text("This is before the first day.")
        pause.get_by_label("Last day").fill("2026-10-04")
        pause.get_by_role("button", name="Plan it").click()
        expect(listed).to_contain_text("Mon 21 Sep – Sun 4 Oct")
        fits(page, listed.get_by_role("button", name="Change"))
    close(page)
    act_as(page, "Priya Nair")
    go_to(page, "Home")
    expect(chat(page)).to_contain_text("from Monday 21 September until Sunday 4 October I ask nobody")
    act_as(page, "Ruth Adeyemi")
    ask(page, "/mentor-program pause")
    listed.get_by_role("button", name="Change").click()
    page.get_by_role("button", name="Take it back").click()
    page.get_by_role("button", name="Yes").click()
    expect(page.get_by_text("It is taken back.")).to_be_visible()
    page.keyboard.press("Escape")
    expect(listed).to_contain_text("No pause is planned.")
    close(page)


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
