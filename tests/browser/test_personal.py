"""A partner who sends personal data: the stop, the decision, the rows without, the file gone."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

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

SOURCE = "Housing association complaints"
UPLOAD = "/partnerships/wexmere/data/housing-association-complaints/upload/"
VALUES = ("PRYTHERWELL", "Xanthe", "07700 900123", "9434765919", "Winterbourne", "01/02/1990")

pytestmark = pytest.mark.journey


def complaints(folder: Path, month: str) -> Path:
    path = folder / f"complaints-{month}.csv"
    path.write_text(
        "Date,Type,Ward,Complainant,DOB,Rang from,Remarks\n"
        f'23/{month}/2025,Noise,{WARDS[0]},"PRYTHERWELL, Xanthe",01/02/1990,07700 900123,again\n'
        f'24/{month}/2025,Noise,{WARDS[1]},"KHANDAKAR, Shabnam",25/12/1985,07700 900456,'
        "says Amabel Winterbourne NHS 9434765919\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture(scope="module")
def page(site: Site, signed_in: Opener) -> Page:
    """Without scripts: every step is a plain form."""
    return signed_in(site.people["analyst"], javascript=False)


def test_the_reading_stops_at_personal_data(page: Page, tmp_path: Path):
    page.goto("/partnerships/wexmere/data/new/?kind=asb-incidents")
    fill_in(page, "Name", SOURCE)
    press(page, "Register")
    told_that(page, f"{SOURCE} is in the register")
    send_files(page, [complaints(tmp_path, "04")])
    wait_until_read_without_scripts(page)

    sees(
        page,
        "Nothing of these files is stored before it is decided",
        "“Complainant”: names of persons in 2 of 2 filled cells. To be decided.",
        "NHS numbers in 1 of 2 filled cells",
    )
    does_not_see(page, *VALUES)


def test_it_is_decided_column_by_column(page: Page, site: Site, signed_in: Opener):
    follow(page, "Decide what becomes of it")
    with_scripts = signed_in(site.people["analyst"])
    with_scripts.goto(page.url)
    assert faults(with_scripts) == []
    keep_picture(with_scripts, "personal")
    assert too_wide(with_scripts) == []
    with_scripts.close()

    sees(page, "XXXXXXXXXXX, Xxxxxx", "letters and figures are hidden")
    does_not_see(page, *VALUES)
    select(page, "What becomes of “DOB”", "Keep the age alone, as “Complainant age”")
    press(page, "Save and read the files")
    told_that(page, "the files are read by it")
    wait_until_read_without_scripts(page)


def test_the_rows_are_stored_without_and_the_file_is_gone(page: Page, site: Site):
    sees(
        page,
        "2 rows read, 2 kept",
        "It is kept as an age alone.",
        "It was deleted as soon as its rows were stored, as was decided.",
    )
    does_not_see(page, *VALUES, "Delete the originals")
    kept = [one.read_bytes() for one in (site.data_dir / "files").rglob("*") if one.is_file()]
    assert not [value for value in VALUES for one in kept if value.encode() in one]
    press(page, "Accept")
    told_that(page, "April 2025 is in use now")


def test_the_next_file_is_treated_as_last_time(page: Page, tmp_path: Path):
    page.goto(UPLOAD)
    send_files(page, [complaints(tmp_path, "05")])
    wait_until_read_without_scripts(page)

    sees(page, "2 rows read, 2 kept", "It is not stored.")
    does_not_see(page, *VALUES, "To be decided")
