"""Registering sources, sending files, deciding, reading the figures."""

import csv
import json
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.steps.page import (
    A_WHILE,
    LONG,
    choose,
    click,
    download,
    fill_in,
    follow,
    press,
    select,
    send_files,
    told_that,
)

KINDS = {
    "Area look-up": "Area look-up (small area to ward to local authority)",
    "Population": "Population of small areas (mid-year estimates)",
    "Police recorded crime": "Police recorded crime and anti-social behaviour (street level)",
}
REASONS = {
    "Area look-up": "The publisher's own; it covers every small area.",
    "Population": "Official estimates; they lag by more than a year.",
    "Police recorded crime": "Complete for the force; places are snapped to map points.",
}
ROBUSTNESS = {
    "Area look-up": re.compile(r"^\s*Strong"),
    "Population": re.compile(r"^\s*Strong"),
    "Police recorded crime": re.compile(r"^\s*Usable with care"),
}
EXPECTED = {"Area look-up": "Once", "Population": "Every year, as at 30 June"}


def register(page: Page, name: str, provider: str) -> None:
    """From the register: a new source, and how far it can be trusted."""
    link = page.get_by_role("link", name="Register a source")
    click(link.or_(page.get_by_role("button", name="Register a source")).first)
    fill_in(page, "Name", name)
    choose(page, KINDS[name])
    if provider and name == "Police recorded crime":
        select(page, "Provider", provider)
    else:
        fill_in(page, "Publisher (optional)", "Office for National Statistics")
    choose(page, EXPECTED.get(name, "Every month"))
    press(page, "Register")
    told_that(page, f"{name} is in the register")
    follow(page, name)
    follow(page, "Review")
    page.get_by_label(ROBUSTNESS[name]).check()
    fill_in(page, "Caveat", REASONS[name])
    press(page, "Save the review")
    expect(page.get_by_role("main")).to_contain_text(REASONS[name], timeout=A_WHILE)


def open_source(page: Page, name: str) -> None:
    click(page.get_by_role("table").get_by_role("link", name=name, exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text(name, timeout=A_WHILE)


def send(page: Page, files: list[Path]) -> None:
    """From a source's page; ends on the delivery's page, when the worker has read it."""
    press(page, "Send files")
    send_files(page, files)
    told_that(page, "safe")


def wait_until_read(page: Page) -> None:
    """The page renews itself: progress first, then what was found."""
    expect(page.get_by_role("progressbar")).to_have_count(0, timeout=LONG)
    expect(
        page.get_by_role("heading", name=re.compile("Accept it|What was found")).first
    ).to_be_visible(timeout=LONG)


def accept(page: Page) -> None:
    press(page, "Accept")
    told_that(page, re.compile("in use"))


def keep_a_question(page: Page, analysis: str) -> None:
    choose(page, analysis)
    press(page, "Ask")
    expect(page.locator("figure").first).to_be_visible(timeout=LONG)
    press(page, "Keep this question")
    told_that(page, "The question is kept")


def rows_of_csv(page: Page, headline: re.Pattern[str], folder: Path) -> list[dict[str, str]]:
    """The table under a figure, downloaded by its link."""
    figure = page.locator("figure").filter(has_text=headline).first
    link = figure.get_by_role("link", name=re.compile("CSV"))
    with download(page, link, folder).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def answer_on_the_command_line(site: Site, partnership: str, *words: str) -> dict:
    done = site.command("answer", *words, "--partnership", partnership, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
