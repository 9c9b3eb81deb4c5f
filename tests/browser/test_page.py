"""The chat in a real browser: what people see and do, and what reaches the app."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.look import article, box, send
from tests.browser.room import Room
from tests.browser.sample_app import home


def test_what_one_writes_appears_and_the_app_answers_without_a_reload(open_page: Open, room: Room) -> None:
    page = open_page()
    send(page, "good morning")
    expect(article(page, "Priya Nair")).to_contain_text("good morning")
    expect(article(page, "You said: good morning")).to_be_visible()
    expect(box(page)).to_have_value("")
    assert room.broken_rules == []


def test_a_page_that_names_nobody_becomes_someone_and_says_so_in_its_address(open_page: Open) -> None:
    page = open_page(None)
    expect(page).to_have_url(re.compile(r"\?as=U0RUTH"))
    expect(page.get_by_role("button", name="Acting as Ruth Adeyemi")).to_be_visible()


def test_markup_in_what_people_type_stays_text(open_page: Open, room: Room) -> None:
    page = open_page()
    evil = "<img src=x onerror=alert(1)> *bold* <@U0TOMAS> &lt;b&gt; <script>alert(2)</script>"
    send(page, evil)
    expect(article(page, "Priya Nair")).to_contain_text(evil)
    expect(article(page, "You said:")).to_be_visible()
    room.post(
        "U0PRIYA",
        '&lt;img src=x onerror=alert(3)&gt; <javascript:alert(4)|click> <https://a.invalid/"onmouseover="x|fine>',
    )
    answer = article(page, "onerror=alert(3)")
    expect(answer).to_contain_text("<img src=x onerror=alert(3)> click fine")
    assert answer.locator("img, script, [onmouseover], [onerror]").count() == 0
    assert answer.get_by_role("link", name="click").count() == 0


def test_every_common_block_is_drawn(open_page: Open) -> None:
    page = open_page()
    send(page, "show")
    shown = article(page, "One of each")
    expect(shown.get_by_role("heading", name="One of each")).to_be_visible()
    expect(shown.get_by_role("link", name="a link")).to_be_visible()
    expect(shown.get_by_role("separator")).to_be_visible()
    expect(shown.get_by_role("img", name="A chart of meetings")).to_be_visible()
    expect(shown.get_by_role("img", name="3 of 5 dots")).to_be_visible()
    expect(shown.get_by_role("listitem")).to_have_text("first")
    expect(shown.get_by_role("button", name="Open the second window")).to_have_text("Open")
    expect(shown.locator("strong").first).to_have_text("bold")
    expect(shown.locator("em")).to_have_text("slanted")
    expect(shown.locator("blockquote").first).to_have_text("quoted")
    expect(shown.locator("pre").first).to_have_text("pre *not bold*")
    expect(shown).to_contain_text("@Tomás Herrera")
    expect(shown).to_contain_text("@Priya Nair")


def test_a_block_that_nobody_knows_is_a_labelled_box(open_page: Open, room: Room) -> None:
    page = open_page()
    box(page).wait_for()
    told = room.post("U0PRIYA", "strange")
    channel = room.server.workspace.conversations[told["channel"]]

    async def change() -> None:
        room.server.workspace.change_message(
            channel, channel.messages[-1], blocks=[{"type": "hologram", "alt_text": "a floating cube"}]
        )

    room.run(change())
    expect(page.get_by_role("note")).to_contain_text("hologram")
    expect(page.get_by_role("note")).to_contain_text("a floating cube")


def test_a_tapped_button_gives_way_to_the_answer(open_page: Open, room: Room) -> None:
    page = open_page()
    send(page, "show")
    page.get_by_role("button", name="Yes").click()
    expect(article(page, "Thank you.")).to_be_visible()
    expect(page.get_by_role("button", name="Yes")).to_have_count(0)
    assert room.broken_rules == []


def test_a_confirm_is_asked_and_keep_changes_nothing(open_page: Open) -> None:
    page = open_page()
    send(page, "show")
    page.get_by_role("button", name="Remove").click()
    question = page.get_by_role("dialog", name="Remove it?")
    question.get_by_role("button", name="Keep").click()
    expect(question).to_have_count(0)
    expect(page.get_by_role("button", name="Remove")).to_be_focused()
    page.get_by_role("button", name="Remove").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(article(page, "Removed.")).to_be_visible()


def test_selects_and_more_menus_reach_the_app(open_page: Open) -> None:
    page = open_page()
    send(page, "show")
    page.get_by_role("combobox", name="A colour").select_option("Green")
    expect(article(page, "Chosen: green")).to_be_visible()
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Move").click()
    expect(article(page, "More: move")).to_be_visible()


def test_an_app_that_does_not_answer_in_three_seconds_is_reported_at_the_button(open_page: Open, room: Room) -> None:
    page = open_page()
    send(page, "show")
    never = page.get_by_role("button", name="Never")
    width = never.bounding_box()
    never.click()
    expect(never).to_have_attribute("aria-busy", "true")
    assert never.bounding_box() == width
    room.live(3)
    expect(article(page, "One of each").get_by_role("alert")).to_contain_text("did not answer")
    expect(never).not_to_have_attribute("aria-busy", "true")


def test_home_is_drawn_when_it_is_opened_and_again_when_it_changes(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("tab", name="Home").click()
    home = page.get_by_role("tabpanel", name="Home")
    expect(home).to_contain_text("Counted 0 times")
    home.get_by_role("button", name="Count").click()
    expect(home).to_contain_text("Counted 1 times")
    expect(home.get_by_role("button", name="Count")).to_be_focused()
    page.get_by_role("tab", name="About").click()
    expect(page.get_by_role("tabpanel", name="About")).to_contain_text("/whisper")


def test_a_home_that_is_drawn_while_the_page_is_not_following_is_shown_once_it_follows_again(
    open_page: Open, room: Room
) -> None:
    page = open_page(place="home")
    panel = page.get_by_role("tabpanel", name="Home")
    expect(panel).to_contain_text("Counted 0 times")

    async def meanwhile() -> None:
        room.server.feeds.close()
        await room.client.views_publish(user_id="U0PRIYA", view=home(7))

    room.run(meanwhile())
    expect(panel).to_contain_text("Counted 7 times")


def test_a_button_that_stays_is_the_same_when_home_is_drawn_again_so_that_no_click_is_lost(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("tab", name="Home").click()
    home = page.get_by_role("tabpanel", name="Home")
    stays = home.get_by_role("button", name="Begin anew").element_handle()
    assert stays is not None
    for times in (1, 2):
        home.get_by_role("button", name="Count").click()
        expect(home).to_contain_text(f"Counted {times} times")
    stays.click()
    expect(home).to_contain_text("Counted 0 times")
    assert stays.evaluate("button => button.isConnected")


def test_a_whisper_says_that_only_one_person_sees_it_and_nobody_else_does(open_page: Open) -> None:
    page, other = open_page("U0PRIYA", place="C0MENTOR"), open_page("U0TOMAS", place="C0MENTOR")
    send(page, "/whisper")
    expect(article(page, "For your eyes")).to_contain_text("Only you can see this")
    send(page, "for all")
    expect(article(other, "for all")).to_be_visible()
    assert article(other, "For your eyes").count() == 0


def test_two_tabs_are_two_people_and_see_each_other_live(open_page: Open) -> None:
    priya, tomas = open_page("U0PRIYA"), open_page("U0TOMAS")
    priya.get_by_role("link", name="Tomás Herrera").click()
    send(priya, "shall we?")
    unread = tomas.get_by_role("link", name=re.compile("Priya Nair.*1 unread"))
    unread.click()
    expect(article(tomas, "shall we?")).to_be_visible()
    expect(tomas.get_by_role("link", name=re.compile("unread"))).to_have_count(0)
    send(tomas, "gladly")
    expect(article(priya, "gladly")).to_be_visible()


def test_a_first_look_is_home_as_long_as_the_app_has_written_nothing(open_page: Open, room: Room) -> None:
    page = open_page(place="")
    expect(page.get_by_role("tab", name="Home")).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("tabpanel", name="Home")).to_contain_text("Counted 0 times")
    opened = [entry for entry in room.server.journal.entries if entry.get("method") == "app_home_opened"]
    assert len(opened) == 1
    room.post("U0PRIYA", "first words")
    page.reload()
    expect(article(page, "first words")).to_be_visible()


def test_what_one_looks_at_is_read_and_what_one_does_not_is_counted(open_page: Open, room: Room) -> None:
    page = open_page()
    box(page).wait_for()
    room.post("U0PRIYA", "seen at once")
    expect(article(page, "seen at once")).to_be_visible()
    page.get_by_role("link", name="general").click()
    expect(page.get_by_role("link", name=re.compile("unread"))).to_have_count(0)
    room.post("U0PRIYA", "not seen")
    expect(page.get_by_role("link", name=re.compile("Sampler.*1 unread"))).to_be_visible()
    expect(page).to_have_title(re.compile(r"^\(1\)"))


def test_new_messages_do_not_pull_away_whoever_reads_further_up(open_page: Open, room: Room) -> None:
    page = open_page(size=(900, 500))
    for number in range(20):
        room.post("U0PRIYA", f"line {number}")
    expect(article(page, "line 19")).to_be_in_viewport()
    page.get_by_role("log").evaluate("log => { log.scrollTop = 0; }")
    room.post("U0PRIYA", "the newest")
    pill = page.get_by_role("button", name="New messages")
    expect(pill).to_be_visible()
    expect(article(page, "the newest")).not_to_be_in_viewport()
    pill.click()
    expect(article(page, "the newest")).to_be_in_viewport()
    expect(pill).to_be_hidden()


def test_whoever_writes_while_reading_further_up_is_taken_to_the_answer(open_page: Open, room: Room) -> None:
    page = open_page(size=(900, 500))
    for number in range(20):
        room.post("U0PRIYA", f"line {number}")
    expect(article(page, "line 19")).to_be_in_viewport()
    page.get_by_role("log").evaluate("log => { log.scrollTop = 0; }")
    send(page, "/whisper")
    expect(article(page, "For your eyes")).to_be_in_viewport()
    expect(page.get_by_role("button", name="New messages")).to_be_hidden()


def test_the_empty_messages_of_the_app_point_to_a_conversation_with_news(open_page: Open, room: Room) -> None:
    page = open_page()

    group = room.run(room.client.conversations_open(users="U0PRIYA,U0TOMAS"))["channel"]["id"]
    room.post(group, "Hello you two")
    page.get_by_role("log").get_by_role("link", name="Tomás").click()
    expect(article(page, "Hello you two")).to_be_visible()


def test_where_one_may_not_write_the_reason_stands_in_place_of_the_field(open_page: Open, room: Room) -> None:
    page = open_page("U0PRIYA", place="C0COFFEE")
    box(page).wait_for()

    async def leave() -> None:
        room.server.workspace.change_person("U0TOMAS", deleted=True)

    room.run(leave())
    page.get_by_role("link", name="Tomás Herrera").click()
    expect(page.get_by_text("Tomás Herrera's account is deactivated.")).to_be_visible()
    expect(box(page)).to_have_count(0)


def test_a_link_into_the_workspace_leads_to_the_place_here(open_page: Open) -> None:
    page = open_page()
    send(page, "show")
    page.get_by_role("button", name="Write to Mei").click()
    expect(page.get_by_role("heading", name="Mei Tanaka", level=1)).to_be_visible()


def test_who_is_at_the_end_of_a_conversation_stays_there_when_the_window_becomes_smaller(
    open_page: Open, room: Room
) -> None:
    for nth in range(30):
        room.post("U0PRIYA", f"Message {nth}, which is long enough to need a second line on a phone, whatever it says")
    page = open_page()
    last = article(page, "Message 29")
    expect(last).to_be_in_viewport()
    page.set_viewport_size({"width": 390, "height": 500})
    expect(last).to_be_in_viewport(ratio=1)
