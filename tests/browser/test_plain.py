"""A table of no kind that is known: its columns said, what a row is said, and then its figure."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from config.sample.data import LAST_MONTH
from datasources import samples
from datasources.samples.place import WARDS
from tests.browser.conftest import Opener, Site, faults, keep_picture
from tests.browser.steps import data
from tests.browser.steps.page import (
    choose,
    fill_in,
    follow,
    press,
    refused_because,
    sees,
    select,
    send_files,
    told_that,
    wait_for_figure,
)
from tests.browser.test_every_page import too_wide

SOURCE = "Racial incidents"
COLUMNS = {
    "Noted": "When: when it was, if a column says so",
    "Neighbourhood": "Area: where it was, if a column says so",
    "Sort": "What: what it was, if a column says so",
}
SORTS = ("Verbal abuse", "Verbal abuse", "Graffiti", "Damage")

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def page(site: Site, signed_in: Opener) -> Page:
    return signed_in(site.people["analyst"])


def logged(folder: Path) -> Path:
    """Two years of a council's list: six a month in turn over four wards."""
    rows = [
        f"{day:02}/{month[5:]}/{month[:4]},{WARDS[day % 4]},{SORTS[day % len(SORTS)]}"
        for month in samples.months_back_from(LAST_MONTH, 24)
        for day in range(13, 19)
    ]
    path = folder / "Our list.csv"
    path.write_text("\n".join(["Noted,Neighbourhood,Sort", *rows]), encoding="utf-8")
    return path


def test_its_columns_are_said(page: Page, tmp_path: Path):
    page.goto("/partnerships/wexmere/data/new/?kind=plain-table")
    fill_in(page, "Name", SOURCE)
    press(page, "Register")
    told_that(page, f"{SOURCE} is in the register")
    send_files(page, [logged(tmp_path)])
    data.wait_until_read(page)
    sees(page, "Nobody has said yet what the columns of this table are")
    follow(page, "Put it right")
    for heading, meaning in COLUMNS.items():
        select(page, f"What “{heading}” is", meaning)
    press(page, "Save and read again")
    data.wait_until_read(page)
    sees(page, "144 rows read, 144 kept")
    press(page, "Accept")
    told_that(page, re.compile("are in use now"))


def test_until_somebody_says_what_a_row_is_its_figures_count_rows(page: Page):
    follow(page, SOURCE)

    sees(page, "Nobody has said it yet, so its figures count rows.")
    wait_for_figure(page)
    sees(page, "All rows")


def test_what_a_row_is_is_said_and_its_figures_say_it(page: Page):
    follow(page, "Say what a row is")
    assert faults(page) == []
    keep_picture(page, "rows")
    assert too_wide(page) == []
    page.reload()
    choose(page, "So many as the number in the row says")
    press(page, "Save")
    refused_because(page, "do not say how many they stand for")
    choose(page, "One")
    for word in ("Verbal abuse (72)", "Graffiti (48)"):
        choose(page, word)
    press(page, "Save")
    told_that(page, "It is kept.")

    sees(page, "Racial incidents: each row is one of them", "Verbal abuse, Graffiti and Other")
    wait_for_figure(page, "All racial incidents")
    assert faults(page) == []
    keep_picture(page, "rows-figures")
    assert too_wide(page) == []
