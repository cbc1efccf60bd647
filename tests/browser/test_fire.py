"""A fire service's workbook, from the register to a figure in under ten clicks."""

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
    follow,
    press,
    sees,
    send_files,
    told_that,
    wait_for_figure,
)
from tests.browser.test_every_page import too_wide
from tests.factories.fire_services import fire_workbook

KIND = "Fire and rescue incidents"
# To open the window of the computer that chooses a file, and to choose one there.
CHOOSING = 2
FEWER_THAN = 10
COUNTED = """addEventListener("click", event => {
  if (!event.isTrusted) return;
  sessionStorage.setItem("clicks", 1 + Number(sessionStorage.getItem("clicks")));
}, true)"""

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def page(site: Site, signed_in: Opener) -> Page:
    page = signed_in(site.people["analyst"])
    page.add_init_script(COUNTED)
    return page


def test_a_fire_workbook_comes_to_a_figure_in_under_ten_clicks(page: Page, tmp_path: Path):
    workbook = fire_workbook(tmp_path, WARDS[:6], samples.months_back_from(LAST_MONTH, 24))
    page.goto("/partnerships/wexmere/data/")

    follow(page, "Register a source")
    choose(page, KIND)
    page.get_by_label("Name", exact=True).fill(KIND)
    press(page, "Register")
    told_that(page, f"{KIND} is in the register")
    send_files(page, [workbook])
    data.wait_until_read(page)
    sees(page, "961 rows read, 960 kept, 1 set aside")
    press(page, "Accept")
    told_that(page, re.compile("are in use now"))
    follow(page, KIND)
    wait_for_figure(page)

    clicks = int(page.evaluate("sessionStorage.getItem('clicks')")) + CHOOSING
    assert clicks < FEWER_THAN, f"{clicks} clicks"
    sees(page, "All fires showed no clear change in the year to September 2026: 167 against 169")
    assert faults(page) == []
    keep_picture(page, "fire-figures")
    assert too_wide(page) == []
