"""The conversations about goals, walked through in the browser: each left half-way once, and taken up again."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.look import send
from tests.browser.test_six_weeks import act_as, form, go_to, let_pass, pair

ANSWER, SHOWN = "Work whose use I can see", "Leading a team of four"
THERE, STRENGTH, BETTER = "I lead a small team that people like to join", "I stay calm", "I say no in time"


@pytest.fixture(scope="module", autouse=True)
def paired(page: Page) -> None:
    """Ewa, whose page this is, has been paired with Helen."""
    act_as(page, "Ruth Adeyemi")
    pair(page)
    let_pass(page, "Next event")
    act_as(page, "Ewa Nowak")


def plan_of(page: Page) -> Locator:
    go_to(page, "Messages")
    send(page, "/mentor plan")
    return form(page, "Your plan")


def leave(page: Page, *titles: str) -> None:
    """Close these, the topmost first."""
    for title in titles:
        form(page, title)
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog", name=title)).to_have_count(0)


def press(within: Locator, button: str) -> None:
    within.get_by_role("button", name=button, exact=True).click()


def keep(page: Page, form_: Locator) -> None:
    press(form_, "Keep for later")
    leave(page, "Kept for later")


def test_a_vision_is_found_in_three_answers_and_what_was_typed_before_is_not_lost(page: Page) -> None:
    press(plan_of(page), "Change the vision")
    written = form(page, "Where are you heading?")
    written.get_by_label("Who are you once you have got there?").fill("I teach.")
    press(written, "Find the words step by step")
    words = form(page, "Find the words")
    words.get_by_label("You have got there. What do you do on a good day?").fill(THERE)
    press(words, "Next")
    words.get_by_label("Which strength do you build on?").fill(STRENGTH)
    press(words, "Next")
    words.get_by_label("What has got better, that is hard for you today?").fill(BETTER)
    keep(page, words)
    leave(page, "Your plan")

    press(plan_of(page), "Change the vision")
    press(written, "Go on step by step")
    expect(words.get_by_label("What has got better, that is hard for you today?")).to_have_value(BETTER)
    press(words, "Next")
    expect(written).to_contain_text(STRENGTH)
    whole = written.get_by_label("Who are you once you have got there?")
    expect(whole).to_have_value("I teach.")
    whole.fill(f"{THERE}. {STRENGTH}. {BETTER}.")
    press(written, "Save")
    expect(form(page, "Your plan")).to_contain_text(f"{THERE}. {STRENGTH}. {BETTER}.")
    leave(page, "Your plan")


def test_the_nine_questions_are_left_taken_up_and_become_a_goal_and_one_answer_is_shown(page: Page) -> None:
    press(plan_of(page), "Questions to find out what you want")
    asked = form(page, "What do I want?")
    expect(asked).to_contain_text("Question 1 of 9")
    thoughts = asked.get_by_role("textbox")
    thoughts.fill(ANSWER)
    press(asked, "Next")
    expect(asked).to_contain_text("Question 2 of 9")
    thoughts.fill(SHOWN)
    asked.get_by_label("Show this to my mentor").check()
    press(asked, "Go back")
    expect(thoughts).to_have_value(ANSWER)
    keep(page, asked)
    leave(page, "Your plan")

    press(plan_of(page), "Questions to find out what you want")
    expect(thoughts).to_have_value(ANSWER)
    press(asked, "Next")
    for nth in range(3, 10):
        expect(asked).to_contain_text(f"Question {nth} of 9")
        expect(thoughts).to_have_value("")
        press(asked, "Next")
    whole = form(page, "What I want")
    expect(whole).to_contain_text("Helen can read this.")
    whole.get_by_role("button", name="More actions").first.click()
    whole.get_by_role("menuitem", name="Make a goal of answer 1").click()
    goal = form(page, "A goal")
    expect(goal.get_by_label("What do you want to be able to do?")).to_have_value(ANSWER)
    goal.get_by_label("How will you both know?").fill("I am more confident")
    press(goal, "Save goal")
    expect(goal).to_contain_text("How will you both notice that it has been reached?")
    leave(page, "A goal", "What I want", "Your plan")

    act_as(page, "Helen Park")
    press(plan_of(page), "What Ewa shows you")
    shown = form(page, "What matters")
    expect(shown).to_contain_text(SHOWN)
    expect(shown).not_to_contain_text(ANSWER)
    leave(page, "What matters", "Your plan")
    act_as(page, "Ewa Nowak")


def test_what_a_goal_may_lack_is_changed_or_left_so_and_leads_back_to_the_plan(page: Page) -> None:
    plan = plan_of(page)
    press(plan, "Add a goal")
    goal = form(page, "A goal")
    goal.get_by_label("What do you want to be able to do?").fill("Improve my talks")
    goal.get_by_label("How will you both know?").fill("They are better")
    press(goal, "Save goal")
    expect(goal).to_contain_text("One clear thing carries further than a direction.")
    leave(page, "A goal", "Your plan")

    press(plan_of(page), "Change goal 2")
    goal.get_by_label("What do you want to be able to do?").fill("Give better talks")
    press(goal, "Save goal")
    expect(goal).to_contain_text("Only you see this.")
    press(goal, "Change it")
    goal.get_by_label("How will you both know?").fill("Two talks are held")
    press(goal, "Save goal")
    expect(goal).to_have_count(0)
    expect(plan).to_contain_text("Two talks are held")
    press(plan, "Change goal 2")
    goal.get_by_label("How will you both know?").fill("My talks improve")
    press(goal, "Save goal")
    press(goal, "Leave it so")
    expect(goal).to_have_count(0)
    expect(plan).to_contain_text("My talks improve")
    leave(page, "Your plan")


def test_a_plan_is_worked_out_backwards_left_and_taken_up_before_the_earliest_step(page: Page) -> None:
    press(plan_of(page), "Work out goal 1 backwards")
    way = form(page, "Backwards from the end")
    expect(way).to_contain_text("A month before")
    step = way.get_by_label("The step that makes it true")
    step.fill("Somebody else uses it")
    way.get_by_label("What or whom does it take?").fill("A room")
    press(way, "Keep this step")
    expect(way).to_contain_text("So that this can follow: Somebody else uses it")
    expect(step).to_have_value("")
    leave(page, "Backwards from the end", "Your plan")

    press(plan_of(page), "Go on working out goal 1 backwards")
    expect(way).to_contain_text("So that this can follow: Somebody else uses it")
    ending = page.get_by_role("dialog", name="The way there")
    for nth in range(12):
        step.fill(f"Earlier step {nth}")
        due = way.get_by_label("By when?").input_value()
        press(way, "Keep this step")
        expect(page.get_by_role("dialog").last).to_contain_text(f"Earlier step {nth}")
        if ending.count():
            break
        assert due
    expect(ending).to_contain_text("Today is reached.")
    expect(ending).to_contain_text("With others: whom could you watch")
    leave(page, "The way there", "Your plan")
    plan = plan_of(page)
    expect(plan).to_contain_text("Somebody else uses it")
    expect(plan.get_by_role("button", name="Go on working out goal 1 backwards")).to_have_count(0)
    leave(page, "Your plan")
