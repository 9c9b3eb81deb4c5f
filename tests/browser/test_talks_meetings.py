"""The guided conversations around meetings, as people go through them: each is left half-way once and taken up again."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.look import send
from tests.browser.test_six_weeks import act_as, form, go_to, let_pass, press

OWN, HELLO, GOAL = "That we laugh now and then", "Hello Amara, shall we walk while we talk?", "Say no in time"
OTHER_GOAL = "Lead one small project"


def close(page: Page, shown: Locator) -> None:
    page.keyboard.press("Escape")
    expect(shown).to_have_count(0)


def talk(page: Page, conversation: str) -> None:
    """`/mentor talk`, and one of the conversations that it lists."""
    go_to(page, "Messages")
    send(page, "/mentor talk")
    form(page, "Talk").get_by_role("button", name=conversation).click()


def close_all(page: Page, *titles: str) -> None:
    """From the top down."""
    for title in titles:
        close(page, form(page, title))


def write(page: Page, field: Locator, words: str) -> None:
    """Write, and wait until the companion has heard of it: what is kept as it is written is kept by then."""
    with page.expect_response(lambda response: response.url.endswith("/play/act")):
        field.fill(words)


def keep(page: Page, shown: Locator) -> None:
    shown.get_by_role("button", name="Keep for later").click()
    close(page, form(page, "Kept for later"))


def write_goal(page: Page, title: str) -> None:
    """As the mentor, and leave it as it is where something may be missing."""
    goal = form(page, "A goal")
    goal.get_by_label("What does Jonas want to be able to do?").fill(title)
    goal.get_by_label("How will you both know?").fill("Nobody is surprised")
    goal.get_by_role("button", name="Save goal").click()
    page.get_by_role("dialog").get_by_role("button", name="Leave it so").click()


def test_expectations_are_ticked_alone_left_taken_up_again_and_seen_side_by_side(page: Page) -> None:
    go_to(page, "Together")
    press(page, "What we expect")
    mine = form(page, "What you expect")
    mine.get_by_label("No judging").check()
    write(page, mine.get_by_label("Something of your own, in a line"), OWN)
    close(page, mine)

    press(page, "What we expect")
    expect(mine.get_by_label("No judging")).to_be_checked()
    expect(mine.get_by_label("Something of your own, in a line")).to_have_value(OWN)
    mine.get_by_label("Feedback that is honest").check()
    keep(page, mine)
    press(page, "What we expect")
    expect(mine.get_by_label("Feedback that is honest")).to_be_checked()
    mine.get_by_role("button", name="I am done").click()
    expect(mine).to_contain_text("Once Amara is done too")
    close(page, mine)

    act_as(page, "Amara Okafor")
    go_to(page, "Messages")
    press(page, "Tick mine")
    expect(mine).not_to_contain_text(OWN)
    for each in ("Honesty and openness", "A sense of where to go"):
        mine.get_by_label(each).check()
    mine.get_by_role("button", name="I am done").click()
    both = form(page, "Side by side")
    for words in (
        "Honest words, said and heard",
        "What would be direction enough to begin with?",
        "What would feel like being judged?",
        OWN,
    ):
        expect(both).to_contain_text(words)
    close(page, both)


def test_a_first_message_is_changed_kept_and_sent(page: Page) -> None:
    act_as(page, "Jonas Lindqvist")
    talk(page, "Begin: A first message")
    words = form(page, "A first message").get_by_label("To Amara")
    write(page, words, HELLO)
    close_all(page, "A first message")
    talk(page, "Go on: A first message")
    expect(words).to_have_value(HELLO)
    form(page, "A first message").get_by_role("button", name="Send it through me").click()
    expect(form(page, "A first message")).to_contain_text("Sent on")
    close_all(page, "A first message")
    go_to(page, "Together")
    expect(page.get_by_role("article").last).to_contain_text("A first word from Jonas to Amara")
    expect(page.get_by_role("article").last).to_contain_text(HELLO)


def test_the_first_meeting_is_begun_by_one_and_finished_by_the_other(page: Page) -> None:
    act_as(page, "Jonas Lindqvist")
    talk(page, "Begin: The first meeting")
    meeting = form(page, "First meeting")
    meeting.get_by_role("button", name="We talked about part 1").click()
    expect(meeting).to_contain_text("Talked about on")
    close_all(page, "First meeting")

    act_as(page, "Amara Okafor")
    talk(page, "Go on: The first meeting")
    expect(meeting).not_to_contain_text("What do you share")
    meeting.get_by_role("button", name="Add a goal").click()
    write_goal(page, GOAL)
    expect(meeting).to_contain_text(f"1.  {GOAL}")
    for nth in (2, 3):
        meeting.get_by_role("button", name=f"We talked about part {nth}").click()
        expect(meeting.get_by_role("button", name=f"Show part {nth}")).to_be_visible()
    expect(meeting).to_contain_text("You have been through all three parts.")
    close_all(page, "First meeting")


def test_the_second_meeting_begins_with_the_order_of_the_goals(page: Page) -> None:
    talk(page, "Begin: The second meeting")
    meeting = form(page, "Second meeting")
    meeting.get_by_role("button", name="Add a goal").click()
    write_goal(page, OTHER_GOAL)
    expect(meeting).to_contain_text(f"2.  {OTHER_GOAL}")
    meeting.get_by_role("button", name="Show part 2").click()
    meeting.get_by_role("button", name="We talked about part 2").click()
    expect(meeting).to_contain_text("Talked about on")
    close_all(page, "Second meeting")

    act_as(page, "Jonas Lindqvist")
    talk(page, "Go on: The second meeting")
    expect(meeting).to_contain_text("Talked about on")
    meeting.get_by_role("button", name="Change the order").click()
    order = form(page, "Order of the goals")
    order.get_by_label("First", exact=True).select_option(label=OTHER_GOAL)
    order.get_by_label("Second", exact=True).select_option(label=GOAL)
    order.get_by_role("button", name="Keep this order").click()
    expect(meeting).to_contain_text(f"1.  {OTHER_GOAL}")
    close_all(page, "Second meeting")


def test_a_meeting_gets_an_objective_and_is_looked_back_at_together(page: Page) -> None:
    act_as(page, "Tomás Herrera")
    talk(page, "Look: What the next meeting should bring")
    aim = form(page, "What it should bring")
    aim.get_by_label("What to bring").fill("Two examples")
    keep(page, aim)
    talk(page, "Go on: What the next meeting should bring")
    expect(aim.get_by_label("What to bring")).to_have_value("Two examples")
    aim.get_by_role("button", name="Keep it").click()
    expect(form(page, "Meeting")).to_contain_text("Two examples")
    close_all(page, "Meeting")
    let_pass(page, "+ Week")
    for name in ("Priya Nair", "Tomás Herrera"):
        act_as(page, name)
        go_to(page, "Messages")
        press(page, "We met")
        expect(page.get_by_role("main").get_by_role("button", name="We met")).to_have_count(0)
    go_to(page, "Home")
    press(page, "Look at how far you and Priya have come")
    back = form(page, "How far you have come")
    back.get_by_label("What comes next?").fill("Ask Noor for half an hour")
    keep(page, back)
    press(page, "Look at how far you and Priya have come")
    expect(back.get_by_label("What comes next?")).to_have_value("Ask Noor for half an hour")
    back.get_by_label("About half way").check()
    back.get_by_role("button", name="Keep it").click()
    expect(form(page, "Meeting")).to_contain_text("About half way")
    close_all(page, "Meeting")


def test_taking_stock_is_opened_left_and_opened_again_and_leads_to_a_time_for_it(page: Page) -> None:
    stock = page.get_by_role("dialog", name="Take stock")
    for name, other in (("Priya Nair", "Tomás"), ("Tomás Herrera", "Priya")):
        act_as(page, name)
        talk(page, "Look: Take stock")
        expect(stock).to_contain_text("Which goal still fits")
        close_all(page, "Take stock")
        talk(page, "Look: Take stock")
        stock.get_by_role("button", name="Find a time").click()
        expect(form(page, "Find a time")).to_contain_text(other)
        close_all(page, "Find a time", "Take stock")


def test_talk_gives_another_starter_and_four_cards(page: Page) -> None:
    go_to(page, "Home")
    press(page, "Talk")
    shown = form(page, "Talk")
    first = shown.get_by_role("strong").first.inner_text()
    shown.get_by_role("button", name="Another one").click()
    expect(shown.get_by_role("strong").first).not_to_have_text(first)
    shown.get_by_role("button", name="How to listen").click()
    expect(form(page, "How to listen")).to_contain_text("Say it back")
    close_all(page, "How to listen", "Talk")
