"""Real files of every form, sent in a real browser: the page says what became of each, and what a
person has to say first. All layouts are sent by page in tests/integration, all files by command.
"""

import json
import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Opener, Site
from tests.browser.steps.page import (
    fill_in,
    follow,
    leave,
    press,
    sees,
    select,
    send_files,
    told_that,
    wait_until_read_without_scripts,
)

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif("REAL_DATA" not in os.environ, reason="REAL_DATA names no folder"),
]
FOLDER = Path(os.environ.get("REAL_DATA", "nowhere")).resolve()
SLUG = "fenland-files"
# The kind, the file, and what its page says once it is read.
AS_THEY_ARE = {
    "GeoJSON": (
        "boundaries",
        "boundaries/lsoa21/E07000010.geojson",
        ("56 rows read, 56 kept", "Boundaries of 2021: 56 areas"),
    ),
    "XLSX": (
        "population",
        "population/sape2024_lsoa21_mid2022_mid2024_density.xlsx",
        ("35,672 rows read", "The sheet 'Mid-2022 to mid-2024 LSOA' was read"),
    ),
    "CSV with a BOM": (
        "partnership-look-up",
        "partner-files/lad_csp_pfa_2016.csv",
        ("348 rows read, 348 kept",),
    ),
    "Windows-1252, gzipped": (
        "road-collisions",
        "road-casualties/Cambs_RTC.csv.gz",
        ("12,108 rows read, 12,108 kept", "was read as Windows-1252"),
    ),
    "ZIP": (
        "police-street",
        "police-uk/download-sample/police-uk-download-2024-11_2024-12-cambridgeshire.zip",
        ("12,441 rows read, 12,441 kept", "4 files are of another kind in the ZIP"),
    ),
}
# What a person says of a workbook: its sheet, the period, and which column is which.
AS_IT_IS_SAID = {
    "ODS": (
        "messy-spreadsheets/statutory_homelessness_detailed_la_2024-25.ods",
        ("A1", "2024/25"),
        {"column 1": "Area", "Total initial assessments 1,2,6": "How many"},
        ("315 rows read, 313 kept, 2 set aside",),
    ),
    "XLS": (
        "population/ukpopestimatesmid2021on2021geographyfinal.xls",
        ("MYE2 - Persons", "2021"),
        {"Code": "Area", "All ages": "How many"},
        ("420 rows read, 420 kept",),
    ),
}
MEMBER = """
from partnerships.models import Partnership, User
from partnerships.operations import memberships
memberships.add(
    partnership=Partnership.objects.get(slug={slug!r}), user=User.objects.get(email={email!r}),
    role="analyst", organisation=None, by=None,
)
"""


@pytest.fixture(scope="module")
def page(site: Site, signed_in: Opener) -> Page:
    """The analyst of a partnership of its own, without scripts: every step is a plain form."""
    made = site.command("new_partnership", SLUG, "--name", "Fenland", "--areas", "Fenland")
    assert made.returncode == 0, made.stderr
    email = site.people["analyst"]
    joined = site.command("shell", "-c", MEMBER.format(slug=SLUG, email=email))
    assert joined.returncode == 0, joined.stderr
    page = signed_in(email, javascript=False)
    yield page
    leave(page)


def send(page: Page, name: str, kind: str, file: str) -> None:
    page.goto(f"/partnerships/{SLUG}/data/new/?kind={kind}")
    fill_in(page, "Name", name)
    press(page, "Register")
    told_that(page, f"{name} is in the register")
    send_files(page, [FOLDER / file])
    told_that(page, "1 file is safe")
    wait_until_read_without_scripts(page)


@pytest.mark.parametrize("form", AS_THEY_ARE)
def test_a_real_file_is_sent_and_read_as_it_is(form: str, page: Page):
    kind, file, says = AS_THEY_ARE[form]

    send(page, f"A file as {form}", kind, file)

    sees(page, *says, "Accept it?", Path(file).name)


@pytest.mark.parametrize("form", AS_IT_IS_SAID)
def test_a_real_workbook_is_sent_and_its_columns_are_said(form: str, page: Page):
    file, (sheet, period), columns, says = AS_IT_IS_SAID[form]

    send(page, f"A file as {form}", "plain-table", file)
    sees(page, "Nothing in these files could be used", "What to do:")
    follow(page, "Put it right")
    for heading, meaning in columns.items():
        field = page.get_by_label(f"What “{heading}” is", exact=True)
        option = field.locator("option").filter(has_text=meaning).first
        select(page, f"What “{heading}” is", option.inner_text())
    fill_in(page, "Period of the whole table (optional)", period)
    select(page, "Which sheet is meant?", sheet)
    press(page, "Save and read again")
    told_that(page, "It is kept for this source")
    wait_until_read_without_scripts(page)

    sees(page, *says, f"The sheet '{sheet}' was read", "Accept it?")


def test_what_was_sent_stands_in_the_register_at_the_command_line_too(site: Site, page: Page):
    """The doors lead into one house: what came by page is known to the command."""
    kind, file, _ = AS_THEY_ARE["ZIP"]
    again = site.command(
        "receive", "a-file-as-zip", str(FOLDER / file), "--partnership", SLUG, "--json"
    )

    result = json.loads(again.stdout)
    assert (again.returncode, result["state"], result["kind"]) == (1, "already-received", kind)
