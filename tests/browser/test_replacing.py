"""A part of a month is stopped, and a wrong acceptance is put back: with what would change seen
before each decision."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from config.sample.data import LAST_MONTH, ROWS_A_MONTH
from datasources import samples
from tests.browser.conftest import Opener, Site, faults, keep_picture
from tests.browser.steps import data
from tests.browser.steps.page import (
    LONG,
    does_not_see,
    fill_in,
    follow,
    open_details,
    press,
    sees,
    send_files,
    told_that,
)
from tests.browser.test_every_page import too_wide

SOURCE = "/partnerships/wexmere/data/police-street/"
UPLOAD = f"{SOURCE}upload/"
ONLY_BURGLARY = "If you tick every box and accept it"

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def page(site: Site, signed_in: Opener) -> Page:
    return signed_in(site.people["analyst"])


def month_of(folder: Path) -> Path:
    """The month the sample's sections end with once more, with other rows. Another journey may
    have brought a later month, in which no section stands."""
    return samples.generate(
        folder, seed=3, months=[LAST_MONTH], rows_per_month=ROWS_A_MONTH
    ).street[0]


def wait_for_the_plan(page: Page) -> None:
    expect(page.locator("#plan-progress")).to_have_count(0, timeout=LONG)
    expect(page.get_by_role("heading", name="What would change")).to_be_visible(timeout=LONG)


def test_a_month_of_burglary_alone_is_stopped(page: Page, tmp_path: Path):
    whole = month_of(tmp_path)
    heading, *rows = whole.read_text().splitlines(keepends=True)
    whole.write_text("".join([heading, *(row for row in rows if ",Burglary," in row)]))

    page.goto(UPLOAD)
    send_files(page, [whole])
    data.wait_until_read(page)
    wait_for_the_plan(page)

    sees(page, "A part seems to be missing", "holds Burglary only", "will be left out")
    sees(page, ONLY_BURGLARY, re.compile(r"answers would be (another|others)"))
    sees(page, re.compile(r"Section .*, approved, was approved with [\d.,]+ .*; it would be"))
    keep_picture(page, "burglary-only")
    assert faults(page) == []
    assert too_wide(page) == []
    page.reload()
    press(page, "Accept")
    told_that(page, "seems to be incomplete")
    page.goto(SOURCE)
    does_not_see(page, "Not all figures can be drawn yet")


def test_it_is_accepted_all_the_same_by_mistake(page: Page):
    follow(page, re.compile(r"^\d+ \w+ \d{4}"))
    wait_for_the_plan(page)
    page.get_by_label(re.compile("Use what was sent for")).check()
    press(page, "Accept")
    told_that(page, "in use now")


def test_what_it_displaced_is_put_back_when_it_is_seen_what_that_would_change(page: Page):
    page.goto(SOURCE)
    row = page.get_by_role("row").filter(has_text=re.compile(r"July \d{4} to September \d{4}"))
    row.get_by_role("link").first.click()
    press(page, "Work out what would change")
    told_that(page, "being worked out")
    wait_for_the_plan(page)
    sees(page, "If you put it back into use", re.compile(r"answers would be (another|others)"))
    keep_picture(page, "put-back")
    assert faults(page) == []

    open_details(page, "Put this delivery back into use")
    fill_in(page, "Why is it put back?", "A month of burglary alone was accepted by mistake.")
    press(page, "Put back into use")

    told_that(page, "This delivery is in use again")
    does_not_see(page, "If you put it back into use")
