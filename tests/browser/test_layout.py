"""A council's workbook in words of its own: mapped by hand once, its next quarter in one press."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from datasources.samples.place import WARDS
from tests.browser.conftest import Opener, Site, faults, keep_picture
from tests.browser.steps.page import (
    does_not_see,
    fill_in,
    follow,
    press,
    sees,
    select,
    send_files,
    told_that,
    wait_until_read_without_scripts,
)
from tests.browser.test_every_page import too_wide
from tests.factories.councils import asb_workbook

SOURCE = "Council anti-social behaviour"
UPLOAD = "/partnerships/wexmere/data/council-anti-social-behaviour/upload/"
COLUMNS = {
    "Our no.": "Case reference: the reference of the report or case",
    "Logged": "Date reported: the day of the report, or of what was reported",
    "What happened": "ASB type: what it was",
}

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def page(site: Site, signed_in: Opener) -> Page:
    """Without scripts: every step is a plain form."""
    return signed_in(site.people["analyst"], javascript=False)


def test_the_workbook_is_not_understood(page: Page, tmp_path: Path):
    page.goto("/partnerships/wexmere/data/new/?kind=asb-incidents")
    fill_in(page, "Name", SOURCE)
    press(page, "Register")
    told_that(page, f"{SOURCE} is in the register")
    send_files(page, [asb_workbook(tmp_path, wards=WARDS[:2])])
    wait_until_read_without_scripts(page)

    sees(page, "Nothing in these files could be used", "What happened", "Put it right")


def test_its_columns_are_said_and_it_is_read_again(page: Page, site: Site, signed_in: Opener):
    follow(page, "Put it right")
    with_scripts = signed_in(site.people["analyst"])
    with_scripts.goto(page.url)
    assert faults(with_scripts) == []
    keep_picture(with_scripts, "layout")
    assert too_wide(with_scripts) == []
    with_scripts.close()
    for heading, meaning in COLUMNS.items():
        select(page, f"What “{heading}” is", meaning)
    press(page, "Save and read again")
    told_that(page, "It is kept for this source")
    wait_until_read_without_scripts(page)

    sees(
        page,
        "16 rows read, 15 kept, 1 set aside",
        "as was said for this source",
        "a word under “What happened”",
    )


def test_its_words_are_said_too(page: Page, site: Site, signed_in: Opener):
    follow(page, "Put it right")
    select(page, "What “Rowdy lot” is counted as", "Youth nuisance")
    press(page, "Save and read again")
    wait_until_read_without_scripts(page)

    does_not_see(page, "a word under “What happened”")
    with_scripts = signed_in(site.people["analyst"])
    with_scripts.goto(page.url)
    for summary in with_scripts.locator("main summary").all():
        summary.click()
    assert faults(with_scripts) == []
    assert too_wide(with_scripts) == []
    with_scripts.close()
    press(page, "Accept")
    told_that(page, "in use")


def test_the_next_quarter_needs_one_press(page: Page, tmp_path: Path):
    months = ("07/2025", "08/2025", "09/2025")
    page.goto(UPLOAD)
    send_files(page, [asb_workbook(tmp_path, "ASB Q2.xlsx", months=months, wards=WARDS[:2])])
    wait_until_read_without_scripts(page)

    sees(page, "16 rows read, 15 kept, 1 set aside")
    does_not_see(page, "Could not be used")
    press(page, "Accept")
    told_that(page, "July 2025, August 2025 and September 2025 are in use now")
    expect(page.get_by_role("button", name="Accept", exact=True)).to_have_count(0)
