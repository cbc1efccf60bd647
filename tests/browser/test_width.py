"""Pages that no walk over the sample's links reaches are as narrow as the others: those of scoring
while it is open, and the page edition, which is read from its file."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from assessment.models import Issue
from tests.browser.conftest import DESKTOP, Opener, Site, faults
from tests.browser.steps import people, publish, scan
from tests.browser.steps.page import (
    choose,
    fill_in,
    follow,
    heading_is,
    leave,
    press,
    sees,
    told_that,
)
from tests.browser.steps.year import Year
from tests.browser.test_every_page import too_wide
from tests.browser.test_year import generated

ONE_WORD = "W" * Issue._meta.get_field("title").max_length
OPEN_ALL = "document.querySelectorAll('details').forEach(each => { each.open = true; })"


@pytest.fixture(scope="module")
def year(tmp_path_factory, site: Site, signed_in: Opener, visitor) -> Year:
    """A year just opened, by somebody who may score in it: in the sample's scoring is closed."""
    folder = tmp_path_factory.mktemp("width")
    files = replace(generated(folder), partnership="Narrow Water")
    year = Year(site, signed_in, visitor, files, folder)
    page = year.page_of("steward", "/")
    people.create_the_partnership(page, files.partnership, files.area_code)
    page.goto(f"/partnerships/{files.slug}/about/")
    people.invite(page, year.email("analyst"), "Analyst")
    leave(page)
    leave(people.read_the_letter_and_join(year, "analyst"))
    page = year.partnership("analyst")
    press(page, "Open an assessment")
    fill_in(page, "Year", str(year.number))
    press(page, "Open the assessment")
    told_that(page, "is open")
    leave(page)
    return year


@pytest.fixture
def from_a_file(chromium: Browser) -> Iterator[Page]:
    """A browser that knows nothing of the site."""
    page = chromium.new_page(viewport=DESKTOP)
    yield page
    page.close()


def test_scoring_an_issue_of_one_long_word_is_as_narrow_as_other_pages(year: Year):
    page = year.room("analyst", "scan")
    press(page, "Add an issue")
    fill_in(page, "Issue", ONE_WORD)
    choose(page, "The data")
    press(page, "Add the issue")
    told_that(page, ONE_WORD)
    assert problems(page) == []

    press(page, "Score the issues")
    heading_is(page, "Your scores")
    assert problems(page) == []

    follow(page, "Scan")
    scan.score_every_issue(page, first=0, pace=1)
    press(page, "See your scores")
    sees(page, "You have submitted your scores", ONE_WORD)
    assert problems(page) == []
    leave(page)


def problems(page: Page) -> list[str]:
    """Of a page as it stands; it is loaded anew, because longer words were tried out in it."""
    found = [*faults(page), *too_wide(page)]
    page.reload()
    return found


def test_page_editions_read_from_their_files_are_as_narrow_as_pages(
    site: Site, signed_in: Opener, from_a_file: Page, tmp_path: Path
):
    """Tables and pictures scroll in boxes of their own, those behind the figures too."""
    page = signed_in(site.people["analyst"])
    editions = publish.page_editions_of_the_finished_year(page, tmp_path)
    leave(page)
    found = {}

    for edition in editions:
        from_a_file.goto(edition.as_uri())
        from_a_file.evaluate(OPEN_ALL)
        if problems := [*faults(from_a_file), *too_wide(from_a_file)]:
            found[edition.name] = problems

    assert found == {}
    assert len(editions) == 3
