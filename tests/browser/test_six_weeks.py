"""Six weeks of a pair, played as people would: clicks, keys, what can be read, and the calendar's buttons."""

from playwright.sync_api import Locator, Page, expect

GOAL, FIRST_STEP, SECOND_STEP = "Lead one small project", "Ask two people how they began", "Write a page about it"
PLACE = "https://meet.example/ewa-helen"


def act_as(page: Page, name: str) -> None:
    page.get_by_role("button", name="Acting as").click()
    page.get_by_role("menu", name="Act as").get_by_role("menuitemradio", name=name).click()
    expect(page.get_by_role("button", name=f"Acting as {name}")).to_be_visible()


def chat(page: Page) -> Locator:
    return page.get_by_role("main")


def go_to(page: Page, place: str) -> None:
    """Home or Messages of the companion, a channel, or "Together": the group DM of the pair."""
    if place in ("Home", "Messages"):
        page.get_by_role("list", name="App").get_by_role("link").click()
        page.get_by_role("tab", name=place).click()
    elif place == "Together":
        page.get_by_role("list", name="Together").get_by_role("link").click()
    else:
        page.get_by_role("list", name="Channels").get_by_role("link", name=place).click()


def press(page: Page, button: str) -> None:
    """The newest button of that name in what is shown; what was shown before may not be gone yet."""
    chat(page).get_by_role("button", name=button).filter(visible=True).last.click()


def form(page: Page, title: str) -> Locator:
    shown = page.get_by_role("dialog", name=title)
    expect(shown).to_be_visible()
    return shown


def newest(page: Page) -> Locator:
    return chat(page).get_by_role("article").last


def let_pass(page: Page, button: str, times: int = 1) -> None:
    """Press one of the calendar's buttons, and wait until that time has been lived."""
    for _ in range(times):
        page.get_by_role("button", name=button).click()
        page.locator("button:enabled", has_text="+ Week").wait_for(timeout=20_000)


def pair(page: Page) -> None:
    go_to(page, "Home")
    press(page, "Pair two people")
    asked = form(page, "Pair two people")
    asked.get_by_label("Mentor", exact=True).fill("hel")
    asked.get_by_role("option", name="Helen Park").click()
    asked.get_by_label("Mentee", exact=True).fill("ewa")
    asked.get_by_role("option", name="Ewa Nowak").click()
    asked.get_by_role("button", name="Introduce them").click()
    expect(chat(page)).to_contain_text("Ewa and Helen")


def agree(page: Page) -> None:
    act_as(page, "Ewa Nowak")
    go_to(page, "Home")
    press(page, "Write the agreement with Helen")
    pages = form(page, "Your agreement")
    pages.get_by_label("Where?").fill(PLACE)
    pages.get_by_role("button", name="Next: what for").click()
    pages.get_by_label("What do you want from this, Ewa?").fill("Write code that others like to read")
    pages.get_by_label("Listens and thinks along").check()
    pages.get_by_label("What will Helen do?").fill("Asks before she answers")
    pages.get_by_label("What will Ewa do?").fill("Brings one question")
    pages.get_by_role("button", name="Next: trust").click()
    pages.get_by_label("Any ground rules?").fill("We call off a day ahead.")
    pages.get_by_role("button", name="Read it through").click()
    expect(pages).to_contain_text("Asks before she answers")
    pages.get_by_role("button", name="Sign", exact=True).click()
    expect(pages).to_contain_text("You have signed.")
    page.keyboard.press("Escape")

    act_as(page, "Helen Park")
    go_to(page, "Messages")
    press(page, "Read and sign")
    pages.get_by_role("button", name="Sign", exact=True).click()
    expect(pages).to_contain_text("You have an agreement.")
    page.keyboard.press("Escape")


def allow_celebrations(page: Page) -> None:
    for name in ("Helen Park", "Ewa Nowak"):
        act_as(page, name)
        go_to(page, "Messages")
        press(page, "Tell, with first names")
        expect(newest(page)).to_contain_text("Thank you.")


def suggest(page: Page, day: str) -> None:
    """Ewa looks for a time in her Home."""
    act_as(page, "Ewa Nowak")
    go_to(page, "Home")
    press(page, "Find a time with Helen")
    time = form(page, "Find a time")
    time.get_by_label("Day", exact=True).fill(day)
    time.get_by_label("Time, on your clock in Warsaw").fill("15:00")
    time.get_by_role("button", name="Next").click()
    place = form(page, "Both clocks")
    expect(place).to_contain_text("15:00 · 9:00 for Helen")
    place.get_by_label("Where, or a link").fill(PLACE)
    place.get_by_role("button", name="Book it").click()
    done = form(page, "Meeting")
    expect(done).to_contain_text("It is booked.")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def accept(page: Page) -> None:
    act_as(page, "Helen Park")
    go_to(page, "Together")
    press(page, "works")
    expect(newest(page)).to_contain_text("works for everybody")


