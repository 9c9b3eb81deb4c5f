"""The playground's own layer in a real browser: calendar, people, inspector, keys, appearance, small windows."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.look import article, box, send
from tests.browser.room import Room


def test_acting_as_someone_else_changes_name_address_zone_and_conversations(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("button", name="Acting as Priya Nair").click()
    page.get_by_role("menuitemradio", name="Mei Tanaka").click()
    expect(page).to_have_url(re.compile("as=U0MEI"))
    expect(page.get_by_text("Thu 19 Nov, 22:00", exact=True)).to_be_visible()
    expect(page.get_by_text("in Tokyo, 2026")).to_be_visible()


def test_time_passes_from_event_to_event_and_messages_arrive_on_their_day(open_page: Open) -> None:
    page = open_page()
    forward = page.get_by_role("button", name=re.compile("^Next event"))
    expect(forward).to_contain_text("Fri 18:30, hello 1 for Priya")
    forward.click()
    expect(article(page, "hello 1")).to_be_visible()
    page.get_by_role("button", name="+ Week").click()
    expect(page.get_by_text("Fri 27 Nov, 18:30", exact=True)).to_be_visible()
    for day in ["Friday 20 November", "Sunday 22 November", "Tuesday 24 November"]:
        expect(page.get_by_role("separator", name=day)).to_be_visible()
    expect(forward).to_be_disabled()


def test_stop_halts_the_calendar_at_the_moment_that_is_lived(open_page: Open, room: Room) -> None:
    page = open_page(motion=True)
    page.get_by_role("button", name="+ Week").click()
    expect(article(page, "hello 1")).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    room.live(0.25)
    expect(page.get_by_role("button", name=re.compile("^Next event"))).to_be_enabled()
    assert article(page, "hello 5").count() == 0


def test_the_inspector_tells_what_went_to_and_fro_and_opens_a_broken_rule(open_page: Open, room: Room) -> None:
    page = open_page()
    calls = page.get_by_role("list", name="Calls, newest first")
    send(page, "hello")
    newest = calls.get_by_role("listitem").filter(has_text="chat.postMessage").first
    expect(newest).to_contain_text("ok in")
    newest.locator("summary").click()
    expect(newest.locator("pre").first).to_contain_text('"text": "You said: hello"')
    with pytest.raises(Exception, match="invalid_blocks"):
        room.post(
            "U0PRIYA", "too much", blocks=[{"type": "section", "text": {"type": "plain_text", "text": "x" * 3001}}]
        )
    expect(calls.get_by_role("alert")).to_be_visible()
    page.get_by_role("button", name="+ Day").click()
    expect(calls.get_by_text("Calendar moved to Fri 20 Nov, 18:30").first).to_be_visible()


def test_the_next_call_can_be_made_to_fail_and_is_shown_waiting(open_page: Open, room: Room) -> None:
    page = open_page()
    page.get_by_role("button", name="server error").click()
    expect(page.get_by_role("button", name="server error")).to_have_attribute("aria-pressed", "true")
    with pytest.raises(Exception, match="500"):
        room.post("U0PRIYA", "lost")
    expect(page.get_by_role("button", name="server error")).to_have_attribute("aria-pressed", "false")


def test_an_app_that_goes_away_is_said_and_its_return_too(open_page: Open, room: Room) -> None:
    page = open_page()
    room.run(room.disconnect())
    expect(page.get_by_text("Sampler isn't running. Trying again.")).to_be_visible()
    room.run(room.connect())
    expect(page.get_by_text("Sampler isn't running. Trying again.")).to_be_hidden()


def test_a_lost_connection_comes_back_by_itself_with_what_was_missed(open_page: Open, room: Room) -> None:
    page = open_page()
    box(page).wait_for()

    async def hang_up() -> None:
        room.server.play_api.close()

    room.run(hang_up())
    room.post("U0PRIYA", "while you were away")
    expect(article(page, "while you were away")).to_be_visible()


def test_starting_over_asks_once_and_empties_the_room(open_page: Open) -> None:
    page = open_page()
    send(page, "to be forgotten")
    expect(article(page, "You said: to be forgotten")).to_be_visible()
    page.get_by_role("button", name="Start over").click()
    page.get_by_role("dialog", name="Start over?").get_by_role("button", name="Start over").click()
    expect(page.get_by_role("article")).to_have_count(0)


def test_while_the_opening_is_told_again_the_bar_says_so_and_the_calendar_waits(open_page: Open, room: Room) -> None:
    page = open_page()
    bar = page.get_by_role("group", name="Calendar")
    room.let_begin_anew(False)
    page.get_by_role("button", name="Start over").click()
    page.get_by_role("dialog", name="Start over?").get_by_role("button", name="Start over").click()
    expect(bar.get_by_text("Telling the opening again…")).to_be_visible()
    for name in ("Next event", "+ Day", "+ Week"):
        expect(bar.get_by_role("button", name=name)).to_be_disabled()
    room.let_begin_anew(True)
    expect(bar.get_by_text("Telling the opening again…")).to_have_count(0)
    expect(bar.get_by_role("button", name="+ Day")).to_be_enabled()


def test_keys_act_outside_fields_and_only_there(open_page: Open) -> None:
    page = open_page()
    box(page).press_sequentially("wandain?")
    expect(box(page)).to_have_value("wandain?")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("log").focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("d")
    expect(page.get_by_text("Fri 20 Nov, 18:30", exact=True)).to_be_visible()
    page.keyboard.press("i")
    expect(page.get_by_role("complementary", name="Inspector")).to_be_hidden()
    page.keyboard.press("a")
    expect(page.get_by_role("menuitemradio", name="Priya Nair")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    page.keyboard.type("coff")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="coffee", level=1)).to_be_visible()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.get_by_role("heading", name="general", level=1)).to_be_visible()


def test_f6_walks_through_the_regions(open_page: Open) -> None:
    page = open_page()
    seen = []
    for _ in range(4):
        page.keyboard.press("F6")
        seen.append(page.evaluate("document.activeElement.closest('#play,#side,#chat,#look').id"))
    assert sorted(seen) == ["chat", "look", "play", "side"]


def test_light_and_dark_override_the_system(open_page: Open) -> None:
    page = open_page(dark=False)
    paper = "getComputedStyle(document.getElementById('chat')).backgroundColor"
    white, night = "rgb(255, 255, 255)", "rgb(21, 31, 31)"
    assert page.evaluate(paper) == white
    page.get_by_role("radio", name="Dark").check(force=True)
    assert page.evaluate(paper) == night
    page.emulate_media(color_scheme="dark")
    page.get_by_role("radio", name="Light").check(force=True)
    assert page.evaluate(paper) == white
    page.get_by_role("radio", name="System").check(force=True)
    assert page.evaluate(paper) == night


def test_nothing_is_wider_than_the_window(open_page: Open) -> None:
    page = open_page(size=(390, 844))
    send(page, "show")
    expect(article(page, "One of each")).to_be_visible()
    log = page.get_by_role("log")
    for width, height in ((390, 844), (900, 800), (1200, 800), (1440, 900)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert log.evaluate("log => log.scrollWidth <= log.clientWidth")


def test_on_a_phone_conversations_are_a_drawer_and_forms_sheets_at_the_bottom(open_page: Open) -> None:
    page = open_page(size=(390, 844))
    page.get_by_role("button", name="Open conversations").click()
    page.get_by_role("link", name="mentoring").click()
    expect(page.get_by_role("heading", name="mentoring", level=1)).to_be_visible()
    expect(page.get_by_role("link", name="mentoring")).to_be_hidden()
    send(page, "/form words")
    place = page.get_by_role("dialog", name="A few words").bounding_box()
    assert place is not None
    assert (place["x"], place["width"], round(place["y"] + place["height"])) == (0, 390, 844)


@pytest.mark.parametrize(("size", "open_at_first"), [((1440, 900), True), ((390, 844), False)])
def test_what_to_try_is_said_under_the_bar_folds_away_and_stays_so(
    open_page: Open, room: Room, size: tuple[int, int], open_at_first: bool
) -> None:
    room.server.hint = "Move the calendar on by a day."
    page = open_page(size=size)
    told = page.get_by_text("Move the calendar on by a day.")
    expect(told).to_be_visible(visible=open_at_first)
    page.get_by_text("What to try", exact=True).click()
    expect(told).to_be_visible(visible=not open_at_first)
    page.reload()
    page.locator("body.ready").wait_for()
    expect(page.get_by_text("What to try", exact=True)).to_be_visible()
    expect(told).to_be_visible(visible=not open_at_first)


def test_where_there_is_nothing_to_try_the_page_says_nothing_of_it(open_page: Open) -> None:
    page = open_page()
    expect(page.get_by_text("What to try")).to_be_hidden()
    beside = page.locator("#side").bounding_box()
    assert beside is not None
    assert beside["y"] == 64


def test_in_a_window_made_narrow_the_inspector_gives_way_and_a_menu_stays_inside(open_page: Open) -> None:
    page = open_page()
    send(page, "show")
    inspector = page.get_by_role("heading", name="What went to and fro")
    expect(inspector).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    expect(inspector).to_be_hidden()
    page.get_by_role("button", name="More actions").click()
    menu = page.get_by_role("menu").bounding_box()
    assert menu is not None
    assert menu["x"] >= 0
    assert menu["x"] + menu["width"] <= 390
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(inspector).to_be_visible()


def test_the_account_one_acts_as_is_switched_off_and_on_in_the_menu(open_page: Open, room: Room) -> None:
    page = open_page()
    page.get_by_role("button", name="Acting as Priya Nair").click()
    page.get_by_role("menuitem", name="Deactivate Priya").click()
    expect(page.get_by_text("This account is deactivated.")).to_be_visible()
    expect(box(page)).to_have_count(0)
    assert room.server.workspace.people["U0PRIYA"].deleted
    page.get_by_role("button", name="Acting as Priya Nair").click()
    page.get_by_role("menuitem", name="Reactivate Priya").click()
    expect(box(page)).to_be_visible()
