"""Issues, blind scoring, key lines; the consultation of residents."""

import datetime
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.steps.page import (
    A_WHILE,
    choose,
    click,
    does_not_see,
    enter_day,
    fill_in,
    follow,
    heading_is,
    press,
    row_of,
    sees,
    told_that,
)


def add_an_issue(page: Page, title: str, origin: str) -> None:
    press(page, "Add an issue")
    fill_in(page, "Issue", title)
    fill_in(page, "What is known of it (optional)", f"Partners report more {title.lower()}.")
    choose(page, origin)
    press(page, "Add the issue")
    told_that(page, f"{title} is on the list")


def score_every_issue(page: Page, *, first: int, pace: int) -> None:
    """From the scanning room: a step in every cell, saved once before the sheet is submitted."""
    press(page, "Score the issues")
    heading_is(page, "Your scores")
    for place, cell in enumerate(page.get_by_role("radiogroup").all()):
        steps = cell.get_by_role("radio")
        steps.nth((first + place * pace) % steps.count()).check()
    press(page, "Save")
    told_that(page, "Saved.")
    does_not_see(page, "You have not begun to score")
    press(page, "Save and submit")
    told_that(page, "Your scores are submitted")


def choose_key_lines(page: Page, taken: list[str]) -> None:
    for title in taken:
        page.get_by_label(f"Take it as a key line: {title}", exact=True).check()


def give_a_reason(page: Page, title: str, reason: str) -> None:
    page.get_by_label(f"If not, why? {title}", exact=True).fill(reason)


def record_the_consultation(page: Page, title: str, year: int) -> None:
    link = page.get_by_role("button", name=re.compile("consultation", re.IGNORECASE))
    record = page.get_by_role("link", name=re.compile("^Record .*consult", re.IGNORECASE))
    click(link.or_(record).first)
    fill_in(page, "What the consultation is called", title)
    fill_in(page, "Whom will you ask?", "Residents of every ward, and traders of the four towns.")
    fill_in(page, "How will you ask them?", "Paper forms in libraries and a stall at each market.")
    enter_day(page, "First day", datetime.date(year, 9, 1))
    enter_day(page, "Last day", datetime.date(year, 10, 15))
    enter_day(page, "Day of the public meeting (optional)", datetime.date(year, 9, 20))
    fill_in(page, "Place of the public meeting (optional)", "Corn hall")
    press(page, "Record the consultation")
    told_that(page, f"{title} is recorded")


def enter_answers(page: Page, question: str, respondents: int, lines: str | Path) -> None:
    """Typed from paper, or from a CSV file; ends where the finding is tied to issues."""
    press(page, "Enter the answers to a question")
    fill_in(page, "The question, as it was asked", question)
    fill_in(page, "How many people answered this question?", str(respondents))
    if isinstance(lines, Path):
        page.get_by_label("Or a CSV file", exact=True).set_input_files(lines)
    else:
        choose(page, "Counted from paper")
        fill_in(page, "Answers and their counts", lines)
    press(page, "Keep the answers")
    told_that(page, "counts are kept")


def tie_to(page: Page, issue: str) -> None:
    choose(page, issue)
    press(page, "Save")
    told_that(page, "The finding stands beside its issues now")


def name_the_sections_that_cover(page: Page, issue: str, section: str) -> None:
    click(row_of(page, issue).get_by_role("link", name=issue, exact=True))
    page.locator("summary", has_text="Name the sections that cover it").click()
    page.get_by_label(re.compile(re.escape(section))).first.check()
    press(page, "Save the sections")
    told_that(page, "The sections that cover this issue are noted")


def is_ranked_with_spread(page: Page, issue: str) -> None:
    expect(row_of(page, issue)).to_contain_text("apart", timeout=A_WHILE)
    sees(page, "Issues by their scores")
    follow(page, issue)
    sees(page, "of 100")