def say_of_it(page: Page, answer: str) -> None:
    for name in ("Ewa Nowak", "Helen Park"):
        act_as(page, name)
        go_to(page, "Messages")
        press(page, answer)
        expect(chat(page).get_by_role("button", name=answer)).to_have_count(0)
        expect(chat(page).get_by_text("Thank you").last).to_be_visible()


def answer_the_question(page: Page) -> None:
    """Ewa answers by one tap; the buttons give way to a thank-you, the answer is found in Home."""
    act_as(page, "Ewa Nowak")
    go_to(page, "Messages")
    skip = page.get_by_role("button", name="Skip this question")
    asked = chat(page).get_by_role("article").filter(has=skip).last
    question, answer = asked.get_by_role("strong").first.inner_text(), asked.get_by_role("button").first
    words = answer.inner_text()
    answer.click()
    expect(skip).to_have_count(0)
    thanks = chat(page).get_by_role("article").filter(has=page.get_by_role("button", name="See my answer")).last
    expect(thanks).to_contain_text("Thank you, Ewa.")
    expect(thanks).not_to_contain_text(words)
    go_to(page, "Home")
    press(page, "My answers")
    answers = form(page, "My answers")
    expect(answers).to_contain_text(question)
    expect(answers).to_contain_text(words)
    page.keyboard.press("Escape")


def plan(page: Page) -> None:
    go_to(page, "Home")
    press(page, "Add a goal with Helen")
    goal = form(page, "A goal")
    goal.get_by_label("What do you want to be able to do?").fill(GOAL)
    goal.get_by_label("How will you both know?").fill("Two people thank the team")
    goal.get_by_role("button", name="Save goal").click()
    whole = form(page, "Your plan")
    for step in (FIRST_STEP, SECOND_STEP):
        whole.get_by_role("button", name="Add a step to goal 1").click()
        written = form(page, "A step")
        written.get_by_label("What is the step?").fill(step)
        page.keyboard.press("Enter")
        expect(written).to_have_count(0)
    expect(whole).to_contain_text("0 of 2")
    page.keyboard.press("Escape")
    press(page, f"Mark done: {FIRST_STEP}")
    expect(chat(page)).to_contain_text("Your plan: 1 of 2 steps")
    expect(chat(page).get_by_role("img", name="1 of 2 dots")).to_be_visible()
    expect(chat(page)).to_contain_text(f"Next: {SECOND_STEP}")


def read_the_suggestion(page: Page, name: str, partner: str) -> None:
    act_as(page, name)
    go_to(page, "Messages")
    told = chat(page).get_by_role("article").filter(has_text="didn't take place")
    expect(told).to_have_count(1, timeout=10_000)
    expect(told).to_contain_text(f"Two of your last three meetings with {partner} didn't take place.")
    expect(told).to_contain_text(f"The same words go to {partner}.")
    expect(told).to_contain_text("Ruth sees that you could use a hand, and nothing more.")


def look_as_coordinator(page: Page) -> None:
    act_as(page, "Ruth Adeyemi")
    go_to(page, "Home")
    home = chat(page)
    expect(home).to_contain_text("Three pairs could use a hand")  # the other two are left alone for six weeks
    expect(home.get_by_role("button", name="Offer a hand to Ewa Nowak and Helen Park")).to_be_visible()
    for typed in (GOAL, FIRST_STEP, "Asks before she answers", "take place"):
        expect(home).not_to_contain_text(typed)


def test_six_weeks_from_pairing_to_a_celebration_and_a_kind_word_when_meetings_stop(
    page: Page,
) -> None:
    act_as(page, "Ruth Adeyemi")

    pair(page)
    let_pass(page, "Next event")
    agree(page)
    go_to(page, "Together")
    expect(chat(page)).to_contain_text("Ewa, meet Helen. Helen, meet Ewa.")
    expect(newest(page)).to_contain_text("You have an agreement.")
    allow_celebrations(page)
    let_pass(page, "+ Day")
    go_to(page, "mentoring")
    expect(newest(page)).to_contain_text("Ewa and Helen have signed their agreement.")

    suggest(page, "2026-09-10")
    accept(page)
    let_pass(page, "+ Day", times=3)
    say_of_it(page, "We met")
    go_to(page, "mentoring")
    expect(newest(page)).to_contain_text("Ewa and Helen have met for the first time.", timeout=10_000)
    answer_the_question(page)
    plan(page)

    suggest(page, "2026-09-22")
    let_pass(page, "+ Week", times=2)
    say_of_it(page, "It didn't happen")
    suggest(page, "2026-10-13")
    let_pass(page, "+ Week", times=3)
    say_of_it(page, "It didn't happen")
    read_the_suggestion(page, "Ewa Nowak", "Helen")
    let_pass(page, "+ Day")  # in New York it is eight: what nobody asked for comes from nine on
    read_the_suggestion(page, "Helen Park", "Ewa")
    look_as_coordinator(page)
    let_pass(page, "+ Week")
