"""Meetings, priorities, recommendations, actions, lessons."""

import datetime
import re

from playwright.sync_api import Page, expect

from tests.browser.steps.page import (
    A_WHILE,
    choose,
    choose_option_with,
    click,
    enter_day,
    fill_in,
    press,
    row_of,
    select,
    told_that,
)


def propose(page: Page, title: str, key_line: str) -> None:
    press(page, "Propose a priority")
    fill_in(page, "Priority", title)
    fill_in(page, "What the partnership would work on, and why", f"To reduce {title.lower()}.")
    select(page, "Theme (optional)", "Locations")
    select(page, "Key line of enquiry that it rests on", key_line)
    press(page, "Propose it to the board")
    told_that(page, "is proposed")


def record_a_meeting(page: Page, title: str, day: datetime.date) -> None:
    press(page, "Record a meeting")
    fill_in(page, "What the meeting is called", title)
    enter_day(page, "Date", day)
    fill_in(page, "Place (optional)", "Council chamber")
    fill_in(page, "Agenda (optional)", "The draft assessment\nPriorities")
    press(page, "Record the meeting")
    told_that(page, f"{title} is recorded")


def say_who_sat(page: Page, seats: dict[str, str]) -> None:
    """For each authority a name of its list."""
    press(page, "Say who sat for each authority")
    for organisation, person in seats.items():
        select(page, organisation, person)
    press(page, "Save who sat")
    told_that(page, "responsible authorities present")


def decide(page: Page, title: str, decision: str, reason: str) -> None:
    """From the board: asked, shown back to be checked, then final."""
    click(row_of(page, title).get_by_role("link", name=re.compile("^Decide")))
    page.get_by_role("radio").first.check()
    page.get_by_label(re.compile(rf"^\s*{decision}")).check()
    fill_in(page, "What does the evidence say?", "Reports rose by a third in the last year.")
    fill_in(page, "Reason: why this and not something else?", reason)
    page.get_by_label("Who moved it?").select_option(index=1)
    page.get_by_label("Who seconded it?").select_option(index=2)
    press(page, "Continue")
    press(page, "Make the decision final")
    told_that(page, "The decision is final")


def recommend(page: Page, box: str, words: str, owner: str) -> None:
    press(page, "Add a recommendation")
    select(page, "Box of the document", box)
    fill_in(page, "What should the partnership do?", words)
    fill_in(page, "Which gap does it close? (optional)", "Nobody looks after the evening hours.")
    select(page, "Who would lead on it? (optional)", owner)
    press(page, "Add the recommendation")
    told_that(page, "The recommendation is added")


def add_an_action(
    page: Page, title: str, *, owner: str, due: datetime.date, recommendation: str, priority: str
) -> None:
    press(page, "Add an action")
    fill_in(page, "What will be done?", title)
    select(page, "Which organisation owns it?", owner)
    enter_day(page, "Due", due)
    fill_in(page, "How will you know that it worked?", "Reports from 40 a month to 20.")
    choose_option_with(page, "Priority that it serves (optional)", priority[:25])
    choose_option_with(page, "Recommendation that it carries out (optional)", recommendation[:25])
    press(page, "Add the action")
    told_that(page, "is in the plan")


def report_progress(page: Page, words: str, measured: str) -> None:
    press(page, "Report progress")
    fill_in(page, "What has been done?", words)
    fill_in(page, "The measure now (optional)", measured)
    press(page, "Add the note")
    told_that(page, "Your note is added")


def give_the_verdict(page: Page, verdict: str, reason: str) -> None:
    press(page, "Give a verdict")
    choose(page, verdict)
    fill_in(page, "Reason", reason)
    press(page, "Give this verdict")
    told_that(page, re.compile(verdict, re.IGNORECASE))


def record_a_lesson(page: Page, comment: str, change: str) -> None:
    press(page, "Record a lesson")
    fill_in(page, "What should be remembered about how this year's process went?", comment)
    press(page, "Record the lesson")
    told_that(page, "The comment is recorded")
    click(page.get_by_role("link", name=re.compile("^Note the change")).first)
    fill_in(page, "What was changed because of it?", change)
    press(page, "Note this change")
    told_that(page, "The change is noted")
    expect(page.get_by_role("main")).to_contain_text(change, timeout=A_WHILE)
