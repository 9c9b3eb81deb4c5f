"""Commands and forms in a real browser, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.look import article, box, send
from tests.browser.room import Room


def test_a_command_that_fails_stays_in_the_field_with_the_reason(open_page: Open, room: Room) -> None:
    page = open_page()
    send(page, "/nothing here")
    expect(page.get_by_role("alert").filter(has_text="/nothing")).to_be_visible()
    expect(box(page)).to_have_value("/nothing here")


def test_commands_are_offered_filtered_completed_and_sent(open_page: Open) -> None:
    page = open_page()
    box(page).press_sequentially("/")
    offered = page.get_by_role("listbox", name="Commands").get_by_role("option")
    expect(offered).to_have_count(3)
    box(page).press_sequentially("fo")
    expect(offered).to_have_count(1)
    box(page).press("Tab")
    expect(box(page)).to_have_value("/form ")
    expect(offered).to_have_count(3)
    box(page).press("ArrowDown")
    box(page).press("ArrowDown")
    expect(offered.nth(1)).to_have_attribute("aria-selected", "true")
    box(page).press("Escape")
    expect(offered).to_have_count(0)
    expect(box(page)).to_have_value("/form ")
    box(page).fill("/fo")
    box(page).press("Enter")
    expect(page.get_by_role("dialog", name="Every input")).to_be_visible()


def test_every_input_of_a_form_can_be_filled_and_arrives(open_page: Open, room: Room) -> None:
    page = open_page()
    send(page, "/form all")
    form = page.get_by_role("dialog", name="Every input")
    expect(form.get_by_label("Words")).to_be_focused()
    form.get_by_label("Words").fill("hello")
    form.get_by_label("Number").fill("7")
    form.get_by_label("Day").fill("2026-12-01")
    form.get_by_label("Hour").fill("10:30")
    form.get_by_label("Moment").fill("2026-12-01T10:30")
    form.get_by_label("One colour").select_option("Blue")
    form.get_by_label("Some colours").click()
    form.get_by_role("listbox").get_by_role("option", name="Red").click()
    form.get_by_label("Some colours").press_sequentially("gre")
    form.get_by_label("Some colours").press("Enter")
    form.get_by_label("Who").fill("tomas")
    form.get_by_role("option", name="Tomás Herrera").click()
    form.get_by_label("Team").fill("mei")
    form.get_by_role("option", name="Mei Tanaka").click()
    form.get_by_role("button", name="Remove Ewa Nowak").click()
    form.get_by_label("Room").fill("ment")
    form.get_by_label("Room").press("Enter")
    form.get_by_role("group", name="Ticks").get_by_label("Green").check()
    form.get_by_role("radiogroup", name="Choice").get_by_label("Green").check()
    form.get_by_label("Mail").fill("p@example.org")
    form.get_by_label("Link").fill("https://example.org")
    form.get_by_role("button", name="Keep", exact=True).click()
    expect(form).to_have_count(0)
    kept = article(page, "Kept:")
    filled = "words=hello story=Once number=7 day=2026-12-01 hour=10:30 moment=1796101200 one=blue some=red,green who=U0TOMAS"
    chosen = "team=U0MEI room=C0MENTOR ticks=green choice=green mail=p@example.org link=https://example.org"
    for words in f"{filled} {chosen}".split():
        expect(kept).to_contain_text(words)
    assert room.broken_rules == []


def test_errors_stand_at_their_field_and_what_was_typed_stays(open_page: Open) -> None:
    page = open_page()
    send(page, "/form words")
    form = page.get_by_role("dialog", name="A few words")
    words = form.get_by_label("Words")
    form.get_by_role("button", name="Keep", exact=True).click()
    expect(words).to_have_accessible_description("Please fill this in.")
    words.fill("wrong")
    form.get_by_role("button", name="Keep", exact=True).click()
    expect(words).to_have_accessible_description("Choose another word.")
    expect(words).to_have_attribute("aria-invalid", "true")
    expect(words).to_be_focused()
    expect(words).to_have_value("wrong")
    words.fill("right")
    words.press("Enter")
    expect(article(page, "words=right")).to_be_visible()


def test_a_form_that_the_app_changes_keeps_what_was_typed_and_the_focus(open_page: Open) -> None:
    page = open_page()
    send(page, "/form words")
    form = page.get_by_role("dialog", name="A few words")
    form.get_by_label("Words").fill("half a")
    form.get_by_role("button", name="Suggest").click()
    expect(form).to_contain_text("So far: half a")
    expect(form.get_by_label("Words")).to_have_value("half a")
    expect(form.get_by_role("button", name="Suggest")).to_be_focused()


def test_what_is_too_long_is_said_once_and_no_more_once_it_is_shortened(open_page: Open) -> None:
    page = open_page()
    send(page, "/form heard")
    form = page.get_by_role("dialog", name="Heard as it is typed")
    words = form.get_by_label("Words")
    words.fill("x" * 30)
    expect(form.get_by_text("10 too many")).to_be_visible()
    expect(form.get_by_role("alert").filter(has_text="characters")).to_have_count(0)
    form.get_by_role("button", name="Keep", exact=True).click()
    expect(words).to_have_accessible_description("Please shorten this to 20 characters; it has 30.")
    expect(form.get_by_text("10 too many")).to_be_hidden()
    words.fill("x" * 22)
    expect(form.get_by_text("2 too many")).to_be_visible()
    expect(words).to_have_accessible_description("")


def test_the_app_hears_the_last_character_however_fast_one_types(open_page: Open) -> None:
    page = open_page()
    send(page, "/form heard")
    form = page.get_by_role("dialog", name="Heard as it is typed")
    form.get_by_label("Words").press_sequentially("eleven words")
    expect(form).to_contain_text("Heard: eleven words")
    expect(form.get_by_label("Words")).to_have_value("eleven words")


def test_windows_lie_over_each_other_keep_the_focus_and_give_it_back(open_page: Open) -> None:
    page = open_page()
    send(page, "/form two windows")
    first = page.get_by_role("dialog", name="First window")
    first.get_by_label("Words").fill("kept below")
    first.get_by_role("button", name="Further").click()
    second = page.get_by_role("dialog", name="Second window")
    expect(second.get_by_label("More")).to_be_focused()
    for _ in range(12):
        page.keyboard.press("Tab")
        assert second.evaluate("dialog => dialog.contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(second).to_have_count(0)
    expect(first.get_by_label("Words")).to_have_value("kept below")
    expect(first.get_by_role("button", name="Further")).to_be_focused()
    page.keyboard.press("Escape")
    expect(first).to_have_count(0)
    expect(box(page)).to_be_focused()


def test_esc_pressed_twice_at_once_closes_two_windows(open_page: Open) -> None:
    page = open_page()
    send(page, "/form two windows")
    page.get_by_role("dialog", name="First window").get_by_role("button", name="Further").click()
    expect(page.get_by_role("dialog", name="Second window")).to_be_visible()
    escape = "new KeyboardEvent('keydown', {key: 'Escape', bubbles: true, cancelable: true})"
    page.evaluate(f"for (let i = 0; i < 2; i += 1) document.activeElement.dispatchEvent({escape})")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(box(page)).to_be_focused()


def test_a_link_to_a_conversation_closes_the_windows_above_it(open_page: Open, room: Room) -> None:
    page = open_page()
    send(page, "/form two windows")
    page.get_by_role("dialog", name="First window").get_by_role("button", name="Further").click()
    page.get_by_role("dialog", name="Second window").get_by_role("button", name="Write to Mei").click()
    expect(page.get_by_role("heading", name="Mei Tanaka", level=1)).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert room.broken_rules == []


def test_a_fault_can_be_ordered_beside_a_form_and_says_what_it_waits_for(open_page: Open) -> None:
    page = open_page()
    send(page, "/form words")
    form = page.get_by_role("dialog", name="A few words")
    expect(form).to_be_visible()
    page.get_by_role("button", name="too many (429)").click()
    expect(page.get_by_text("Waiting: too many (429), for the app's next call, whatever it is")).to_be_visible()
    expect(form).to_be_visible()


def test_a_form_stays_open_while_the_calendar_moves(open_page: Open) -> None:
    page = open_page()
    send(page, "/form words")
    form = page.get_by_role("dialog", name="A few words")
    form.get_by_label("Words").fill("half a sentence")
    page.get_by_role("button", name="+ Day").click()
    expect(page.get_by_text("Fri 20 Nov, 18:30", exact=True)).to_be_visible()
    expect(form.get_by_label("Words")).to_have_value("half a sentence")


@pytest.mark.parametrize("kind", ["day", "hour", "number", "one", "who", "choice", "mail"])
def test_a_form_begins_with_the_focus_in_its_first_field_and_esc_closes_it(open_page: Open, kind: str) -> None:
    page = open_page()
    send(page, f"/form {kind}")
    form = page.get_by_role("dialog", name="One input")
    expect(form.locator("input:focus, select:focus")).to_have_count(1)
    if kind == "who":
        page.keyboard.press("ArrowDown")
        expect(form.get_by_role("option", name="Priya Nair")).to_be_visible()
        page.keyboard.press("Escape")
        expect(form.get_by_role("option")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(form).to_have_count(0)
    expect(box(page)).to_be_focused()
